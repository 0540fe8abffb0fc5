"""What a case's check measured, kept beside it: `gate.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from passerelle.engines.encounter import Thresholds

GATE, VECTORS = "gate.json", "vectors.bin"


# Any: figures as their writer stored them.
def gate_in(files: Mapping[str, bytes], slug: str) -> dict[str, Any] | None:
    """The gate of `cases/<slug>/` when it was passed; without one the case is a draft."""
    data = files.get(f"cases/{slug}/{GATE}")
    if data is None:
        return None
    try:
        written = json.loads(data)
    except ValueError:
        return None
    return written if isinstance(written, dict) and written.get("passed") else None


def thresholds_of(gate: Mapping[str, Any]) -> Thresholds:
    """Those the gate was passed with; the usual ones where it names none."""
    from passerelle.engines.encounter import thresholds_in

    return thresholds_in(gate.get("thresholds"))

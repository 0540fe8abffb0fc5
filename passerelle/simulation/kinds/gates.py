"""What a case's check measured, kept beside it: `gate.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from passerelle.foundation.ids import digest_of

if TYPE_CHECKING:
    from passerelle.engines.encounter import Thresholds

GATE, VECTORS = "gate.json", "vectors.bin"


# Any: figures as their writer stored them.
def gate_in(files: Mapping[str, bytes], slug: str) -> dict[str, Any] | None:
    """The gate of `cases/<slug>/` when these very texts passed it; without one it is a draft."""
    folder = f"cases/{slug}"
    try:
        written = json.loads(files.get(f"{folder}/{GATE}", b""))
    except ValueError:
        return None
    if not isinstance(written, dict) or not written.get("passed"):
        return None
    texts = (files.get(f"{folder}/{name}", b"") for name in ("case.yaml", "questions.yaml"))
    return written if written.get("digest") == digest_of(b"".join(texts)) else None


def thresholds_of(gate: Mapping[str, Any]) -> Thresholds:
    """Those the gate was passed with; the usual ones where it names none."""
    from passerelle.engines.encounter import thresholds_in

    return thresholds_in(gate.get("thresholds"))

"""What a case's check measured, kept beside it: `gate.json`.

It counts for the very texts that were measured: a case, or its questions, changed since is a draft
until it is checked again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from passerelle.engines.encounter import Thresholds

GATE, VECTORS = "gate.json", "vectors.bin"
_TEXTS = ("case.yaml", "questions.yaml")  # spelt out: `cases` loads the engine
# Lower than any that a check can set: below, a patient would tell what nobody asked.
_LEAST_TOLD = {"open": 0.5, "asked": 0.5, "sensitive": 0.7}


# Any: figures as their writer stored them.
def gate_in(files: Mapping[str, bytes], slug: str) -> dict[str, Any] | None:
    """The gate of `cases/<slug>/` when these very texts passed it; without one it is a draft."""
    folder = f"cases/{slug}"
    data = files.get(f"{folder}/{GATE}")
    if data is None:
        return None
    try:
        written = json.loads(data, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None
    if not isinstance(written, dict) or written.get("passed") is not True:
        return None
    texts = (files.get(f"{folder}/{name}", b"") for name in _TEXTS)
    measured = written.get("digest") == digest_of_texts(*texts)
    return written if measured and _are_plausible(written.get("thresholds")) else None


def digest_of_texts(case: bytes, questions: bytes) -> str:
    """The same with the line ends of Windows, which a checkout may have given to the files."""
    return hashlib.sha256((case + questions).replace(b"\r\n", b"\n")).hexdigest()


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is no figure.")


def _are_plausible(stored: object) -> bool:
    """None at all are the usual ones; others are within what a check may set."""
    if stored is None:
        return True
    try:
        told, rest = stored["told"], (stored["near"], stored["denied"])  # type: ignore[index]
        by_fact = stored["by_fact"].values()  # type: ignore[index]
        return all(least <= told[level] <= 1 for level, least in _LEAST_TOLD.items()) and all(
            0 < chance <= 1 for chance in (*rest, *by_fact)
        )
    except (KeyError, TypeError, AttributeError):
        return False


def thresholds_of(gate: Mapping[str, Any]) -> Thresholds:
    """Those the gate was passed with; the usual ones where it names none."""
    from passerelle.engines.encounter import thresholds_in

    return thresholds_in(gate.get("thresholds"))

"""What was measured of a case, as its page publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    title: str
    value: str
    says: str


@dataclass(frozen=True, slots=True)
class Figures:
    rows: tuple[Figure, ...]
    how: str


# Any: figures as the gate wrote them.
def figures_of(gate: Mapping[str, Any]) -> Figures:
    """Recall, false disclosures, sensitive facts told unasked: each with its n and interval."""
    return Figures((), "")

"""What came of an encounter, by the engine's own count."""

from __future__ import annotations

from decimal import Decimal

from .models import Encounter


def points_of(encounter: Encounter) -> tuple[Decimal, Decimal]:
    """Points of a maximum."""
    return Decimal(0), Decimal(1)

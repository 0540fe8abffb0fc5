"""Who comes on stage, in which order, and what is read aloud."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.jury.queries import awarding_decisions
from passerelle.programme.models import Edition


@dataclass(frozen=True, slots=True)
class Called:
    """One graduate as they are called."""

    rank: int
    name: str
    honours: str
    institution: str


def ceremony_of(edition: Edition) -> list[Called]:
    """Every graduate in the order of names, those whose diploma is still being signed included."""
    rows = awarding_decisions(edition).select_related("enrolment__person", "enrolment__institution")
    return [
        Called(
            rank=rank,
            name=each.enrolment.person.name,
            honours=str(each.honours or ""),
            institution=str(each.enrolment.institution or ""),
        )
        for rank, each in enumerate(rows, start=1)
    ]

"""What is said to a patient and asks for nothing: news, an explanation, comfort, an emotion named.

A patient listens to it; a clarifying question there would be deaf. Recognised by the phrases of
`heard/statements.toml`: what they miss is read as any other clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from ._asking import parts_of
from ._folding import folded
from ._heard import any_of, heard

_QUOTES = ' "»”'


class Said(StrEnum):
    """How a clause asks for nothing, from the clearest to the vaguest.

    To the vague ones, what the reader is sure of may be told: "I hear you smoke." """

    LEFT = "left"  # goodbye, or thanks
    GREETED = "greeted"
    ANNOUNCED = "announced"  # news, what will be done
    COMFORTED = "comforted"
    FELT = "felt"  # an emotion named
    STATED = "stated"

    @property
    def is_clear(self) -> bool:
        return self in (Said.LEFT, Said.ANNOUNCED, Said.COMFORTED)


def said_in(clause: str) -> Said | None:
    """Whether a clause says something rather than asks.

    >>> said_in("La biopsie montre un cancer."), said_in("Ça a l’air douloureux…")
    (<Said.ANNOUNCED: 'announced'>, <Said.FELT: 'felt'>)
    >>> said_in("J’aimerais savoir ce qui vous inquiète."), said_in("La biopsie a fait mal ?")
    (None, None)
    """
    if any(part.asks for part in parts_of(clause)):
        return None
    words = folded(clause)
    if _pattern("requests").search(words) or implies_a_question(clause):
        return None
    found = next((kind for kind in Said if _kind(kind).search(words)), None)
    if found or not clause.rstrip(_QUOTES).endswith((".", "!")):
        return found
    return Said.STATED if _begins("closed").search(words) else None


def implies_a_question(clause: str) -> bool:
    """Whether it says how others live and leaves the rest to the patient.

    >>> implies_a_question("Beaucoup de gens sautent des doses…")
    True
    >>> implies_a_question("Many people skip doses."), implies_a_question("You skip doses…")
    (False, False)
    """
    unfinished = clause.rstrip(_QUOTES).endswith(("…", "..."))
    return unfinished and bool(_pattern("implied").search(folded(clause)))


@cache
def _kind(kind: Said) -> re.Pattern[str]:
    courtesy = heard("courtesy")
    if kind is Said.LEFT:
        return _beginning((*courtesy["farewell"]["phrases"], *courtesy["thanks"]["phrases"]))
    if kind is Said.GREETED:
        known = courtesy["courtesies"]
        return _beginning((*known["greeting"], *known["introduction"]))
    return _begins("stated") if kind is Said.STATED else _pattern(kind)


@cache
def _begins(name: str) -> re.Pattern[str]:
    return _beginning(heard("statements")[name])


def _beginning(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"^{heard('statements')['lead_in']}(?:{'|'.join(phrases)})\b")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return any_of(heard("statements")[name])

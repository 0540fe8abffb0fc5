"""A triage note in words: opening, history, what was seen, denied or elsewhere, a plan."""

from __future__ import annotations

from dataclasses import dataclass

from ._draws import Draws
from ._triage_words import (
    AGAIN,
    BETA_BLOCKER,
    MOTIVES,
    OPENINGS,
    PLANS,
    SIGNS,
    Pair,
    Sign,
)

_PAST: Pair = ("ATCD :", "PMHx:")
_SEEN, _DENIED, _ELSEWHERE = 0.7, 0.3, 0.07


@dataclass(frozen=True, slots=True)
class Patient:
    """Somebody who does not exist."""

    id: str
    site: str
    language: str
    glucose_unit: str
    sex: str
    age: int
    history: tuple[Pair, ...]
    beta_blocker: bool
    frailty: float


def note(draws: Draws, patient: Patient, hours: int, signs: frozenset[str]) -> str:
    side = 0 if patient.language == "fr" else 1
    sentences = [_opening(draws, patient, hours, side)]
    if patient.history:
        known = ", ".join(words[side] for words in patient.history)
        sentences.append(f"{_PAST[side]} {known}.")
    if patient.beta_blocker:
        sentences.append(BETA_BLOCKER[side])
    found = [said[side] for sign in SIGNS if (said := _said(draws, sign, sign.name in signs))]
    sentences += draws.shuffled(found)
    sentences += [plan[side] for plan in draws.several(PLANS, 1 + draws.below(2))]
    return " ".join(sentences)


def _opening(draws: Draws, patient: Patient, hours: int, side: int) -> str:
    motive = draws.one(MOTIVES)[side]
    if hours:
        return draws.one(AGAIN)[side].format(hours=hours, motive=motive)
    return draws.one(OPENINGS)[side].format(who=_who(patient, side), motive=motive)


def _who(patient: Patient, side: int) -> str:
    if side:
        return f"{patient.age}{patient.sex}"
    return f"{'Femme' if patient.sex == 'F' else 'Homme'}, {patient.age} ans."


def _said(draws: Draws, sign: Sign, present: bool) -> Pair | None:
    """What is present may go unwritten; what is absent may be denied, or be somebody else's."""
    if present:
        return draws.one(sign.seen) if draws.chance(_SEEN) else None
    kind = draws.unit()
    if kind < _DENIED:
        return draws.one(sign.denied)
    return draws.one(sign.elsewhere) if kind < _DENIED + _ELSEWHERE else None

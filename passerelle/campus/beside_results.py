"""What a higher part says of a learner's results: it registers in its `ready()`.

    register_decided(decided_about)

The page of results has one query for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .models import Enrolment


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of a learner, in a sentence, and the page that says why."""

    words: str
    total: Decimal | None
    url: str


DecidedOf = Callable[[Enrolment], "Decided | None"]
_decided: list[DecidedOf] = []


def register_decided(decided: DecidedOf) -> None:
    """Be asked what was decided. Twice is once."""
    if decided not in _decided:
        _decided.append(decided)


def decided_of(learner: Enrolment) -> Decided | None:
    """The first answer; None while nothing is decided."""
    answers = (decided(learner) for decided in _decided)
    return next((each for each in answers if each is not None), None)

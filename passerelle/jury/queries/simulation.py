"""What another rule would change, and for whom, before anyone votes on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from passerelle.campus.models import Enrolment
from passerelle.campus.queries.gradebook import gradebooks_of
from passerelle.engines.grading import AwardRule, Dossier, Verdict, explain_reasons, simulate
from passerelle.foundation.translated import reading_language
from passerelle.programme.models import Edition

from ..decision_wording import proposal_said
from ..enums import Outcome
from ..proposals import proposed_outcome
from .candidates import learners_of


@dataclass(frozen=True, slots=True)
class Fare:
    """What a rule proposes of someone, in words."""

    outcome: Outcome
    total: Decimal | None
    honours: str
    reason: str

    @property
    def said(self) -> str:
        return proposal_said(self.outcome, self.honours)


@dataclass(frozen=True, slots=True)
class Changed:
    """A learner who would fare otherwise."""

    enrolment: Enrolment
    before: Fare
    after: Fare


@dataclass(frozen=True, slots=True)
class Simulation:
    """The whole cohort under another rule: who changes, and how many are awarded."""

    changes: tuple[Changed, ...]
    learners: int
    awarded_before: int
    awarded_after: int


def simulation_of(edition: Edition, change: Callable[[AwardRule], AwardRule]) -> Simulation:
    """Nothing is stored. Six queries, however many learners."""
    learners = list(learners_of(edition))
    for learner in learners:
        learner.edition = edition
    gradebooks = {str(each.enrolment.pk): each for each in gradebooks_of(learners)}
    if not gradebooks:
        return Simulation((), 0, 0, 0)
    cohort = {who: Dossier(marks=each.marks, hours=each.hours) for who, each in gradebooks.items()}
    rule = next(iter(gradebooks.values())).rule
    found = simulate(rule, change=change, cohort=cohort)
    changes = tuple(
        Changed(gradebooks[each.who].enrolment, _fare(each.before), _fare(each.after))
        for each in found
    )
    before = Counter(proposed_outcome(each.verdict) for each in gradebooks.values())
    moved = Counter(each.after.outcome for each in changes)
    moved.subtract(each.before.outcome for each in changes)
    awarded = before[Outcome.AWARDED]
    return Simulation(changes, len(learners), awarded, awarded + moved[Outcome.AWARDED])


def _fare(verdict: Verdict) -> Fare:
    language = reading_language()
    return Fare(
        outcome=proposed_outcome(verdict),
        total=verdict.total,
        honours=verdict.honours.title.said_in(language) if verdict.honours else "",
        reason=next(iter(explain_reasons(verdict, language)), ""),
    )

"""The candidates in the order in which a jury needs to discuss them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from passerelle.campus.models import Enrolment
from passerelle.campus.queries.gradebook import Gradebook, gradebooks_of
from passerelle.engines import grading
from passerelle.engines.grading import CompensationCheck, Honour, Verdict
from passerelle.foundation.translated import reading_language

from ..enums import MotionKind
from ..models import Decision, Deliberation, Member, Motion, Recusal
from ..proposals import Proposal, proposal_of, proposed_outcome
from .deliberation import concerned_in
from .disagreement import Margins, margins_of
from .nearness import Nearness, nearness_of


class Need(IntEnum):
    """Why a case is discussed, the most pressing first."""

    INCOMPLETE = 0
    NEAR = 1
    COMPENSATED = 2
    DEPARTING = 3
    RECUSED = 4
    CLEAR = 5


NEED_WORDS: dict[Need, str | Promise] = {
    Need.INCOMPLETE: _("The rule cannot conclude: something is missing."),
    Need.NEAR: _("Other raters could change whether they pass."),
    Need.COMPENSATED: _("Compensation is in play."),
    Need.DEPARTING: _("A motion departs from the rule."),
    Need.RECUSED: _("A member is recused: voted alone."),
    Need.CLEAR: _("Raises no question."),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A learner before the jury, and which thresholds they are near to."""

    gradebook: Gradebook
    need: Need
    near: Nearness
    outcome: str | None

    @property
    def enrolment(self) -> Enrolment:
        return self.gradebook.enrolment

    @property
    def proposal(self) -> Proposal:
        return proposal_of(self.gradebook)

    @property
    def words(self) -> str:
        return str(NEED_WORDS[self.need])


def cases_of(deliberation: Deliberation) -> list[Case]:
    """Every candidate, by need of discussion then by name, the clear ones near honours first;
    eight queries whatever their number."""
    here = Decision.objects.filter(enrolment=OuterRef("pk"), deliberation=deliberation)
    learners = list(
        concerned_in(deliberation).annotate(
            decided_here=Subquery(here.order_by("-version").values("outcome")[:1])
        )
    )
    for each in learners:
        each.edition = deliberation.edition
    gradebooks = gradebooks_of(learners)
    margins = margins_of(deliberation.edition, gradebooks)
    departing = _departing(deliberation)
    recused = _recused(deliberation, learners)
    cases = [
        _case(book, margins.get(book.enrolment.pk), departing=departing, recused=recused)
        for book in gradebooks
    ]
    return sorted(
        cases, key=lambda case: (case.need, case.need is Need.CLEAR and not case.near.honours)
    )


def clear_among(cases: Sequence[Case]) -> list[Enrolment]:
    """Those the jury may carry together: no question, and nothing decided yet."""
    return [case.enrolment for case in cases if case.need is Need.CLEAR and not case.outcome]


def agenda_of(cases: Sequence[Case]) -> list[dict[str, object]]:
    """The cases as a deliberation keeps them, so that its page recomputes nothing."""
    return [
        {
            "number": case.enrolment.pk,
            "need": int(case.need),
            "near": case.near.words,
            "honours": case.near.honours,
            "margin": str(case.near.margin or ""),
            "proposed": str(proposed_outcome(case.gradebook.verdict)),
            "honours_proposed": _both(case.gradebook.verdict.honours),
            "decided": case.outcome or "",
            "total": str(case.gradebook.verdict.total or ""),
        }
        for case in cases
    ]


def _both(honours: Honour | None) -> dict[str, str] | None:
    return {"fr": honours.title.fr, "en": honours.title.en} if honours else None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the agenda kept of a learner: the thresholds near, in the reader's language, and half
    the interval of the total between raters, if any work was marked twice."""

    thresholds: tuple[str, ...] = ()
    margin: Decimal | None = None


def doubt_in(kept: Mapping[str, Any]) -> Doubt:
    """Any: JSON of one entry of the agenda."""
    language = reading_language()
    near = (kept.get(which, {}).get(language, "") for which in ("near", "honours"))
    margin = kept.get("margin")
    return Doubt(tuple(each for each in near if each), Decimal(margin) if margin else None)


def doubt_about(agenda: Sequence[Mapping[str, Any]], number: int) -> Doubt:
    return doubt_in(next((each for each in agenda if each["number"] == number), {}))


def ordered_again(
    agenda: Sequence[dict[str, object]], number: int, need: Need
) -> list[dict[str, object]]:
    """The agenda once a case that raised no question raises one."""
    changed = [
        {**each, "need": int(need)}
        if (each["number"], each["need"]) == (number, int(Need.CLEAR))
        else each
        for each in agenda
    ]
    return sorted(changed, key=lambda each: int(str(each["need"])))


def _case(
    gradebook: Gradebook,
    margins: Margins | None,
    *,
    departing: frozenset[int],
    recused: frozenset[int],
) -> Case:
    number, near = gradebook.enrolment.pk, nearness_of(gradebook, margins)
    if gradebook.verdict.outcome is grading.Outcome.INCOMPLETE:
        need = Need.INCOMPLETE
    elif near.is_decisive:
        need = Need.NEAR
    elif _compensates(gradebook.verdict):
        need = Need.COMPENSATED
    elif number in departing:
        need = Need.DEPARTING
    else:
        need = Need.RECUSED if number in recused else Need.CLEAR
    decided: str | None = gradebook.enrolment.decided_here  # type: ignore[attr-defined]  # annotated above
    return Case(gradebook, need, near, decided)


def _compensates(verdict: Verdict) -> bool:
    return any(isinstance(step, CompensationCheck) for step in verdict.steps)


def _departing(deliberation: Deliberation) -> frozenset[int]:
    motions = Motion.objects.filter(deliberation=deliberation, enrolment__isnull=False)
    return frozenset(motions.exclude(kind=MotionKind.ADOPT).values_list("enrolment_id", flat=True))


def _recused(deliberation: Deliberation, learners: Sequence[Enrolment]) -> frozenset[int]:
    """Learners about whom a member does not vote: declared, or the member themselves."""
    declared = Recusal.objects.filter(member__deliberation=deliberation)
    people = set(Member.objects.filter(deliberation=deliberation).values_list("person", flat=True))
    own = {each.pk for each in learners if each.person_id in people}
    return frozenset(declared.values_list("enrolment", flat=True)) | own

"""What each kind of motion comes to, and what the regulations refuse of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from passerelle.campus.queries.gradebook import Gradebook
from passerelle.engines.grading import CompensationCheck, Honour, Verdict

from .enums import MotionKind, Outcome
from .errors import RachatImpossible
from .kinds import RegulationsFile
from .proposals import proposed_outcome
from .rachat import points_said, verdict_with

_PLAIN = {
    MotionKind.AWARD: Outcome.AWARDED,
    MotionKind.NOT_AWARD: Outcome.NOT_AWARDED,
    MotionKind.RESIT: Outcome.RESIT,
    MotionKind.ADJOURN: Outcome.ADJOURNED,
    MotionKind.COMPENSATION: Outcome.AWARDED,
    MotionKind.HONOURS: Outcome.AWARDED,
}


class Moved(Protocol):
    """What a motion says, before or after it is stored."""

    @property
    def points(self) -> Decimal | None: ...
    @property
    def component(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def conditions(self) -> dict[str, object] | None: ...


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a carried motion decides of one learner."""

    outcome: Outcome
    verdict: Verdict
    honours: Honour | None


def consequence_of(kind: str, moved: Moved, gradebook: Gradebook) -> Consequence:
    """The decision that follows; points given go through the rule's own arithmetic."""
    verdict = gradebook.verdict
    if kind == MotionKind.RACHAT and moved.points is not None:
        verdict = verdict_with(gradebook, points=moved.points, component=moved.component)
    outcome = _PLAIN.get(MotionKind(kind), proposed_outcome(verdict))
    honours = verdict.honours if outcome is Outcome.AWARDED else None
    if kind == MotionKind.HONOURS:
        honours = _honours(moved, gradebook)
    return Consequence(outcome, verdict, honours)


def refusal_of(
    kind: MotionKind, *, gradebook: Gradebook, terms: Moved, regulations: RegulationsFile
) -> str:
    """Why this motion cannot be moved, in a sentence; empty when it can."""
    follows = kind in _PLAIN and _PLAIN[kind] == proposed_outcome(gradebook.verdict)
    departs = kind is not MotionKind.ADOPT and not (follows and kind is not MotionKind.HONOURS)
    if departs and not terms.reason.strip():
        return _("Write the reason: it will be kept in the minutes.")
    if kind is MotionKind.RACHAT:
        return _rachat_refusal(gradebook, terms, regulations)
    if kind is MotionKind.COMPENSATION:
        return _compensation_refusal(gradebook, regulations)
    if kind is MotionKind.HONOURS and _honours(terms, gradebook) is None:
        return _("Choose one of the honours of the award rule.")
    if kind is MotionKind.RESIT:
        known = {each.id for each in gradebook.rule.components}
        chosen = (terms.conditions or {}).get("components")
        if not isinstance(chosen, list) or not chosen or not known >= set(chosen):
            return _("Say which components are sat again, and before when.")
        if not (terms.conditions or {}).get("before"):
            return _("Say which components are sat again, and before when.")
    return ""


def _rachat_refusal(gradebook: Gradebook, terms: Moved, regulations: RegulationsFile) -> str:
    if regulations.rachat is None:
        return _("The regulations of this jury know no rachat.")
    if terms.points is None or not terms.points > 0:
        return _("Say how many points are given: more than zero.")
    if terms.points > regulations.rachat.most_points:
        most = points_said(regulations.rachat.most_points)
        return _("The regulations allow a rachat of at most %(points)s.") % {"points": most}
    if terms.component and terms.component not in {each.id for each in gradebook.rule.components}:
        return _("The award rule has no such component.")
    try:
        verdict_with(gradebook, points=terms.points, component=terms.component)
    except RachatImpossible as refused:
        return str(refused)
    return ""


def _compensation_refusal(gradebook: Gradebook, regulations: RegulationsFile) -> str:
    if not regulations.compensation_by_motion:
        return _("The regulations of this jury leave compensation to the award rule.")
    check = _compensation_in(gradebook.verdict)
    if check is None:
        return _("No component is below its pass: there is nothing to compensate.")
    if check.granted:
        return _("The rule already compensates: move to follow what it proposes.")
    return ""


def compensated_in(verdict: Verdict) -> tuple[str, ...]:
    """The components or categories below their pass: a compensation is about all of them."""
    check = _compensation_in(verdict)
    return tuple(each.component for each in check.shortfalls) if check else ()


def _compensation_in(verdict: Verdict) -> CompensationCheck | None:
    return next((step for step in verdict.steps if isinstance(step, CompensationCheck)), None)


def _honours(moved: Moved, gradebook: Gradebook) -> Honour | None:
    rank = (moved.conditions or {}).get("honours")
    offered = gradebook.rule.honours
    return offered[rank] if isinstance(rank, int) and 0 <= rank < len(offered) else None

"""June: who sits, who is recused, what is carried together, what is discussed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from passerelle.jury.actions import (
    Terms,
    cast_vote,
    convene_deliberation,
    freeze_deliberation,
    mark_present,
    move,
    move_together,
    recuse,
)
from passerelle.jury.enums import Choice, MotionKind, Outcome
from passerelle.jury.errors import RachatImpossible
from passerelle.jury.models import Deliberation, Member, Motion
from passerelle.jury.proposals import proposed_outcome
from passerelle.jury.queries.cases import Case, cases_of, clear_among
from passerelle.jury.queries.deliberation import members_of
from passerelle.jury.rachat import verdict_with

from .stage import Stage

_ADJOURNED = "Le devoir n’a pas été remis ; la personne le présentera à la session de rattrapage."
_RECUSED = "Cette personne travaille dans mon service."
_GIVEN = "Une assiduité sans faille et une soutenance en net progrès : le jury donne ces points."
_POINTS = Decimal("0.5")


def deliberate(stage: Stage) -> None:
    """The jury follows the rule; where the rule cannot tell, it adjourns and says why."""
    deliberation = convene_deliberation(stage.edition, chair=stage.jurors[0], by=stage.chair)
    members = members_of(deliberation)
    for each in members:
        mark_present(each, by=stage.jurors[0])
    _recuse_one(stage, members)
    cases = cases_of(deliberation)
    clear = clear_among(cases)
    if clear:
        _vote(move_together(deliberation, clear, by=stage.jurors[0]), members, recused=())
    carried, bought = {each.pk for each in clear}, False
    for case in (each for each in cases if each.enrolment.pk not in carried):
        offers = not bought and _would_pass(case)
        bought = bought or offers
        _discuss(deliberation, case, members, rachat=offers)
    freeze_deliberation(deliberation, by=stage.jurors[0])


def _recuse_one(stage: Stage, members: Sequence[Member]) -> None:
    """The last juror works with a learner of their own institution."""
    member = members[-1]
    for enrolment, _character in stage.learners.values():
        if enrolment.institution_id == member.institution_id and not member.chair:
            recuse(member, enrolment, reason=_RECUSED)
            return


def _would_pass(case: Case) -> bool:
    """Whether the points that the regulations allow change what the rule proposes."""
    if proposed_outcome(case.gradebook.verdict) in (Outcome.AWARDED, Outcome.ADJOURNED):
        return False
    try:
        verdict = verdict_with(case.gradebook, points=_POINTS)
    except RachatImpossible:
        return False
    return proposed_outcome(verdict) is Outcome.AWARDED


def _discuss(
    deliberation: Deliberation, case: Case, members: Sequence[Member], *, rachat: bool
) -> None:
    kind, terms = MotionKind.ADOPT, Terms()
    if rachat:
        kind, terms = MotionKind.RACHAT, Terms(points=_POINTS, reason=_GIVEN)
    elif proposed_outcome(case.gradebook.verdict) is Outcome.ADJOURNED:
        kind, terms = MotionKind.ADJOURN, Terms(reason=_ADJOURNED)
    recused = [each.pk for each in members if each.recusals.filter(enrolment=case.enrolment)]
    mover = next(each for each in members if each.pk not in recused)
    motion = move(deliberation, case.enrolment, kind=kind, terms=terms, by=mover.person)
    _vote(motion, members, recused=recused)


def _vote(motion: Motion, members: Sequence[Member], *, recused: Sequence[int]) -> None:
    """All for, save the last of those who vote, who abstains where a case was discussed."""
    voting = [each for each in members if each.pk not in recused]
    for each in voting:
        doubts = motion.enrolment_id is not None and each is voting[-1] and len(voting) > 1
        cast_vote(motion, choice=Choice.ABSTAIN if doubts else Choice.FOR, by=each.person)

"""A member moves, the others vote; the motion is carried or falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import SystemRandom
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.campus.queries.gradebook import gradebook_of
from passerelle.engines.grading import Honour
from passerelle.foundation import clock
from passerelle.foundation.translated import Translated
from passerelle.people.models import Person

from ..enums import Choice, MotionKind
from ..errors import (
    MotionClosed,
    MotionOpen,
    MotionRefused,
    NoQuorum,
    NotAMember,
    NotTheChair,
    Recused,
    SecrecyAtStake,
    VotesMissing,
    VotesStarted,
    WithdrawnByAnother,
)
from ..models import Ballot, Deliberation, Member, Motion, Voting
from ..motions import Consequence, consequence_of, refusal_of
from ..queries.appeals import is_heard
from ..queries.cases import Need, ordered_again
from ..queries.deliberation import (
    Tally,
    concerned_by,
    member_for,
    members_of,
    quorum_of,
    recused_for,
    tally_of,
    voted_on,
)
from ..regulations import as_frozen
from .carrying import carry
from .proceedings import note_in_journal, still_open, write_line

# An urn opened with fewer ballots would tell who voted what, for who voted is known.
_LEAST_BALLOTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a motion says, beyond its kind."""

    points: Decimal | None = None
    component: str = ""
    reason: str = ""
    components: tuple[str, ...] = ()
    before: date | None = None
    honours: int | None = None

    @property
    def conditions(self) -> dict[str, object] | None:
        if self.components or self.before:
            before = self.before.isoformat() if self.before else None
            return {"components": list(self.components), "before": before}
        return None if self.honours is None else {"honours": self.honours}


@transaction.atomic
def move(
    deliberation: Deliberation,
    enrolment: Enrolment,
    *,
    kind: MotionKind,
    terms: Terms | None = None,
    by: Person,
    form_key: UUID | None = None,
) -> Motion:
    """Move something about one learner; the same form twice is once."""
    held, terms = still_open(deliberation), terms or Terms()
    already = Motion.objects.filter(form_key=form_key).first() if form_key else None
    if already is not None:
        return already
    if (enrolment.edition_id, enrolment.role) != (held.edition_id, Role.LEARNER):
        raise MotionRefused(_("A motion is about a learner of this edition."))
    if not is_heard(held, [enrolment.pk]):
        raise MotionRefused(_("The jury sits after an appeal: only admitted appeals are heard."))
    member = _present(held, by)
    if member.pk in recused_for(held, [enrolment.pk]):
        raise Recused
    if held.motions.filter(enrolment=enrolment, closed_at=None).exists():
        raise MotionOpen
    gradebook = gradebook_of(enrolment)
    refusal = refusal_of(
        kind,
        gradebook=gradebook,
        terms=terms,
        regulations=as_frozen(held.regulations),
    )
    if refusal:
        raise MotionRefused(refusal)
    if kind is not MotionKind.ADOPT:
        held.agenda = ordered_again(held.agenda, enrolment.pk, Need.DEPARTING)
        held.save(update_fields=["agenda"])
    foreseen = consequence_of(kind, terms, gradebook)
    motion = _written(
        held,
        member,
        kind=kind,
        terms=terms,
        enrolment=enrolment,
        form_key=form_key,
        foreseen=foreseen,
    )
    write_line(
        held,
        "moved",
        motion=motion.pk,
        kind=str(kind),
        by=str(member),
        learner=str(enrolment),
        number=enrolment.pk,
        points=str(terms.points) if terms.points is not None else None,
        component=terms.component,
        reason=motion.reason,
        components=list(terms.components),
        before=terms.before.isoformat() if terms.before else None,
    )
    return motion


@transaction.atomic
def move_together(
    deliberation: Deliberation,
    enrolments: Sequence[Enrolment],
    *,
    by: Person,
    form_key: UUID | None = None,
) -> Motion:
    """Move that the rule's proposals be adopted for several learners whose case is clear."""
    held = still_open(deliberation)
    already = Motion.objects.filter(form_key=form_key).first() if form_key else None
    if already is not None:
        return already
    member, numbers = _present(held, by), [each.pk for each in enrolments]
    if not numbers:
        raise MotionRefused(_("No case is clear: move about each learner on their page."))
    if not is_heard(held, numbers):
        raise MotionRefused(_("The jury sits after an appeal: only admitted appeals are heard."))
    if recused_for(held, numbers):
        raise MotionRefused(_("A member is recused for one of them: vote on that learner alone."))
    if held.motions.filter(enrolment=None, closed_at=None).exists():
        raise MotionOpen
    motion = _written(
        held, member, kind=MotionKind.ADOPT, terms=Terms(), enrolment=None, form_key=form_key
    )
    motion.together.set(numbers)
    write_line(
        held,
        "moved",
        motion=motion.pk,
        kind=str(MotionKind.ADOPT),
        by=str(member),
        learners=[str(each) for each in enrolments],
        numbers=numbers,
    )
    return motion


@transaction.atomic
def cast_vote(motion: Motion, *, choice: Choice, by: Person) -> Motion:
    """A member votes, once. When everyone present has voted, the vote is over."""
    held = still_open(motion.deliberation)
    motion = Motion.objects.select_related("enrolment").get(pk=motion.pk)
    member = _present(held, by)
    if motion.closed_at is not None:
        raise MotionClosed
    members, recused = members_of(held), recused_for(held, concerned_by(motion))
    if member.pk in recused:
        raise Recused
    quorum = quorum_of(held, members, without=recused)
    if not quorum.is_reached:
        raise NoQuorum(quorum.sentence)
    _voting, is_first = Voting.objects.get_or_create(
        motion=motion, member=member, defaults={"at": clock.now()}
    )
    if not is_first:
        return motion
    if held.is_secret:
        _into_the_urn(motion, choice)
        write_line(held, "voted", motion=motion.pk)
    else:
        Ballot.objects.create(motion=motion, choice=choice, secret=False, member=member)
        write_line(held, "voted", motion=motion.pk, member=str(member), choice=str(choice))
    expected = {each.pk for each in members if each.is_present} - recused
    if expected <= voted_on(motion):
        return _close(held, motion, by=by)
    return motion


@transaction.atomic
def close_motion(motion: Motion, *, by: Person) -> Motion:
    """The chair ends a vote without waiting for everyone; twice is once."""
    held = still_open(motion.deliberation)
    motion = Motion.objects.select_related("enrolment").get(pk=motion.pk)
    if not held.members.filter(person=by, chair=True).exists():
        raise NotTheChair
    if motion.closed_at is not None:
        return motion
    members, recused = members_of(held), recused_for(held, concerned_by(motion))
    quorum = quorum_of(held, members, without=recused)
    if not quorum.is_reached:
        raise NoQuorum(quorum.sentence)
    voted = voted_on(motion)
    if not voted:
        raise VotesMissing
    least = max(held.quorum, _LEAST_BALLOTS)
    everyone = {each.pk for each in members if each.is_present} - recused
    if held.is_secret and len(voted) < least and not everyone <= voted:
        raise SecrecyAtStake(least)
    return _close(held, motion, by=by)


@transaction.atomic
def withdraw_motion(motion: Motion, *, by: Person) -> Motion:
    """Its mover takes it back, as long as nobody has voted; twice is once."""
    held = still_open(motion.deliberation)
    motion = Motion.objects.select_related("moved_by").get(pk=motion.pk)
    if motion.moved_by.person_id != by.pk:
        raise WithdrawnByAnother
    if motion.withdrawn:
        return motion
    if motion.closed_at is not None or voted_on(motion):
        raise VotesStarted
    motion.closed_at, motion.carried, motion.withdrawn = clock.now(), False, True
    motion.save(update_fields=["closed_at", "carried", "withdrawn"])
    write_line(held, "withdrawn", motion=motion.pk, by=str(motion.moved_by))
    return motion


def _into_the_urn(motion: Motion, choice: Choice) -> None:
    """The urn is emptied and filled again in a drawn order, with fresh numbers: neither number,
    place, nor transaction of a ballot tells when it was cast, hence by whom."""
    choices = [*motion.ballots.values_list("choice", flat=True), str(choice)]
    motion.ballots.all().delete()
    SystemRandom().shuffle(choices)
    for each in choices:
        Ballot.objects.create(id=uuid4(), motion=motion, choice=each, secret=True)


def _close(held: Deliberation, motion: Motion, *, by: Person) -> Motion:
    tally = tally_of(motion)
    carried, tie = _is_carried(held, motion, tally)
    motion.closed_at, motion.carried, motion.tie = clock.now(), carried, tie
    motion.save(update_fields=["closed_at", "carried", "tie"])
    write_line(
        held,
        "carried" if carried else "fell",
        motion=motion.pk,
        favour=tally.favour,
        against=tally.against,
        abstentions=tally.abstentions,
        casting_vote=tie,
    )
    verb = "carried a motion" if carried else "let a motion fall"
    note_in_journal(held, verb, by=by, motion=motion.pk)
    if carried:
        carry(held, motion, by=by)
    return motion


def _is_carried(held: Deliberation, motion: Motion, tally: Tally) -> tuple[bool, bool]:
    """More for than against. On a tie the chair's vote weighs more, if the regulations say so;
    never in a secret vote, whose outcome would tell theirs (as CGCT, art. L. 2121-20)."""
    if tally.favour != tally.against or not tally.favour:
        return tally.favour > tally.against, False
    if held.is_secret or not as_frozen(held.regulations).chair_casting_vote:
        return False, False
    chair = motion.ballots.filter(member__chair=True).first()
    if chair is None or chair.choice == Choice.ABSTAIN:
        return False, False
    return chair.choice == Choice.FOR, True


def _present(held: Deliberation, person: Person) -> Member:
    member = member_for(held, person)
    if member is None or not member.is_present:
        raise NotAMember
    return member


def _written(
    held: Deliberation,
    member: Member,
    *,
    kind: MotionKind,
    terms: Terms,
    enrolment: Enrolment | None,
    form_key: UUID | None,
    foreseen: Consequence | None = None,
) -> Motion:
    is_rachat = foreseen is not None and kind is MotionKind.RACHAT
    return Motion.objects.create(
        deliberation=held,
        enrolment=enrolment,
        kind=kind,
        outcome=foreseen.outcome if foreseen else "",
        foreseen=foreseen.verdict.total if foreseen and is_rachat else None,
        foreseen_honours=_titled(foreseen.honours) if foreseen and is_rachat else None,
        points=terms.points,
        component=terms.component,
        reason=terms.reason.strip(),
        conditions=terms.conditions,
        moved_by=member,
        moved_at=clock.now(),
        form_key=form_key or uuid4(),
    )


def _titled(honours: Honour | None) -> Translated | None:
    return Translated(fr=honours.title.fr, en=honours.title.en) if honours else None

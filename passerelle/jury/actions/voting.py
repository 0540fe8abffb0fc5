"""Those present vote; the motion is carried or falls."""

from __future__ import annotations

from random import SystemRandom
from uuid import uuid4

from django.db import transaction

from passerelle.foundation import clock
from passerelle.people.models import Person

from ..enums import Choice
from ..errors import MotionClosed, NoQuorum, NotTheChair, Recused, SecrecyAtStake, VotesMissing
from ..models import Ballot, Deliberation, Motion, Voting
from ..queries.deliberation import (
    Tally,
    concerned_by,
    members_of,
    quorum_of,
    recused_for,
    tally_of,
    voted_on,
)
from ..regulations import as_frozen
from .carrying import carry
from .proceedings import note_in_journal, present_member, still_open, write_line

# An urn opened with fewer ballots would tell who voted what, for who voted is known.
_LEAST_BALLOTS = 3


@transaction.atomic
def cast_vote(motion: Motion, *, choice: Choice, by: Person) -> Motion:
    """A member votes, once. When everyone present has voted, the vote is over."""
    held = still_open(motion.deliberation)
    motion = Motion.objects.select_related("enrolment").get(pk=motion.pk)
    member = present_member(held, by)
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

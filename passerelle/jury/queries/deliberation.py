"""A deliberation as it stands: who sits, whether they are enough, what is open, who waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import Choice, DeliberationKind
from ..models import Appeal, Ballot, Decision, Deliberation, Member, Motion, Recusal, Voting
from .candidates import learners_of

LAST_RESULTS = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """What an urn holds; shown once its vote is over, or as it goes when votes are named."""

    favour: int = 0
    against: int = 0
    abstentions: int = 0

    @property
    def sentence(self) -> str:
        sentence = ngettext(
            "%(favour)s for, %(against)s against, %(n)s abstaining",
            "%(favour)s for, %(against)s against, %(n)s abstaining",
            self.abstentions,
        )
        return sentence % {
            "favour": self.favour,
            "against": self.against,
            "n": self.abstentions,
        }


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether enough members, of enough institutions, are there."""

    present: int
    members: int
    institutions: int
    quorum: int
    least_institutions: int

    @property
    def is_reached(self) -> bool:
        return self.present >= self.quorum and self.institutions >= self.least_institutions

    @property
    def sentence(self) -> str:
        """In one sentence, with what is missing."""
        words = {
            "present": self.present,
            "quorum": self.quorum,
            "institutions": self.institutions,
            "least": self.least_institutions,
        }
        if self.present < self.quorum:
            return _("%(present)s members are present and able to vote: %(quorum)s are needed.") % (
                words
            )
        if self.institutions < self.least_institutions:
            return (
                _("Those present come from %(institutions)s institutions: %(least)s are needed.")
                % words
            )
        return (
            _(
                "The quorum is reached. Members present: %(present)s; institutions:"
                " %(institutions)s."
            )
            % words
        )


def deliberation_of(edition: Edition) -> Deliberation | None:
    """The latest of an edition."""
    return (
        Deliberation.objects.filter(edition=edition)
        .select_related("edition", "frozen_by", "supersedes")
        .order_by("-version")
        .first()
    )


def members_of(deliberation: Deliberation) -> list[Member]:
    return list(deliberation.members.select_related("person", "institution"))


def member_for(deliberation: Deliberation, person: Person | None) -> Member | None:
    return deliberation.members.filter(person=person).first() if person else None


def quorum_of(
    deliberation: Deliberation, members: Sequence[Member], *, without: frozenset[int] = frozenset()
) -> Quorum:
    """Counted on those present; `without` are the recused, who do not count for a motion."""
    present = [each for each in members if each.is_present and each.pk not in without]
    return Quorum(
        present=len(present),
        members=len(members),
        institutions=len({each.institution_id for each in present if each.institution_id}),
        quorum=deliberation.quorum,
        least_institutions=deliberation.least_institutions,
    )


def concerned_by(motion: Motion) -> list[int]:
    """The learners a motion is about."""
    if motion.enrolment_id:
        return [motion.enrolment_id]
    return list(motion.together.values_list("pk", flat=True))


def recused_for(deliberation: Deliberation, enrolments: Sequence[int]) -> frozenset[int]:
    """The members recused for one of these learners; each is for themselves."""
    declared = Recusal.objects.filter(
        member__deliberation=deliberation, enrolment__in=enrolments
    ).values_list("member", flat=True)
    themselves = Member.objects.filter(
        deliberation=deliberation,
        person__in=Enrolment.objects.filter(pk__in=enrolments).values("person"),
    ).values_list("pk", flat=True)
    return frozenset(declared) | frozenset(themselves)


def tally_of(motion: Motion) -> Tally:
    """What the urn holds."""
    counted = dict(
        Ballot.objects.filter(motion=motion)
        .order_by()
        .values_list("choice")
        .annotate(number=Count("pk"))
    )
    return Tally(
        favour=counted.get(Choice.FOR, 0),
        against=counted.get(Choice.AGAINST, 0),
        abstentions=counted.get(Choice.ABSTAIN, 0),
    )


def revealed_tally(motion: Motion) -> Tally | None:
    """None while a secret vote is open: a count that grows would tell who voted what."""
    if motion.closed_at is None and motion.deliberation.is_secret:
        return None
    return tally_of(motion)


def voted_on(motion: Motion) -> frozenset[int]:
    """The members who have voted."""
    return frozenset(Voting.objects.filter(motion=motion).values_list("member", flat=True))


def concerned_in(deliberation: Deliberation) -> QuerySet[Enrolment]:
    """The candidates a deliberation is about: after an appeal, the learners who are heard."""
    learners = learners_of(deliberation.edition)
    if deliberation.kind != DeliberationKind.APPEAL:
        return learners
    elsewhere = Decision.objects.filter(
        enrolment=OuterRef("decision__enrolment"), version__gt=OuterRef("decision__version")
    ).exclude(deliberation=deliberation)
    heard = Appeal.objects.filter(~Exists(elsewhere), ruling__admitted=True)
    return learners.filter(pk__in=heard.values("decision__enrolment"))


def undecided_in(deliberation: Deliberation) -> QuerySet[Enrolment]:
    """The candidates of whom this deliberation has said nothing."""
    here = Decision.objects.filter(enrolment=OuterRef("pk"), deliberation=deliberation)
    waiting = concerned_in(deliberation).filter(~Exists(here))
    if deliberation.supersedes_id is None or deliberation.kind == DeliberationKind.APPEAL:
        return waiting
    ever = Decision.objects.filter(enrolment=OuterRef("pk"))
    return waiting.filter(~Exists(ever))


def motions_of(deliberation: Deliberation) -> QuerySet[Motion]:
    return (
        deliberation.motions.select_related("enrolment__person", "moved_by__person", "deliberation")
        .annotate(
            votes=Count("votings", distinct=True),
            favour=Count("ballots", filter=Q(ballots__choice=Choice.FOR), distinct=True),
            against=Count("ballots", filter=Q(ballots__choice=Choice.AGAINST), distinct=True),
            abstentions=Count("ballots", filter=Q(ballots__choice=Choice.ABSTAIN), distinct=True),
            about=Count("together", distinct=True),
        )
        .order_by("-moved_at", "-pk")
    )


def motions_now(deliberation: Deliberation) -> QuerySet[Motion]:
    """Those open, and the last that ended: a room that looked away learns what it decided."""
    ended = deliberation.motions.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")
    last = ended.values("pk")[:LAST_RESULTS]
    return motions_of(deliberation).filter(Q(closed_at=None) | Q(pk__in=last))


def jurors_of(edition: Edition) -> QuerySet[Person]:
    """Who may chair."""
    seats = Enrolment.objects.filter(edition=edition, role=Role.JUROR, withdrawal=None)
    return Person.objects.filter(pk__in=seats.values("person")).order_by("sort_name")

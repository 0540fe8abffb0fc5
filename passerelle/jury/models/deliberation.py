"""A deliberation: who sits, who is recused, what is moved, what is voted, in which order."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from passerelle.campus.models import Enrolment
from passerelle.foundation.translated import TranslatedField
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..decision_wording import with_honours
from ..enums import BallotKind, Choice, DeliberationKind, MotionKind, Outcome


class Deliberation(models.Model):
    """The jury of an edition sits; its regulations are those of the day it opened."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(
        max_length=20, choices=DeliberationKind.choices, default=DeliberationKind.ORDINARY
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    quorum = models.PositiveSmallIntegerField()
    least_institutions = models.PositiveSmallIntegerField()
    ballot = models.CharField(max_length=10, choices=BallotKind.choices)
    regulations = models.JSONField(help_text="As the programme had them when it opened.")
    agenda = models.JSONField(default=list, help_text="Its cases, by need (queries/cases.py).")
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("edition_id", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "version"), name="one_deliberation_per_edition_and_version"
            ),
            models.UniqueConstraint(
                fields=("edition",),
                condition=Q(frozen_at=None),
                name="one_open_deliberation_per_edition",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None) | Q(frozen_by__isnull=False),
                name="a_frozen_deliberation_says_who_froze_it",
            ),
            models.CheckConstraint(
                condition=Q(quorum__gte=1), name="a_deliberation_has_a_quorum_of_at_least_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition} · {self.version}"

    @property
    def is_secret(self) -> bool:
        return self.ballot == BallotKind.SECRET


class Member(models.Model):
    """A seat in a deliberation; they are present from an instant, until they leave."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, related_name="+"
    )
    chair = models.BooleanField(default=False)
    present_from = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-chair", "person__sort_name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("deliberation", "person"), name="one_seat_per_deliberation_and_person"
            ),
            models.UniqueConstraint(
                fields=("deliberation",),
                condition=Q(chair=True),
                name="one_chair_per_deliberation",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(present_from__isnull=False),
                name="who_leaves_was_present",
            ),
        )

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_present(self) -> bool:
        return self.present_from is not None and self.left_at is None


class Recusal(models.Model):
    """A member neither speaks nor votes about this learner."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="recusals")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ("declared_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("member", "enrolment"), name="one_recusal_per_member_and_learner"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} · {self.enrolment_id}"


class Motion(models.Model):
    """What a member proposes that the jury decide: of one learner, or of several together.

    A closed motion was carried or fell, unless its mover withdrew it; none is ever edited."""

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="motions")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, related_name="+")
    together = models.ManyToManyField(Enrolment, related_name="+")
    kind = models.CharField(max_length=20, choices=MotionKind.choices)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    points = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    component = models.CharField(max_length=60, blank=True, help_text="Empty: to the total.")
    reason = models.TextField(blank=True)
    conditions = models.JSONField(null=True, help_text="{components: […], before: date}")
    moved_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    carried = models.BooleanField(null=True)
    tie = models.BooleanField(default=False, help_text="Decided by the chair's casting vote.")
    withdrawn = models.BooleanField(default=False, help_text="By its mover, before any vote.")
    foreseen = models.DecimalField(
        max_digits=9, decimal_places=4, null=True, help_text="The total with the points it gives."
    )
    foreseen_honours = TranslatedField(null=True)
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ("moved_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("deliberation", "enrolment"),
                condition=Q(closed_at=None),
                name="one_open_motion_per_learner",
            ),
            models.UniqueConstraint(
                fields=("deliberation",),
                condition=Q(closed_at=None, enrolment=None),
                name="one_open_motion_about_several",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) ^ Q(carried__isnull=False),
                name="a_closed_motion_was_carried_or_fell",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=False) | Q(carried=False),
                name="a_withdrawn_motion_is_not_carried",
            ),
            models.CheckConstraint(
                condition=~Q(kind="rachat") | (Q(points__gt=0) & ~Q(reason="")),
                name="a_rachat_has_points_and_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.enrolment or '…'}"

    @property
    def foreseen_said(self) -> str:
        return with_honours(self.get_outcome_display(), self.foreseen_honours)


class Voting(models.Model):
    """That a member voted on a motion: never what."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="votings")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("motion", "member"), name="one_vote_per_motion_and_member"
            ),
        )

    def __str__(self) -> str:
        return f"{self.motion_id} · {self.member_id}"


class Ballot(models.Model):
    """A choice in the urn. A secret one has a random number, no time, and nobody's name."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=10, choices=Choice.choices)
    secret = models.BooleanField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(secret=True) ^ Q(member__isnull=False),
                name="a_secret_ballot_names_nobody",
            ),
            models.UniqueConstraint(
                fields=("motion", "member"), name="one_named_ballot_per_motion_and_member"
            ),
        )

    def __str__(self) -> str:
        return self.get_choice_display()


class ProceedingsLine(models.Model):
    """A line of the proceedings, chained to the one before (see jury/proceedings.py)."""

    deliberation = models.ForeignKey(
        Deliberation, on_delete=models.PROTECT, related_name="proceedings"
    )
    position = models.PositiveIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    content = models.JSONField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("deliberation_id", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("deliberation", "position"), name="one_proceedings_line_per_position"
            ),
        )

    def __str__(self) -> str:
        return f"{self.position} · {self.verb}"

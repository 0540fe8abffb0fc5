"""Who takes part in an edition, as what, and with whom."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..enums import Role


class Enrolment(models.Model):
    """A person takes part in an edition in one role (a row per role)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, related_name="+"
    )
    profession = models.CharField(max_length=120, blank=True)
    enrolled_at = models.DateTimeField()

    class Meta:
        ordering = ("person__sort_name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "person", "role"),
                name="one_enrolment_per_edition_person_and_role",
            ),
        )
        indexes = (models.Index(fields=("edition", "role"), name="enrolments_by_role"),)

    def __str__(self) -> str:
        return str(self.person)


class Withdrawal(models.Model):
    """A learner left: when, who recorded it, why."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.reason}"


class Team(models.Model):
    """A multidisciplinary team that lives across class, datathon and jury."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "number"), name="one_team_per_edition_and_number"
            ),
        )

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """An enrolment in a team, and no other team of the edition."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="membership")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.team}"

"""Who may have the data, on what terms, and who took them."""

from __future__ import annotations

from django.db import models

from passerelle.campus.models import Activity, Team
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from .challenges import Challenge, DataFile
from .terms import UsageAgreement


class AgreementSignature(models.Model):
    """A person signed a version of an agreement by typing their name under it."""

    agreement = models.ForeignKey(
        UsageAgreement, on_delete=models.PROTECT, related_name="signatures"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    full_name = models.CharField(max_length=150, help_text="As they typed it.")

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "person"), name="one_signature_per_agreement_and_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.full_name} · {self.agreement_id}"


class TrainingRecognition(models.Model):
    """The coordinator holds that a person has learnt elsewhere what an activity teaches."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "person"), name="one_recognition_per_activity_and_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} · {self.activity_id}"


class DataGrant(models.Model):
    """The data outside the event's window, for a team or a person, until an hour that ends it.

    During the window access needs no grant: signing and training open it. A grant replaces the
    window alone; without a challenge, that of all the challenges of the edition."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    challenge = models.ForeignKey(
        Challenge, on_delete=models.PROTECT, null=True, related_name="grants"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-ends_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(team__isnull=True) ^ models.Q(person__isnull=True),
                name="a_grant_is_to_a_team_or_to_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")),
                name="a_grant_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.team_id or self.person_id} · {self.ends_at:%Y-%m-%d}"


class AccessSuspension(models.Model):
    """A team that did not keep the agreement has no access, until this is lifted."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("team",),
                condition=models.Q(lifted_at=None),
                name="a_team_is_suspended_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.team_id}: {self.reason}"


class DataDownload(models.Model):
    """Someone took a file. Never deleted: the person reads their own, the coordinator all."""

    file = models.ForeignKey(DataFile, on_delete=models.PROTECT, related_name="downloads")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("person", "-at"), name="downloads_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.person_id} · {self.file_id}"

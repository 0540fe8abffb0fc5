"""What an institution says of a document it signed: its ranks, revocations, suspensions."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..enums import RevocationReason, SuspensionReason
from .documents import Certificate, Credential


class StatusEntry(models.Model):
    """The bit of an institution's status list that would say it revoked this diploma, or this
    certificate."""

    credential = models.ForeignKey(
        Credential, on_delete=models.PROTECT, null=True, related_name="statuses"
    )
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, related_name="statuses"
    )
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="Which of the institution's lists.")
    index = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "status entries"
        constraints = (
            models.UniqueConstraint(
                fields=("credential", "institution"),
                name="one_status_entry_per_diploma_and_institution",
            ),
            models.UniqueConstraint(
                fields=("certificate", "institution"),
                name="one_status_entry_per_certificate_and_institution",
            ),
            models.CheckConstraint(
                condition=models.Q(credential__isnull=False, certificate=None)
                | models.Q(credential=None, certificate__isnull=False),
                name="a_status_entry_is_of_one_document",
            ),
            models.UniqueConstraint(
                fields=("institution", "number", "index"),
                name="one_diploma_per_rank_of_a_status_list",
            ),
        )

    def __str__(self) -> str:
        return f"{self.institution_id}/{self.number}#{self.index}"

    @property
    def edition(self) -> Edition:
        named = self.credential or self.certificate
        assert named is not None  # a constraint sees to it
        return named.edition


class Revocation(models.Model):
    """An institution declared a diploma void. It is never taken back."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="revocations")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=RevocationReason.choices)
    private_note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("credential", "institution"),
                name="one_revocation_per_diploma_and_institution",
            ),
        )

    def __str__(self) -> str:
        return f"{self.credential} · {self.institution}: {self.reason}"


class Suspension(models.Model):
    """An institution does not vouch for a diploma until it lifts the suspension."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="suspensions")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=SuspensionReason.choices)
    private_note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_because = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("credential", "institution"),
                condition=models.Q(lifted_at=None),
                name="one_standing_suspension_per_diploma_and_institution",
            ),
        )

    def __str__(self) -> str:
        return f"{self.credential} · {self.institution}: {self.reason}"

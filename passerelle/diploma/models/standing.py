"""What an institution says of a document it signed: its ranks, revocations, suspensions."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..enums import RevocationReason, SuspensionReason
from .documents import Certificate, Credential, OfADocument


class StatusList(models.Model):
    """A list an institution publishes for one programme: signed with the key it has there.

    Its number is the institution's, whatever the programme: two programmes of one site share the
    site's addresses, and never a list."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=200)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ("institution_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("institution", "number"),
                name="one_status_list_per_institution_and_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.institution_id}/{self.number}"


class StatusEntry(OfADocument):
    """The bit of an institution's status list that would say it revoked this diploma, or this
    certificate."""

    credential = models.ForeignKey(
        Credential, on_delete=models.PROTECT, null=True, related_name="statuses"
    )
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, related_name="statuses"
    )
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="entries")
    index = models.PositiveIntegerField()

    class Meta(OfADocument.Meta):
        verbose_name_plural = "status entries"
        constraints = (
            *OfADocument.Meta.constraints,
            models.UniqueConstraint(
                fields=("credential", "institution"),
                name="one_status_entry_per_diploma_and_institution",
            ),
            models.UniqueConstraint(
                fields=("certificate", "institution"),
                name="one_status_entry_per_certificate_and_institution",
            ),
            models.UniqueConstraint(
                fields=("status_list", "index"),
                name="one_diploma_per_rank_of_a_status_list",
            ),
        )

    def __str__(self) -> str:
        return f"{self.status_list_id}#{self.index}"

    @property
    def edition(self) -> Edition:
        return self.names.edition


class Revocation(OfADocument):
    """An institution declared a diploma, or a certificate, void. It is never taken back."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=RevocationReason.choices)
    private_note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta(OfADocument.Meta):
        ordering = ("at", "id")
        constraints = (
            *OfADocument.Meta.constraints,
            models.UniqueConstraint(
                fields=("credential", "institution"),
                name="one_revocation_per_diploma_and_institution",
            ),
            models.UniqueConstraint(
                fields=("certificate", "institution"),
                name="one_revocation_per_certificate_and_institution",
            ),
        )

    def __str__(self) -> str:
        return f"{self.names} · {self.institution}: {self.reason}"


class Suspension(OfADocument):
    """An institution does not vouch for a diploma, or a certificate, until it lifts this."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=SuspensionReason.choices)
    private_note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_because = models.TextField(blank=True)

    class Meta(OfADocument.Meta):
        ordering = ("at", "id")
        constraints = (
            *OfADocument.Meta.constraints,
            models.UniqueConstraint(
                fields=("credential", "institution"),
                condition=models.Q(lifted_at=None),
                name="one_standing_suspension_per_diploma_and_institution",
            ),
            models.UniqueConstraint(
                fields=("certificate", "institution"),
                condition=models.Q(lifted_at=None),
                name="one_standing_suspension_per_certificate_and_institution",
            ),
        )

    def __str__(self) -> str:
        return f"{self.names} · {self.institution}: {self.reason}"

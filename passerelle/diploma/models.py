"""Keys, diplomas, their signatures and their revocations."""

from __future__ import annotations

from django.db import models

from passerelle.jury.models import Decision
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from .enums import RevocationReason


class SigningKey(models.Model):
    """An institution's key under one programme's DID; its secret is sealed (see `sealing`)."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=200)
    identifier = models.CharField(max_length=300, unique=True)
    public_multibase = models.CharField(max_length=100, unique=True)
    sealed_seed = models.BinaryField()
    held_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("institution_id", "valid_from", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("institution", "issuer"),
                condition=models.Q(valid_until=None),
                name="one_key_in_use_per_institution_and_programme",
            ),
        )

    def __str__(self) -> str:
        return self.identifier


class Credential(models.Model):
    """A diploma as the document that is signed, byte for byte; issued once all have signed.

    Until then `document` gains one proof with each signature; afterwards it never changes."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=300, unique=True)
    form = models.CharField(max_length=40)
    document = models.BinaryField()
    digest = models.CharField(max_length=64)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("prepared_at", "id")
        indexes = (models.Index(fields=("edition", "issued_at"), name="credentials_by_edition"),)

    def __str__(self) -> str:
        return self.number


class Signature(models.Model):
    """An institution signed a diploma: with which key, through whom, when."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="signatures")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("signed_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("credential", "institution"),
                name="one_signature_per_diploma_and_institution",
            ),
        )

    def __str__(self) -> str:
        return f"{self.credential} · {self.institution}"


class StatusEntry(models.Model):
    """The bit of an institution's status list that would say it revoked this diploma."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="statuses")
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
                fields=("institution", "number", "index"),
                name="one_diploma_per_rank_of_a_status_list",
            ),
        )

    def __str__(self) -> str:
        return f"{self.institution_id}/{self.number}#{self.index}"


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

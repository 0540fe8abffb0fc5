"""Diplomas and certificates, byte for byte, and who signed them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from passerelle.jury.models import Decision
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition, Module

from ..enums import CertificateKind
from .keys import SigningKey


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

    @property
    def holder(self) -> Person:
        return self.decision.enrolment.person

    @property
    def dated_at(self) -> datetime:
        return self.issued_at or self.prepared_at


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


class Certificate(models.Model):
    """A module passed, conferences attended, sessions given: signed by all, like a diploma."""

    kind = models.CharField(max_length=20, choices=CertificateKind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, null=True, related_name="+")
    minutes = models.PositiveIntegerField(null=True, help_text="Of the sessions an expert gave.")
    number = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=300, unique=True)
    document = models.BinaryField()
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(
        null=True, help_text="When it was revoked for another to take its place."
    )

    class Meta:
        ordering = ("issued_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "module"),
                condition=models.Q(replaced_at=None),
                name="one_certificate_per_person_and_module",
            ),
            models.UniqueConstraint(
                fields=("person", "edition", "kind"),
                condition=models.Q(module=None, replaced_at=None),
                name="one_certificate_of_a_kind_per_person_and_edition",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="module", module__isnull=False)
                | models.Q(~models.Q(kind="module"), module=None),
                name="only_a_certificate_of_a_module_names_one",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="expert", minutes__gt=0)
                | models.Q(~models.Q(kind="expert"), minutes=None),
                name="only_an_expert_s_certificate_says_how_long",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def holder(self) -> Person:
        return self.person

    @property
    def dated_at(self) -> datetime:
        return self.issued_at


Document = Credential | Certificate


class OfADocument(models.Model):
    """What is said of one diploma, or of one certificate; its columns are named after them."""

    credential = models.ForeignKey(
        Credential, on_delete=models.PROTECT, null=True, related_name="%(class)ss"
    )
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(credential__isnull=False, certificate=None)
                | models.Q(credential=None, certificate__isnull=False),
                name="a_%(class)s_is_of_one_document",
            ),
        )

    @property
    def names(self) -> Document:
        named = self.credential or self.certificate
        assert named is not None  # a constraint sees to it
        return named


def naming(document: Document) -> dict[str, Document]:
    """The column of such a row that names this document, to look for it or to fill it in."""
    return {"credential" if isinstance(document, Credential) else "certificate": document}

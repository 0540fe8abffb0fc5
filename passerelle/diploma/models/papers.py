"""PDFs, and the X.509 certificates that sign them."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Institution

from ..enums import PaperSize
from .documents import OfADocument


class PaperAuthority(models.Model):
    """A programme's certification authority: it vouches for who signs the diplomas on paper."""

    issuer = models.CharField(max_length=200, unique=True)
    certificate = models.BinaryField(help_text="X.509, DER.")
    sealed_key = models.BinaryField()
    established_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "paper authorities"

    def __str__(self) -> str:
        return self.issuer


class PaperCertificate(models.Model):
    """The certificate an institution signs PDFs with; its key rests sealed (see `sealing`)."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(PaperAuthority, on_delete=models.PROTECT, related_name="+")
    serial = models.CharField(max_length=40, unique=True)
    certificate = models.BinaryField(help_text="X.509, DER.")
    sealed_key = models.BinaryField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("institution_id", "valid_from", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("institution", "authority"),
                condition=models.Q(replaced_at=None),
                name="one_paper_certificate_in_use_per_institution_and_programme",
            ),
        )

    def __str__(self) -> str:
        return self.serial


class Paper(OfADocument):
    """The PDF of an issued diploma, or certificate, in one size: made and signed once, known by
    its digest."""

    size = models.CharField(max_length=10, choices=PaperSize.choices)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta(OfADocument.Meta):
        constraints = (
            *OfADocument.Meta.constraints,
            models.UniqueConstraint(
                fields=("credential", "size"), name="one_paper_per_diploma_and_size"
            ),
            models.UniqueConstraint(
                fields=("certificate", "size"), name="one_paper_per_certificate_and_size"
            ),
        )

    def __str__(self) -> str:
        return f"{self.names} · {self.size}"

"""What people sign before they have the data: the agreements of the programme, by version."""

from __future__ import annotations

from django.db import models

from passerelle.foundation.translated import TranslatedField
from passerelle.programme.models import Edition


class UsageAgreement(models.Model):
    """An agreement at one version, whose text never changes. A later version replaces it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField()
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="Of its texts in both languages.")
    title = TranslatedField()
    html = TranslatedField(help_text="Sanitised HTML made when the programme loads.")
    loaded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("slug", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "slug", "version"),
                name="one_agreement_per_edition_slug_and_version",
            ),
            models.UniqueConstraint(
                fields=("edition", "slug"),
                condition=models.Q(replaced_at=None),
                name="one_agreement_in_force_per_edition_and_slug",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

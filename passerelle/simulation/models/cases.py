"""A virtual patient as a revision of the programme wrote it."""

from __future__ import annotations

from django.db import models

from passerelle.foundation.translated import TranslatedField
from passerelle.programme.models import Edition


class Case(models.Model):
    """A case at one digest; an encounter keeps the one it began with.

    `files` names the digests of its stored files; `gate` is what its check measured, and nothing
    while it is a draft: no learner meets a draft."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField()
    digest = models.CharField(max_length=64)
    title = TranslatedField()
    files = models.JSONField()
    gate = models.JSONField(null=True)
    loaded_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("slug", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "slug", "digest"), name="one_case_per_edition_slug_and_digest"
            ),
            models.UniqueConstraint(
                fields=("edition", "slug"),
                condition=models.Q(retired_at=None),
                name="one_case_in_force_per_edition_and_slug",
            ),
        )

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_draft(self) -> bool:
        return self.gate is None

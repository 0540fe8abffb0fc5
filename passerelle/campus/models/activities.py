"""What there is to do: activities, their prose, their rubrics."""

from __future__ import annotations

from django.db import models

from passerelle.foundation.translated import TranslatedField
from passerelle.programme.models import Edition, Module


class Activity(models.Model):
    """A lesson, a quiz, an assignment, or a kind another part plays.

    `settings` holds the kind's own fields as the programme writes them (schema version beside);
    `content` names the digests of the files it is made of, so that an attempt can pin them."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    title = TranslatedField()
    minutes = models.PositiveIntegerField()
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField()
    component = models.CharField(max_length=60, blank=True)
    by_team = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)
    settings_version = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField(default=dict)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("module__position", "position")
        verbose_name_plural = "activities"
        constraints = (
            models.UniqueConstraint(fields=("module", "slug"), name="one_activity_per_module_slug"),
        )

    def __str__(self) -> str:
        return str(self.title)


class ActivityText(models.Model):
    """The prose of an activity in one language: sanitised HTML made when the programme loads."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    html = models.TextField()
    words = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "language"), name="one_text_per_activity_and_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} ({self.language})"


class RubricText(models.Model):
    """A rubric as the programme writes it, at one digest; a sheet keeps the one it used."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField()
    digest = models.CharField(max_length=64)
    title = TranslatedField()
    written = models.JSONField()
    written_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "slug", "digest"), name="one_rubric_per_edition_slug_and_digest"
            ),
        )

    def __str__(self) -> str:
        return str(self.title)

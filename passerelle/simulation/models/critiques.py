"""Outputs of a model to be caught out, and what each learner answered and marked."""

from __future__ import annotations

from django.db import models

from passerelle.campus.models import Attempt
from passerelle.foundation.translated import TranslatedField
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import Spoken, VerdictGiven


class CritiqueItem(models.Model):
    """An item at one digest; a response keeps the one it was given on.

    `written` is the programme's file, its key included: it leaves the server for nobody who has
    not answered."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField()
    digest = models.CharField(max_length=64)
    title = TranslatedField()
    written = models.JSONField()
    written_version = models.PositiveSmallIntegerField(default=1)
    loaded_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("slug", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "slug", "digest"), name="one_item_per_edition_slug_and_digest"
            ),
            models.UniqueConstraint(
                fields=("edition", "slug"),
                condition=models.Q(retired_at=None),
                name="one_item_in_force_per_edition_and_slug",
            ),
        )

    def __str__(self) -> str:
        return str(self.title)


class Critique(models.Model):
    """One learner on one item of a series, in its place.

    The choice before comes first, and is never changed: only then is the output shown. Marks and
    the rest are a draft until `submitted_at`."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(CritiqueItem, on_delete=models.PROTECT, related_name="critiques")
    place = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, choices=Spoken.choices)
    choice_before = models.CharField(max_length=60)
    confidence_before = models.PositiveSmallIntegerField()
    committed_at = models.DateTimeField()
    marks = models.JSONField(default=list)
    marks_version = models.PositiveSmallIntegerField(default=1)
    verdict = models.CharField(max_length=20, choices=VerdictGiven.choices, blank=True)
    choice_after = models.CharField(max_length=60, blank=True)
    confidence_after = models.PositiveSmallIntegerField(null=True)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("attempt_id", "place")
        constraints = (
            models.UniqueConstraint(
                fields=("attempt", "place"), name="one_critique_per_attempt_and_place"
            ),
            models.UniqueConstraint(
                fields=("attempt", "item"), name="one_critique_per_attempt_and_item"
            ),
            models.CheckConstraint(
                condition=models.Q(confidence_before__lte=100)
                & (models.Q(confidence_after=None) | models.Q(confidence_after__lte=100)),
                name="a_confidence_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at=None)
                | (
                    ~models.Q(verdict="")
                    & ~models.Q(choice_after="")
                    & models.Q(confidence_after__isnull=False)
                ),
                name="a_submitted_critique_decides_with_a_confidence",
            ),
        )

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.place}"


class ConcordanceItem(models.Model):
    """An item of script concordance (the model says X; you learn Y), at one digest."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField()
    digest = models.CharField(max_length=64)
    written = models.JSONField()
    written_version = models.PositiveSmallIntegerField(default=1)
    loaded_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("slug", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "slug", "digest"),
                name="one_concordance_item_per_edition_slug_and_digest",
            ),
            models.UniqueConstraint(
                fields=("edition", "slug"),
                condition=models.Q(retired_at=None),
                name="one_concordance_item_in_force_per_edition_and_slug",
            ),
        )

    def __str__(self) -> str:
        return self.slug


class TrustShift(models.Model):
    """How far one's trust moves, from −2 to +2: a learner's, within an attempt, or a panel's."""

    item = models.ForeignKey(ConcordanceItem, on_delete=models.PROTECT, related_name="shifts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, null=True, related_name="+")
    shift = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(shift__gte=-2, shift__lte=2),
                name="trust_shifts_from_minus_two_to_two",
            ),
            models.UniqueConstraint(
                fields=("item", "attempt"), name="one_trust_shift_per_item_and_attempt"
            ),
            models.UniqueConstraint(
                fields=("item", "person"),
                condition=models.Q(attempt=None),
                name="one_trust_shift_per_item_and_member_of_the_panel",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id} · {self.shift}"

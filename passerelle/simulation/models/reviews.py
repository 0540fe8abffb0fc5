"""What a patient did not understand, and the phrasings its author added for it."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import Spoken
from .encounters import Turn


class TurnReviewed(models.Model):
    """Someone looked at a turn and left it as it was answered."""

    turn = models.OneToOneField(Turn, on_delete=models.PROTECT, related_name="review")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.turn_id}"


class AddedPhrasing(models.Model):
    """A past question made a phrasing of a fact, in this edition, from its turn on.

    It is in force once every past question was replayed (`replayed_at`) and nothing speaks against
    it (`refusal`); meanwhile `replayed` of `to_replay` were. `changes` are the questions it answers
    otherwise, JSON of version 1. The author writes it into the case's file when they wish: the file
    then holds it too."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    case_slug = models.SlugField()
    fact = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=Spoken.choices)
    text = models.CharField(max_length=1000)
    turn = models.ForeignKey(Turn, on_delete=models.PROTECT, related_name="phrasings")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replayed_at = models.DateTimeField(null=True)
    replayed = models.PositiveIntegerField(default=0)
    to_replay = models.PositiveIntegerField(default=0)
    refusal = models.CharField(max_length=20, blank=True)
    changes = models.JSONField(default=list)
    changes_version = models.PositiveSmallIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "case_slug", "language", "text"),
                condition=models.Q(withdrawn_at=None),
                name="one_standing_phrasing_per_case_language_and_text",
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def is_in_force(self) -> bool:
        return bool(self.replayed_at) and not self.refusal and self.withdrawn_at is None

"""What is decided beside the talk: examinations, tests, treatments, hypotheses, the hand-off."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Person

from ..enums import Likelihood, OrderKind
from .encounters import Encounter


class Order(models.Model):
    """An examination done, a test or a treatment ordered: once each.

    `item` is its id in the case; it came after turn `after_turn`, and the clock read
    `clock_seconds` when its result was there."""

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=20, choices=OrderKind.choices)
    item = models.CharField(max_length=60)
    after_turn = models.PositiveSmallIntegerField()
    clock_seconds = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("encounter", "kind", "item"), name="one_order_per_encounter_kind_and_item"
            ),
        )

    def __str__(self) -> str:
        return f"{self.encounter_id} · {self.item}"


class Hypothesis(models.Model):
    """A hypothesis as committed, with what speaks for it; a change is another row.

    `reasons` are ids of facts, findings and tests of the case that its author had obtained."""

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="hypotheses")
    text = models.CharField(max_length=200)
    likelihood = models.CharField(max_length=20, choices=Likelihood.choices)
    reasons = models.JSONField(default=list)
    after_turn = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_aside_at = models.DateTimeField(null=True)
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "hypotheses"

    def __str__(self) -> str:
        return self.text


class Handoff(models.Model):
    """The hand-off note, as last written."""

    encounter = models.OneToOneField(Encounter, on_delete=models.PROTECT, related_name="handoff")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    @property
    def version(self) -> str:
        return self.written_at.isoformat()

    def __str__(self) -> str:
        return f"{self.encounter_id}"

"""What a learner asked a model during the case, and what they took from it."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Person

from .encounters import Encounter


class Consultation(models.Model):
    """The frozen answer `item` of the case was read, after a first hypothesis."""

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="consultations")
    item = models.CharField(max_length=60)
    after_turn = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("encounter", "item"), name="one_consultation_per_encounter_and_item"
            ),
        )

    def __str__(self) -> str:
        return f"{self.encounter_id} · {self.item}"


class ClaimJudged(models.Model):
    """A claim of the answer, taken or refused."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="judged")
    claim = models.CharField(max_length=60)
    is_taken = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "claims judged"
        constraints = (
            models.UniqueConstraint(
                fields=("consultation", "claim"), name="one_judgement_per_consultation_and_claim"
            ),
        )

    def __str__(self) -> str:
        return f"{self.consultation_id} · {self.claim}"

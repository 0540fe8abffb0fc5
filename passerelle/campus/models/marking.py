"""Rubric marking: one sheet per rater and attempt."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Person

from .activities import RubricText
from .attempts import Attempt


class Sheet(models.Model):
    """One rater's marks on one attempt: a draft until `submitted_at`, then signed."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="sheets")
    rater = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rubric = models.ForeignKey(RubricText, on_delete=models.PROTECT, related_name="+")
    levels = models.JSONField(default=dict, help_text="Criterion id → level id.")
    remark = models.TextField(blank=True)
    assigned_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("assigned_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("attempt", "rater"), name="one_sheet_per_attempt_and_rater"
            ),
        )

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.rater_id}"

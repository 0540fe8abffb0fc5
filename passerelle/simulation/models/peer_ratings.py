"""A learner rates, blind, how a peer spoke: for the peer to read, never a grade."""

from __future__ import annotations

from django.db import models

from passerelle.campus.models import Attempt, Enrolment, RubricText
from passerelle.people.models import Person


class PeerRating(models.Model):
    """One learner's rating of one transcript: asked for at `asked_at`, given at `submitted_at`.

    It is no `Sheet`: what the gradebook counts is signed by the staff."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="+")
    rater = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    rubric = models.ForeignKey(RubricText, on_delete=models.PROTECT, related_name="+")
    levels = models.JSONField(default=dict, help_text="Criterion id → level id.")
    remark = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("attempt", "rater"), name="one_peer_rating_per_attempt_and_rater"
            ),
        )

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.rater_id}"


class RemarkReported(models.Model):
    """The rated learner shows a peer's remark to the coordinators."""

    rating = models.OneToOneField(PeerRating, on_delete=models.PROTECT, related_name="report")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.rating_id}"

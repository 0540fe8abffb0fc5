"""What became of a submission: each evaluation, its scores, its log."""

from __future__ import annotations

from django.db import models

from passerelle.foundation.translated import TranslatedField
from passerelle.people.models import Person

from ..enums import BoardName, Outcome
from .submissions import Submission


class Evaluation(models.Model):
    """One evaluation of a submission; scoring again makes the next version and keeps this one.

    A twin repeats another evaluation; when it finds something else, `differs_at` says so on the
    original. Seed, data and engine are kept: any score can be replayed."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="evaluations")
    version = models.PositiveIntegerField(default=1)
    twin_of = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="twin")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    reason = TranslatedField(null=True)
    limit = models.CharField(max_length=40, blank=True)
    last_line = models.TextField(blank=True)
    problems = models.JSONField(default=list, help_text="What is wrong in the predictions made.")
    predictions = models.FileField(upload_to="datathon/predictions/%Y/%m/", max_length=300)
    predictions_digest = models.CharField(max_length=64, blank=True)
    report = models.FileField(
        upload_to="datathon/reports/%Y/%m/",
        max_length=300,
        help_text="A bundle's own page, hostile.",
    )
    seed = models.PositiveIntegerField()
    data_version = models.PositiveIntegerField(default=0)
    data_digest = models.CharField(max_length=64, blank=True)
    engine_version = models.CharField(max_length=40, blank=True)
    plan = models.JSONField(default=dict, help_text="What was read and scored, and how.")
    plan_version = models.PositiveSmallIntegerField(default=1)
    differs_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("submission_id", "-version", "id")
        indexes = (
            models.Index(
                fields=("queued_at", "id"),
                condition=models.Q(ended_at=None),
                name="evaluations_waiting",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "version"),
                condition=models.Q(twin_of=None),
                name="one_evaluation_per_submission_and_version",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) ^ ~models.Q(outcome=""),
                name="an_ended_evaluation_has_an_outcome",
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission_id} · {self.version}"


class Score(models.Model):
    """What an evaluation is worth on the cases of one board, with its interval and its card.

    One row a board: whoever may not see the private board is never sent its row."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="scores")
    board = models.CharField(max_length=10, choices=BoardName.choices)
    value = models.FloatField(null=True, help_text="Empty when it is not a finite number.")
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    level = models.FloatField(null=True)
    cases = models.PositiveIntegerField(null=True)
    method = models.CharField(max_length=60, blank=True)
    card = models.JSONField(default=dict)
    card_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("evaluation_id", "board")
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation", "board"), name="one_score_per_evaluation_and_board"
            ),
        )

    def __str__(self) -> str:
        return f"{self.evaluation_id} ({self.board}): {self.value}"


class LogLine(models.Model):
    """A line a program printed, kept as it came.

    `for_owners`: it was printed beside labels, or beside inputs that a bundle keeps hidden."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    text = models.TextField()
    for_owners = models.BooleanField(default=False)

    class Meta:
        ordering = ("evaluation_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation", "number"), name="one_log_line_per_evaluation_and_number"
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]

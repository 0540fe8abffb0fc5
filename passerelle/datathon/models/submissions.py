"""What teams hand in."""

from __future__ import annotations

from django.db import models

from passerelle.campus.models import Team
from passerelle.people.models import Person

from ..enums import SubmissionKind
from .challenges import Phase


class Submission(models.Model):
    """Predictions or code of a team, received at one instant. Without a team: the baseline.

    `excused_at`: the fault was ours, so it no longer counts against the team's quota."""

    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="submissions")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField(help_text="The team's first, second… in its challenge.")
    kind = models.CharField(max_length=20, choices=SubmissionKind.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField()
    excused_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="datathon/submissions/%Y/%m/", max_length=300)
    name = models.CharField(max_length=200)
    size_bytes = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(null=True)
    notes = models.JSONField(default=list, help_text="What was tolerated when it was read.")
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ("-submitted_at", "-id")
        indexes = (
            models.Index(fields=("phase", "team", "submitted_at"), name="submissions_by_team"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(team__isnull=True) ^ models.Q(by__isnull=False),
                name="a_team_s_submission_is_sent_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class Cancellation(models.Model):
    """A team took a submission back before it was scored; it is not counted."""

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="cancellation"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.at:%Y-%m-%d %H:%M}"

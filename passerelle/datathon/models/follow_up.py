"""What became of the projects, asked months after."""

from __future__ import annotations

from django.db import models

from passerelle.campus.models import Team
from passerelle.people.models import Person

from ..enums import ProjectState


class ProjectFollowUp(models.Model):
    """A team is asked once, a number of months after; any member answers, and may correct it."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=ProjectState.choices, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("team__number", "months")
        constraints = (
            models.UniqueConstraint(
                fields=("team", "months"), name="one_follow_up_per_team_and_months"
            ),
            models.CheckConstraint(
                condition=models.Q(at__isnull=True, by__isnull=True, state="")
                | (models.Q(at__isnull=False, by__isnull=False) & ~models.Q(state="")),
                name="an_answer_has_its_author_and_its_state",
            ),
        )

    def __str__(self) -> str:
        return f"{self.team_id} · {self.months}"

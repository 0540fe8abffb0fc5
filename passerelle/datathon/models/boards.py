"""Where each team stands, and how sure that is."""

from __future__ import annotations

from django.db import models

from passerelle.campus.models import Team

from ..enums import BoardName
from .challenges import Challenge
from .evaluations import Evaluation


class Leaderboard(models.Model):
    """A board of a challenge as last ranked; `version` grows each time (live pages watch it).

    `begun` counts the rankings that started: who asks for one after that asks for the next."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="leaderboards")
    board = models.CharField(max_length=10, choices=BoardName.choices)
    version = models.PositiveIntegerField(default=0)
    begun = models.PositiveIntegerField(default=0)
    ranked_at = models.DateTimeField(null=True)
    seed = models.PositiveIntegerField(default=0)
    data_version = models.PositiveIntegerField(default=0)
    engine_version = models.CharField(max_length=40, blank=True)
    pairs = models.JSONField(default=list, help_text="Each pair of teams compared.")
    unranked = models.JSONField(default=list, help_text="Teams without a rank, and why.")

    class Meta:
        ordering = ("challenge_id", "board")
        constraints = (
            models.UniqueConstraint(
                fields=("challenge", "board"), name="one_leaderboard_per_challenge_and_board"
            ),
        )

    def __str__(self) -> str:
        return f"{self.challenge_id} ({self.board})"


class LeaderboardEntry(models.Model):
    """A team's place on a board. Without a team: the baseline, shown and never ranked."""

    leaderboard = models.ForeignKey(Leaderboard, on_delete=models.PROTECT, related_name="entries")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    cases = models.PositiveIntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)
    rank_low = models.PositiveIntegerField(null=True)
    rank_high = models.PositiveIntegerField(null=True)
    p_best = models.FloatField(null=True)
    tie_group = models.PositiveIntegerField(null=True)
    columns = models.JSONField(default=dict, help_text="Figures beside the main one, by name.")

    class Meta:
        ordering = ("leaderboard_id", models.F("rank").asc(nulls_last=True), "id")
        verbose_name_plural = "leaderboard entries"
        constraints = (
            models.UniqueConstraint(
                fields=("leaderboard", "team"),
                name="one_entry_per_board_and_team",
            ),
            models.UniqueConstraint(
                fields=("leaderboard",),
                condition=models.Q(team=None),
                name="one_baseline_per_board",
            ),
            models.CheckConstraint(
                condition=models.Q(team__isnull=False) | models.Q(rank__isnull=True),
                name="a_baseline_is_never_ranked",
            ),
            models.CheckConstraint(
                condition=models.Q(rank__isnull=True) | models.Q(value__isnull=False),
                name="what_has_no_value_has_no_rank",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rank or '–'} · {self.team or 'baseline'}"

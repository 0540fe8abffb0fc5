"""The presentation day: its rooms, its pauses, and each team's turn, planned and real."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from passerelle.campus.models import Activity, Panel, Team
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import PauseKind


class PresentationDay(models.Model):
    """The day the teams present their work of one activity; its order is drawn or chosen.

    `seed` is published with a drawn order, so that anyone can draw it again."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=40, help_text="Whose clock the plan is written on.")
    presentation_minutes = models.PositiveSmallIntegerField()
    questions_minutes = models.PositiveSmallIntegerField()
    changeover_minutes = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=80, blank=True, help_text="Empty when order was chosen.")
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("starts_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("edition",), name="one_presentation_day_per_edition"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="a_presentation_day_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(presentation_minutes__gte=1), name="a_team_has_time_to_present"
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity} · {self.starts_at:%Y-%m-%d}"

    @property
    def turn(self) -> timedelta:
        return timedelta(minutes=self.presentation_minutes + self.questions_minutes)


class Room(models.Model):
    """Where a panel sits; `link` is for those who connect."""

    day = models.ForeignKey(PresentationDay, on_delete=models.PROTECT, related_name="rooms")
    panel = models.OneToOneField(Panel, on_delete=models.PROTECT, related_name="room")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    link = models.URLField(blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("day", "number"), name="one_room_per_day_and_number"),
        )

    def __str__(self) -> str:
        return self.name


class DayPause(models.Model):
    """Nobody passes: the opening, a break."""

    day = models.ForeignKey(PresentationDay, on_delete=models.PROTECT, related_name="pauses")
    kind = models.CharField(max_length=20, choices=PauseKind.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ("starts_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="a_pause_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=("day", "starts_at"), name="one_pause_per_day_and_start"
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class Passage(models.Model):
    """A team's turn. Without a room it could not be placed, and `obstacle` says why.

    `started_at` to `ended_at` are what really happened; the plan beside them never moves."""

    day = models.ForeignKey(PresentationDay, on_delete=models.PROTECT, related_name="passages")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(help_text="In the order drawn or chosen.")
    remote = models.BooleanField(default=False, help_text="Whether some of the team connect.")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="passages")
    starts_at = models.DateTimeField(null=True)
    obstacle = models.CharField(max_length=20, blank=True)
    obstacle_zones = models.CharField(max_length=200, blank=True)
    moved = models.PositiveSmallIntegerField(default=0, help_text="How often it was moved.")
    started_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    questions_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("starts_at", "room", "place")
        constraints = (
            models.UniqueConstraint(fields=("day", "team"), name="one_passage_per_day_and_team"),
            models.UniqueConstraint(
                fields=("room", "starts_at"), name="one_passage_per_room_and_start"
            ),
            models.UniqueConstraint(
                fields=("room",),
                condition=models.Q(started_at__isnull=False, ended_at=None),
                name="one_team_at_a_time_in_a_room",
            ),
            models.CheckConstraint(
                condition=models.Q(room=None, starts_at=None)
                | models.Q(room__isnull=False, starts_at__isnull=False),
                name="a_passage_has_a_room_and_an_hour_or_neither",
            ),
            models.CheckConstraint(
                condition=models.Q(started_at=None, questions_at=None, ended_at=None)
                | models.Q(started_at__isnull=False, room__isnull=False),
                name="a_passage_ends_once_it_has_started",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day_id} · {self.team_id}"

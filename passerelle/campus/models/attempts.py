"""What people did: attempts, answers, papers handed in, results."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Person

from ..enums import Source
from .activities import Activity
from .people import Enrolment, Team


class Attempt(models.Model):
    """One person's or one team's go at an activity. Submitted once; a second go is another row.

    A lesson's attempt is its reading; a quiz keeps the digests of the questions it was taken on."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="attempts")
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, null=True, related_name="attempts"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="attempts")
    number = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    content = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ("activity_id", "number", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(enrolment__isnull=True) ^ models.Q(team__isnull=True),
                name="an_attempt_is_of_a_person_or_of_a_team",
            ),
            models.UniqueConstraint(
                fields=("activity", "enrolment", "number"),
                name="one_attempt_per_activity_person_and_number",
            ),
            models.UniqueConstraint(
                fields=("activity", "team", "number"),
                name="one_attempt_per_activity_team_and_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} · {self.enrolment_id or self.team_id} · {self.number}"


class Answer(models.Model):
    """A response to one question of a quiz, as given, with the points it earned (of 1)."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=60)
    response = models.JSONField()
    points = models.DecimalField(max_digits=6, decimal_places=4, null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("attempt", "question"), name="one_answer_per_attempt_and_question"
            ),
        )

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.question}"


class PaperFile(models.Model):
    """A file handed in with an attempt."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(upload_to="papers/%Y/%m/")
    name = models.CharField(max_length=200)
    size_bytes = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class Result(models.Model):
    """Points of a maximum for an attempt, with where they come from."""

    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="result")
    points = models.DecimalField(max_digits=8, decimal_places=4)
    maximum = models.DecimalField(max_digits=8, decimal_places=4)
    source = models.CharField(max_length=20, choices=Source.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(points__gte=0, points__lte=models.F("maximum")),
                name="points_lie_between_zero_and_the_maximum",
            ),
        )

    def __str__(self) -> str:
        return f"{self.points}/{self.maximum}"

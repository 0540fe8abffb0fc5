"""Angoff: what several judges expect of a borderline learner, question by question of a quiz."""

from __future__ import annotations

from django.db import models

from passerelle.campus.models import Activity
from passerelle.people.models import Person


class AngoffRound(models.Model):
    """A round of estimates on the questions a quiz had when it opened (`content`, as attempts pin
    it); a second one may follow, where judges read what the first one gave."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(default=dict, help_text="Digests of the files of the quiz.")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("activity", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "number"), name="one_angoff_round_per_activity_and_number"
            ),
            models.UniqueConstraint(
                fields=("activity",),
                condition=models.Q(closed_at=None),
                name="one_open_angoff_round_per_activity",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=2),
                name="a_quiz_has_two_angoff_rounds_at_most",
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity_id} · {self.number}"


class AngoffJudge(models.Model):
    """Somebody asked for their estimates in a round."""

    standard = models.ForeignKey(AngoffRound, on_delete=models.PROTECT, related_name="judges")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()

    class Meta:
        ordering = ("person__sort_name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("standard", "person"), name="one_angoff_judge_per_round_and_person"
            ),
        )

    def __str__(self) -> str:
        return str(self.person)


class AngoffEstimate(models.Model):
    """Of a hundred borderline learners, how many would answer this question right."""

    judge = models.ForeignKey(AngoffJudge, on_delete=models.PROTECT, related_name="estimates")
    question = models.CharField(max_length=120, help_text="Its key, as in attempts.")
    percent = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("judge", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("judge", "question"), name="one_estimate_per_judge_and_question"
            ),
            models.CheckConstraint(
                condition=models.Q(percent__lte=100), name="an_estimate_is_a_percentage"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question}: {self.percent} %"

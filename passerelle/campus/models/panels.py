"""Those who mark works together: a panel, its jurors, what they must not mark."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Institution, Person

from .activities import Activity
from .people import Enrolment, Team


class Panel(models.Model):
    """People gathered to mark the works of one activity on its rubric, until it closes.

    Its results are recorded when it closes, all at once: no team hears before another."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="panels")
    name = models.CharField(max_length=100)
    jurors_per_work = models.PositiveSmallIntegerField()
    blind = models.BooleanField(default=True, help_text="Jurors do not read whose work it is.")
    quorum = models.PositiveSmallIntegerField(
        default=1, help_text="Jurors who must hear a work, the recused left out."
    )
    least_institutions = models.PositiveSmallIntegerField(default=1)
    least_outside = models.PositiveSmallIntegerField(
        default=0, help_text="Jurors from outside the institutions of the work's authors."
    )
    needs_chair = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("opened_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "name"), name="one_panel_per_activity_and_name"
            ),
            models.CheckConstraint(
                condition=models.Q(jurors_per_work__gte=1), name="a_work_has_at_least_one_juror"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Juror(models.Model):
    """A seat on a panel. Nobody marks before having said which works they must not mark."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="jurors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, related_name="+"
    )
    chair = models.BooleanField(default=False)
    since = models.DateTimeField()
    declared_at = models.DateTimeField(null=True, help_text="When they declared their conflicts.")
    left_at = models.DateTimeField(null=True)
    left_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-chair", "person__sort_name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("panel", "person"), name="one_seat_per_panel_and_person"
            ),
            models.UniqueConstraint(
                fields=("panel",),
                condition=models.Q(chair=True, left_at=None),
                name="one_chair_per_panel",
            ),
        )

    def __str__(self) -> str:
        return str(self.person)


class ConflictOfInterest(models.Model):
    """A juror does not mark the works of this team, or of this person."""

    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="conflicts")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500)
    declared_at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("declared_at", "id")
        verbose_name_plural = "conflicts of interest"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(enrolment__isnull=True) ^ models.Q(team__isnull=True),
                name="a_conflict_is_with_a_team_or_with_a_person",
            ),
            models.UniqueConstraint(
                fields=("juror", "team"), name="one_conflict_per_juror_and_team"
            ),
            models.UniqueConstraint(
                fields=("juror", "enrolment"), name="one_conflict_per_juror_and_enrolment"
            ),
        )

    def __str__(self) -> str:
        return f"{self.juror_id} · {self.team_id or self.enrolment_id}"

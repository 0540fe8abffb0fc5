"""Live sessions, who gives them, who was there."""

from __future__ import annotations

from django.db import models

from passerelle.foundation.translated import TranslatedField
from passerelle.people.models import Person
from passerelle.programme.models import Edition, Module

from ..enums import SessionKind
from .people import Enrolment


class Session(models.Model):
    """A moment together: stored in UTC with the zone it was planned in."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField()
    kind = models.CharField(max_length=20, choices=SessionKind.choices)
    title = TranslatedField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    written_start = models.DateTimeField(null=True, help_text="As the programme last said it.")
    planned_zone = models.CharField(max_length=40)
    room_url = models.URLField(blank=True)
    sequence = models.PositiveIntegerField(default=0, help_text="How often it was moved.")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("starts_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "slug"), name="one_session_per_edition_slug"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="a_session_ends_after_it_starts",
            ),
        )
        indexes = (models.Index(fields=("edition", "starts_at"), name="sessions_by_time"),)

    def __str__(self) -> str:
        return str(self.title)

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


class SessionExpert(models.Model):
    """An expert gives a session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="experts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("session", "person"), name="one_row_per_session_and_expert"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.session}"


class Attendance(models.Model):
    """Proof that someone was at a session: how long, how it is known, who recorded it."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    minutes = models.PositiveIntegerField()
    evidence = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("session", "enrolment"), name="one_attendance_per_session_and_enrolment"
            ),
        )

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.session_id}: {self.minutes} min"

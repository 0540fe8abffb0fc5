"""Who of the jury is there on the presentation day, as its chair or the coordination marked it."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Person

from ..enums import Attendance
from .day import PresentationDay


class Presence(models.Model):
    """A juror's presence that day. A scoring sheet they opened proposes it, and marks nothing.

    Every mark is in the journal; the last one stands here."""

    day = models.ForeignKey(PresentationDay, on_delete=models.PROTECT, related_name="presences")
    juror = models.ForeignKey("campus.Juror", on_delete=models.PROTECT, related_name="+")
    attendance = models.CharField(max_length=10, choices=Attendance.choices, blank=True)
    marked_at = models.DateTimeField(null=True)
    marked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sheet_opened_at = models.DateTimeField(null=True, help_text="The first, while the day ran.")

    class Meta:
        ordering = ("day_id", "juror_id")
        constraints = (
            models.UniqueConstraint(fields=("day", "juror"), name="one_presence_per_day_and_juror"),
            models.CheckConstraint(
                condition=models.Q(attendance="", marked_at=None, marked_by=None)
                | (
                    ~models.Q(attendance="")
                    & models.Q(marked_at__isnull=False, marked_by__isnull=False)
                ),
                name="a_presence_marked_says_when_and_by_whom",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day_id} · {self.juror_id}: {self.attendance or '–'}"

"""Teams ask, mentors answer."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Person
from passerelle.programme.models import Edition

from .people import Team


class Mentor(models.Model):
    """Someone teams may ask: an expert, a patient partner, a colleague; in what they know."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=120)
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("person__sort_name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "person"), name="one_mentor_per_edition_and_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} ({self.field})"


class HelpRequest(models.Model):
    """A question of a team. It waits, is taken by one mentor, answered in its thread, closed.

    `answered_at` is the mentors' last answer; it empties when the team writes back."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="help_requests")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120)
    text = models.TextField()
    asked_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(taken_by=None, taken_at=None)
                | models.Q(taken_by__isnull=False, taken_at__isnull=False),
                name="a_request_is_taken_by_someone_at_some_time",
            ),
        )
        indexes = (models.Index(fields=("edition", "closed_at"), name="help_requests_open"),)

    def __str__(self) -> str:
        return self.subject

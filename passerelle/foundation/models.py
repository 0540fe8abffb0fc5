"""What every part may record: the journal, notices, comments, outgoing mail, jobs.

Nothing here points at another part: people and things are named by (kind, id, label)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .translated import TranslatedField


class Entry(models.Model):
    """One line of the journal: who did what, when, on what. Never changed, never removed."""

    at = models.DateTimeField(db_index=True)
    edition = models.CharField(max_length=60, blank=True)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=80)
    object_label = models.CharField(max_length=300)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-id")
        verbose_name_plural = "entries"
        indexes = (models.Index(fields=("edition", "-at", "-id"), name="journal_by_edition"),)

    def __str__(self) -> str:
        return f"{self.actor_label} {self.verb} {self.object_label}"


class Notice(models.Model):
    """Something a person would want to know, with the address that shows it."""

    person_id = models.BigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    label = TranslatedField()
    url = models.CharField(max_length=300)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=("person_id", "-at"), name="notices_by_person"),
            models.Index(
                fields=("at",), condition=Q(mailed_at=None, read_at=None), name="notices_to_mail"
            ),
        )

    def __str__(self) -> str:
        return f"{self.verb}: {self.label}"


class OutgoingMail(models.Model):
    """A mail in the outbox. Once it has left, its text is forgotten (the demo keeps it)."""

    to = models.EmailField()
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    written_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-written_at", "-id")

    def __str__(self) -> str:
        return self.subject


class Comment(models.Model):
    """A remark on a thing, by a person, in the order written."""

    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    author_id = models.BigIntegerField()
    author_label = models.CharField(max_length=200)
    text = models.TextField()
    at = models.DateTimeField()
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=("subject_kind", "subject_id"), name="comments_by_subject"),)

    def __str__(self) -> str:
        return f"{self.author_label}, {self.at:%Y-%m-%d}"


class Job(models.Model):
    """Work asked for by name. Its times are the wall's: no demo clock may hold a queue back."""

    name = models.CharField(max_length=80)
    key = models.CharField(max_length=120, blank=True)
    arguments = models.JSONField(default=dict)
    period = models.DateTimeField(null=True, help_text="The turn of the timetable it stands for.")
    run_after = models.DateTimeField()
    called_at = models.DateTimeField(
        null=True, help_text="When the queue was last asked to run it."
    )
    tries = models.PositiveSmallIntegerField(default=0)
    losses = models.PositiveSmallIntegerField(default=0, help_text="Workers that died doing it.")
    claimed_by = models.CharField(max_length=64, blank=True)
    heartbeat_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("run_after", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("key",),
                condition=Q(done_at=None, failed_at=None) & ~Q(key=""),
                name="one_living_job_per_key",
            ),
            models.UniqueConstraint(
                fields=("name", "period"), name="one_job_per_turn_of_the_timetable"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(failed_at=None), name="a_job_ends_in_one_way"
            ),
        )
        indexes = (
            models.Index(
                fields=("run_after", "id"),
                condition=Q(done_at=None, failed_at=None),
                name="jobs_alive",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"


class Worker(models.Model):
    """A process that does jobs, as long as it says so."""

    name = models.CharField(max_length=120, unique=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

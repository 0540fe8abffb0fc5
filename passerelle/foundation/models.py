"""What every part may record: the journal, notices, comments, outgoing mail.

Nothing here points at another part: people and things are named by (kind, id, label)."""

from __future__ import annotations

from django.db import models


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
    label = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("person_id", "-at"), name="notices_by_person"),)

    def __str__(self) -> str:
        return f"{self.verb}: {self.label}"


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

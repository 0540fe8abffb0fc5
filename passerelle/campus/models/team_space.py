"""What a team keeps together: addresses and files. A thing taken away keeps its row."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Person

from .people import Team


class TeamLink(models.Model):
    """An address the team shares: its repository, its prototype."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="links")
    label = models.CharField(max_length=120)
    url = models.URLField(max_length=500)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.label


class TeamFile(models.Model):
    """A file the team shares; `form_key` tells a form sent twice."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(upload_to="teams/%Y/%m/")
    name = models.CharField(max_length=200)
    size_bytes = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    form_key = models.UUIDField(db_index=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

"""The final report of a team, part by part."""

from __future__ import annotations

from django.db import models

from passerelle.campus.models import Team
from passerelle.people.models import Person

from ..enums import DossierPart
from .challenges import Challenge


class Dossier(models.Model):
    """One a team, on one challenge. Handed in, it is the team's paper in the campus, and rests."""

    team = models.OneToOneField(Team, on_delete=models.PROTECT, related_name="+")
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.team_id}"


class DossierText(models.Model):
    """A part as it stands, with its words counted. Its version grows with each writing.

    `hand` is the open page that wrote it: that page may go on, another must have read this
    version first."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="texts")
    part = models.CharField(max_length=20, choices=DossierPart.choices)
    text = models.TextField(blank=True)
    words = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    hand = models.UUIDField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("dossier", "part"), name="one_text_per_dossier_and_part"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier_id} · {self.part} ({self.version})"


class ReplacedText(models.Model):
    """What someone had written before another hand wrote over it, knowingly: nothing is lost."""

    of = models.ForeignKey(DossierText, on_delete=models.PROTECT, related_name="replaced")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(fields=("of", "version"), name="one_text_replaced_per_version"),
        )

    def __str__(self) -> str:
        return f"{self.of_id} ({self.version})"

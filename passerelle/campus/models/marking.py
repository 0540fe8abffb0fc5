"""Rubric marking: one sheet per rater and attempt; what no longer counts; a model's opinion."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Person

from ..enums import Judgment
from .activities import RubricText
from .attempts import Attempt
from .panels import Panel


class Sheet(models.Model):
    """One rater's marks on one attempt: a draft until `submitted_at`, then signed."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="sheets")
    rater = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rubric = models.ForeignKey(RubricText, on_delete=models.PROTECT, related_name="+")
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, null=True, related_name="sheets")
    levels = models.JSONField(default=dict, help_text="Criterion id → level id.")
    judgment = models.CharField(
        max_length=20,
        choices=Judgment,
        blank=True,
        help_text="Of the whole; it counts for nothing.",
    )
    remark = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0, help_text="How many times it was written.")
    assigned_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("assigned_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("attempt", "rater"), name="one_sheet_per_attempt_and_rater"
            ),
        )

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.rater_id}"


class SheetWrite(models.Model):
    """A change to a sheet as a device sent it: kept once, however often it is sent.

    `base_version` is what its writer had before their eyes; `version` what the sheet became."""

    key = models.UUIDField(help_text="Made by the device, before it knows whether it can send.")
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="writes")
    base_version = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    levels = models.JSONField(default=dict, help_text="Criterion id → level id.")
    judgment = models.CharField(max_length=20, choices=Judgment, blank=True)
    remark = models.TextField(blank=True)
    signs = models.BooleanField(default=False, help_text="Whether it also signed the sheet.")
    at = models.DateTimeField()

    class Meta:
        ordering = ("sheet", "version")
        constraints = (
            models.UniqueConstraint(fields=("key",), name="one_write_per_key"),
            models.UniqueConstraint(
                fields=("sheet", "version"), name="one_write_per_sheet_and_version"
            ),
            models.CheckConstraint(
                condition=models.Q(version__gt=models.F("base_version")),
                name="a_write_moves_its_sheet_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.base_version} → {self.version}"


class SettingAside(models.Model):
    """A sheet, signed or not, that no longer counts: when, who decided it, why."""

    sheet = models.OneToOneField(Sheet, on_delete=models.PROTECT, related_name="setting_aside")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    class Meta:
        verbose_name_plural = "settings aside"

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.reason}"


class SecondOpinion(models.Model):
    """What a model would have marked: shown to raters who have signed, never counted."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="second_opinions")
    rubric = models.ForeignKey(RubricText, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=120, help_text="Which model, asked how.")
    levels = models.JSONField(default=dict, help_text="Criterion id → level id.")
    remark = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("attempt", "rubric", "source"),
                name="one_opinion_per_attempt_rubric_and_source",
            ),
        )

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.source}"

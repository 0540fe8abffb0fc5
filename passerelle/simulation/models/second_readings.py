"""A second person has reread an item against its key, and says so."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Person

from .critiques import CritiqueItem


class SecondReading(models.Model):
    """Of one digest of an item: a changed item wants another reading."""

    item = models.ForeignKey(CritiqueItem, on_delete=models.PROTECT, related_name="readings")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    remark = models.TextField(blank=True)
    approves = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("item", "by"), name="one_second_reading_per_item_and_reader"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id} · {self.by_id}"

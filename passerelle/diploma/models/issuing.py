"""How diplomas come to be issued: mandates, refusals, batches."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from .documents import Credential


class Mandate(models.Model):
    """A registrar's standing word: sign for us every diploma of the edition the jury awards."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("given_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "institution"),
                condition=models.Q(withdrawn_at=None),
                name="one_standing_mandate_per_institution_and_edition",
            ),
        )

    def __str__(self) -> str:
        return f"{self.institution} · {self.edition}"


class Refusal(models.Model):
    """An institution refuses to sign a diploma, and why: the diploma waits until it is lifted."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="refusals")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("credential", "institution"),
                condition=models.Q(lifted_at=None),
                name="one_standing_refusal_per_diploma_and_institution",
            ),
        )

    def __str__(self) -> str:
        return f"{self.credential} · {self.institution}"


class Batch(models.Model):
    """Someone asked that every diploma that can be issued be issued."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0, help_text="Diplomas it had to see to.")
    seen = models.PositiveIntegerField(default=0, help_text="Of those, how many it has.")
    ended_at = models.DateTimeField(null=True)
    form_key = models.UUIDField(unique=True)

    class Meta:
        verbose_name_plural = "batches"
        ordering = ("-asked_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("edition",),
                condition=models.Q(ended_at=None),
                name="one_batch_at_a_time_per_edition",
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition} · {self.asked_at:%Y-%m-%d %H:%M}"

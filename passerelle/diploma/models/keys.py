"""The keys institutions sign with, and those declared lost."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Institution, Person

from ..enums import Custody, KeyEarlier


class SigningKey(models.Model):
    """An institution's key under one programme's DID.

    Its secret is sealed here (see `sealing`), or never leaves a security module (see `hsm`)."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=200)
    identifier = models.CharField(max_length=300, unique=True)
    public_multibase = models.CharField(max_length=100, unique=True)
    custody = models.CharField(max_length=10, choices=Custody.choices, default=Custody.SOFTWARE)
    sealed_seed = models.BinaryField(help_text="Empty where a security module keeps the secret.")
    held_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("institution_id", "valid_from", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("institution", "issuer"),
                condition=models.Q(valid_until=None),
                name="one_key_in_use_per_institution_and_programme",
            ),
        )

    def __str__(self) -> str:
        return self.identifier


class KeyLoss(models.Model):
    """A registrar declared that a key is no longer theirs alone, from an instant on, and why."""

    key = models.OneToOneField(SigningKey, on_delete=models.PROTECT, related_name="loss")
    since = models.DateTimeField()
    earlier = models.CharField(max_length=10, choices=KeyEarlier.choices)
    reason = models.TextField()
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "key losses"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(since__lte=models.F("declared_at")),
                name="no_key_is_declared_lost_in_advance",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} · {self.since:%Y-%m-%d %H:%M}"

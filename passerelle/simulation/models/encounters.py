"""An encounter with a virtual patient: its turns, its pauses."""

from __future__ import annotations

from django.db import models

from passerelle.campus.models import Attempt
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import Spoken
from .cases import Case


class Encounter(models.Model):
    """A person's, or a team's, go at a case; it ends when its attempt is submitted.

    `state` is where the conversation stands, as the engine writes it, and `state_before` where it
    stood before its last turn; the clock and the cost are the case's own: a question takes some
    seconds, a test its minutes."""

    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="encounters")
    language = models.CharField(max_length=2, choices=Spoken.choices)
    with_assistant = models.BooleanField()
    state = models.JSONField(default=dict)
    state_before = models.JSONField(default=dict)
    state_version = models.PositiveSmallIntegerField(default=1)
    turns_taken = models.PositiveSmallIntegerField(default=0)
    clock_seconds = models.PositiveIntegerField(default=0)
    cost_cents = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.case_id} · {self.attempt_id}"


class Turn(models.Model):
    """A question, and what was said to it: facts told, in the author's words."""

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="turns")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=20)
    facts = models.JSONField(default=list)
    say = models.TextField()
    clock_seconds = models.PositiveIntegerField()
    at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    form_key = models.UUIDField(unique=True)
    may_be_of_oneself = False  # its author is asked so, on the page that answers it; not stored

    class Meta:
        ordering = ("encounter_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("encounter", "number"), name="one_turn_per_encounter_and_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.encounter_id} · {self.number}"


class Pause(models.Model):
    """Someone's own distress was heard: the encounter waits for them.

    What they wrote is kept nowhere, and nobody else is told of the pause."""

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="pauses")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resumed_at = models.DateTimeField(null=True)
    form_key = models.UUIDField(unique=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("encounter", "person"),
                condition=models.Q(resumed_at=None),
                name="one_pause_at_a_time_per_encounter_and_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.encounter_id} · {self.at:%Y-%m-%d}"


class Word(models.Model):
    """A person asks someone of the staff for a word, of their own accord.

    It names no encounter: whoever receives it learns only what the person chose to write."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    form_key = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return f"{self.author_id} → {self.to_id}"

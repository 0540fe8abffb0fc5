"""Minutes, what their members answered, and the appeals of learners. None is ever edited."""

from __future__ import annotations

from django.db import models

from passerelle.people.models import Person
from passerelle.people.proofs import Method
from passerelle.programme.models import Edition

from .decisions import Decision
from .deliberation import Deliberation, Member


class Minutes(models.Model):
    """What a jury decided and how, frozen: `content` is read by `minutes_file`.

    Another deliberation makes other minutes, with its own number."""

    deliberation = models.OneToOneField(
        Deliberation, on_delete=models.PROTECT, related_name="minutes"
    )
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    lines = models.JSONField(help_text="The digest of each line, as drawn up.")
    content_version = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64, unique=True)
    chain_digest = models.CharField(max_length=64, help_text="Of the last line of the journal.")
    drawn_up_at = models.DateTimeField()
    drawn_up_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("edition_id", "-number")
        verbose_name_plural = "minutes"
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "number"), name="one_minutes_per_edition_and_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition} · {self.number}"


class MinutesSignature(models.Model):
    """What a member answered to the minutes: a signature, or a refusal and its reason."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="signatures")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(help_text="Of this answer: each covers the last.")
    seat = models.PositiveSmallIntegerField(help_text="Their line among the members.")
    signed_at = models.DateTimeField()
    method = models.CharField(max_length=10, choices=Method.choices)
    evidence = models.JSONField(default=dict, help_text="What a passkey signed; see proofs.py.")
    refusal = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("minutes_id", "rank")
        constraints = (
            models.UniqueConstraint(
                fields=("minutes", "member"), name="one_answer_per_member_and_minutes"
            ),
            models.UniqueConstraint(
                fields=("minutes", "rank"), name="one_answer_per_rank_of_minutes"
            ),
            models.CheckConstraint(
                condition=~models.Q(method=Method.PASSKEY) | ~models.Q(evidence={}),
                name="a_signature_by_passkey_keeps_its_evidence",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} · {self.minutes_id}"


class Appeal(models.Model):
    """A learner contests a decision, once, in their own words."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="appeal")
    grounds = models.TextField(max_length=4000)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("filed_at", "id")

    def __str__(self) -> str:
        return f"{self.decision_id} · {self.filed_by_id}"


class AppealRuling(models.Model):
    """Whether an appeal is heard; an admitted one goes before the jury again."""

    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="ruling")
    admitted = models.BooleanField()
    reason = models.TextField(max_length=4000)
    ruled_at = models.DateTimeField()
    ruled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_ruling_on_an_appeal_has_its_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.appeal_id} · {self.admitted}"

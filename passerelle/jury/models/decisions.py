"""What the jury decided, and what the award rule proposed at that moment."""

from __future__ import annotations

from django.db import models

from passerelle.campus.models import Enrolment
from passerelle.foundation.translated import TranslatedField
from passerelle.people.models import Person

from ..decision_wording import with_honours
from ..enums import Outcome
from .deliberation import Deliberation, Motion


class Decision(models.Model):
    """A jury's decision about one learner. Never edited: a later version supersedes it.

    `proposal` freezes the rule's verdict with every step (its schema version beside)."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    total = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    honours = TranslatedField(null=True)
    reason = models.TextField(blank=True)
    proposal = models.JSONField()
    proposal_version = models.PositiveSmallIntegerField(default=1)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    form_key = models.UUIDField(unique=True)
    deliberation = models.ForeignKey(
        Deliberation, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, null=True, related_name="+")
    conditions = models.JSONField(null=True, help_text="Of a resit: {components: […], before: …}")
    rachat_points = models.DecimalField(max_digits=6, decimal_places=3, null=True)

    class Meta:
        ordering = ("enrolment_id", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=("enrolment", "version"), name="one_decision_per_learner_and_version"
            ),
            models.CheckConstraint(
                condition=models.Q(motion=None) | models.Q(deliberation__isnull=False),
                name="a_decision_by_motion_has_its_deliberation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.get_outcome_display()}"

    @property
    def said(self) -> str:
        return with_honours(self.get_outcome_display(), self.honours)

"""What a series is worth, where the activity counts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from passerelle.campus.models import Attempt
from passerelle.engines.critique import report
from passerelle.engines.numbers import Rounding, round_to

from ..critique_marks import response_of
from ..models import Critique

MAXIMUM = Decimal(20)


def points_of(attempt: Attempt) -> tuple[Decimal, Decimal] | None:
    """Twenty for a perfect skill, none at chance or below; None where there is nothing to tell
    apart."""
    judged = Critique.objects.filter(attempt=attempt, submitted_at__isnull=False)
    skill = report([response_of(each) for each in judged.select_related("item")]).skill
    if skill is None:
        return None
    return round_to(
        max(skill, Fraction(0)) * Fraction(MAXIMUM), places=2, mode=Rounding.HALF_UP
    ), MAXIMUM

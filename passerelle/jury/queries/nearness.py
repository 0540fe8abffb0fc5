"""What another rater could change of a learner's result, and the thresholds it is near to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import override

from passerelle.campus.queries.gradebook import Gradebook
from passerelle.engines.grading import Honour, ThresholdCheck
from passerelle.engines.numbers import Rounding, round_to
from passerelle.foundation.translated import LANGUAGES

from ..errors import RachatImpossible
from ..proposals import distances_of, half_a_point, words_of_distance
from ..rachat import verdict_with
from .disagreement import Margins

_Near = tuple[Fraction, ThresholdCheck | Honour]
_LEAST = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Nearness:
    """`is_decisive`: within the interval, the rule would propose something else. `words` is by
    language, empty when no threshold is near; `margin` is half the total's interval, if known."""

    is_decisive: bool
    words: dict[str, str]
    honours: dict[str, str]
    margin: Decimal | None


def nearness_of(gradebook: Gradebook, margins: Margins | None) -> Nearness:
    """Against the interval of the raters; where nobody marked twice, half a point of twenty.

    A component that another would compensate changes nothing of what passes: it is said, and the
    case stays clear. Honours are said within half a point, for they are no wider apart than an
    interval often is."""
    half_of = _halves(gradebook, margins or Margins())
    passes: list[_Near] = []
    honours: list[_Near] = []
    for distance, threshold in distances_of(gradebook):
        if isinstance(threshold, Honour):
            if abs(distance) <= half_a_point(gradebook):
                honours.append((distance, threshold))
        elif abs(distance) <= half_of(threshold.component):
            passes.append((distance, threshold))
    decisive = [
        (distance, threshold)
        for distance, threshold in passes
        if isinstance(threshold, ThresholdCheck)
        and _would_change(gradebook, threshold, half_of(threshold.component))
    ]
    total = half_of(None) if margins and margins.components else None
    return Nearness(
        is_decisive=bool(decisive),
        words=_nearest(decisive or passes, gradebook),
        honours=_nearest(honours, gradebook),
        margin=round_to(total, places=2, mode=Rounding.HALF_UP) if total is not None else None,
    )


def _halves(gradebook: Gradebook, margins: Margins) -> Callable[[str | None], Fraction]:
    """Half the interval of a component, or of the total."""
    weights = {each.id: float(each.weight) / 100 for each in gradebook.rule.components}
    total = margins.of_total(weights)

    def half_of(component: str | None) -> Fraction:
        half = margins.of_component(component) if component else total
        return half_a_point(gradebook) if half is None else Fraction(half)

    return half_of


def _would_change(gradebook: Gradebook, threshold: ThresholdCheck, half: Fraction) -> bool:
    """Whether the rule, redone at one end of the interval, proposes something else."""
    if threshold.component is None or threshold.component not in {
        each.id for each in gradebook.rule.components
    }:
        return True
    if half < Fraction(_LEAST):
        return False
    way = -1 if threshold.met else 1
    room = threshold.value if threshold.met else Fraction(gradebook.rule.scale) - threshold.value
    shift = round_to(min(half, room), places=3, mode=Rounding.DOWN)
    try:
        verdict = verdict_with(gradebook, points=way * shift, component=threshold.component)
    except RachatImpossible:
        return True
    return verdict.outcome is not gradebook.verdict.outcome


def _nearest(near: Sequence[_Near], gradebook: Gradebook) -> dict[str, str]:
    """The nearest one, in each language."""
    if not near:
        return {}
    distance, threshold = min(near, key=lambda each: abs(each[0]))
    said: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = words_of_distance(distance, threshold, gradebook.verdict)
    return said

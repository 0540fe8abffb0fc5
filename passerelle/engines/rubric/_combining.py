"""Several raters of the same work, criterion by criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from passerelle.engines.numbers import Rounding, nearest_decimal, round_to
from passerelle.engines.rubric._grid import Criterion, Rubric
from passerelle.engines.rubric._scoring import CriterionScore, RubricScore, SheetRefused, score


class Take(StrEnum):
    """How the raters of one criterion become one value."""

    MEDIAN = "median"
    """The middle one, or the mean of the middle two: one stray rater changes little."""
    MEAN = "mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class CombinedLine:
    """One criterion seen by all its raters, in weighted points."""

    criterion: Criterion
    points: Decimal
    maximum: Decimal
    lowest: Decimal
    highest: Decimal
    raters: int

    @property
    def spread(self) -> Decimal:
        """Highest less lowest: how far apart the raters stand."""
        return self.highest - self.lowest


@dataclass(frozen=True, slots=True, kw_only=True)
class CombinedScore:
    """The points of a work over its sheets; `share` keeps the exact part of the maximum."""

    points: Decimal
    maximum: Decimal
    share: Fraction
    spread: Decimal
    """Highest less lowest total among complete sheets, in points; zero for a single one."""
    lines: tuple[CombinedLine, ...]
    missing: tuple[str, ...]
    """Ids of the criteria that no sheet answers."""

    def on(
        self, scale: Decimal, *, places: int = 2, mode: Rounding = Rounding.HALF_UP
    ) -> Decimal | None:
        """The share × scale, rounded once; None while a criterion has no rater."""
        if self.missing:
            return None
        return round_to(self.share * Fraction(scale), places=places, mode=mode)


def combine(
    rubric: Rubric, sheets: Sequence[Mapping[str, str]], *, take: Take = Take.MEDIAN
) -> CombinedScore:
    """Each criterion's median (or mean) over the sheets that answer it, then their sum.

    Raises SheetRefused for no sheet at all, or one that `score` refuses.
    """
    if not sheets:
        raise SheetRefused("There is no sheet to combine: at least one rater must score first.")
    scores = [score(rubric, chosen) for chosen in sheets]
    columns = [_answered(scores, place) for place in range(len(rubric.criteria))]
    exact = [_middle([line.points for line in column], take=take) for column in columns]
    whole = sum(exact, Fraction(0))
    return CombinedScore(
        points=nearest_decimal(whole),
        maximum=rubric.maximum,
        share=whole / Fraction(rubric.maximum),
        spread=_spread([some.points for some in scores if some.complete]),
        lines=tuple(
            _combined(criterion, column, points=points)
            for criterion, column, points in zip(rubric.criteria, columns, exact, strict=True)
        ),
        missing=tuple(
            criterion.id
            for criterion, column in zip(rubric.criteria, columns, strict=True)
            if not column
        ),
    )


def _answered(scores: Sequence[RubricScore], place: int) -> list[CriterionScore]:
    return [some.lines[place] for some in scores if some.lines[place].level is not None]


def _combined(
    criterion: Criterion, column: Sequence[CriterionScore], *, points: Fraction
) -> CombinedLine:
    given = [line.points for line in column]
    return CombinedLine(
        criterion=criterion,
        points=nearest_decimal(points),
        maximum=criterion.maximum,
        lowest=min(given, default=Decimal(0)),
        highest=max(given, default=Decimal(0)),
        raters=len(given),
    )


def _middle(points: Sequence[Decimal], *, take: Take) -> Fraction:
    ordered = sorted(map(Fraction, points))
    if not ordered:
        return Fraction(0)
    if take is Take.MEAN:
        return sum(ordered, Fraction(0)) / len(ordered)
    half = len(ordered) // 2
    return (ordered[half] + ordered[-half - 1]) / 2


def _spread(totals: Sequence[Decimal]) -> Decimal:
    return max(totals) - min(totals) if totals else Decimal(0)

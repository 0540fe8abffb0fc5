"""The points of one filled sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from passerelle.engines.numbers import Rounding, round_to
from passerelle.engines.rubric._grid import Criterion, Level, Rubric


class SheetRefused(ValueError):
    """A sheet names a criterion or level its rubric does not have; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """One line of a sheet: the level chosen, if any, and its weighted points of their maximum."""

    criterion: Criterion
    level: Level | None
    points: Decimal
    maximum: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricScore:
    """The weighted points of a sheet of the rubric's maximum, line by line."""

    points: Decimal
    maximum: Decimal
    lines: tuple[CriterionScore, ...]
    missing: tuple[str, ...]
    """Ids of the criteria where no level is chosen yet: they count no points so far."""

    @property
    def complete(self) -> bool:
        return not self.missing

    def on(
        self, scale: Decimal, *, places: int = 2, mode: Rounding = Rounding.HALF_UP
    ) -> Decimal | None:
        """points ÷ maximum × scale, rounded once; None while a criterion is missing."""
        if self.missing:
            return None
        share = Fraction(self.points) / Fraction(self.maximum)
        return round_to(share * Fraction(scale), places=places, mode=mode)


def score(rubric: Rubric, chosen: Mapping[str, str]) -> RubricScore:
    """Σ weight × points of the levels chosen, by criterion id; criteria left out are `missing`.

    Raises SheetRefused for a criterion or level the rubric does not have.
    """
    for criterion_id in chosen:
        if rubric.criterion(criterion_id) is None:
            known = ", ".join(criterion.id for criterion in rubric.criteria)
            raise SheetRefused(
                f"The rubric “{rubric.id}” has no criterion “{criterion_id}”: it has {known}."
            )
    lines = tuple(_line(criterion, chosen.get(criterion.id)) for criterion in rubric.criteria)
    return RubricScore(
        points=sum((line.points for line in lines), Decimal(0)),
        maximum=rubric.maximum,
        lines=lines,
        missing=tuple(line.criterion.id for line in lines if line.level is None),
    )


def _line(criterion: Criterion, level_id: str | None) -> CriterionScore:
    level = None if level_id is None else criterion.level(level_id)
    if level_id is not None and level is None:
        known = ", ".join(level.id for level in criterion.levels)
        raise SheetRefused(
            f"The criterion “{criterion.id}” has no level “{level_id}”: choose one of {known}."
        )
    points = level.points * criterion.weight if level else Decimal(0)
    return CriterionScore(
        criterion=criterion, level=level, points=points, maximum=criterion.maximum
    )

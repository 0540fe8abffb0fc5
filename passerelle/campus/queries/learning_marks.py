"""The rubric as it is read beforehand, and the marks as their authors read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from passerelle.engines.numbers import format_in
from passerelle.engines.rubric import Criterion, Rubric, score
from passerelle.foundation.translated import Language

from ..models import Result, Sheet
from ..rubrics import rubric_of


@dataclass(frozen=True, slots=True)
class LevelRead:
    title: str
    points: str
    describes: str
    example: str


@dataclass(frozen=True, slots=True)
class CriterionRead:
    """A criterion to read before the work; points are weighted."""

    title: str
    question: str
    maximum: str
    levels: tuple[LevelRead, ...]


@dataclass(frozen=True, slots=True)
class LevelGiven:
    """What one rater chose on one criterion."""

    rater: str
    title: str
    describes: str
    points: str


@dataclass(frozen=True, slots=True)
class CriterionMarked:
    title: str
    maximum: str
    given: tuple[LevelGiven, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    rater: str
    text: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The result on the scale of the award rule, criterion by criterion and rater by rater."""

    total: str
    scale: str
    points: str
    maximum: str
    criteria: tuple[CriterionMarked, ...]
    remarks: tuple[Remark, ...]
    raters: int


def rubric_read(rubric: Rubric, language: Language) -> tuple[CriterionRead, ...]:
    return tuple(
        CriterionRead(
            title=criterion.title.said_in(language),
            question=criterion.question.said_in(language),
            maximum=_("out of %(points)s") % {"points": format_in(language, criterion.maximum)},
            levels=_levels(criterion, language),
        )
        for criterion in rubric.criteria
    )


def marks_of(
    result: Result, sheets: Sequence[Sheet], *, scale: Decimal, language: Language
) -> Marks:
    """No query: the sheets come with their raters and rubrics."""
    by_criterion: dict[str, CriterionMarked] = {}
    for sheet in sheets:
        for line in score(rubric_of(sheet.rubric), sheet.levels).lines:
            if line.level is None:
                continue
            given = LevelGiven(
                rater=str(sheet.rater),
                title=line.level.title.said_in(language),
                describes=line.level.describes.said_in(language),
                points=format_in(language, line.points),
            )
            before = by_criterion.get(line.criterion.id)
            by_criterion[line.criterion.id] = CriterionMarked(
                title=line.criterion.title.said_in(language),
                maximum=format_in(language, line.maximum),
                given=(*(before.given if before else ()), given),
            )
    return Marks(
        total=on_scale(result, scale, language),
        scale=format_in(language, scale),
        points=format_in(language, result.points),
        maximum=format_in(language, result.maximum),
        criteria=tuple(by_criterion.values()),
        remarks=tuple(
            Remark(str(sheet.rater), sheet.remark) for sheet in sheets if sheet.remark.strip()
        ),
        raters=len(sheets),
    )


_HUNDREDTH = Decimal("0.01")


def on_scale(result: Result, scale: Decimal, language: Language) -> str:
    """A result brought to the scale of the award rule, to two decimals."""
    if not result.maximum:
        return "–"
    return format_in(language, (result.points / result.maximum * scale).quantize(_HUNDREDTH))


def _levels(criterion: Criterion, language: Language) -> tuple[LevelRead, ...]:
    return tuple(
        LevelRead(
            title=level.title.said_in(language),
            points=format_in(language, level.points * criterion.weight),
            describes=level.describes.said_in(language),
            example=level.example.said_in(language) if level.example else "",
        )
        for level in criterion.levels
    )

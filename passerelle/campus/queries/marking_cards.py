"""A rubric as cards to choose from: each level under the digit that chooses it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import pgettext

from passerelle.engines.numbers import format_in
from passerelle.engines.rubric import Criterion, Level
from passerelle.foundation.translated import Language

from ..enums import Judgment


@dataclass(frozen=True, slots=True)
class LevelCard:
    """A level as a radio card; `key` is the digit that chooses it."""

    id: str
    key: int
    title: str
    points: str
    weighted: str
    says: str
    example: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class CriterionCard:
    field: str
    title: str
    question: str
    most: str
    maximum: str
    levels: tuple[LevelCard, ...]
    has_examples: bool


@dataclass(frozen=True, slots=True)
class JudgmentCard:
    """A judgment of the whole as a radio card; the last one says nothing."""

    id: str
    key: int
    title: str
    is_chosen: bool


def criterion_card(criterion: Criterion, chosen: str, language: Language) -> CriterionCard:
    return CriterionCard(
        field=f"level-{criterion.id}",
        title=criterion.title.said_in(language),
        question=criterion.question.said_in(language),
        most=format_in(language, criterion.maximum),
        maximum=str(criterion.maximum),
        levels=tuple(
            _level_card(level, criterion, key, language, is_chosen=level.id == chosen)
            for key, level in enumerate(criterion.levels, start=1)
        ),
        has_examples=any(level.example for level in criterion.levels),
    )


def _level_card(
    level: Level, criterion: Criterion, key: int, language: Language, *, is_chosen: bool
) -> LevelCard:
    return LevelCard(
        id=level.id,
        key=key,
        title=level.title.said_in(language),
        points=format_in(language, level.points * criterion.weight),
        weighted=str(level.points * criterion.weight),
        says=level.describes.said_in(language),
        example=level.example.said_in(language) if level.example else "",
        is_chosen=is_chosen,
    )


def judgment_cards(chosen: str) -> tuple[JudgmentCard, ...]:
    given = [
        JudgmentCard(each.value, key, str(each.label), is_chosen=each == chosen)
        for key, each in enumerate(Judgment, start=1)
    ]
    return (*given, JudgmentCard("", 0, pgettext("judgment", "none"), is_chosen=not chosen))

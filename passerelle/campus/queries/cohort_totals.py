"""Provisional totals and means of many learners, each computed once for the same marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from passerelle.engines.grading import AwardRule, Hours, Mark, Text, standing
from passerelle.engines.numbers import format_in
from passerelle.foundation.translated import Language
from passerelle.programme.models import Edition

from ..models import Activity
from .gradebook import rule_of

Points = tuple[Decimal | None, Decimal | None]
NOTHING: Points = (None, None)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The rule and the works it counts; two are equal when their `key` is."""

    key: tuple[str, ...]
    rule: AwardRule = field(compare=False)
    activities: tuple[Activity, ...] = field(compare=False)
    hours: Hours = field(compare=False)


def yardstick_of(edition: Edition, activities: Sequence[Activity]) -> Yardstick:
    """What the marks of this edition are measured with."""
    counting = tuple(each for each in activities if each.component)
    places = [f"{each.component}/{each.module_id}/{each.slug}" for each in counting]
    return Yardstick(
        key=(repr(edition.award), *places),
        rule=rule_of(edition),
        activities=counting,
        hours=Hours(proven=Decimal(0), required=edition.hours),
    )


def so_far(yardstick: Yardstick, done: dict[int, Points]) -> Decimal | None:
    """The engine's provisional total; None before the first mark."""
    points = tuple(done.get(each.pk, NOTHING) for each in yardstick.activities)
    return _so_far(yardstick, points)


# Grading a learner costs a millisecond of exact fractions; the same marks come back on every page.
@lru_cache(maxsize=8192)
def _so_far(yardstick: Yardstick, points: tuple[Points, ...]) -> Decimal | None:
    marks = [
        Mark(
            component=activity.component,
            activity=f"{activity.module.slug}/{activity.slug}",
            label=Text(fr=activity.title.fr, en=activity.title.en),
            points=earned,
            maximum=maximum or Decimal(1),
        )
        for activity, (earned, maximum) in zip(yardstick.activities, points, strict=True)
    ]
    return standing(yardstick.rule, marks=marks, hours=yardstick.hours).so_far


@lru_cache(maxsize=8192)
def mean_words(done: tuple[Points, ...], scale: Decimal, language: Language) -> str:
    """The plain mean of what is marked, on the scale, one decimal; empty before the first mark."""
    shares = [points / maximum for points, maximum in done if points is not None and maximum]
    mean = sum(shares, Decimal(0)) / max(len(shares), 1)
    return format_in(language, mean * scale, places=1) if shares else ""


@lru_cache(maxsize=8192)
def number_words(value: Decimal, language: Language, places: int) -> str:
    """A number as the reader writes it, written once."""
    return format_in(language, value, places=places)

"""The curve of a learner and the evidence of a cohort, as their pages say and draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from passerelle.campus.drawing import Scale, interval_drawn
from passerelle.engines.critique import Change, Share, curve
from passerelle.engines.numbers import clopper_pearson, format_in
from passerelle.foundation.translated import reading_language

from .queries.critique_curves import Evidence, ItemFigures, Taken


@dataclass(frozen=True, slots=True)
class PointShown:
    attempt: int
    title: str
    at: datetime
    value: str
    interval: str
    drawing: SafeString
    switched: str


@dataclass(frozen=True, slots=True)
class ShareShown:
    value: str
    of: str


@dataclass(frozen=True, slots=True)
class TypeShown:
    name: str
    before: ShareShown
    after: ShareShown


@dataclass(frozen=True, slots=True)
class ItemShown:
    slug: str
    title: str
    is_sound: bool
    flagged: ShareShown


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """Better or worse only where the interval leaves no doubt of it."""

    learners: int
    before: str
    after: str
    difference: str
    interval: str
    effect: str
    improved: int
    is_better: bool
    is_worse: bool


def points_shown(taken: Sequence[Taken]) -> tuple[PointShown, ...]:
    """Each series on one scale, its interval drawn; those that place nothing are left out."""
    series = [(str(place), each.report.by_sentence) for place, each in enumerate(taken)]
    points = curve(series)
    scale = Scale.around([0.0, *(bound for each in points for bound in (each.low, each.high))])
    shown = []
    for point in points:
        each = taken[int(point.label)]
        interval = _("95%%: %(low)s to %(high)s") % {
            "low": number(point.low),
            "high": number(point.high),
        }
        shown.append(
            PointShown(
                attempt=each.attempt,
                title=each.title,
                at=each.submitted_at,
                value=number(point.d_prime),
                interval=interval,
                drawing=interval_drawn(
                    point.d_prime, point.low, point.high, scale=scale, said=interval
                ),
                switched=share_shown(each.report.reliance.switched_to_wrong).value,
            )
        )
    return tuple(shown)


def change_shown(told: Change | None) -> ChangeShown | None:
    if told is None:
        return None
    interval = told.interval
    return ChangeShown(
        learners=told.learners,
        before=number(told.before),
        after=number(told.after),
        difference=number(told.difference),
        interval=""
        if interval is None
        else _("95%%: %(low)s to %(high)s")
        % {"low": number(interval.low), "high": number(interval.high)},
        effect="" if told.effect is None else number(told.effect),
        improved=told.improved,
        is_better=interval is not None and interval.low > 0,
        is_worse=interval is not None and interval.high < 0,
    )


def types_shown(evidence: Evidence) -> tuple[TypeShown, ...]:
    return tuple(
        TypeShown(name, share_shown(before), share_shown(after))
        for name, before, after in evidence.types
    )


def items_shown(items: Sequence[ItemFigures]) -> tuple[ItemShown, ...]:
    return tuple(
        ItemShown(each.slug, each.title, each.is_sound, share_shown(each.flagged)) for each in items
    )


def share_shown(share: Share) -> ShareShown:
    """A percentage with its exact interval and its number of cases; a dash of no case."""
    if not share.cases:
        return ShareShown("–", "")
    interval = clopper_pearson(share.count, share.cases)
    of = _("%(count)s of %(cases)s, 95%%: %(low)s to %(high)s%%") % {
        "count": share.count,
        "cases": share.cases,
        "low": round(100 * interval.low),
        "high": round(100 * interval.high),
    }
    return ShareShown(_("%(value)s%%") % {"value": round(100 * share.count / share.cases)}, of)


def number(value: float) -> str:
    return format_in(reading_language(), Decimal(str(round(value, 2))), places=2)

"""Figures drawn on the server: intervals on one scale, and a reliability curve.

Each drawing has its words beside it: nothing is said by the picture alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_WIDTH, _HEIGHT, _MARGIN = 400, 20, 12
_SIDE, _FOOT = 240, 28


@dataclass(frozen=True, slots=True)
class Scale:
    """From the lowest to the highest bound of everything drawn together."""

    low: float
    high: float

    @classmethod
    def around(cls, bounds: Iterable[float | None]) -> Scale:
        known = [each for each in bounds if each is not None]
        low, high = min(known, default=0.0), max(known, default=1.0)
        return cls(low, high) if high > low else cls(low - 0.5, high + 0.5)

    def at(self, value: float) -> float:
        """Where a value stands, in the drawing's own units."""
        share = (value - self.low) / (self.high - self.low)
        return round(_MARGIN + share * (_WIDTH - 2 * _MARGIN), 1)


def interval_drawn(
    value: float | None, low: float | None, high: float | None, *, scale: Scale, said: str
) -> SafeString:
    """A point with its interval; `said` is what a reader who does not see it hears."""
    if value is None:
        return mark_safe("")
    bar = mark_safe("")
    if low is not None and high is not None:
        bar = format_html('<path d="M{} 10H{}"/>', scale.at(low), scale.at(high))
    return format_html(
        '<svg class="interval" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" '
        'aria-label="{}">{}<path class="point" d="M{} 10h.01"/></svg>',
        _WIDTH,
        _HEIGHT,
        said,
        bar,
        scale.at(value),
    )


def curve_drawn(points: Sequence[Mapping[str, Any]], *, said: str) -> SafeString:
    """A reliability curve: what was predicted (across) against what was seen (up).

    `points` are the engine's bins as JSON (Any: JSON)."""
    seen = [point for point in points if point["n"]]
    if not seen:
        return mark_safe("")
    bars = format_html_join(
        "",
        '<path class="bar" d="M{} {}V{}"/>',
        ((_across(p["predicted"]), _up(p["observed_low"]), _up(p["observed_high"])) for p in seen),
    )
    line = "L".join(f"{_across(p['predicted'])} {_up(p['observed'])}" for p in seen)
    dots = format_html_join(
        "",
        '<path class="dot" d="M{} {}h.01"/>',
        ((_across(p["predicted"]), _up(p["observed"])) for p in seen),
    )
    return format_html(
        '<svg class="curve" viewBox="0 0 {side} {side}" role="img" aria-label="{said}">'
        '<path class="frame" d="M{foot} 0V{floor}H{side}"/>'
        '<path class="ideal" d="M{foot} {floor}L{side} 0"/>{bars}'
        '<path class="seen" d="M{line}"/>{dots}</svg>',
        side=_SIDE,
        foot=_FOOT,
        floor=_SIDE - _FOOT,
        said=said,
        bars=bars,
        line=line,
        dots=dots,
    )


def _across(share: float) -> float:
    return round(_FOOT + share * (_SIDE - _FOOT), 1)


def _up(share: float) -> float:
    return round((1 - share) * (_SIDE - _FOOT), 1)

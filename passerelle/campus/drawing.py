"""An estimate with its interval, drawn on the server, several on one scale.

Each drawing has its words beside it: nothing is said by the picture alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_WIDTH, _HEIGHT, _MARGIN = 400, 20, 12


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

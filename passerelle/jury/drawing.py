"""Sheets as points, their judgment across and their total up, drawn on the server.

The same figures stand in the table beside it: nothing is said by the picture alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_WIDTH, _HEIGHT, _LEFT, _FOOT, _TOP = 340, 250, 30, 24, 8
_STEPS, _APART = 4, 7


@dataclass(frozen=True, slots=True)
class Line:
    """The line of regression, and where it is read: at `grade`, between two ends."""

    slope: float
    intercept: float
    grade: float
    ends: tuple[float, float] | None

    def at(self, grade: float) -> float:
        return self.intercept + self.slope * grade


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a grade and a total stand, in the drawing's own units."""

    grades: int
    low: float
    high: float

    def across(self, grade: float) -> float:
        return round(_LEFT + (grade - 0.5) / self.grades * (_WIDTH - _LEFT), 1)

    def up(self, total: float) -> float:
        share = (total - self.low) / (self.high - self.low)
        return round(_TOP + (1 - share) * (_HEIGHT - _FOOT - _TOP), 1)


def scatter_drawn(
    points: Sequence[tuple[float, int]],
    line: Line,
    *,
    grades: Sequence[str],
    scale: float,
    said: str,
) -> SafeString:
    """`points` are (total, grade), grades counted from 1; `grades` are their names, in order."""
    step = scale / _STEPS
    totals = [total for total, _grade in points]
    low = step * max(0, floor(min(totals, default=0) / step))
    high = step * max(_STEPS, ceil(max(totals, default=scale) / step))
    frame = _Frame(len(grades), min(low, high - step), high)
    ticks = [frame.low + step * n for n in range(round((high - frame.low) / step) + 1)]
    return format_html(
        '<svg class="scatter" viewBox="0 0 {width} {height}" role="img" aria-label="{said}">'
        '{ticks}{names}{band}<path class="line" d="M{line}"/>{dots}{cut}</svg>',
        width=_WIDTH,
        height=_HEIGHT,
        said=said,
        ticks=_ticks(ticks, frame),
        names=_names(grades, frame),
        band=_band(line, frame),
        line=_drawn(line, frame),
        dots=_dots(points, frame),
        cut=format_html(
            '<path class="cut" d="M{} {}h.01"/>',
            frame.across(line.grade),
            frame.up(line.at(line.grade)),
        ),
    )


def _ticks(ticks: Sequence[float], frame: _Frame) -> SafeString:
    return format_html_join(
        "",
        '<path class="tick" d="M{} {}H{}"/><text class="up" x="{}" y="{}">{}</text>',
        (
            (_LEFT, frame.up(tick), _WIDTH, _LEFT - 6, frame.up(tick) + 4, f"{tick:g}")
            for tick in ticks
        ),
    )


def _names(grades: Sequence[str], frame: _Frame) -> SafeString:
    return format_html_join(
        "",
        '<text class="across" x="{}" y="{}">{}</text>',
        (
            (frame.across(place), _HEIGHT - _FOOT + 18, name)
            for place, name in enumerate(grades, start=1)
        ),
    )


def _band(line: Line, frame: _Frame) -> SafeString:
    """What the interval leaves possible, across the whole drawing."""
    if line.ends is None:
        return mark_safe("")
    low, high = (min(max(end, frame.low), frame.high) for end in line.ends)
    return format_html(
        '<path class="band" d="M{} {}H{}V{}H{}z"/>',
        _LEFT,
        frame.up(high),
        _WIDTH,
        frame.up(low),
        _LEFT,
    )


def _drawn(line: Line, frame: _Frame) -> str:
    """The line from the first grade to the last, cut where it leaves the frame."""
    first, last = 1.0, float(frame.grades)
    ends = [first, last]
    if line.slope:
        edges = sorted((bound - line.intercept) / line.slope for bound in (frame.low, frame.high))
        ends = [max(first, edges[0]), min(last, edges[1])]
    return "L".join(f"{frame.across(grade)} {frame.up(line.at(grade))}" for grade in ends)


def _dots(points: Sequence[tuple[float, int]], frame: _Frame) -> SafeString:
    """Sheets that would hide one another stand side by side."""
    seen: Counter[tuple[int, int]] = Counter()
    places = []
    for total, grade in sorted(points):
        height = frame.up(total)
        row = (grade, round(height / _APART))
        aside = (seen[row] + 1) // 2 * _APART * (-1 if seen[row] % 2 else 1)
        seen[row] += 1
        places.append((frame.across(grade) + aside, height))
    return format_html_join("", '<path class="dot" d="M{} {}h.01"/>', places)

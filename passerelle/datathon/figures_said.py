"""Scores as a reader writes them: three decimals, or as many as a large number needs."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite

from django.utils.translation import gettext as _

from passerelle.engines.numbers import format_in
from passerelle.foundation.translated import reading_language

_LARGE = 10


def figure_said(value: float | None, *, places: int | None = None) -> str:
    """0,871; 12,4: one decimal is enough above ten."""
    if value is None or not isfinite(value):
        return "–"
    wanted = places if places is not None else 1 if abs(value) >= _LARGE else 3
    return format_in(reading_language(), Decimal(repr(value)), places=wanted)


def interval_said(low: float | None, high: float | None, *, places: int | None = None) -> str:
    """From 0,853 to 0,889; nothing when there is no interval."""
    if low is None or high is None:
        return ""
    words = {"low": figure_said(low, places=places), "high": figure_said(high, places=places)}
    return _("%(low)s to %(high)s") % words


def chance_said(probability: float | None) -> str:
    """A probability as a whole percentage, never 0 or 100: resamples do not tell that much."""
    if probability is None:
        return "–"
    french = reading_language() == "fr"
    unit = "\u202f%" if french else "%"
    if probability < 0.01:
        return f"<\u202f1{unit}" if french else f"<1{unit}"
    if probability > 0.99:
        return f">\u202f99{unit}" if french else f">99{unit}"
    return f"{round(probability * 100)}{unit}"

"""A score card as a page shows it: figures in words, slices on one scale, the curve drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from passerelle.campus.drawing import Scale, interval_drawn
from passerelle.engines.scoring import said_in
from passerelle.foundation.translated import reading_language

from .drawing import curve_drawn
from .enums import BoardName
from .figures_said import figure_said, interval_said
from .metric_words import metric_said, slice_said
from .queries.submissions import ScoreRow

Json = Mapping[str, Any]  # Any: a card of the engine, or of a bundle
# A team chooses its scores, hence its bins: alone in one, a case would tell its label.
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure in the reader's words; `note` says why there is no value."""

    label: str
    value: str
    interval: str
    cases: int | None
    drawing: SafeString
    note: str


@dataclass(frozen=True, slots=True)
class CurvePointShown:
    predicted: str
    observed: str
    interval: str
    cases: int


@dataclass(frozen=True, slots=True)
class CardShown:
    """Everything known of one submission on one board."""

    board_said: str
    primary: FigureShown
    figures: tuple[FigureShown, ...]
    slices: tuple[FigureShown, ...]
    calibration: tuple[FigureShown, ...]
    curve: SafeString | None
    points: tuple[CurvePointShown, ...]


def card_shown(score: ScoreRow) -> CardShown:
    card, scale = score.card, _scale(score.card)
    primary = card.get("primary") or {
        "metric": "",
        "value": score.value,
        "low": score.low,
        "high": score.high,
        "n": score.cases,
    }
    calibration = card.get("calibration") or {}
    bins = calibration.get("equal_mass") or ()
    points = tuple(each for each in bins if each["n"] >= _FEWEST)
    return CardShown(
        board_said=str(BoardName(score.board).label),
        primary=_figure(primary, metric_said(primary["metric"]), scale),
        figures=tuple(
            _figure(each, metric_said(each["metric"]), None) for each in card.get("figures", ())
        ),
        slices=slices_shown(card),
        calibration=_calibration(calibration),
        curve=curve_drawn(points, said=_("Reliability curve; the table beside it says it all."))
        if points
        else None,
        points=tuple(_point(each) for each in points),
    )


def slices_shown(card: Json) -> tuple[FigureShown, ...]:
    """The first metric by group, on one scale; a small group says its number only."""
    scale = _scale(card)
    return tuple(_slice(each, scale) for each in card.get("slices", ()))


def _scale(card: Json) -> Scale:
    figures = [card.get("primary"), *(each.get("figure") for each in card.get("slices", ()))]
    known = [figure for figure in figures if figure]
    return Scale.around(figure.get(name) for figure in known for name in ("low", "value", "high"))


def _slice(row: Json, scale: Scale) -> FigureShown:
    label = slice_said(row["column"], row["value"])
    if row["suppressed"] or row["figure"] is None:
        note = _("Too few cases to show a figure.")
        return FigureShown(label, "", "", row["n"], SafeString(""), note)
    return _figure(row["figure"], label, scale)


def _calibration(found: Json) -> tuple[FigureShown, ...]:
    labels = {
        "slope": _("Slope (ideal: 1)"),
        "intercept": _("Intercept (ideal: 0)"),
        "in_the_large": _("Calibration in the large (ideal: 0)"),
        "ece_equal_width": _("Calibration error, bins of equal width"),
        "ece_equal_mass": _("Calibration error, bins of equal counts"),
    }
    return tuple(_figure(found[name], label, None) for name, label in labels.items() if found)


def _figure(figure: Json, label: str, scale: Scale | None) -> FigureShown:
    value, low, high = figure.get("value"), figure.get("low"), figure.get("high")
    interval = interval_said(low, high)
    drawing = SafeString("")
    if scale is not None:
        drawing = interval_drawn(value, low, high, scale=scale, said=interval or figure_said(value))
    note = said_in(figure.get("note") or "", reading_language()) if figure.get("note") else ""
    return FigureShown(label, figure_said(value), interval, figure.get("n"), drawing, note)


def _point(point: Json) -> CurvePointShown:
    return CurvePointShown(
        predicted=figure_said(point["predicted"], places=2),
        observed=figure_said(point["observed"], places=2),
        interval=interval_said(point["observed_low"], point["observed_high"], places=2),
        cases=point["n"],
    )

"""A board as a page shows it: one scale, ties by letter, ranks with their own interval."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from passerelle.campus.drawing import Scale, interval_drawn

from .figures_said import chance_said, figure_said, interval_said
from .metric_words import metric_said
from .queries.boards import BoardView, EntryRow, PairRow


@dataclass(frozen=True, slots=True)
class EntryShown:
    """A line of the board, in the reader's words."""

    rank: str
    rank_span: str
    team: str
    is_mine: bool
    is_baseline: bool
    value: str
    interval: str
    drawing: SafeString
    group: str
    chance: str
    cases: int | None
    columns: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two teams compared on the same cases."""

    teams: str
    difference: str
    interval: str
    verdict: str


@dataclass(frozen=True, slots=True)
class BoardShown:
    entries: tuple[EntryShown, ...]
    columns: tuple[str, ...]
    pairs: tuple[PairShown, ...]
    cases: int | None
    percent: int
    has_intervals: bool


def board_shown(view: BoardView) -> BoardShown:
    scale = Scale.around(
        bound for entry in view.entries for bound in (entry.low, entry.value, entry.high)
    )
    ranked = sorted(view.entries, key=lambda entry: (entry.rank is None, entry.rank or 0))
    return BoardShown(
        entries=tuple(_entry(entry, scale) for entry in ranked),
        columns=tuple(metric_said(column.title) for column in view.columns),
        pairs=tuple(_pair(pair) for pair in view.pairs),
        cases=next((entry.cases for entry in view.entries if entry.cases), None),
        percent=round(view.level * 100),
        has_intervals=any(entry.low is not None for entry in view.entries),
    )


def _entry(entry: EntryRow, scale: Scale) -> EntryShown:
    interval = interval_said(entry.low, entry.high)
    return EntryShown(
        rank=str(entry.rank) if entry.rank else "–",
        rank_span=span_said(entry.rank_low, entry.rank_high),
        team=_("Baseline") if entry.is_baseline else entry.team,
        is_mine=entry.is_mine,
        is_baseline=entry.is_baseline,
        value=figure_said(entry.value),
        interval=interval,
        drawing=interval_drawn(
            entry.value, entry.low, entry.high, scale=scale, said=interval or _("no interval")
        ),
        group=letter_of(entry.tie_group),
        chance=chance_said(entry.p_best) if entry.rank else "",
        cases=entry.cases,
        columns=tuple(figure_said(value) for value in entry.values),
        differs=entry.differs,
    )


def span_said(low: int | None, high: int | None) -> str:
    """How far a rank may move."""
    if low is None or high is None:
        return ""
    return str(low) if low == high else f"{low}–{high}"


def letter_of(group: int | None) -> str:
    """A tie group as a letter."""
    return "" if group is None else ascii_uppercase[(group - 1) % len(ascii_uppercase)]


def _pair(pair: PairRow) -> PairShown:
    is_told = pair.p_holm < 0.05
    return PairShown(
        teams=f"{pair.first} – {pair.second}",
        difference=figure_said(pair.difference),
        interval=interval_said(pair.low, pair.high),
        verdict=_("told apart") if is_told else _("not told apart"),
    )

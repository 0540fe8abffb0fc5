"""The combined board as a page shows it: totals with their interval, and how one is reached."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.drawing import Scale, interval_drawn
from passerelle.campus.queries.counting import spelled
from passerelle.engines.numbers import format_in
from passerelle.engines.scoring import WeighedBoard, WeighedTeam, Weighing
from passerelle.foundation.translated import reading_language

from .boards_shown import letter_of, span_said
from .figures_said import chance_said, figure_said, interval_said
from .judging import Anchors
from .queries.judged import JudgedView


@dataclass(frozen=True, slots=True)
class WeighedShown:
    """A team's line; every number in the reader's words."""

    team: str
    is_mine: bool
    rank: str
    rank_span: str
    panel: str
    automatic: str
    total: str
    interval: str
    drawing: SafeString
    group: str
    chance: str


@dataclass(frozen=True, slots=True)
class StepShown:
    """One line of how a total is reached."""

    label: str
    formula: str
    value: str


@dataclass(frozen=True, slots=True)
class JudgedShown:
    finding: str
    rows: tuple[WeighedShown, ...]
    formula: str
    steps: tuple[StepShown, ...]
    steps_of: str
    uncertainty: str
    percent: int


def judged_shown(view: JudgedView, *, metric: str) -> JudgedShown:
    board, weighing = view.board, view.weighing
    if board is None or weighing is None:
        return JudgedShown(_waiting(view), (), "", (), "", "", 95)
    scale = Scale.around(bound for team in board.teams for bound in (team.low, team.high))
    example = next((each for each in board.teams if each.name == view.mine), board.teams[0])
    return JudgedShown(
        finding=_finding(board, view),
        rows=tuple(_row(team, view, scale) for team in board.teams),
        formula=_formula(weighing, view.anchors, metric),
        steps=_steps(example, view, weighing, metric),
        steps_of=view.teams[example.name].name,
        uncertainty=_uncertainty(board),
        percent=round(weighing.level * 100),
    )


def _waiting(view: JudgedView) -> str:
    if not view.is_marked:
        return _("The panel has not given its marks yet.")
    return _("No team has both a mark and a score yet.")


def _finding(board: WeighedBoard, view: JudgedView) -> str:
    first = board.teams[0]
    together = sum(each.tie_group == first.tie_group for each in board.teams)
    if len(board.teams) > 1 and together == 1:
        text = _("With the panel’s marks, %(team)s stands apart at the top.")
        return text % {"team": view.teams[first.name].name}
    text = ngettext(
        "With the panel’s marks, %(count)s team stands at the top.",
        "With the panel’s marks, %(count)s teams cannot be told apart at the top.",
        together,
    )
    return text % {"count": spelled(together)}


def _row(team: WeighedTeam, view: JudgedView, scale: Scale) -> WeighedShown:
    interval = interval_said(team.low, team.high, places=2)
    return WeighedShown(
        team=view.teams[team.name].name,
        is_mine=team.name == view.mine,
        rank=str(team.rank),
        rank_span=span_said(team.rank_low, team.rank_high),
        panel=_points(team.panel),
        automatic=_points(team.automatic),
        total=_points(team.total),
        interval=interval,
        drawing=interval_drawn(team.total, team.low, team.high, scale=scale, said=interval),
        group=letter_of(team.tie_group),
        chance=chance_said(team.p_best),
    )


def _formula(weighing: Weighing, anchors: Anchors | None, metric: str) -> str:
    if weighing.weight == 1 or anchors is None:
        return _("The panel decides alone: the mean of its jurors’ marks.")
    words = {
        "metric": metric,
        "scale": _number(weighing.scale),
        "zero": figure_said(anchors.zero),
        "full": figure_said(anchors.full),
    }
    if anchors.of_baseline:
        text = _(
            "The score earns points from 0 (%(metric)s of the baseline, %(zero)s) to %(scale)s "
            "(%(full)s), in proportion, whatever the other teams do."
        )
        return text % words
    text = _(
        "The score earns points from 0 (%(metric)s of %(zero)s) to %(scale)s (%(full)s), in "
        "proportion, whatever the other teams do."
    )
    return text % words


def _steps(
    team: WeighedTeam, view: JudgedView, weighing: Weighing, metric: str
) -> tuple[StepShown, ...]:
    jurors = ngettext("mean of %(count)s juror", "mean of %(count)s jurors", team.jurors)
    share = _percent(weighing.weight)
    panel = f"{jurors % {'count': team.jurors}} × {share}"
    steps = [StepShown(_("Panel"), panel, _points(team.from_panel))]
    if weighing.weight < 1 and view.anchors is not None and team.automatic is not None:
        words = {
            "scale": _number(weighing.scale),
            "score": figure_said(view.scores[team.name]),
            "zero": figure_said(view.anchors.zero),
            "full": figure_said(view.anchors.full),
            "share": _percent(1 - weighing.weight),
        }
        formula = "{scale} × ({score} − {zero}) ÷ ({full} − {zero}) × {share}".format(**words)
        value = _points(team.from_score)
        steps.append(StepShown(_("Score: %(metric)s") % {"metric": metric}, formula, value))
    return (*steps, StepShown(_("Total"), "", _points(team.total)))


def _uncertainty(board: WeighedBoard) -> str:
    if board.juror_spread is None:
        return _(
            "No work was marked by two jurors: the interval holds what other cases would have "
            "changed, not what another juror would have."
        )
    text = _(
        "The interval holds what other cases and other jurors would have changed. Marks of one "
        "juror lie about %(spread)s points from the mean of their work."
    )
    return text % {"spread": _points(board.juror_spread)}


def _points(value: float | None) -> str:
    return "–" if value is None else figure_said(value, places=2)


def _number(value: float) -> str:
    return format_in(reading_language(), Decimal(repr(value)), places=0)


def _percent(share: float) -> str:
    said = format_in(reading_language(), Decimal(f"{share * 100:.4g}"), places=0)
    return f"{said}\u202f%" if reading_language() == "fr" else f"{said}%"

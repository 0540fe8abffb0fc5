"""The datathon's reports go before a panel: seats, declarations, sheets, one closing for all."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from passerelle.campus.actions import (
    assign_panel,
    close_panel,
    convene_panel,
    record_second_opinion,
    save_sheet,
    seat_juror,
    sign_declaration,
    submit_sheet,
)
from passerelle.campus.models import Activity, Attempt, Juror, Panel, Sheet
from passerelle.campus.rubrics import rubric_of
from passerelle.people.models import Person

from .answers import judgment_of, levels_of
from .prose import remark_of
from .score import Score
from .stage import Stage

_GIVEN_AFTER, _FIRST, _LAST = timedelta(hours=1), timedelta(days=1), timedelta(days=11)
_CLOSED_AFTER = timedelta(days=12)
_NAME = "Jury des dossiers"
_RECUSED_FROM, _TIE = 2, "J’ai codirigé la thèse d’une personne de cette équipe."
_MODEL = "modèle local d’essai, consigne no 3"


@dataclass(frozen=True, slots=True)
class Reports:
    """A panel at work on the stage; `quality` draws once for each work."""

    stage: Stage
    score: Score
    panel: Panel
    rng: random.Random


def plan_panel(stage: Stage, score: Score, activity: Activity, *, people: list[Person]) -> None:
    """Convened and seated with the year's beginning, so that jurors may declare early."""
    panel = convene_panel(activity, name=_NAME, by=stage.chair)
    for place, person in enumerate(dict.fromkeys([*stage.jurors, *people])):
        seat_juror(panel, person=person, chair=place == 0, by=stage.chair)
    rng = random.Random(f"{stage.edition.slug}/panel")  # noqa: S311  # a play, not a secret
    reports = Reports(stage, score, panel, rng)
    score.add(activity.due_at + _GIVEN_AFTER, partial(_give, reports))


def _give(reports: Reports) -> None:
    """Jurors declare; the last one has a tie with a team. Works are given; sheets follow."""
    jurors = list(reports.panel.jurors.select_related("person", "panel__activity__edition"))
    for juror in jurors:
        sign_declaration(juror)
    _recuse(reports, jurors[-1])
    assign_panel(reports.panel, by=reports.stage.chair)
    sheets = reports.panel.sheets.select_related(
        "rater", "rubric", "attempt__activity__edition", "attempt__team"
    )
    works: dict[int, float] = {}
    for sheet in sheets:
        quality = works.setdefault(sheet.attempt_id, min(0.95, reports.rng.gauss(0.72, 0.15)))
        delay = _FIRST + (_LAST - _FIRST) * reports.rng.random()
        reports.score.later(delay, partial(sign_sheet, sheet, quality, reports.rng))
        if len(works) == 1:
            _second_opinion(sheet.attempt, sheet, quality, reports.rng)
    reports.score.later(_CLOSED_AFTER, partial(close_panel, reports.panel, by=reports.stage.chair))


def _recuse(reports: Reports, juror: Juror) -> None:
    teams = [team for team in reports.stage.teams if team.number == _RECUSED_FROM]
    sign_declaration(juror, conflicts=teams, reason=_TIE)


def sign_sheet(sheet: Sheet, quality: float, rng: random.Random) -> None:
    """A juror's levels, remark and judgment of a team's work; each juror has their own eye."""
    rubric, team = rubric_of(sheet.rubric), sheet.attempt.team
    levels = levels_of(rubric, quality, rng)
    remark = remark_of(rubric, levels, rng, by_team=True)
    named = f"{sheet.attempt.activity.slug}/{team.number if team else ''}/{sheet.rater.email}"
    judgment = judgment_of(rubric, levels, random.Random(named))  # noqa: S311
    save_sheet(sheet, levels=levels, remark=remark, judgment=judgment)
    submit_sheet(sheet, by=sheet.rater)


def _second_opinion(work: Attempt, sheet: Sheet, quality: float, rng: random.Random) -> None:
    """As a model would leave it: kinder than the jurors, and without a source."""
    levels = levels_of(rubric_of(sheet.rubric), quality + 0.15, rng)
    remark = "Le dossier est clair et bien structuré."
    record_second_opinion(work, levels=levels, remark=remark, source=_MODEL)

"""The presentation day: a panel from five institutions, an order drawn by lot, a day that is late.

The panel is convened with the year's beginning; the day is planned in April, played on 21 May."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from passerelle.campus.actions import (
    assign_panel,
    close_panel,
    convene_panel,
    seat_juror,
    sign_declaration,
)
from passerelle.campus.actions.panels import compose_panel
from passerelle.campus.models import Activity, Juror, Panel, Session
from passerelle.jury.actions.day import add_pause, lay_day, open_room, plan_day, publish_day
from passerelle.jury.actions.day_running import mark_passage
from passerelle.jury.enums import PauseKind
from passerelle.jury.models import Passage, PresentationDay
from passerelle.people.models import Person

from .panel import sign_sheet
from .score import Score
from .stage import Stage

_NAME, _ROOM = "Jury des soutenances", "Amphithéâtre Guyton"
_PLANNED_BEFORE, _DECLARED_BEFORE = timedelta(days=21), timedelta(days=14)
_GIVEN_BEFORE = timedelta(minutes=30)
_OPENING, _BREAK_AFTER, _BREAK = (timedelta(minutes=each) for each in (15, 165, 15))
_PRESENTATION, _QUESTIONS, _CHANGEOVER = 15, 12, 3
_SEATS, _QUORUM, _INSTITUTIONS = 5, 4, 3
_CLOSED_AFTER = timedelta(hours=18)
_RECUSED_FROM, _TIE = 5, "Je travaille dans le même service qu’un membre de cette équipe."


@dataclass(frozen=True, slots=True)
class Hearing:
    """The panel at work; `rng` draws lateness and levels, and nothing else of the year."""

    stage: Stage
    score: Score
    panel: Panel
    session: Session
    rng: random.Random


def session_of(activity: Activity) -> Session | None:
    """When the presentations are held."""
    return Session.objects.filter(module=activity.module_id, retired_at=None).first()


def plan_jury_day(stage: Stage, score: Score, activity: Activity, session: Session) -> None:
    """The panel sits from the beginning; the rest of the day follows at its own time."""
    panel = convene_panel(
        activity, name=_NAME, jurors_per_work=_QUORUM, blind=False, by=stage.chair
    )
    compose_panel(
        panel,
        quorum=_QUORUM,
        least_institutions=_INSTITUTIONS,
        least_outside=1,
        by=stage.chair,
    )
    for place, person in enumerate(_seated(stage)):
        seat_juror(panel, person=person, chair=place == 0, by=stage.chair)
    rng = random.Random(f"{stage.edition.slug}/presentations")  # noqa: S311  # a play, no secret
    hearing = Hearing(stage, score, panel, session, rng)
    score.add(session.starts_at - _PLANNED_BEFORE, partial(_plan, hearing, activity))
    score.add(session.starts_at - _DECLARED_BEFORE, partial(_declare, hearing))
    score.add(session.starts_at - _GIVEN_BEFORE, partial(_give, hearing))
    score.add(session.ends_at + _CLOSED_AFTER, partial(close_panel, panel, by=stage.chair))


def _seated(stage: Stage) -> list[Person]:
    """The three jurors, and experts of the institutions that are not there yet."""
    others = stage.experts[len(stage.jurors) :]
    return list(dict.fromkeys([*stage.jurors, *others]))[:_SEATS]


def _plan(hearing: Hearing, activity: Activity) -> None:
    """One room is enough: nine teams of half an hour between 13:45 and 18:30."""
    session, by = hearing.session, hearing.stage.chair
    day = plan_day(
        activity,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=session.planned_zone,
        presentation=_PRESENTATION,
        questions=_QUESTIONS,
        changeover=_CHANGEOVER,
        by=by,
    )
    open_room(day, panel=hearing.panel, name=_ROOM)
    opening, pause = session.starts_at, session.starts_at + _BREAK_AFTER
    add_pause(day, kind=PauseKind.OPENING, starts_at=opening, ends_at=opening + _OPENING)
    add_pause(day, kind=PauseKind.BREAK, starts_at=pause, ends_at=pause + _BREAK)
    hearing.score.later(
        _PLANNED_BEFORE - _DECLARED_BEFORE + timedelta(hours=2), partial(_publish, hearing, day)
    )


def _publish(hearing: Hearing, day: PresentationDay) -> None:
    """Drawn once the jurors have declared, so that every quorum is known."""
    by = hearing.stage.chair
    lay_day(day, seed=f"dijon {hearing.stage.edition.slug}", by=by)
    publish_day(day, by=by)
    late = timedelta()
    for passage in day.passages.filter(room__isnull=False).order_by("starts_at"):
        late += timedelta(seconds=hearing.rng.randint(0, 100))
        _play(hearing, passage, late)


def _play(hearing: Hearing, passage: Passage, late: timedelta) -> None:
    """It starts a little late, comes to its questions, ends in time."""
    assert passage.starts_at is not None  # only those that are placed are played
    chair, start = hearing.stage.jurors[0], passage.starts_at + late
    talk = timedelta(seconds=hearing.rng.randint(840, 900))
    whole = talk + timedelta(seconds=hearing.rng.randint(600, 700))
    hearing.score.add(start, partial(mark_passage, passage, "started", by=chair))
    hearing.score.add(start + talk, partial(mark_passage, passage, "questions", by=chair))
    hearing.score.add(start + whole, partial(mark_passage, passage, "ended", by=chair))
    hearing.score.add(start + whole, partial(_mark, hearing, passage))


def _declare(hearing: Hearing) -> None:
    """Everyone declares; the last one works beside someone of a team."""
    jurors = list(hearing.panel.jurors.select_related("person", "panel__activity__edition"))
    for juror in jurors:
        sign_declaration(juror)
    _recuse(hearing, jurors[-1])


def _recuse(hearing: Hearing, juror: Juror) -> None:
    teams = [team for team in hearing.stage.teams if team.number == _RECUSED_FROM]
    if teams:
        sign_declaration(juror, conflicts=teams, reason=_TIE)


def _give(hearing: Hearing) -> None:
    assign_panel(hearing.panel, by=hearing.stage.chair)


def _mark(hearing: Hearing, passage: Passage) -> None:
    """Within the hour that follows, each juror signs what they heard."""
    quality = min(0.95, hearing.rng.gauss(0.76, 0.1))
    sheets = hearing.panel.sheets.filter(attempt__team=passage.team_id, setting_aside=None)
    for sheet in sheets.select_related(
        "rater", "rubric", "attempt__activity__edition", "attempt__team"
    ):
        delay = timedelta(minutes=hearing.rng.randint(2, 45))
        hearing.score.later(delay, partial(sign_sheet, sheet, quality, hearing.rng))

"""What learners and raters do during the year, put on the score of the rehearsal."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from passerelle.campus.actions import (
    assign_rater,
    hand_in,
    read_lesson,
    record_attendance,
    save_sheet,
    start_attempt,
    submit_quiz,
    submit_sheet,
)
from passerelle.campus.enums import Kind
from passerelle.campus.models import Activity, Attempt, Enrolment, Session, SessionExpert, Sheet
from passerelle.campus.quizzing import check_answers, quiz_of
from passerelle.campus.rubrics import rubric_of
from passerelle.foundation.notices import mail_digests
from passerelle.people.models import Person
from passerelle.programme.models import Module
from passerelle.simulation.enums import CRITIQUE, ENCOUNTER

from .answers import answers_of, levels_of
from .cast import Character
from .critiques import plan_critiques
from .encounters import plan_encounters
from .jury_day import plan_jury_day, session_of
from .panel import plan_panel
from .prose import paper_of, remark_of
from .score import Score
from .stage import Stage

_LATE = timedelta(days=3)
_MORNING = timedelta(hours=6)
_PRESENT_LEAST, _GOOD_ENOUGH = 0.6, 0.8
_MAILED_DAYS, _MORNINGS_UTC = 14, (6, 12)
_MARKING_FIRST, _MARKING_LAST = timedelta(days=1), timedelta(days=12)


def plan_sessions(stage: Stage, score: Score) -> None:
    """After each session, presence is recorded from the room's log."""
    sessions = Session.objects.filter(edition=stage.edition, retired_at=None)
    for session in sessions.select_related("edition"):
        score.add(session.ends_at, partial(_record_presence, stage, session))


def plan_digests(score: Score, *, until: datetime) -> None:
    """The morning mails of the last fortnight, in Paris and then in Montréal: older ones are read
    by nobody."""
    for days in range(_MAILED_DAYS):
        morning = (until - timedelta(days=days)).replace(minute=5, second=0, microsecond=0)
        for hour in _MORNINGS_UTC:
            score.add(morning.replace(hour=hour), mail_digests)


def _record_presence(stage: Stage, session: Session) -> None:
    for enrolment, character in stage.learners.values():
        if stage.rng.random() > character.presence:
            continue
        share = 1.0 if stage.rng.random() < _GOOD_ENOUGH else stage.rng.uniform(_PRESENT_LEAST, 1)
        record_attendance(
            session,
            enrolment=enrolment,
            minutes=round(session.minutes * share),
            evidence="room log",
            by=stage.chair,
        )


def plan_activities(stage: Stage, score: Score) -> None:
    """Each learner, each activity, at a time of their own; then the marking."""
    activities = Activity.objects.filter(edition=stage.edition, retired_at=None)
    for activity in activities.select_related("edition", "module"):
        if activity.by_team and activity.module.kind == Module.DATATHON:
            plan_panel(stage, score, activity, people=_raters_for(stage, activity))
            continue  # the dossiers of the teams are their papers
        if activity.kind == CRITIQUE:
            plan_critiques(stage, score, activity)
        doers = _team_doers(stage) if activity.by_team else list(stage.learners.values())
        if activity.kind == ENCOUNTER:
            plan_encounters(stage, score, activity, doers)
        if activity.kind not in Kind.values:
            continue
        session = session_of(activity) if activity.module.kind == Module.PRESENTATIONS else None
        if activity.by_team and session is not None:
            plan_jury_day(stage, score, activity, session)
            _plan_handing_in(stage, score, activity, before=session.starts_at)
            continue
        for enrolment, character in doers:
            if activity.kind == Kind.ASSIGNMENT and character.forgets_assignment:
                continue
            at = _moment(stage, activity, character)
            score.add(
                at, partial(_DEEDS[Kind(activity.kind)], stage, activity, enrolment, character)
            )
        if activity.kind == Kind.ASSIGNMENT:
            handed = activity.due_at + (timedelta(hours=1) if activity.by_team else _LATE)
            score.add(handed, partial(_plan_marking, stage, score, activity))


def _plan_handing_in(stage: Stage, score: Score, activity: Activity, *, before: datetime) -> None:
    """Each team hands in what it presents, in the morning of the day."""
    for enrolment, character in _team_doers(stage):
        at = before - _MORNING * stage.rng.uniform(0.2, 1)
        score.add(at, partial(_hand_in, stage, activity, enrolment, character))


def _team_doers(stage: Stage) -> list[tuple[Enrolment, Character]]:
    """One learner hands in for each team."""
    team_of = {
        member.enrolment_id: team.pk for team in stage.teams for member in team.members.all()
    }
    chosen: dict[int, tuple[Enrolment, Character]] = {}
    for enrolment, character in stage.learners.values():
        chosen.setdefault(team_of.get(enrolment.pk, 0), (enrolment, character))
    return list(chosen.values())


def _moment(stage: Stage, activity: Activity, character: Character) -> datetime:
    window = activity.due_at - activity.opens_at
    if not activity.by_team and stage.rng.random() > character.punctuality:
        return activity.due_at + _LATE * stage.rng.random()
    return activity.opens_at + window * stage.rng.uniform(0.15, 0.98)


def _key(stage: Stage) -> UUID:
    return UUID(int=stage.rng.getrandbits(128), version=4)


def _read(stage: Stage, activity: Activity, enrolment: Enrolment, _character: Character) -> None:
    read_lesson(activity, enrolment=enrolment, form_key=_key(stage))


def _answer(stage: Stage, activity: Activity, enrolment: Enrolment, character: Character) -> None:
    attempt = start_attempt(activity, enrolment=enrolment, form_key=_key(stage))
    quiz = quiz_of(attempt.content)
    checked = check_answers(quiz, answers_of(quiz, character, stage.rng))
    submit_quiz(attempt, checked=checked, by=enrolment.person)


def _hand_in(stage: Stage, activity: Activity, enrolment: Enrolment, character: Character) -> None:
    text = paper_of(character, stage.rng, by_team=activity.by_team)
    hand_in(activity, enrolment=enrolment, text=text, form_key=_key(stage))


_DEEDS = {Kind.LESSON: _read, Kind.QUIZ: _answer, Kind.ASSIGNMENT: _hand_in}


def _plan_marking(stage: Stage, score: Score, activity: Activity) -> None:
    """The coordinator spreads the papers over the raters, who sign in the days that follow."""
    raters = _raters_for(stage, activity)
    handed = Attempt.objects.filter(activity=activity, submitted_at__isnull=False)
    wanted = min(len(raters), activity.settings.get("raters", 1))
    for place, attempt in enumerate(
        handed.select_related("activity__edition", "activity__module", "enrolment", "team")
    ):
        for turn in range(wanted):
            rater = raters[(place * wanted + turn) % len(raters)]
            sheet = assign_rater(attempt, rater=rater, by=stage.chair)
            delay = _MARKING_FIRST + (_MARKING_LAST - _MARKING_FIRST) * stage.rng.random()
            score.later(delay, partial(_mark, stage, sheet, rater, _ability(stage, attempt)))


def _raters_for(stage: Stage, activity: Activity) -> list[Person]:
    """The module's own experts."""
    invited = SessionExpert.objects.filter(session__module=activity.module)
    found = {row.person_id: row.person for row in invited.select_related("person")}
    return list(found.values()) or stage.experts


def _ability(stage: Stage, attempt: Attempt) -> float:
    if attempt.enrolment_id in stage.learners:
        return stage.learners[attempt.enrolment_id][1].ability
    return min(0.95, stage.rng.gauss(0.78, 0.08))


def _mark(stage: Stage, sheet: Sheet, rater: Person, ability: float) -> None:
    rubric, by_team = rubric_of(sheet.rubric), sheet.attempt.activity.by_team
    levels = levels_of(rubric, ability, stage.rng)
    remark = remark_of(rubric, levels, stage.rng, by_team=by_team)
    save_sheet(sheet, levels=levels, remark=remark)
    submit_sheet(sheet, by=rater)

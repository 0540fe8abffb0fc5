"""Play an edition from its enrolments to its diplomas, or up to a given instant."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from passerelle.foundation import clock, jobs, mail
from passerelle.foundation.models import Entry
from passerelle.programme.models import Edition, Module

from .cast import Cast, cast_for
from .critiques import plan_second_readings
from .datathon import plan_datathon
from .ending import plan_ending
from .score import Score
from .stage import WEEKS_BEFORE, Stage, bring_in, form_teams, invite_experts
from .standards import plan_standards
from .teamwork import plan_teamwork
from .work import plan_activities, plan_digests, plan_sessions

Progress = Callable[[int, int, str], None]
_BEFORE_OPENING = timedelta(days=7)
_STEPS = 20  # events from one look at the bar to the next


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it."""

    edition: Edition
    cast: Cast
    events: int
    journal_lines: int


def rehearse(
    edition: Edition,
    *,
    until: datetime,
    learners: int = 25,
    seed: int = 1,
    revoke_one: bool = False,
    progress: Progress = lambda _done, _of, _words: None,
) -> Played:
    """Every event goes through the actions that people use, at its own instant.

    Work for later is done within its event; mails are written, and nobody receives them."""
    institutions = tuple(edition.institutions)
    cast = cast_for(edition.slug, learners=learners, institutions=institutions, seed=seed)
    stage = Stage(edition, cast, random.Random(f"{seed}/{edition.slug}/play"))  # noqa: S311
    score = Score()
    _open_the_year(stage, score, revoke_one=revoke_one)
    plan_digests(score, until=until)
    played = 0
    with mail.staying_here():
        while (deed := score.next_before(until)) is not None and score.present is not None:
            with clock.standing_at(score.present), transaction.atomic(), jobs.at_once():
                deed()
            played += 1
            if played % _STEPS == 0:
                progress(played, played + _left(score, until), f"{score.present:%Y-%m-%d}")
    lines = Entry.objects.filter(edition=edition.slug).count()
    return Played(edition, cast, events=played, journal_lines=lines)


def _open_the_year(stage: Stage, score: Score, *, revoke_one: bool) -> None:
    """The cast enters five weeks before; the rest of the year follows from who is there."""
    opening = Module.objects.filter(edition=stage.edition).earliest("opens_at").opens_at

    def enter() -> None:
        bring_in(stage)
        invite_experts(stage)
        form_teams(stage)
        plan_sessions(stage, score)
        plan_activities(stage, score)
        plan_datathon(stage, score)
        plan_teamwork(stage, score)
        plan_standards(stage, score)
        plan_second_readings(stage, score, at=opening - _BEFORE_OPENING)
        plan_ending(stage, score, revoke_one=revoke_one)

    score.add(opening - WEEKS_BEFORE, enter)


def _left(score: Score, until: datetime) -> int:
    return sum(1 for at, _, _ in score.events if at <= until)

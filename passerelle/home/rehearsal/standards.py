"""Judges say what a borderline learner would answer: two rounds on the first quiz,
one on the third.

The last one stays open a while, so that it can be seen from a judge's side."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from passerelle.campus.enums import Kind
from passerelle.campus.models import Activity
from passerelle.jury.actions.standards import close_round, give_estimates, open_round
from passerelle.jury.angoff_questions import questions_in
from passerelle.jury.models import AngoffJudge, AngoffRound
from passerelle.people.models import Person

from .score import Score
from .stage import Stage

_JUDGES, _ANSWERED_WITHIN, _CLOSED_AFTER = 6, timedelta(days=5), timedelta(days=7)
_LEFT_OPEN = timedelta(days=30)
_HARDNESS, _EYE, _DRAWN_NEAR = (45, 85), 11, 0.5


@dataclass(frozen=True, slots=True)
class Judging:
    """A quiz and its judges; `rng` draws their eye, and nothing else of the year."""

    stage: Stage
    score: Score
    quiz: Activity
    judges: tuple[Person, ...]
    rng: random.Random


def plan_standards(stage: Stage, score: Score) -> None:
    """The first quiz is judged twice once it is due, the third one when it opens."""
    quizzes = Activity.objects.filter(edition=stage.edition, kind=Kind.QUIZ, retired_at=None)
    found = list(quizzes.select_related("edition", "module").order_by("opens_at", "pk"))
    if not found:
        return
    rng = random.Random(f"{stage.edition.slug}/standards")  # noqa: S311  # a play, not a secret
    judges = tuple(dict.fromkeys([*stage.experts, *stage.jurors]))[:_JUDGES]
    first = Judging(stage, score, found[0], judges, rng)
    score.add(found[0].due_at, partial(_judge, first, rounds=2))
    if len(found) > 2:
        third = Judging(stage, score, found[2], judges, rng)
        score.add(found[2].opens_at, partial(_judge_partly, third))


def _judge(judging: Judging, *, rounds: int) -> None:
    """Everyone answers within the week; a second round brings the estimates nearer."""
    standard = open_round(judging.quiz, judges=judging.judges, by=judging.stage.chair)
    for judge in standard.judges.select_related("person"):
        delay = _ANSWERED_WITHIN * judging.rng.random()
        judging.score.later(delay, partial(_estimate, judging, standard, judge))
    judging.score.later(_CLOSED_AFTER, partial(_close, judging, standard, rounds=rounds - 1))


def _judge_partly(judging: Judging) -> None:
    """Of those asked, half answer in the first days; the round waits for the others."""
    standard = open_round(judging.quiz, judges=judging.judges, by=judging.stage.chair)
    asked = list(standard.judges.select_related("person"))
    for judge in asked[: len(asked) // 2]:
        judging.score.later(_ANSWERED_WITHIN / 2, partial(_estimate, judging, standard, judge))
    judging.score.later(_LEFT_OPEN, partial(_close, judging, standard, rounds=0))


def _close(judging: Judging, standard: AngoffRound, *, rounds: int) -> None:
    close_round(standard, by=judging.stage.chair)
    if rounds:
        judging.score.later(timedelta(days=1), partial(_judge, judging, rounds=rounds))


def _estimate(judging: Judging, standard: AngoffRound, judge: AngoffJudge) -> None:
    keys = [each.key for each in questions_in(standard.content)]
    give_estimates(judge, _estimates_of(judging, standard, keys, judge), by=judge.person)


def _estimates_of(
    judging: Judging, standard: AngoffRound, keys: Sequence[str], judge: AngoffJudge
) -> dict[str, int]:
    """Each question has its hardness, each judge their severity; multiples of five."""
    apart = 1.0 if standard.number == 1 else _DRAWN_NEAR
    lean = random.Random(f"{judge.person.email}/lean").gauss(0, 6) * apart  # noqa: S311
    found = {}
    for key in keys:
        middle = random.Random(f"{standard.activity.slug}/{key}").uniform(*_HARDNESS)  # noqa: S311
        percent = middle + lean + judging.rng.gauss(0, _EYE) * apart
        found[key] = 5 * round(min(100.0, max(0.0, percent)) / 5)
    return found

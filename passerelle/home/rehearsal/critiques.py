"""Learners catch models out: more errors found after the year than before, some challenges in vain.

What each finds is drawn from their ability and from what the diploma is supposed to teach; the
figures of a demo prove nothing, and its pages say that everyone in it is invented."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from passerelle.campus.models import Activity, Attempt, Enrolment, SessionExpert
from passerelle.engines.critique import SHIFTS, Item, PlantedError
from passerelle.people.models import Person
from passerelle.simulation.actions.critiquing import (
    Judgment,
    begin_series,
    commit_choice,
    end_series,
    shift_trust,
    submit_judgment,
)
from passerelle.simulation.actions.rereading import answer_for_panel, reread
from passerelle.simulation.critique_marks import engine_item
from passerelle.simulation.enums import Spoken, VerdictGiven
from passerelle.simulation.models import ConcordanceItem, CritiqueItem
from passerelle.simulation.series import AFTER, BEFORE, Series, series_of

from .cast import Character
from .score import Score
from .stage import Stage

_TAUGHT = {BEFORE: -0.18, AFTER: 0.12}  # what the year is supposed to change
_FALSE_ALARM, _LEAST_SURE = 0.05, (50, 70, 90)
_MINUTES = (3, 9)
_PANEL, _EARLY = 12, 0.1


@dataclass(frozen=True, slots=True)
class _Eyes:
    """How often a learner finds an error, and how often they follow a model that is wrong."""

    skill: float
    rng: random.Random

    def sees(self) -> bool:
        return self.rng.random() < self.skill

    def alarms(self) -> bool:
        return self.rng.random() < _FALSE_ALARM


def plan_critiques(stage: Stage, score: Score, activity: Activity) -> None:
    """Each learner takes a measure, one in two a series for practice, at a time of their own."""
    window = activity.due_at - activity.opens_at
    learners = list(stage.learners.values())
    for enrolment, character in learners if activity.settings.get("forms") else learners[1::2]:
        share = _EARLY if character.forgets_assignment else stage.rng.uniform(0.1, 0.9)
        at = activity.opens_at + window * share
        score.add(at, partial(_begin, stage, score, activity, enrolment, character))


def plan_second_readings(stage: Stage, score: Score, *, at: datetime) -> None:
    """Two experts reread the items, a dozen answer for the panel."""
    score.add(at, partial(_reread, stage))


def _begin(
    stage: Stage, score: Score, activity: Activity, enrolment: Enrolment, character: Character
) -> None:
    where = f"{stage.edition.slug}/{activity.module.slug}/{activity.slug}"
    rng = random.Random(f"{where}/{character.email}")  # noqa: S311  # a rehearsal's own draw
    key = UUID(int=rng.getrandbits(128), version=4)
    attempt = begin_series(activity, enrolment=enrolment, form_key=key)
    series = series_of(attempt)
    eyes = _Eyes(character.ability + _TAUGHT.get(series.wave, 0.0), rng)
    minutes = rng.randint(*_MINUTES)
    items = _items_of(stage, series)
    half = len(items) // 2
    stops = character.forgets_assignment and not series.is_measure
    for place, item in enumerate(items[:half] if stops else items, start=1):
        choice = _chosen(item, eyes)
        delay = timedelta(minutes=minutes * place)
        score.later(delay, partial(_commit, attempt, place, choice, enrolment))
        judged = partial(_judge, attempt, place, item, choice, eyes)
        score.later(delay + timedelta(minutes=minutes - 1), judged)
    last = partial(_end, attempt, series, enrolment.person, rng)
    if stops:  # an answer is given, the output read, and the evening is over
        last = partial(_commit, attempt, half + 1, _chosen(items[half], eyes), enrolment)
    score.later(timedelta(minutes=minutes * (len(items) + 2)), last)


def _items_of(stage: Stage, series: Series) -> list[CritiqueItem]:
    found = CritiqueItem.objects.filter(
        edition=stage.edition, slug__in=series.items, retired_at=None
    )
    by_slug = {item.slug: item for item in found}
    return [by_slug[slug] for slug in series.items]


def _chosen(item: CritiqueItem, eyes: _Eyes) -> str:
    """Alone: the right option as often as one is able."""
    question = item.written["question"]
    others = [each["id"] for each in question["options"] if each["id"] != question["right"]]
    return str(question["right"] if eyes.sees() else eyes.rng.choice(others))


def _commit(attempt: Attempt, place: int, choice: str, enrolment: Enrolment) -> None:
    language = Spoken(enrolment.person.language)
    commit_choice(attempt, place=place, choice=choice, confidence=70, language=language)


def _judge(attempt: Attempt, place: int, item: CritiqueItem, choice: str, eyes: _Eyes) -> None:
    language = Spoken(attempt.enrolment.person.language if attempt.enrolment else Spoken.FR)
    keyed = engine_item(item, language=language)
    found = [_mark(error) for error in keyed.errors if eyes.sees()]
    marks = [*found, *_false_marks(keyed, eyes)]
    question = item.written["question"]
    led = not found and not eyes.sees()
    judgment = Judgment(
        marks=marks,
        verdict=VerdictGiven.EDIT if marks else VerdictGiven.ACCEPT,
        choice=question["model"] if led else choice,
        confidence=eyes.rng.choice(_LEAST_SURE),
    )
    submit_judgment(attempt, place=place, judgment=judgment)


def _mark(error: PlantedError) -> dict[str, Any]:  # Any: JSON
    span = error.spans[0] if error.spans else None
    return {
        "start": span.start if span else None,
        "end": span.end if span else None,
        "type": error.type.value,
        "severity": error.severity.name.lower(),
        "document": error.document,
    }


def _false_marks(item: Item, eyes: _Eyes) -> list[dict[str, Any]]:  # Any: JSON
    return [
        {
            "start": span.start,
            "end": span.end,
            "type": "overconfidence",
            "severity": "minor",
            "document": "",
        }
        for span in item.sentences
        if eyes.alarms()
    ]


def _end(attempt: Attempt, series: Series, person: Person, rng: random.Random) -> None:
    for slug in series.concordance:
        shift_trust(attempt, slug=slug, shift=rng.choice(SHIFTS))
    end_series(attempt, by=person)


def _reread(stage: Stage) -> None:
    people = _experts(stage)
    for place, item in enumerate(CritiqueItem.objects.filter(edition=stage.edition)):
        if people and place % 4:  # some wait for their second reader
            reread(item, by=people[place % 2], approves=True, remark="")
    slugs = list(
        ConcordanceItem.objects.filter(edition=stage.edition).values_list("slug", flat=True)
    )
    for person in people[:_PANEL] if slugs else []:
        shifts = {slug: stage.rng.choice((-2, -1, -1, 0, 1)) for slug in slugs}
        answer_for_panel(stage.edition, by=person, shifts=shifts)


def _experts(stage: Stage) -> list[Person]:
    invited = SessionExpert.objects.filter(session__edition=stage.edition)
    found = {row.person_id: row.person for row in invited.select_related("person")}
    return list(found.values())

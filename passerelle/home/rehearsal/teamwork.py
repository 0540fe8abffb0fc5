"""Teams at work between sessions: what they share, what they ask, and who answers."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from passerelle.campus.actions import (
    answer_request,
    ask_for_help,
    close_request,
    name_mentor,
    share_link,
    take_request,
    write_to_team,
)
from passerelle.campus.models import HelpRequest, Team
from passerelle.people.models import Person
from passerelle.programme.models import Module

from .score import Score
from .stage import Stage

_TAKEN_AFTER = timedelta(minutes=35)
_FIELDS = ("statistiques et calibration", "déploiement à l’hôpital")


@dataclass(frozen=True, slots=True)
class Question:
    """What a team asks, so long after a module opens, and how long it waits for the answer."""

    after: timedelta
    waits: timedelta
    subject: str
    text: str
    answer: str


_COURSE = (
    Question(
        timedelta(days=10, hours=9),
        timedelta(hours=30),
        "Peut-on comparer deux modèles sur si peu de lettres ?",
        "Nous avons quarante lettres de sortie inventées et deux modèles. Les scores diffèrent de "
        "quatre points : est-ce une différence ?",
        "Comparez-les sur les mêmes lettres, deux à deux, et donnez l’intervalle de la "
        "différence : il contiendra sans doute zéro.",
    ),
    Question(
        timedelta(days=10, hours=10, minutes=40),
        timedelta(hours=28),
        "Qui relit nos consignes destinées aux patients ?",
        "Nos consignes de sortie nous semblent claires, à nous. Une personne concernée "
        "peut-elle les lire avant la séance ?",
        "Je les ai lues : dites d’abord quoi faire, ensuite pourquoi. Et donnez un numéro à "
        "appeler.",
    ),
)
_DATATHON = (
    Question(
        timedelta(hours=17),
        timedelta(minutes=50),
        "Que faire des valeurs manquantes du jeu d’essai ?",
        "Trois colonnes ont des vides, dans le jeu d’essai seulement.",
        "Regardez la fiche des données : ces vides veulent dire « non mesuré ». Gardez-les, avec "
        "un indicateur.",
    ),
    Question(
        timedelta(hours=43, minutes=10),
        timedelta(hours=3),
        "Notre score baisse chez les plus âgés : seuil ou modèle ?",
        "L’aire sous la courbe tient, mais la sensibilité tombe après 80 ans au seuil choisi.",
        "Tracez la calibration de ce sous-groupe avant de toucher au modèle.",
    ),
)


def plan_teamwork(stage: Stage, score: Score) -> None:
    """Mentors are named at once; each module, two teams ask; in the datathon, four."""
    rng = random.Random(f"{stage.edition.slug}/teamwork")  # noqa: S311  # a play, not a secret
    mentors = _name_mentors(stage)
    for team in stage.teams:
        _share(stage, team, rng)
    modules = Module.objects.filter(edition=stage.edition).exclude(kind=Module.CONFERENCES)
    for place, module in enumerate(modules.order_by("position")):
        asked = _DATATHON * 2 if module.kind == Module.DATATHON else _COURSE
        for turn, question in enumerate(asked):
            team = stage.teams[(place * 2 + turn) % len(stage.teams)]
            mentor = mentors[(place + turn) % len(mentors)]
            deed = partial(_ask, stage, score, rng, team, mentor, question)
            score.add(module.opens_at + question.after + turn * timedelta(minutes=7), deed)


def _name_mentors(stage: Stage) -> list[Person]:
    """Two experts, and a patient partner among the guests."""
    named = list(zip(stage.experts[-2:], _FIELDS, strict=False))
    guests = [enrolment for enrolment, _character in stage.guests.values()]
    partner = next((each for each in guests if "patient" in each.profession), None)
    if partner is not None:
        named.append((partner.person, "la vie avec la maladie"))
    for person, field in named:
        name_mentor(person, edition=stage.edition, field=field, by=stage.chair)
    return [person for person, _field in named]


def _share(stage: Stage, team: Team, rng: random.Random) -> None:
    first = _speaker(team)
    url = f"https://git.invente.example/{stage.edition.slug}/equipe-{team.number}"
    share_link(team, label="Dépôt du projet", url=url, by=first, form_key=_key(rng))
    words = "Bonjour à toutes et tous. Je propose que chacun dise ici ce qu’il sait faire."
    write_to_team(team, author=first, text=words, form_key=_key(rng))


def _speaker(team: Team) -> Person:
    members = team.members.select_related("enrolment__person")
    return members.earliest("pk").enrolment.person


def _ask(
    stage: Stage,
    score: Score,
    rng: random.Random,
    team: Team,
    mentor: Person,
    question: Question,
) -> None:
    asked = ask_for_help(
        team,
        asked_by=_speaker(team),
        subject=question.subject,
        text=question.text,
        form_key=_key(rng),
    )
    if team.members.filter(enrolment__person=mentor).exists():
        mentor = stage.experts[-1]
    score.later(question.waits - _TAKEN_AFTER / 2, partial(take_request, asked, by=mentor))
    score.later(question.waits, partial(_answer, score, rng, asked, mentor, question.answer))


def _answer(
    score: Score, rng: random.Random, asked: HelpRequest, mentor: Person, text: str
) -> None:
    answer_request(asked, author=mentor, text=text, form_key=_key(rng))
    score.later(timedelta(hours=9), partial(close_request, asked, by=asked.asked_by))


def _key(rng: random.Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)

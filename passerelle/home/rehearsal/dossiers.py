"""Each team writes its dossier over the three days, hands it in, and is asked what became of it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from passerelle.campus.models import Activity, Team, TeamMember
from passerelle.datathon.actions import (
    answer_follow_up,
    ask_what_became,
    choose_challenge,
    hand_in_dossier,
    write_part,
)
from passerelle.datathon.dossier_parts import PARTS
from passerelle.datathon.enums import DossierPart, ProjectState
from passerelle.datathon.models import Challenge, ProjectFollowUp
from passerelle.datathon.queries.dossiers import paper_asked
from passerelle.datathon.queries.follow_ups import MONTHS, months_after
from passerelle.people.models import Person

from .reports import part_written
from .score import Score
from .stage import Stage

_ON_ANOTHER = 3  # one team in three writes on its second challenge
_LAST_HOURS = timedelta(hours=5)
_ANSWERED_WITHIN = timedelta(days=20)
_BECAME = (
    (ProjectState.TRIAL, "À l’essai dans un service de nuit, sur des notes relues ensuite."),
    (ProjectState.CONTINUED, "Deux d’entre nous y consacrent un mémoire ; les autres relisent."),
    (ProjectState.STOPPED, "Personne n’avait le temps après l’été. Le code reste ouvert."),
    (ProjectState.PUBLISHED, "Une affiche présentée aux journées de santé publique."),
    (ProjectState.CONTINUED, "Nous refaisons les mesures avec une autre manière d’écrire."),
    (ProjectState.IN_USE, "La liste triée, sans modèle, est affichée chaque soir."),
)


@dataclass(frozen=True, slots=True)
class Writing:
    """The stage as the dossiers see it."""

    stage: Stage
    score: Score
    rng: random.Random


def plan_dossiers(
    stage: Stage, score: Score, challenges: list[tuple[Challenge, list[Team]]]
) -> None:
    """Half of it by the second evening, the rest on the last day; one hand after the other."""
    rng = random.Random(f"{stage.edition.slug}/dossiers")  # noqa: S311  # a play, not a secret
    writing = Writing(stage, score, rng)
    for team in stage.teams:
        asked = paper_asked(stage.edition, team)
        taken = [challenge for challenge, teams in challenges if team in teams]
        if asked is None or not taken:
            continue
        _plan_team(writing, team, asked.activity, _chosen(team, taken))
    closes = [phase.closes_at for challenge, _ in challenges for phase in challenge.phases.all()]
    for months in MONTHS if closes else ():
        at = months_after(max(closes), months) + timedelta(hours=1)
        score.add(at, partial(_ask, writing))


def _chosen(team: Team, taken: list[Challenge]) -> Challenge:
    return taken[-1] if team.number % _ON_ANOTHER == 0 else taken[0]


def _plan_team(writing: Writing, team: Team, paper: Activity, challenge: Challenge) -> None:
    window, rng = paper.due_at - paper.opens_at, writing.rng
    members = [member.enrolment.person for member in _members(team)]
    hand_in_at = paper.due_at - _LAST_HOURS * rng.uniform(0.05, 0.9)
    last_word = hand_in_at - timedelta(minutes=20)
    start = paper.opens_at + window * 0.25
    choosing = partial(choose_challenge, team, challenge=challenge, by=members[0])
    writing.score.add(start, choosing)
    for place, part in enumerate(PARTS):
        at = start + (last_word - start) * ((place + rng.uniform(0.4, 1.0)) / len(PARTS))
        by = members[place % len(members)]
        writing.score.add(min(at, last_word), partial(_write, writing, team, part, by))
    handing_in = partial(hand_in_dossier, team, by=members[0], form_key=_key(rng))
    writing.score.add(hand_in_at, partial(handing_in, even_incomplete=True))


def _members(team: Team) -> list[TeamMember]:
    return list(team.members.select_related("enrolment__person").order_by("pk"))


def _write(writing: Writing, team: Team, part: DossierPart, by: Person) -> None:
    text, hand = part_written(part, writing.rng), _key(writing.rng)
    write_part(team, part=part, text=text, version=0, hand=hand, by=by)


def _ask(writing: Writing) -> None:
    """Most teams answer in the following weeks; one says nothing."""
    ask_what_became()
    waiting = ProjectFollowUp.objects.filter(team__edition=writing.stage.edition, at=None)
    for place, asked in enumerate(waiting.select_related("team__edition")):
        if place % 5 == 4:
            continue
        delay = _ANSWERED_WITHIN * writing.rng.uniform(0.02, 1)
        writing.score.later(delay, partial(_answer, asked))


def _answer(asked: ProjectFollowUp) -> None:
    place = asked.team.number + asked.months // 12
    state, words = _BECAME[place % len(_BECAME)]
    by = _members(asked.team)[0].enrolment.person
    answer_follow_up(asked, state=state, words=words, by=by)


def _key(rng: random.Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)

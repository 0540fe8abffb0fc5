"""Three days in April: teams send predictions, are scored for real, and the private board opens."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from passerelle.campus.models import Team
from passerelle.datathon.actions import reveal, submit
from passerelle.datathon.data_files import data_file, labels_of
from passerelle.datathon.enums import FileRole
from passerelle.datathon.intake import challenge_file
from passerelle.datathon.models import Challenge, Phase
from passerelle.people.models import Person

from .access import plan_access, signers
from .dossiers import plan_dossiers
from .predictions import predictions_of
from .score import Score
from .stage import Stage

_FIRST_TRIAL, _LAST_TRIAL = 0.12, 0.62
_REVEALED_AFTER = timedelta(minutes=30)
_ELSEWHERE = 4  # teams of each challenge but the first, which all nine take


def plan_datathon(stage: Stage, score: Score) -> None:
    """Every team takes the first challenge, and one of the others."""
    plan_access(stage, score)
    challenges = Challenge.objects.filter(edition=stage.edition, retired_at=None)
    taken: list[tuple[Challenge, list[Team]]] = []
    for place, challenge in enumerate(challenges.select_related("edition")):
        teams = stage.teams if place == 0 else _teams_of(stage, place)
        taken.append((challenge, teams))
        phases = list(challenge.phases.filter(retired_at=None).select_related("challenge__edition"))
        for team in teams:
            ability = stage.rng.uniform(0.5, 0.75)
            for phase in phases:
                _plan_team(stage, score, phase, team, ability)
        if phases:
            closing = max(phase.closes_at for phase in phases)
            score.add(closing + _REVEALED_AFTER, partial(reveal, challenge, by=stage.chair))
    plan_dossiers(stage, score, taken)


def _teams_of(stage: Stage, place: int) -> list[Team]:
    return [team for team in stage.teams if team.number % 3 == place % 3][:_ELSEWHERE]


def _plan_team(stage: Stage, score: Score, phase: Phase, team: Team, ability: float) -> None:
    """A first trial in the evening, a better one the next day; one file at the end."""
    span = phase.closes_at - phase.opens_at
    if phase.board == "private":
        at = phase.opens_at + span * stage.rng.uniform(0.3, 0.95)
        score.add(at, partial(_send, stage, phase, team, ability))
        return
    first = phase.opens_at + span * (_FIRST_TRIAL + 0.2 * stage.rng.random())
    second = phase.opens_at + span * (_LAST_TRIAL - 0.2 * stage.rng.random())
    score.add(first, partial(_send, stage, phase, team, ability - 0.1))
    score.add(second, partial(_send, stage, phase, team, ability))


def _send(stage: Stage, phase: Phase, team: Team, ability: float) -> None:
    challenge = phase.challenge
    file = challenge_file(challenge)
    labels = labels_of(data_file(challenge, FileRole.TRUTH), file.scoring, file.boards)
    data = predictions_of(file, labels, ability=ability, rng=stage.rng)
    submit(
        phase,
        team=team,
        by=_sender(stage, team),
        upload=SimpleUploadedFile("predictions.csv", data),
        form_key=UUID(int=stage.rng.getrandbits(128), version=4),
    )


def _sender(stage: Stage, team: Team) -> Person:
    """Any of its members who signed the agreement."""
    return stage.rng.choice(signers(team)).person

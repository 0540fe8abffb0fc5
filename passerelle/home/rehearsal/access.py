"""Before the data: each member of a team learns, signs, then takes the files they need."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from uuid import UUID

from passerelle.campus.actions import start_attempt, submit_quiz
from passerelle.campus.errors import NoAttemptLeft
from passerelle.campus.models import Activity, Enrolment, Team
from passerelle.campus.quizzing import check_answers, quiz_of
from passerelle.datathon.actions import note_download, recognise_training, sign_agreement
from passerelle.datathon.enums import FileRole
from passerelle.datathon.models import AgreementSignature, Challenge, DataFile
from passerelle.datathon.queries.access import access_of
from passerelle.foundation import clock

from .answers import answers_of
from .cast import Character
from .score import Score
from .stage import Stage

_EVENING_BEFORE, _FIRST_HOURS = timedelta(hours=20), timedelta(hours=5)
_TAKEN = (FileRole.TRAIN, FileRole.TEST)
_REASON = "Formation à l’éthique de la recherche suivie dans son établissement."


def plan_access(stage: Stage, score: Score) -> None:
    """Everyone is ready on the evening before, save one member who never signs."""
    challenges = Challenge.objects.filter(edition=stage.edition, retired_at=None)
    first = challenges.select_related("agreement", "training", "edition").first()
    phase = first.phases.order_by("opens_at").first() if first else None
    if first is None or phase is None:
        return
    rng = random.Random(f"{stage.edition.slug}/access")  # noqa: S311  # a play, not a secret
    for team in stage.teams:
        for enrolment in _members(team):
            if (team, enrolment) == _who_forgets(stage):
                continue
            at = phase.opens_at - _EVENING_BEFORE * rng.uniform(0.1, 1)
            score.add(at, partial(_get_ready, stage, rng, first, enrolment))
            score.add(
                phase.opens_at + _FIRST_HOURS * rng.uniform(0.01, 1),
                partial(_take_files, first, team, enrolment),
            )


def signers(team: Team) -> list[Enrolment]:
    """The members who may submit, where the challenge asks for a signature."""
    asked = Challenge.objects.filter(edition=team.edition_id, agreement__isnull=False).exists()
    signed = AgreementSignature.objects.filter(agreement__edition=team.edition_id)
    people = set(signed.values_list("person", flat=True))
    return [each for each in _members(team) if each.person_id in people or not asked]


def _members(team: Team) -> Iterator[Enrolment]:
    members = team.members.select_related("enrolment__person", "enrolment__edition")
    return (each.enrolment for each in members.order_by("pk"))


def _who_forgets(stage: Stage) -> tuple[Team, Enrolment] | None:
    """The last member of the last team, where there is another to submit."""
    team = stage.teams[-1]
    members = list(_members(team))
    return (team, members[-1]) if len(members) > 1 else None


def _get_ready(
    stage: Stage, rng: random.Random, challenge: Challenge, enrolment: Enrolment
) -> None:
    person, activity = enrolment.person, challenge.training
    if challenge.agreement is not None:
        sign_agreement(challenge.agreement, person=person, full_name=person.name)
    for _attempt in range(2):
        if activity is None or _is_trained(challenge, enrolment):
            return
        _answer(stage, rng, activity, enrolment)
    if activity is not None and not _is_trained(challenge, enrolment):
        recognise_training(activity, person=person, reason=_REASON, by=stage.chair)


def _is_trained(challenge: Challenge, enrolment: Enrolment) -> bool:
    person = enrolment.person_id
    access = access_of(challenge, person=person, team=None, at=clock.now(), owns=False)
    return access.training is None or access.training.is_passed


def _answer(stage: Stage, rng: random.Random, activity: Activity, enrolment: Enrolment) -> None:
    known = stage.learners | stage.guests
    character: Character = known[enrolment.pk][1]
    key = UUID(int=rng.getrandbits(128), version=4)
    try:
        attempt = start_attempt(activity, enrolment=enrolment, form_key=key)
    except NoAttemptLeft:
        return
    quiz = quiz_of(attempt.content)
    checked = check_answers(quiz, answers_of(quiz, character, rng))
    submit_quiz(attempt, checked=checked, by=enrolment.person)


def _take_files(challenge: Challenge, team: Team, enrolment: Enrolment) -> None:
    files = DataFile.objects.filter(challenge=challenge, role__in=_TAKEN)
    for file in files.filter(version=challenge.data_version).select_related("challenge__edition"):
        note_download(file, person=enrolment.person, team=team)

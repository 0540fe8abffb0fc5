"""The small challenge with an agreement to sign and a quiz to pass before its data are given."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import yaml

from passerelle.campus.enums import Source
from passerelle.campus.models import Activity, Attempt, Enrolment, Result
from passerelle.datathon.actions import sign_agreement
from passerelle.datathon.models import AgreementSignature, DataFile, UsageAgreement
from passerelle.foundation import clock
from passerelle.programme.actions import load
from passerelle.programme.checks import check_files
from passerelle.programme.source import ProgrammeSource
from tests.datathon.core_cast import (
    Stage,
    both,
    challenge_files,
    challenge_yaml,
    make_stage,
    programme_files,
)
from tests.factories import as_yaml

AGREEMENT, TRAINING = "donnees", "07-datathon/01-quiz"
_GIFT = "// [id:one]\n::Un::Combien ? {=bonne ~mauvaise}\n"


def agreement_texts(version: int = 1, words: str = "On ne cherche personne.") -> dict[str, bytes]:
    folder = f"agreements/{AGREEMENT}"
    return {
        f"{folder}/fr.md": f"## Convention\n\n**Version {version}.** {words}".encode(),
        f"{folder}/en.md": f"## Agreement\n\n**Version {version}.** {words}".encode(),
    }


def guarded_files(*, version: int = 1, **changes: Any) -> dict[str, bytes]:
    """A programme whose challenge asks for both."""
    access = {"agreement": AGREEMENT, "training": TRAINING}
    asked = challenge_yaml(**{"access": access, **changes})
    quiz = {
        "kind": "quiz",
        "title": both("Le quiz"),
        "minutes": 10,
        "opens": 1,
        "due": 3,
        "quiz": "ethique",
        "attempts": 2,
        "guests": True,
        "component": "quizzes",
    }
    files = programme_files(challenge_files(asked))
    module = yaml.safe_load(files["modules/07-datathon/module.yaml"])
    module["sessions"][0]["minutes"] = 50  # the quiz takes the other ten of its hour
    return {
        **files,
        "modules/07-datathon/module.yaml": as_yaml(module),
        **agreement_texts(version),
        f"modules/{TRAINING}/activity.yaml": as_yaml(quiz),
        "quizzes/ethique/fr.gift": _GIFT.encode(),
        "quizzes/ethique/en.gift": _GIFT.encode(),
    }


def guarded_stage(**changes: Any) -> Stage:
    return make_stage(guarded_files(**changes))


def checked(files: dict[str, bytes]) -> ProgrammeSource:
    return check_files(files)


def load_again(files: dict[str, bytes]) -> None:
    load(check_files(files), edition="2027")


def agreement() -> UsageAgreement:
    return UsageAgreement.objects.select_related("edition").get(replaced_at=None)


def sign(enrolment: Enrolment, name: str = "") -> AgreementSignature:
    person = enrolment.person
    return sign_agreement(agreement(), person=person, full_name=name or person.name)


def answer_quiz(enrolment: Enrolment, *, points: int, maximum: int = 10) -> Result:
    activity = Activity.objects.get(slug="01-quiz")
    number = Attempt.objects.filter(activity=activity, enrolment=enrolment).count() + 1
    attempt = Attempt.objects.create(
        activity=activity,
        enrolment=enrolment,
        number=number,
        started_at=clock.now(),
        submitted_at=clock.now(),
        submitted_by=enrolment.person,
        form_key=uuid4(),
    )
    return Result.objects.create(
        attempt=attempt,
        points=points,
        maximum=maximum,
        source=Source.QUIZ,
        recorded_at=clock.now(),
    )


def get_ready(enrolment: Enrolment) -> None:
    sign(enrolment)
    answer_quiz(enrolment, points=5)


def train_file() -> DataFile:
    return DataFile.objects.select_related("challenge__edition").get(name="train.csv")

"""A small challenge of forty-eight invented cases, two teams, and whoever looks after it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from passerelle.campus.actions import form_team
from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment, Team
from passerelle.campus.viewer import Viewer, viewer_of
from passerelle.datathon import actions
from passerelle.datathon.actions.queueing import ask_to_rank
from passerelle.datathon.enums import SubmissionKind
from passerelle.datathon.models import Challenge, Evaluation, Leaderboard, Phase, Submission
from passerelle.datathon.queries.stewards import standing_in
from passerelle.datathon.rules import Standing
from passerelle.people.models import Person
from passerelle.programme.actions import load
from passerelle.programme.checks import check_files
from passerelle.programme.models import Edition
from tests.factories import AWARD, as_yaml, make_enrolment

OPENS = datetime(2027, 4, 9, 12, 0, tzinfo=UTC)  # day 1 14:00 in Paris
CLOSES = datetime(2027, 4, 11, 10, 0, tzinfo=UTC)  # day 3 12:00 in Paris
DAY_TWO = datetime(2027, 4, 10, 16, 0, tzinfo=UTC)
PATH = "challenges/fievre"


def both(text: str) -> dict[str, str]:
    return {"fr": text, "en": f"{text} (en)"}


def case_rows() -> list[dict[str, Any]]:
    """Two notes a patient, half of each board; a third of the cases are ill."""
    return [
        {
            "id": f"c{number:02}",
            "label": int(number % 3 == 0),
            "split": "public" if number % 4 < 2 else "private",
            "sex": "F" if number % 5 < 2 else "M",
            "patient": f"p{number // 2}",
        }
        for number in range(48)
    ]


def table(rows: list[dict[str, Any]]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def guesses(quality: float, *, seed: int = 1) -> bytes:
    """Predictions that follow the truth more or less; 1 is perfect."""
    draws = Random(seed)
    rows = case_rows()
    scores = [quality * row["label"] + (1 - quality) * draws.random() for row in rows]
    return table(
        [
            {"id": row["id"], "score": f"{score:.4f}"}
            for row, score in zip(rows, scores, strict=True)
        ]
    )


def challenge_yaml(**changes: Any) -> dict[str, Any]:
    return {
        "title": both("Fièvre"),
        "domain": "diagnosis",
        "question": both("Qui s’aggravera ?"),
        "module": "07-datathon",
        "data": {
            "version": "1",
            "licence": both("CC0"),
            "files": {
                "train": "data/train.csv",
                "test": "data/test.csv",
                "truth": "data/truth.csv",
            },
            "card": {
                name: both(name) for name in ("motivation", "composition", "collection", "limits")
            },
        },
        "submission": {
            "accepts": ["predictions", "code"],
            "format": ["csv", "json"],
            "columns": [
                {"name": "id", "type": "id"},
                {"name": "score", "type": "number", "low": 0, "high": 1},
            ],
            "megabytes": 1,
            "code": {"command": ["python", "predict.py"], "output": "predictions.csv"},
        },
        "scoring": {
            "metric": "auroc",
            "direction": "higher",
            "target": "label",
            "prediction": "score",
            "also": ["brier"],
            "slices": ["sex"],
            "resamples": 100,
            "twice": 0,
        },
        "phases": [
            {
                "id": "essais",
                "title": both("Essais"),
                "opens": "day 1 14:00",
                "closes": "day 3 12:00",
                "zone": "Europe/Paris",
                "most_per_team": 5,
                "most_per_day": 4,
            }
        ],
        "rules": {"fr": ["Pas de données de santé."], "en": ["No health data."]},
        **changes,
    }


def challenge_files(written: Mapping[str, Any] | None = None) -> dict[str, bytes]:
    rows = case_rows()
    written = challenge_yaml() if written is None else written
    return {
        f"{PATH}/challenge.yaml": as_yaml(dict(written)),
        f"{PATH}/fr.md": "## Fièvre\n\nUn défi.".encode(),
        f"{PATH}/en.md": b"## Fever\n\nA challenge.",
        f"{PATH}/data/train.csv": table([{"id": "t1", "pulse": 80, "label": 0}]),
        f"{PATH}/data/test.csv": table([{"id": row["id"], "pulse": 80} for row in rows]),
        f"{PATH}/data/truth.csv": table(rows),
        f"{PATH}/kit/README.md": b"Begin here.",
        f"{PATH}/baseline/submission.csv": guesses(0.1, seed=9),
    }


def programme_files(challenge: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """The smallest programme that holds a datathon."""
    module = {
        "title": both("Datathon"),
        "short": both("Datathon"),
        "kind": "datathon",
        "hours": 1,
        "days": 3,
        "summary": both("Trois jours."),
        "sessions": [
            {
                "id": "lancement",
                "title": both("Lancement"),
                "kind": "datathon",
                "day": 1,
                "starts": "14:00",
                "zone": "Europe/Paris",
                "minutes": 60,
            }
        ],
    }
    programme = {
        "id": "ia-sante",
        "title": both("IA"),
        "summary": both("IA en santé."),
        "hours": 1,
        "zones": ["Europe/Paris", "America/Toronto"],
        "issuer": "did:web:ia.example",
        "institutions": [
            {
                "id": "chum",
                "name": both("CHUM"),
                "city": "Montréal",
                "country": "CA",
                "did": "did:web:chum.example",
            }
        ],
        "modules": ["07-datathon"],
        "award": AWARD,
    }
    edition = {
        "id": "2027",
        "title": both("2027"),
        "starts": "2027-01-11",
        "ends": "2027-06-30",
        "openings": {"07-datathon": "2027-04-09"},
        "decisions": "2027-06-11",
        "diplomas": "2027-06-18",
    }
    written = {
        "programme.yaml": programme,
        "modules/07-datathon/module.yaml": module,
        "editions/2027.yaml": edition,
    }
    files = {name: as_yaml(value) for name, value in written.items()}
    return {**files, **(challenge_files() if challenge is None else challenge)}


@dataclass(frozen=True, slots=True)
class Stage:
    """An edition with its challenge, two teams of two, a coordinator."""

    edition: Edition
    challenge: Challenge
    phase: Phase
    amina: Enrolment
    luc: Enrolment
    herons: Team
    loutres: Team
    coordinator: Person

    def standing(self, person: Person | None) -> Standing:
        return standing_in(self.challenge, self.viewer(person))

    def viewer(self, person: Person | None) -> Viewer:
        return viewer_of(person, edition="2027") if person else Viewer(edition=self.edition)


def make_stage(files: Mapping[str, bytes] | None = None) -> Stage:
    edition = load(check_files(dict(files or programme_files())), edition="2027").edition
    challenge = Challenge.objects.select_related("edition").get(slug="fievre")
    amina, luc = make_enrolment(edition), make_enrolment(edition, Role.GUEST)
    herons = form_team(edition, number=1, name="Les Hérons", members=[amina])
    loutres = form_team(edition, number=2, name="Les Loutres", members=[luc])
    coordinator = make_enrolment(edition, Role.COORDINATOR).person
    phase = challenge.phases.get()
    phase.challenge = challenge
    return Stage(edition, challenge, phase, amina, luc, herons, loutres, coordinator)


def send(
    stage: Stage,
    data: bytes,
    *,
    team: Team | None = None,
    name: str = "predictions.csv",
    kind: SubmissionKind = SubmissionKind.PREDICTIONS,
    form_key: UUID | None = None,
) -> Submission:
    team = team or stage.herons
    by = stage.luc.person if team == stage.loutres else stage.amina.person
    return actions.submit(
        stage.phase,
        team=team,
        by=by,
        upload=SimpleUploadedFile(name, data),
        kind=kind,
        form_key=form_key or uuid4(),
    )


def evaluate(submission: Submission) -> Evaluation:
    """What the queue would do, at once: the evaluation, then the boards."""
    waiting = submission.evaluations.filter(ended_at=None)
    for evaluation in waiting:
        actions.score_submission(evaluation.pk)
    rank_all(submission.phase.challenge)
    return submission.evaluations.filter(twin_of=None).latest("version")


def rank_all(challenge: Challenge) -> None:
    ask_to_rank(challenge.pk, ("public", "private"))
    for board in Leaderboard.objects.filter(challenge=challenge):
        actions.rank_board(challenge.pk, board.board, board.begun + 1)


__all__ = ["CLOSES", "DAY_TWO", "OPENS", "Stage", "timedelta"]

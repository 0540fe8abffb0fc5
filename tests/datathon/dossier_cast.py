"""The small challenge with the report that its teams hand in, marked on a rubric."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import yaml

from passerelle.campus.enums import Role
from passerelle.campus.models import Activity, Enrolment, TeamMember
from passerelle.datathon.actions import choose_challenge, hand_in_dossier, write_part
from passerelle.datathon.dossier_parts import PARTS
from passerelle.datathon.enums import DossierPart
from passerelle.datathon.models import DossierText
from passerelle.foundation import clock
from tests.campus.learning_cast import RUBRIC
from tests.datathon.core_cast import (
    Stage,
    both,
    challenge_files,
    challenge_yaml,
    make_stage,
    programme_files,
)
from tests.factories import as_yaml, make_enrolment

LONG = "Mot " * 400


def judged_files(**changes: Any) -> dict[str, bytes]:
    """A challenge judged on a rubric for half of its points."""
    asked = challenge_yaml(**{"judged": {"rubric": "dossier", "weight": 0.5}, **changes})
    files = programme_files(challenge_files(asked))
    module = yaml.safe_load(files["modules/07-datathon/module.yaml"])
    module["sessions"][0]["minutes"] = 50
    paper = {
        "kind": "assignment",
        "title": both("Dossier d’équipe"),
        "minutes": 10,
        "opens": 1,
        "due": 3,
        "rubric": "dossier",
        "by": "team",
        "component": "devoir",
        "files": {"most": 1, "megabytes": 1, "types": ["txt", "pdf"]},
        "raters": 2,
    }
    folder = "modules/07-datathon/01-dossier"
    return {
        **files,
        "modules/07-datathon/module.yaml": as_yaml(module),
        f"{folder}/activity.yaml": as_yaml(paper),
        f"{folder}/fr.md": b"## Le dossier\n\nSept parties.",
        f"{folder}/en.md": b"## The report\n\nSeven parts.",
        "rubrics/dossier.yaml": as_yaml(RUBRIC),
    }


def judged_stage(**changes: Any) -> Stage:
    return make_stage(judged_files(**changes))


def paper_of_stage() -> Activity:
    return Activity.objects.select_related("edition", "module").get(slug="01-dossier")


def join(stage: Stage) -> Enrolment:
    """Another member of the first team."""
    enrolment = make_enrolment(stage.edition, Role.LEARNER)
    TeamMember.objects.create(team=stage.herons, enrolment=enrolment, since=clock.now())
    return enrolment


def write(
    stage: Stage,
    text: str = LONG,
    *,
    part: DossierPart = DossierPart.NEED,
    version: int = 0,
    hand: UUID | None = None,
    by: Enrolment | None = None,
) -> DossierText:
    who = by or stage.amina
    team = stage.loutres if who == stage.luc else stage.herons
    return write_part(
        team, part=part, text=text, version=version, hand=hand or uuid4(), by=who.person
    )


def write_everything(stage: Stage, *, by: Enrolment | None = None) -> None:
    for part in PARTS:
        write(stage, part=part, by=by)


def hand_in_for(stage: Stage, enrolment: Enrolment) -> None:
    """A whole dossier on the challenge, handed in."""
    team = stage.loutres if enrolment == stage.luc else stage.herons
    write_everything(stage, by=enrolment)
    choose_challenge(team, challenge=stage.challenge, by=enrolment.person)
    hand_in_dossier(team, by=enrolment.person, form_key=uuid4())

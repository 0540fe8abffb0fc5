"""Judged tracks: the panel's marks join the score once both may be seen."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from passerelle.campus.actions import (
    assign_panel,
    close_panel,
    convene_panel,
    form_team,
    save_sheet,
    seat_juror,
    sign_declaration,
    submit_sheet,
)
from passerelle.campus.models import Panel, Sheet, Team
from passerelle.datathon.actions import reveal, score_submission, submit
from passerelle.datathon.judging import Anchors, anchors_of
from passerelle.datathon.kinds.schemas import JudgedSpec
from passerelle.datathon.models import Evaluation
from passerelle.datathon.queries.judged import JudgedView, judged_board
from passerelle.foundation import clock
from passerelle.people.models import Person
from passerelle.programme.checks import check_files
from tests.datathon.core_cast import CLOSES, DAY_TWO, Stage, guesses, rank_all, send
from tests.datathon.dossier_cast import hand_in_for, judged_files, judged_stage, paper_of_stage
from tests.factories import make_enrolment, make_person, sign_in

pytestmark = pytest.mark.django_db
HERE = "/2027/datathon/fievre/board/"


@pytest.fixture(scope="module")
def judged_of_the_file(file_db: None) -> Stage:
    """Both teams are scored, both dossiers handed in; the datathon has closed."""
    with clock.standing_at(DAY_TWO):
        stage = judged_stage()
        send(stage, guesses(0.7))
        send(stage, guesses(0.4), team=stage.loutres)
        score_all(stage)
        hand_in_for(stage, stage.amina)
        hand_in_for(stage, stage.luc)
        return stage


@pytest.fixture
def judged(judged_of_the_file: Stage, db: None) -> Iterator[Stage]:
    with clock.standing_at(CLOSES):
        yield deepcopy(judged_of_the_file)


def score_all(stage: Stage) -> None:
    """The baseline and whatever was sent, then the boards once."""
    for evaluation in Evaluation.objects.filter(ended_at=None):
        score_submission(evaluation.pk)
    rank_all(stage.challenge)


def panel_of(stage: Stage, *, marks: dict[int, str]) -> Panel:
    """Two jurors give each team the same level: absent (0 of 4) or solide (4 of 4)."""
    panel = convene_panel(paper_of_stage(), name="Jury", by=stage.coordinator)
    for _ in range(2):
        sign_declaration(seat_juror(panel, person=make_person(), by=stage.coordinator))
    assign_panel(panel, by=stage.coordinator)
    for sheet in Sheet.objects.filter(panel=panel).select_related("rater", "rubric", "attempt"):
        level = marks[sheet.attempt.team.number]  # type: ignore[union-attr]  # of a team
        save_sheet(sheet, levels={"preuve": level}, remark="")
        submit_sheet(sheet, by=sheet.rater)
    return panel


def view_of(stage: Stage, person: Person) -> JudgedView | None:
    return judged_board(stage.challenge, stage.standing(person))


def signed_in(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def test_marks_and_score_make_a_total_whose_steps_are_shown(judged: Stage) -> None:
    close_panel(panel_of(judged, marks={1: "absent", 2: "solide"}), by=judged.coordinator)
    reveal(judged.challenge, by=judged.coordinator)
    judged.challenge.refresh_from_db()

    found = view_of(judged, judged.amina.person)
    page = signed_in(judged.amina.person).get(f"{HERE}panel/").content.decode()

    assert found is not None
    assert found.board is not None
    teams = {found.teams[each.name].name: each for each in found.board.teams}
    assert (teams["Les Hérons"].panel, teams["Les Loutres"].panel) == (0, 20)
    assert found.anchors is not None
    for each in found.board.teams:
        share = (found.scores[each.name] - found.anchors.zero) / (1 - found.anchors.zero)
        assert each.automatic == pytest.approx(20 * max(0, share), abs=0.01)
        assert each.total == pytest.approx((each.panel + (each.automatic or 0)) / 2, abs=0.01)
    assert "Comment se calcule le total\u00a0: Les " in page


def test_nothing_is_shown_before_the_private_board_nor_before_the_panel_closes(
    judged: Stage,
) -> None:
    amina, owner = signed_in(judged.amina.person), judged.coordinator
    panel = panel_of(judged, marks={1: "solide", 2: "solide"})

    early = amina.get(f"{HERE}panel/").status_code
    for_owners = view_of(judged, owner)
    close_panel(panel, by=owner)
    still_hidden = amina.get(f"{HERE}panel/").status_code
    reveal(judged.challenge, by=owner)

    assert for_owners is not None
    assert (for_owners.board, for_owners.is_marked) == (None, False)
    assert (early, still_hidden) == (404, 404)
    assert amina.get(f"{HERE}panel/").status_code == 200


def test_who_has_no_total_is_told_why_and_another_team_costs_no_query(judged: Stage) -> None:
    close_panel(panel_of(judged, marks={1: "solide", 2: "solide"}), by=judged.coordinator)
    owner = signed_in(judged.coordinator)
    two = _queries(owner, f"{HERE}panel/")
    third = _third_team(judged)

    three = _queries(owner, f"{HERE}panel/")

    found = view_of(judged, judged.coordinator)
    assert found is not None
    assert [row.team for row in found.not_weighed] == [third.name]
    assert "défi" in found.not_weighed[0].reason
    assert (three, three <= 8) == (two, True)


def test_a_challenge_without_a_panel_has_no_such_board(stage: Stage) -> None:
    assert view_of(stage, stage.coordinator) is None
    assert signed_in(stage.coordinator).get(f"{HERE}panel/").status_code == 404


def test_points_lie_between_the_baseline_and_a_perfect_score_unless_declared() -> None:
    plain, told = (
        JudgedSpec(rubric="r", weight=0.5, **declared)
        for declared in ({}, {"zero": 9.0, "full": 3.5})
    )

    assert anchors_of(plain, "auroc", baseline=0.7) == Anchors(0.7, 1.0, of_baseline=True)
    assert anchors_of(plain, "mae", baseline=9.0) == Anchors(9.0, 0.0, of_baseline=True)
    assert anchors_of(told, "mae", baseline=8.0) == Anchors(9.0, 3.5, of_baseline=False)
    assert anchors_of(plain, "auroc", baseline=None) is None


def test_points_declared_the_wrong_way_are_named_in_the_file() -> None:
    spec = {"rubric": "dossier", "weight": 0.5, "zero": 0.9, "full": 0.8}

    problems = check_files(judged_files(judged=spec)).problems

    assert [(each.field, each.reason) for each in problems] == [
        ("judged.full", "0.8 is not better than 0.9.")
    ]


def _third_team(stage: Stage) -> Team:
    """Scored like the others; its dossier names no challenge."""
    with clock.standing_at(DAY_TWO):
        member = make_enrolment(stage.edition)
        team = form_team(stage.edition, number=3, name="Les Pies", members=[member])
        submit(
            stage.phase,
            team=team,
            by=member.person,
            upload=SimpleUploadedFile("p.csv", guesses(0.5)),
            form_key=uuid4(),
        )
        score_all(stage)
    return team


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)

"""The rater's desk, one sheet, its signature."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import assign_rater, save_sheet, submit_sheet
from passerelle.campus.enums import Role
from passerelle.campus.errors import CampusRefusal, OwnWork, SheetSigned
from passerelle.campus.models import PaperFile, Result, Sheet
from passerelle.foundation.models import Entry
from tests.campus.marking_cast import (
    Stage,
    another_paper,
    at,
    make_sheet,
    make_staff,
    signed_in,
)
from tests.factories import NOW, make_enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]

FULL = {"level-preuve": "solide", "level-clarte": "fragile", "remark": "Bien vu."}


def test_an_expert_marks_from_the_desk_to_the_result(client: Client, stage: Stage) -> None:
    signed_in(client, stage.expert)
    sheet, later = make_sheet(stage), make_sheet(stage, another_paper(stage))

    desk = client.get(at("marking/")).content.decode()
    page = client.get(at(f"marking/{sheet.pk}/")).content.decode()
    draft = client.post(at(f"marking/{sheet.pk}/"), FULL)
    signed = client.post(at(f"marking/{sheet.pk}/signature/"), FULL)

    assert at(f"marking/{sheet.pk}/") in desk
    assert "Ma lecture de l’article." in page
    assert draft["Location"] == at(f"marking/{sheet.pk}/")
    assert signed["Location"] == at(f"marking/{later.pk}/")
    result = Result.objects.get(attempt=stage.paper)
    assert (result.points, result.maximum) == (7, 9)


def test_the_oldest_paper_comes_first(client: Client, stage: Stage) -> None:
    recent = make_sheet(stage, another_paper(stage, days_ago=1))
    oldest = make_sheet(stage, another_paper(stage, days_ago=9))

    desk = signed_in(client, stage.expert).get(at("marking/")).context["desk"]

    assert [paper.url for paper in desk.waiting] == [
        at(f"marking/{oldest.pk}/"),
        at(f"marking/{recent.pk}/"),
    ]


def test_in_english_what_a_learner_hands_in_is_a_paper(client: Client, stage: Stage) -> None:
    make_sheet(stage)
    stage.expert.language = "en"
    stage.expert.save()

    desk = signed_in(client, stage.expert).get(at("marking/")).context["desk"]

    assert desk.finding == "You have 1 paper left."
    assert [paper.name for paper in desk.waiting] == [f"Paper no. {stage.paper.pk}"]


def test_drafts_and_signed_sheets_stand_apart(client: Client, stage: Stage) -> None:
    draft = make_sheet(stage, saved_at=NOW)
    signed = make_sheet(stage, another_paper(stage), saved_at=NOW, submitted_at=NOW)

    desk = signed_in(client, stage.expert).get(at("marking/")).context["desk"]

    assert [paper.url for paper in desk.drafts] == [at(f"marking/{draft.pk}/")]
    assert [paper.url for paper in desk.signed] == [at(f"marking/{signed.pk}/")]
    assert desk.waiting == ()


def test_the_sheet_of_someone_else_does_not_exist(client: Client, stage: Stage) -> None:
    theirs = make_sheet(stage, rater=make_staff(stage.edition, Role.EXPERT), remark="Secret.")
    signed_in(client, stage.expert)

    codes = [
        client.get(at(f"marking/{theirs.pk}/")).status_code,
        client.post(at(f"marking/{theirs.pk}/"), FULL).status_code,
        client.post(at(f"marking/{theirs.pk}/signature/"), FULL).status_code,
    ]

    assert codes == [404, 404, 404]
    assert str(theirs.pk) not in [
        paper.url for paper in client.get(at("marking/")).context["desk"].waiting
    ]


def test_a_coordinator_has_no_way_into_the_sheet_of_an_expert(client: Client, stage: Stage) -> None:
    sheet = make_sheet(stage)

    answer = signed_in(client, stage.coordinator).get(at(f"marking/{sheet.pk}/"))

    assert answer.status_code == 404


def test_a_learner_does_not_mark(client: Client, stage: Stage) -> None:
    answer = signed_in(client, stage.learner.person).get(at("marking/"))

    assert answer.status_code == 403


def test_an_autosave_is_answered_with_its_time_and_nothing_else(
    client: Client, stage: Stage
) -> None:
    sheet = make_sheet(stage)

    answer = signed_in(client, stage.expert).post(
        at(f"marking/{sheet.pk}/"),
        {"level-preuve": "fragile", "remark": "Un début"},
        headers={"X-Autosave": "1"},
    )

    sheet.refresh_from_db()
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["X-Saved-At"] == NOW.isoformat()
    assert (sheet.levels, sheet.remark) == ({"preuve": "fragile"}, "Un début")


def test_the_total_is_said_as_the_sheet_stands_and_for_every_number_of_criteria_left(
    client: Client, stage: Stage
) -> None:
    sheet = make_sheet(stage)
    signed_in(client, stage.expert)

    client.post(at(f"marking/{sheet.pk}/"), FULL)
    page = client.get(at(f"marking/{sheet.pk}/")).context["page"]

    assert page.total.startswith("15,56 / 20")
    assert page.totals[0].startswith("{points} / 20")
    assert [said[:1] for said in page.totals[1:]] == ["1", "0"]


def test_an_incomplete_sheet_is_refused_and_kept_as_a_draft(client: Client, stage: Stage) -> None:
    sheet = make_sheet(stage)

    answer = signed_in(client, stage.expert).post(
        at(f"marking/{sheet.pk}/signature/"), {"level-preuve": "solide", "remark": "À finir"}
    )

    sheet.refresh_from_db()
    assert answer.status_code == 422
    assert "Clarté" in answer.content.decode()
    assert (sheet.levels, sheet.remark, sheet.submitted_at) == (
        {"preuve": "solide"},
        "À finir",
        None,
    )


def test_a_level_the_rubric_does_not_have_is_refused_and_the_text_kept(
    client: Client, stage: Stage
) -> None:
    sheet = make_sheet(stage)

    answer = signed_in(client, stage.expert).post(
        at(f"marking/{sheet.pk}/"), {"level-preuve": "divin", "remark": "Mon long texte"}
    )

    sheet.refresh_from_db()
    assert answer.status_code == 422
    assert "Mon long texte" in answer.content.decode()
    assert sheet.levels == {}


def test_signing_twice_is_signing_once(client: Client, stage: Stage) -> None:
    sheet = make_sheet(stage)
    signed_in(client, stage.expert)
    client.post(at(f"marking/{sheet.pk}/signature/"), FULL)

    again = client.post(at(f"marking/{sheet.pk}/signature/"), FULL | {"level-preuve": "absent"})

    sheet.refresh_from_db()
    assert again["Location"] == at(f"marking/{sheet.pk}/")
    assert sheet.levels == {"preuve": "solide", "clarte": "fragile"}
    assert Entry.objects.filter(verb="signed a sheet").count() == 1


def test_a_late_autosave_does_not_change_a_signed_sheet(stage: Stage) -> None:
    sheet = make_sheet(stage)
    stale = Sheet.objects.get(pk=sheet.pk)
    save_sheet(sheet, levels={"preuve": "solide", "clarte": "solide"}, remark="")
    submit_sheet(sheet, by=stage.expert)

    with pytest.raises(SheetSigned):
        save_sheet(stale, levels={}, remark="vide")

    sheet.refresh_from_db()
    assert sheet.levels == {"preuve": "solide", "clarte": "solide"}


def test_a_sheet_is_signed_by_its_rater_alone(stage: Stage) -> None:
    sheet = make_sheet(stage, levels={"preuve": "solide", "clarte": "solide"})

    with pytest.raises(CampusRefusal):
        submit_sheet(sheet, by=stage.coordinator)

    sheet.refresh_from_db()
    assert sheet.submitted_at is None


def test_nobody_is_asked_to_mark_their_own_work(stage: Stage) -> None:
    make_enrolment(stage.edition, Role.EXPERT, stage.learner.person)

    with pytest.raises(OwnWork):
        assign_rater(stage.paper, rater=stage.learner.person)

    assert not Sheet.objects.exists()


def test_the_author_and_their_files_are_not_named_to_an_expert(
    client: Client, stage: Stage
) -> None:
    give_file(stage)
    sheet = make_sheet(stage)

    page = signed_in(client, stage.expert).get(at(f"marking/{sheet.pk}/")).content.decode()

    assert "Amina" not in page
    assert "(PDF)" in page


def test_the_staff_reads_who_wrote_the_paper(client: Client, stage: Stage) -> None:
    sheet = make_sheet(stage, rater=stage.coordinator)

    page = signed_in(client, stage.coordinator).get(at(f"marking/{sheet.pk}/")).content.decode()

    assert "Amina Inventée" in page


def test_a_signed_sheet_is_read_only(client: Client, stage: Stage) -> None:
    levels = {"preuve": "solide", "clarte": "solide"}
    sheet = make_sheet(stage, levels=levels, saved_at=NOW, submitted_at=NOW)

    page = signed_in(client, stage.expert).get(at(f"marking/{sheet.pk}/")).content.decode()

    assert "<autosave-form>" not in page
    assert page.count('<fieldset class="criterion" disabled>') == 2


@pytest.mark.parametrize("papers", [1, 3])
def test_the_desk_costs_the_same_for_one_paper_and_three(
    client: Client,
    stage: Stage,
    papers: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    [make_sheet(stage, another_paper(stage)) for _ in range(papers)]
    signed_in(client, stage.expert)

    with django_assert_num_queries(8):
        client.get(at("marking/"))


@pytest.mark.parametrize("papers", [1, 3])
def test_a_sheet_costs_the_same_whatever_waits_behind_it(
    client: Client,
    stage: Stage,
    papers: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    sheets = [make_sheet(stage, another_paper(stage)) for _ in range(papers)]
    signed_in(client, stage.expert)

    with django_assert_num_queries(7):
        client.get(at(f"marking/{sheets[0].pk}/"))


def give_file(stage: Stage) -> PaperFile:
    return PaperFile.objects.create(
        attempt=stage.paper,
        file=ContentFile(b"%PDF", name=f"{uuid4()}.pdf"),
        name="devoir-amina.pdf",
        size_bytes=4,
        digest="0" * 64,
        added_at=NOW,
    )

"""A sheet written by devices: each change once, in order, over nobody else's."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import assign_panel, close_panel, declare_conflict, save_sheet
from passerelle.campus.enums import Role
from passerelle.campus.models import Sheet, SheetWrite
from passerelle.campus.queries.marking_offline import owner_of
from passerelle.people.models import Person
from tests.campus.marking_cast import (
    Stage,
    another_paper,
    at,
    make_sheet,
    make_staff,
    set_stage,
    signed_in,
)
from tests.campus.team_cast import LEVELS, Datathon, make_panel, make_works, set_datathon

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


@pytest.fixture
def stage(client: Client) -> Stage:
    stage = set_stage()
    signed_in(client, stage.expert)
    return stage


def change(person: Person, **fields: Any) -> dict[str, Any]:
    content = {"levels": {"preuve": "solide"}, "remark": "Vu.", "base_version": 0, "signs": False}
    return {"owner": owner_of(person), "key": str(uuid4())} | content | fields


def send(client: Client, sheet: Sheet, written: object) -> tuple[int, dict[str, Any]]:
    body = written if isinstance(written, bytes | str) else json.dumps(written)
    path = at(f"marking/{sheet.pk}/writes/")
    answer = client.post(path, body, content_type="application/json")
    return answer.status_code, answer.json()


def test_a_change_sent_twice_is_kept_once_and_answered_as_before(
    client: Client, stage: Stage
) -> None:
    sheet = make_sheet(stage)
    first, second = (change(stage.expert, base_version=base) for base in (0, 1))

    answers = [send(client, sheet, each) for each in (first, second, first)]

    sheet.refresh_from_db()
    assert [(status, told["version"]) for status, told in answers] == [(200, 1), (200, 2), (200, 1)]
    assert answers[0] == answers[2]
    assert (sheet.version, SheetWrite.objects.count()) == (2, 2)


def test_a_key_given_to_another_content_or_another_sheet_is_refused(
    client: Client, stage: Stage
) -> None:
    sheet, other = make_sheet(stage), make_sheet(stage, another_paper(stage))
    sent = change(stage.expert)
    send(client, sheet, sent)

    answers = [send(client, sheet, sent | {"remark": "Autre."}), send(client, other, sent)]

    assert [status for status, _told in answers] == [422, 422]
    assert answers[0][1]["told"].startswith("Une autre modification est déjà gardée")
    assert SheetWrite.objects.get().remark == "Vu."


def test_a_change_made_on_an_older_version_overwrites_nothing(client: Client, stage: Stage) -> None:
    sheet = make_sheet(stage)
    save_sheet(sheet, levels={"preuve": "fragile"}, remark="De l’ordinateur.")

    status, told = send(client, sheet, change(stage.expert))

    sheet.refresh_from_db()
    assert (status, told["state"]) == (409, "elsewhere")
    assert (sheet.levels, sheet.remark) == ({"preuve": "fragile"}, "De l’ordinateur.")


def test_two_devices_that_wrote_the_same_do_not_disagree(client: Client, stage: Stage) -> None:
    sheet = make_sheet(stage)
    save_sheet(sheet, levels={"preuve": "solide"}, remark="Vu.")

    assert send(client, sheet, change(stage.expert))[1]["version"] == 2


def test_a_change_that_overtook_an_earlier_one_waits_for_it(client: Client, stage: Stage) -> None:
    sheet = make_sheet(stage)

    status, told = send(client, sheet, change(stage.expert, base_version=3))

    assert (status, told["state"], SheetWrite.objects.count()) == (409, "early", 0)


def test_a_change_that_signs_keeps_and_signs_together_and_once(
    client: Client, stage: Stage
) -> None:
    sheet = make_sheet(stage)
    levels = {"preuve": "solide", "clarte": "fragile"}
    sent = change(stage.expert, levels=levels, signs=True)

    answers = [send(client, sheet, sent), send(client, sheet, sent)]
    late = send(client, sheet, change(stage.expert, base_version=1))

    sheet.refresh_from_db()
    assert [(status, told["signed"]) for status, told in answers] == [(200, True), (200, True)]
    assert (sheet.levels, sheet.submitted_at is not None) == (levels, True)
    assert (late[0], late[1]["state"]) == (422, "signed")


def test_an_incomplete_sheet_is_not_signed_and_nothing_of_the_change_is_half_kept(
    client: Client, stage: Stage
) -> None:
    sheet = make_sheet(stage)

    status, told = send(client, sheet, change(stage.expert, signs=True))

    assert (status, told["state"]) == (422, "incomplete")
    assert not SheetWrite.objects.exists()


def test_nobody_writes_on_anothers_sheet_nor_under_anothers_name(
    client: Client, stage: Stage
) -> None:
    mine = make_sheet(stage)
    theirs = make_sheet(stage, rater=make_staff(stage.edition, Role.EXPERT))
    before = change(theirs.rater)

    code = client.post(at(f"marking/{theirs.pk}/writes/"), b"{}", "application/json").status_code
    status, told = send(client, mine, before)

    assert (code, status, told["state"]) == (404, 409, "other person")
    assert not SheetWrite.objects.exists()


def test_a_session_that_is_over_is_told_to_the_script_and_nothing_is_kept(stage: Stage) -> None:
    sheet = make_sheet(stage)

    answer = Client().post(
        at(f"marking/{sheet.pk}/writes/"),
        json.dumps(change(stage.expert)),
        content_type="application/json",
        headers={"X-Autosave": "1"},
    )

    assert (answer.status_code, SheetWrite.objects.count()) == (401, 0)


@pytest.mark.parametrize(
    "sent, status",
    [
        (b"", 422),
        (b"{", 422),
        (b"[]", 422),
        (b"\xff\xfe", 422),
        (b"[" * 60_000, 422),
        (b'{"levels": {"preuve": 3}}', 422),
        ({"levels": {"charme": "solide"}}, 422),
        ({"levels": {"preuve": "divin"}}, 422),
        ({"remark": "x" * 8001}, 422),
        ({"remark": "a\x00b"}, 422),
        ({"remark": "\ud800"}, 422),
        ({"key": "pas une clé"}, 422),
        ({"base_version": True}, 422),
        ({"base_version": -1}, 422),
        ({"base_version": 10**30}, 422),
        ({"remark": "x" * 70_000}, 413),
    ],
)
def test_what_is_not_a_change_is_refused_in_a_sentence(
    client: Client, stage: Stage, sent: Any, status: int
) -> None:
    sheet = make_sheet(stage)
    written = change(stage.expert) | sent if isinstance(sent, dict) else sent

    code, told = send(client, sheet, written)

    assert (code, told["state"], told["told"][-1:]) == (status, "unread", ".")
    assert not SheetWrite.objects.exists()


@pytest.fixture
def datathon() -> Datathon:
    return set_datathon()


def panel_sheet(datathon: Datathon) -> Sheet:
    make_works(datathon, 1)
    panel = make_panel(datathon, jurors=1, jurors_per_work=1)
    assign_panel(panel)
    return panel.sheets.select_related("rater", "attempt__team").get()


def test_a_panel_that_closed_refuses_later_changes_and_answers_those_it_had(
    client: Client, datathon: Datathon
) -> None:
    sheet = panel_sheet(datathon)
    signed_in(client, sheet.rater)
    kept = change(sheet.rater, levels=LEVELS)
    send(client, sheet, kept)
    assert sheet.panel is not None
    close_panel(sheet.panel, by=datathon.coordinator)

    late, again = (
        send(client, sheet, change(sheet.rater, base_version=1)),
        send(client, sheet, kept),
    )

    assert (late[0], late[1]["state"], again[0]) == (422, "closed", 200)


def test_a_recused_juror_is_refused_with_the_reason_and_the_sheet_is_no_longer_kept(
    client: Client, datathon: Datathon
) -> None:
    sheet = panel_sheet(datathon)
    signed_in(client, sheet.rater)
    before = client.get(at("marking/offline/")).json()["sheets"]
    assert sheet.panel is not None
    assert sheet.attempt.team is not None
    juror = sheet.panel.jurors.get()
    declare_conflict(juror, subject=sheet.attempt.team, reason="Thèse codirigée.", by=juror.person)

    status, told = send(client, sheet, change(sheet.rater))

    assert [each["id"] for each in before] == [sheet.pk]
    assert (status, told["state"], "Thèse codirigée." in told["told"]) == (422, "aside", True)
    assert client.get(at("marking/offline/")).json()["sheets"] == []


def test_without_scripts_the_difference_is_a_page_and_the_choice_a_change(
    client: Client, stage: Stage
) -> None:
    sheet = make_sheet(stage)
    sent = {"version": 0, "key": str(uuid4()), "level-preuve": "solide", "remark": "Du téléphone."}
    save_sheet(sheet, levels={"preuve": "fragile"}, remark="De l’ordinateur.")
    path = at(f"marking/{sheet.pk}/")

    behind = client.post(path, sent)
    signing = client.post(f"{path}signature/", sent)
    page = behind.content.decode()
    chosen = {"version": behind.context["difference"].version, "level-preuve": "solide"}
    after = client.post(path, sent | chosen | {"remark": "De l’ordinateur."})

    sheet.refresh_from_db()
    assert (behind.status_code, signing.status_code, after.status_code) == (409, 409, 302)
    assert all(word in page for word in ("Solide", "Fragile", "Du téléphone.", "De l’ordinateur."))
    assert (sheet.levels, sheet.remark) == ({"preuve": "solide"}, "De l’ordinateur.")


def test_a_form_sent_twice_is_kept_once(client: Client, stage: Stage) -> None:
    sheet = make_sheet(stage)
    sent = {"version": 0, "key": str(uuid4()), "level-preuve": "solide"}

    codes = [client.post(at(f"marking/{sheet.pk}/"), sent).status_code for _ in range(2)]

    assert (codes, SheetWrite.objects.count()) == ([302, 302], 1)


def test_the_difference_is_answered_to_a_script_and_stores_nothing(
    client: Client, stage: Stage
) -> None:
    sheet = make_sheet(stage)
    save_sheet(sheet, levels={"preuve": "fragile"}, remark="<b>Là</b>")

    answer = client.post(
        at(f"marking/{sheet.pk}/difference/"),
        json.dumps(change(stage.expert)),
        content_type="application/json",
    )

    assert answer.status_code == 200
    assert "&lt;b&gt;Là&lt;/b&gt;" in answer.content.decode()
    assert not SheetWrite.objects.exists()


def test_the_worker_is_of_the_desk_alone_and_names_nobody(client: Client, stage: Stage) -> None:
    make_sheet(stage)

    worker = client.get(at("marking/worker.js"))
    page = client.get(at("marking/"))

    assert worker["Service-Worker-Allowed"] == at("marking/")
    assert "Basile" not in worker.content.decode()
    assert page["X-Sheets-Of"] == owner_of(stage.expert)
    assert page["X-Sheets-Of"] != owner_of(stage.coordinator)


def test_what_a_blind_panels_device_keeps_names_no_author(
    client: Client, datathon: Datathon
) -> None:
    sheet = panel_sheet(datathon)
    signed_in(client, sheet.rater)

    told = client.get(at("marking/offline/")).content.decode()
    page = client.get(at(f"marking/{sheet.pk}/")).content.decode()

    assert sheet.attempt.team is not None
    assert [sheet.attempt.team.name in kept for kept in (told, page)] == [False, False]


@pytest.mark.parametrize("copies", [1, 3])
def test_the_list_to_keep_costs_the_same_for_one_sheet_and_three(
    client: Client, stage: Stage, copies: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    [make_sheet(stage, another_paper(stage)) for _ in range(copies)]

    with django_assert_num_queries(5):
        told = client.get(at("marking/offline/")).json()

    assert len(told["sheets"]) == copies


def test_keys_are_told_apart_whatever_their_letters(client: Client, stage: Stage) -> None:
    sheet = make_sheet(stage)
    sent = change(stage.expert, key=str(UUID(int=2**127 + 10**20)).upper())

    codes = [send(client, sheet, each)[0] for each in (sent, sent | {"key": sent["key"].lower()})]

    assert (codes, SheetWrite.objects.count()) == ([200, 200], 1)

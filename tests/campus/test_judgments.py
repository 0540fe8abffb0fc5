"""A juror's judgment of a whole work: asked after the criteria, kept with them, counted for nothing."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from passerelle.campus.actions import assign_panel, save_sheet
from passerelle.campus.models import Sheet, SheetWrite
from passerelle.campus.queries.marking_offline import owner_of
from tests.campus.marking_cast import at, make_sheet, set_stage, signed_in
from tests.campus.team_cast import LEVELS, make_panel, make_works, set_datathon

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


@pytest.fixture
def sheet(client: Client) -> Sheet:
    """A sheet of a panel, before its juror."""
    datathon = set_datathon(raters=1)
    make_works(datathon, 1)
    panel = make_panel(datathon, jurors=1, jurors_per_work=1)
    assign_panel(panel)
    given = panel.sheets.select_related("rater", "rubric", "attempt__activity__edition").get()
    signed_in(client, given.rater)
    return given


def form(**fields: Any) -> dict[str, Any]:
    levels = {f"level-{name}": level for name, level in LEVELS.items()}
    return {"version": 0, "key": str(uuid4()), "remark": "Vu."} | levels | fields


def send(client: Client, sheet: Sheet, **fields: Any) -> tuple[int, dict[str, Any]]:
    """What a device kept while it had no network."""
    written = {"owner": owner_of(sheet.rater), "key": str(uuid4()), "base_version": 0}
    written |= {"levels": LEVELS, "remark": "", "signs": False} | fields
    path = at(f"marking/{sheet.pk}/writes/")
    answer = client.post(path, json.dumps(written), content_type="application/json")
    return answer.status_code, answer.json()


def test_a_judgment_is_kept_with_the_draft_and_changes_no_total(
    client: Client, sheet: Sheet
) -> None:
    path = at(f"marking/{sheet.pk}/")

    statuses = [client.post(path, form(judgment="insufficient")).status_code]
    severe = client.get(path).context["page"]
    statuses.append(client.post(path, form(judgment="good", version=1)).status_code)
    kind = client.get(path).context["page"]

    chosen = [each.id for page in (severe, kind) for each in page.judgments if each.is_chosen]
    assert (statuses, chosen) == ([302, 302], ["insufficient", "good"])
    assert severe.total == kind.total == "15.56 / 20 if you sign this way"


def test_a_sheet_is_signed_without_a_judgment(client: Client, sheet: Sheet) -> None:
    answer = client.post(at(f"marking/{sheet.pk}/signature/"), form(judgment=""))

    sheet.refresh_from_db()
    assert (answer.status_code, sheet.judgment, bool(sheet.submitted_at)) == (302, "", True)


def test_a_device_sends_its_judgment_with_its_change(client: Client, sheet: Sheet) -> None:
    status, told = send(client, sheet, judgment="good", signs=True)

    sheet.refresh_from_db()
    assert (status, told["state"], sheet.judgment) == (200, "kept", "good")
    assert SheetWrite.objects.get().judgment == "good"


def test_a_change_without_a_judgment_is_read(client: Client, sheet: Sheet) -> None:
    status, _told = send(client, sheet)

    sheet.refresh_from_db()
    assert (status, sheet.judgment, sheet.levels) == (200, "", LEVELS)


@pytest.mark.parametrize("wrong", ["excellent", 3, ["good"], None])
def test_a_judgment_that_is_none_of_the_four_is_refused_whole(
    client: Client, sheet: Sheet, wrong: object
) -> None:
    status, told = send(client, sheet, judgment=wrong)

    sheet.refresh_from_db()
    assert (status, told["state"], sheet.version) == (422, "unread", 0)


def test_two_judgments_made_on_two_devices_are_chosen_between(client: Client, sheet: Sheet) -> None:
    save_sheet(sheet, levels=LEVELS, remark="Vu.", judgment="insufficient")

    behind = client.post(at(f"marking/{sheet.pk}/"), form(judgment="good"))

    lines = behind.context["difference"].lines
    assert behind.status_code == 409
    assert [(line.field, line.here.value, line.there.value) for line in lines] == [
        ("judgment", "good", "insufficient")
    ]


def test_a_sheet_without_a_panel_asks_for_none(client: Client) -> None:
    stage = set_stage()
    signed_in(client, stage.expert)

    page = client.get(at(f"marking/{make_sheet(stage).pk}/"))

    assert page.context["page"].judgments == ()
    assert 'name="judgment"' not in page.content.decode()

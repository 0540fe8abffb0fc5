"""What a chair reads of how jurors agree: measured on what is signed, flagged, never corrected."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import assign_panel, save_sheet, submit_sheet
from passerelle.campus.models import Panel, Sheet
from passerelle.campus.queries.panel_agreement import Agreement, agreement_of
from tests.campus.marking_cast import at, signed_in
from tests.campus.team_cast import Datathon, make_panel, make_works, set_datathon

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
STEPS = ("absent", "fragile", "solide")


@pytest.fixture
def datathon() -> Datathon:
    return set_datathon(raters=3)


def judged(datathon: Datathon, *, works: int, severe: int | None, jurors: int = 3) -> Panel:
    """Every juror gives works their worth, the severe one a level below it."""
    make_works(datathon, works)
    panel = make_panel(datathon, jurors=jurors, jurors_per_work=jurors)
    assign_panel(panel)
    seats = sorted(panel.jurors.values_list("person_id", flat=True))
    sheets = panel.sheets.select_related("rater").order_by("attempt", "rater")
    for place, sheet in enumerate(sheets):
        worth = 1 + place // jurors % 2
        off = severe is not None and sheet.rater_id == seats[severe]
        # One juror of each pair hesitates once, so that something is left to chance.
        other = STEPS[worth] if place else "fragile"
        save_sheet(sheet, levels={"preuve": STEPS[worth - off], "clarte": other}, remark="")
        submit_sheet(sheet, by=sheet.rater)
    return panel


def read(panel: Panel) -> Agreement:
    sheets = Sheet.objects.filter(panel=panel).select_related("rater", "rubric")
    with translation.override("en"):
        return agreement_of(list(sheets))


def test_a_severe_juror_is_flagged_in_words_with_the_error_and_no_mark_changes(
    datathon: Datathon,
) -> None:
    panel = judged(datathon, works=6, severe=1)
    before = list(panel.sheets.order_by("pk").values_list("levels", flat=True))

    found = read(panel)

    assert [line.flagged for line in found.jurors] == [True, False, False]
    severe = next(line for line in found.jurors if "more severe" in line.words)
    assert severe.words.startswith("more severe than the others by ")
    assert severe.words.endswith(" points")
    assert " ± " in severe.words
    assert severe.works == 6
    assert list(panel.sheets.order_by("pk").values_list("levels", flat=True)) == before


def test_jurors_who_agree_are_not_flagged(datathon: Datathon) -> None:
    found = read(judged(datathon, works=6, severe=None))

    assert [line.flagged for line in found.jurors] == [False, False, False]
    assert {line.cases for line in (*found.criteria, found.total)} == {6}


def test_an_incomplete_design_is_measured_on_the_works_that_two_marked(datathon: Datathon) -> None:
    make_works(datathon, 8)
    panel = make_panel(datathon, jurors=4, jurors_per_work=2)
    assign_panel(panel)
    for place, sheet in enumerate(panel.sheets.select_related("rater").order_by("attempt")):
        step = STEPS[place // 2 % 3]
        save_sheet(sheet, levels={"preuve": step, "clarte": step}, remark="")
        submit_sheet(sheet, by=sheet.rater)

    found = read(panel)

    assert [(line.value, line.cases) for line in (*found.criteria, found.total)] == [
        ("1.00", 8),
        ("1.00", 8),
        ("1.00", 8),
    ]
    assert len(found.jurors) == 4


def test_too_few_works_are_said_to_be_too_few(datathon: Datathon) -> None:
    found = read(judged(datathon, works=2, severe=None))

    assert found.lack == "Not enough data: at least 6 works by two jurors are needed."


def test_the_page_says_it_in_both_languages_at_no_more_queries(
    client: Client, datathon: Datathon, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    panel = judged(datathon, works=6, severe=0)
    signed_in(client, datathon.coordinator)
    path = at(f"panels/{panel.pk}/")
    client.get(path)

    with django_assert_max_num_queries(11):
        english = client.get(path, headers={"accept-language": "en"}).content.decode()

    assert "more severe than the others by" in english
    assert "never a correction" in english

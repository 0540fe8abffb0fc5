"""Where a panel's threshold could lie: who reads it, on how much, and that nothing applies it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import assign_panel, save_sheet, submit_sheet
from passerelle.campus.models import Juror, Panel, Sheet
from passerelle.campus.viewer import viewer_of
from passerelle.jury.drawing import Line, scatter_drawn
from passerelle.jury.queries.panel_standard import PanelStandard, panel_standard
from tests.campus.marking_cast import at, signed_in
from tests.campus.team_cast import (
    Datathon,
    declared,
    make_juror,
    make_panel,
    make_works,
    set_datathon,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
# Two criteria, of weight 2 and 1, each of 3 points: 4.44, 8.89, 13.33 and 20 of 20.
WORTH = (
    ({"preuve": "fragile", "clarte": "absent"}, "insufficient"),
    ({"preuve": "fragile", "clarte": "fragile"}, "borderline"),
    ({"preuve": "solide", "clarte": "absent"}, "satisfactory"),
    ({"preuve": "solide", "clarte": "solide"}, "good"),
)


@pytest.fixture
def datathon() -> Datathon:
    return set_datathon(raters=2)


def judged(datathon: Datathon, *, works: int, by: tuple[str, ...] = ()) -> Panel:
    """Two jurors judge each work; the judgments are those of `by`, or what the points say."""
    make_works(datathon, works)
    panel = make_panel(datathon, jurors=1, jurors_per_work=2)
    declared(make_juror(datathon, panel, "Présidente Inventée", chair=True))
    assign_panel(panel)
    sheets = panel.sheets.select_related("rater").order_by("attempt", "rater")
    for place, sheet in enumerate(sheets):
        levels, judgment = WORTH[place // 2 % len(WORTH)]
        given = by[place // 2 % len(by)] if by else judgment
        save_sheet(sheet, levels=levels, remark="", judgment=given)
        submit_sheet(sheet, by=sheet.rater)
    return panel


def chair_of(panel: Panel) -> Juror:
    return panel.jurors.select_related("person").get(chair=True)


def read(datathon: Datathon, panel: Panel) -> PanelStandard:
    viewer = viewer_of(datathon.coordinator, edition=datathon.edition.slug)
    with translation.override("en"):
        return panel_standard(viewer, panel)


def test_the_cut_is_read_on_the_line_where_the_judgment_is_borderline(datathon: Datathon) -> None:
    page = read(datathon, judged(datathon, works=8))

    # Means 4.44, 6.67, 13.33, 20 at 1 to 4: by least squares the line is at 8.44 there.
    totals = {row.name: row.totals for row in page.rows}
    assert totals["borderline"] == "6.67\u00a0×\u00a04"
    assert page.finding.startswith("The threshold could lie at 8.4 of 20, between ")
    assert (page.sheets, page.works, page.below) == (16, 8, 4)
    assert page.award is not None
    assert page.award.yaml == "- id: devoir\n  pass: 8.4"


def test_too_few_works_are_said_to_be_too_few(datathon: Datathon) -> None:
    page = read(datathon, judged(datathon, works=5))

    assert page.lack == (
        "Not enough data for a threshold: 5 works have an overall judgment, at least 6 are needed."
    )
    assert (page.rows, page.drawn, page.award) == ((), "", None)


def test_sheets_without_a_judgment_are_counted_apart(datathon: Datathon) -> None:
    page = read(datathon, judged(datathon, works=8, by=("", "borderline", "good", "good")))

    assert (page.sheets, page.without, page.works) == (12, 4, 8)


@pytest.mark.parametrize(
    "by, lack",
    [
        (("good",), "No threshold: every sheet bears the same overall judgment."),
        (
            ("good", "good", "insufficient", "insufficient"),
            "No threshold: better judgments do not go with better totals.",
        ),
    ],
)
def test_judgments_that_say_nothing_give_no_threshold(
    datathon: Datathon, by: tuple[str, ...], lack: str
) -> None:
    assert read(datathon, judged(datathon, works=8, by=by)).lack == lack


def test_the_chair_reads_it_from_their_declaration_and_another_juror_does_not(
    client: Client, datathon: Datathon
) -> None:
    panel = judged(datathon, works=6)
    chair, other = chair_of(panel), panel.jurors.get(chair=False)
    path = at(f"panels/{panel.pk}/standard/")

    signed_in(client, other.person)
    refused = client.get(path).status_code
    hidden = path in client.get(at(f"panels/{panel.pk}/declaration/")).content.decode()
    signed_in(client, chair.person)
    shown = path in client.get(at(f"panels/{panel.pk}/declaration/")).content.decode()

    assert (refused, hidden, shown) == (404, False, True)
    assert client.get(path).status_code == 200


def test_a_chair_with_sheets_to_sign_reads_nothing_of_the_others(
    client: Client, datathon: Datathon
) -> None:
    panel = judged(datathon, works=8)
    chair = chair_of(panel)
    last = panel.sheets.filter(rater=chair.person).latest("pk")
    Sheet.objects.filter(pk=last.pk).update(submitted_at=None)
    signed_in(client, chair.person)

    page = client.get(at(f"panels/{panel.pk}/standard/")).context["page"]

    assert page.lack == "Sign your own sheets first: the others’ judgments could lead yours."
    assert (page.rows, page.drawn) == ((), "")


@pytest.mark.parametrize("works", [6, 9])
def test_the_page_asks_as_little_of_six_works_as_of_nine(
    client: Client,
    datathon: Datathon,
    works: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    panel = judged(datathon, works=works)
    signed_in(client, datathon.coordinator)
    path = at(f"panels/{panel.pk}/standard/")
    client.get(path)

    with django_assert_max_num_queries(8):
        page = client.get(path).content.decode()

    assert "never applied to the award rule" in page
    assert "style=" not in page.partition("<main")[2]


def test_a_drawing_keeps_every_sheet_in_its_frame_and_says_what_it_shows() -> None:
    line = Line(slope=8, intercept=-5, grade=2, ends=(-3, 31))
    points = [(0.0, 1), (0.0, 1), (20.0, 4)]

    drawn = scatter_drawn(points, line, grades=["a", "b", "<c>", "d"], scale=20, said="Dit.")

    assert drawn.count('class="dot"') == 3
    assert 'aria-label="Dit."' in drawn
    assert "&lt;c&gt;" in drawn
    # The band and the line end where the frame does: at 8 above, at 226 below.
    assert 'class="band" d="M30 8.0H340V226.0H30z"' in drawn
    assert 'class="line" d="M68.8 193.3L' in drawn

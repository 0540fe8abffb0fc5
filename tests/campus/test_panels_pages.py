"""The coordinator's panel, the juror's declaration, and what a juror may not read."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import (
    assign_panel,
    close_panel,
    declare_conflict,
    record_second_opinion,
    remark_on,
    save_sheet,
    submit_sheet,
)
from passerelle.campus.enums import Role
from passerelle.campus.models import (
    ConflictOfInterest,
    Juror,
    Panel,
    PaperFile,
    Result,
    SecondOpinion,
    Sheet,
)
from passerelle.people.models import Person
from tests.campus.marking_cast import at, make_sheet, make_staff, set_stage, signed_in
from tests.campus.team_cast import (
    LEVELS,
    Datathon,
    declared,
    make_juror,
    make_panel,
    make_team,
    make_work,
    make_works,
    member_of,
    set_datathon,
)
from tests.factories import NOW, make_institution

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
FULL = {"level-preuve": "solide", "level-clarte": "fragile", "remark": "Bien vu."}
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def datathon() -> Datathon:
    return set_datathon()


def text_of(client: Client, path: str) -> str:
    answer = client.get(at(path), headers=ENGLISH)
    assert answer.status_code == 200, answer.status_code
    text: str = answer.content.decode()
    return text


def one_sheet(datathon: Datathon, **fields: object) -> Sheet:
    """A juror who has declared, and the one sheet of a one-work panel."""
    panel = make_panel(datathon, jurors=1, jurors_per_work=1, **fields)
    assign_panel(panel)
    return panel.sheets.select_related("rater", "attempt").get()


# The coordinator


def test_a_coordinator_convenes_seats_gives_and_closes(client: Client, datathon: Datathon) -> None:
    make_works(datathon, 2)
    juror = make_juror(datathon, make_panel(datathon)).person
    signed_in(client, datathon.coordinator)
    convened = {"activity": datathon.report.pk, "name": "Salle B", "jurors_per_work": 1}

    page = client.post(at("panels/"), convened)["Location"]
    panel = Panel.objects.get(name="Salle B")
    client.post(f"{page}jurors/", {"person": juror.pk, "chair": "on"})
    client.post(f"{page}assignment/")
    declared(panel.jurors.get())
    for sheet in panel.sheets.select_related("rater"):
        save_sheet(sheet, levels=LEVELS, remark="")
        submit_sheet(sheet, by=sheet.rater)
    ready = text_of(client, f"panels/{panel.pk}/")
    client.post(f"{page}closure/")

    assert page == at(f"panels/{panel.pk}/")
    assert (panel.blind, panel.jurors.get().chair) == (False, True)
    assert "<h1>Every sheet is signed: the panel may close.</h1>" in ready
    assert Result.objects.count() == 2


def test_the_page_says_how_far_jurors_agree_once_they_have_signed(
    client: Client, datathon: Datathon
) -> None:
    make_works(datathon, 6)
    panel = make_panel(datathon, jurors=2)
    assign_panel(panel)
    signed_in(client, datathon.coordinator)
    before = text_of(client, f"panels/{panel.pk}/")
    for place, sheet in enumerate(panel.sheets.select_related("rater").order_by("attempt")):
        levels = ("absent", "fragile", "solide")[place // 4]
        save_sheet(sheet, levels={"preuve": levels, "clarte": levels}, remark="")
        submit_sheet(sheet, by=sheet.rater)

    agreement = client.get(at(f"panels/{panel.pk}/")).context["page"].agreement

    assert "Not enough data: no sheet is signed yet." in before
    assert [(line.value, line.cases) for line in agreement.criteria] == [("1.00", 6), ("1.00", 6)]
    assert (agreement.total.value, agreement.total.cases) == ("1.00", 6)


def test_an_unfinished_panel_closes_only_when_that_is_confirmed(
    client: Client, datathon: Datathon
) -> None:
    make_works(datathon, 1)
    panel = one_sheet(datathon).panel
    signed_in(client, datathon.coordinator)

    refused = client.post(at(f"panels/{panel.pk}/closure/"))
    confirmed = client.post(at(f"panels/{panel.pk}/closure/"), {"confirmed": "1"})

    panel.refresh_from_db()
    assert (refused.status_code, confirmed.status_code) == (422, 302)
    assert panel.closed_at == NOW


def test_a_coordinator_declares_for_a_juror_and_relieves_another(
    client: Client, datathon: Datathon
) -> None:
    (work,) = make_works(datathon, 1)
    panel = make_panel(datathon, jurors=2)
    assign_panel(panel)
    declaring, leaving = panel.jurors.all()
    signed_in(client, datathon.coordinator)
    base = at(f"panels/{panel.pk}/")
    conflict = {"juror": declaring.pk, "subject": work.team_id, "reason": "Même service."}

    silent = client.post(f"{base}conflicts/", conflict | {"reason": ""})
    client.post(f"{base}conflicts/", conflict)
    client.post(f"{base}jurors/{leaving.pk}/leaving/", {"reason": "Malade."})
    text = text_of(client, f"panels/{panel.pk}/")

    assert silent.status_code == 422
    assert ConflictOfInterest.objects.get().by == datathon.coordinator
    assert "Même service." in text
    assert "2 sheets are set aside: they are kept, and do not count." in text


@pytest.mark.parametrize("works", [1, 3])
def test_a_panels_page_costs_the_same_for_one_work_and_for_three(
    client: Client,
    datathon: Datathon,
    works: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made = make_works(datathon, works)
    panel = make_panel(datathon, jurors=works + 1)
    assign_panel(panel)
    for juror in panel.jurors.all():
        declare_conflict(juror, subject=made[0].team, reason="Oui.", by=juror.person)
    signed_in(client, datathon.coordinator)

    with django_assert_num_queries(8):
        client.get(at(f"panels/{panel.pk}/"))
    with django_assert_num_queries(5):
        client.get(at("panels/"))


# The juror


def test_the_first_sheet_asks_for_a_declaration_that_names_institutions_and_nobody(
    client: Client, datathon: Datathon
) -> None:
    teams = [make_team(datathon, n, f"Zélie Inventée-{n}") for n in (1, 2)]
    works = [make_work(datathon, team) for team in teams]
    panel = make_panel(datathon, jurors_per_work=1)
    juror = make_juror(datathon, panel)
    assign_panel(panel)
    signed_in(client, juror.person)
    sheets = {sheet.attempt_id: sheet for sheet in panel.sheets.all()}
    address = at(f"panels/{panel.pk}/declaration/")

    sent_away = client.get(at(f"marking/{sheets[works[0].pk].pk}/"))
    form = text_of(client, f"panels/{panel.pk}/declaration/")
    unsaid = client.post(address, {"subject": teams[0].pk, "reason": ""})
    client.post(address, {"subject": teams[0].pk, "reason": "J’y enseigne."})
    recused = client.get(at(f"marking/{sheets[works[0].pk].pk}/"), follow=True, headers=ENGLISH)
    opened = client.get(at(f"marking/{sheets[works[1].pk].pk}/"))

    assert sent_away["Location"] == address
    assert ("Team 1" in form, str(make_institution().name) in form) == (True, True)
    assert "Zélie" not in form
    assert (unsaid.status_code, opened.status_code) == (422, 200)
    assert "Reason given: “J’y enseigne.”" in recused.content.decode()
    assert client.get(at("marking/")).context["desk"].left == 1


def test_declaring_nothing_opens_the_sheets_and_an_autosave_before_it_is_refused(
    client: Client, datathon: Datathon
) -> None:
    make_works(datathon, 1)
    panel = make_panel(datathon, jurors_per_work=1)
    juror = make_juror(datathon, panel)
    assign_panel(panel)
    signed_in(client, juror.person)
    sheet = at(f"marking/{panel.sheets.get().pk}/")

    early = client.post(sheet, FULL, headers={"X-Autosave": "1"})
    client.post(at(f"panels/{panel.pk}/declaration/"))
    later = client.post(sheet, FULL, headers={"X-Autosave": "1"})

    assert (early.status_code, later.status_code) == (409, 204)
    assert early.content.decode().startswith("Declare your conflicts of interest first")
    assert Juror.objects.get(pk=juror.pk).declared_at == NOW
    assert not ConflictOfInterest.objects.exists()


def test_whoever_sits_elsewhere_or_has_left_has_no_declaration_here(
    client: Client, datathon: Datathon
) -> None:
    panel = make_panel(datathon)
    left, elsewhere = make_juror(datathon, panel), make_staff(datathon.edition, Role.EXPERT)
    Juror.objects.filter(pk=left.pk).update(left_at=NOW)
    address = at(f"panels/{panel.pk}/declaration/")

    codes = [
        signed_in(client, person).get(address).status_code for person in (left.person, elsewhere)
    ]

    assert codes == [404, 404]


def test_a_closed_panel_shows_its_unsigned_sheet_and_takes_nothing(
    client: Client, datathon: Datathon
) -> None:
    make_works(datathon, 1)
    sheet = one_sheet(datathon)
    save_sheet(sheet, levels={"preuve": "solide"}, remark="À finir")
    close_panel(sheet.panel, by=datathon.coordinator)
    signed_in(client, sheet.rater)

    page = text_of(client, f"marking/{sheet.pk}/")
    sent = client.post(at(f"marking/{sheet.pk}/"), FULL)

    assert "was not signed before the panel closed." in page
    assert (sent.status_code, '<button class="button"\n' in page) == (422, False)
    assert client.get(at("marking/")).context["desk"].left == 0


# Blind


@pytest.mark.parametrize("blind, names", [(True, False), (False, True)])
def test_a_juror_reads_whose_work_it_is_only_where_the_panel_is_not_blind(
    client: Client, datathon: Datathon, blind: bool, names: bool
) -> None:
    team = make_team(datathon, 1, "Zélie Inventée")
    work = make_work(datathon, team)
    paper = PaperFile.objects.create(
        attempt=work,
        file=ContentFile(b"x", name="zelie.pdf"),
        name="Zélie-Inventée.PDF",
        size_bytes=1,
        digest="0" * 64,
        added_at=NOW,
    )
    remark_on(work, author=member_of(team), text="Une question.", form_key=uuid4())
    sheet = one_sheet(datathon, blind=blind)
    signed_in(client, sheet.rater)

    paths = (f"marking/{sheet.pk}/", f"attempts/{work.pk}/", "marking/")
    pages = [text_of(client, path) for path in paths]
    saved = client.get(at(f"files/{paper.pk}/"), headers=ENGLISH)["Content-Disposition"]

    assert "Une question." in pages[1]
    assert ["Zélie" in page or team.name in page for page in pages] == [names] * 3
    assert "Experts do not see this name" not in pages[0]
    assert (f'filename="work-{work.pk}-1.pdf"' in saved) is not names


def test_an_expert_reads_no_author_at_the_works_own_address_and_the_staff_does(
    client: Client,
) -> None:
    stage = set_stage()
    make_sheet(stage)
    path = f"attempts/{stage.paper.pk}/"
    remark_on(stage.paper, author=stage.learner.person, text="Une question.", form_key=uuid4())

    Person.objects.update(language="en")

    blind = text_of(signed_in(client, stage.expert), path)
    staff = text_of(signed_in(client, stage.coordinator), path)
    own = text_of(signed_in(client, stage.learner.person), path)

    assert ("Amina" in blind, "The author of the work" in blind) == (False, True)
    assert ("Amina" in staff, "Amina" in own) == (True, True)


@pytest.mark.parametrize("works", [1, 3])
def test_a_jurors_pages_cost_the_same_for_one_work_and_for_three(
    client: Client,
    datathon: Datathon,
    works: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_works(datathon, works)
    panel = make_panel(datathon, jurors=1, jurors_per_work=1)
    assign_panel(panel)
    signed_in(client, panel.jurors.get().person)
    for sheet in panel.sheets.select_related("rater"):
        save_sheet(sheet, levels=LEVELS, remark="")
        submit_sheet(sheet, by=sheet.rater)

    with django_assert_num_queries(8):
        client.get(at(f"marking/{sheet.pk}/"))
    with django_assert_num_queries(8):
        client.get(at(f"attempts/{sheet.attempt_id}/"))
    with django_assert_num_queries(7):
        client.get(at(f"panels/{panel.pk}/declaration/"))
    with django_assert_num_queries(8):
        client.get(at("marking/"))


# A model's opinion


def test_a_models_opinion_is_read_after_signing_labelled_and_never_counted(
    client: Client, datathon: Datathon
) -> None:
    (work,) = make_works(datathon, 1)
    sheet = one_sheet(datathon)
    opinion = {"levels": {"preuve": "absent", "clarte": "fragile"}, "remark": "Sans source."}
    record_second_opinion(work, source="Modèle d’essai 7B, consigne 2", **opinion)
    record_second_opinion(work, source="Modèle d’essai 7B, consigne 2", **opinion)
    signed_in(client, sheet.rater)

    before = text_of(client, f"marking/{sheet.pk}/")
    client.post(at(f"marking/{sheet.pk}/signature/"), FULL)
    after = text_of(client, f"marking/{sheet.pk}/")
    close_panel(sheet.panel, by=datathon.coordinator)

    assert SecondOpinion.objects.count() == 1
    assert ("Modèle d’essai" in before, "Sans source." in before) == (False, False)
    assert "Second opinion of a model, not counted" in after
    assert "The model would have chosen otherwise on 1 criterion of 2." in after
    assert Result.objects.get().points == 7

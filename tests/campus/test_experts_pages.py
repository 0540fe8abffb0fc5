"""Experts: what they see, the links that let them in, who marks what."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import invite_expert
from passerelle.campus.enums import Role
from passerelle.campus.models import Sheet
from passerelle.campus.queries.marking_ratings import (
    Pairing,
    PaperToRate,
    Plan,
    Rater,
    balanced_plan,
)
from passerelle.foundation.models import Entry
from passerelle.people.actions import give_personal_link
from passerelle.people.models import PersonalLink
from tests.campus.marking_cast import (
    Stage,
    another_paper,
    at,
    make_sheet,
    make_staff,
    signed_in,
)
from tests.factories import make_edition, make_enrolment, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def form() -> dict[str, str]:
    return {"days": "30", "form_key": str(uuid4())}


def links_of(person: object) -> str:
    return at(f"experts/{person.pk}/links/")  # type: ignore[attr-defined]


# Personal links


def test_a_link_is_shown_once_and_lands_on_the_desk(client: Client, stage: Stage) -> None:
    make_sheet(stage)
    page = signed_in(client, stage.coordinator).post(links_of(stage.expert), form())
    address = re.search(r'value="http://testserver(/link/[^"]+)"', page.content.decode())
    assert address is not None
    visitor = Client()

    opened = visitor.get(address[1])
    landed = visitor.post(address[1], follow=True)

    assert (opened.status_code, "no-store" in page["Cache-Control"]) == (200, True)
    assert landed.redirect_chain == [(at("marking/"), 302)]
    assert len(landed.context["desk"].waiting) == 1


def test_an_expert_sees_nothing_of_the_others(client: Client, stage: Stage) -> None:
    colleague = make_staff(stage.edition, Role.EXPERT, "Solange Secrète")
    hidden = make_sheet(stage, rater=colleague, remark="Entre nous")
    theirs = make_session(stage.module)
    invite_expert(theirs, person=colleague)
    secret = give_personal_link(stage.expert, purpose="Marquer", destination=at("marking/"))

    landed = client.post(f"/link/{secret}/", follow=True)
    refused = {
        path: client.get(at(path)).status_code
        for path in (
            f"marking/{hidden.pk}/",
            f"attempts/{stage.paper.pk}/",
            f"sessions/{theirs.slug}/presence/",
            f"cohort/{stage.learner.pk}/",
            "cohort/",
            "cohort.csv",
            "experts/",
            "ratings/",
            "journal/",
            "journal.csv",
        )
    }

    assert refused == {
        f"marking/{hidden.pk}/": 404,
        f"attempts/{stage.paper.pk}/": 404,
        f"sessions/{theirs.slug}/presence/": 404,
        f"cohort/{stage.learner.pk}/": 403,
        "cohort/": 403,
        "cohort.csv": 403,
        "experts/": 403,
        "ratings/": 403,
        "journal/": 403,
        "journal.csv": 403,
    }
    leaks = ("Secrète", "Entre nous", "Amina", str(theirs.title), f"marking/{hidden.pk}/")
    assert [leak for leak in leaks if leak in landed.content.decode()] == []


def test_the_same_form_sent_twice_makes_one_link(client: Client, stage: Stage) -> None:
    signed_in(client, stage.coordinator)
    sent = form()

    answers = [client.post(links_of(stage.expert), sent).status_code for _ in range(2)]

    assert answers == [200, 302]
    assert PersonalLink.objects.count() == 1


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.COORDINATOR, Role.JUROR])
def test_no_link_opens_more_than_an_experts_desk(client: Client, stage: Stage, role: str) -> None:
    make_enrolment(make_edition("2026"), role, stage.expert)

    answer = signed_in(client, stage.coordinator).post(links_of(stage.expert), form())

    assert answer["Location"] == at("experts/")
    assert not PersonalLink.objects.exists()


def test_a_link_is_for_an_expert_of_the_edition(client: Client, stage: Stage) -> None:
    answer = signed_in(client, stage.coordinator).post(links_of(stage.learner.person), form())

    assert answer.status_code == 404
    assert not PersonalLink.objects.exists()


def test_a_link_without_a_duration_is_refused(client: Client, stage: Stage) -> None:
    answer = signed_in(client, stage.coordinator).post(links_of(stage.expert), {"days": "900"})

    assert answer["Location"] == at("experts/")
    assert not PersonalLink.objects.exists()


def test_a_withdrawn_link_no_longer_opens(client: Client, stage: Stage) -> None:
    secret = give_personal_link(stage.expert, purpose="Marquer", destination=at("marking/"))
    link = PersonalLink.objects.get()
    signed_in(client, stage.coordinator)

    codes = [client.post(at(f"experts/links/{link.pk}/withdrawal/")).status_code for _ in range(2)]

    assert codes == [302, 404]
    assert Client().get(f"/link/{secret}/").status_code == 410
    assert Entry.objects.filter(verb="withdrew a personal link", edition="2027").count() == 1


def test_the_link_of_another_edition_is_not_ours_to_withdraw(client: Client, stage: Stage) -> None:
    give_personal_link(stage.expert, purpose="Ailleurs", destination="/2026/marking/")
    link = PersonalLink.objects.get()

    answer = signed_in(client, stage.coordinator).post(at(f"experts/links/{link.pk}/withdrawal/"))

    link.refresh_from_db()
    assert (answer.status_code, link.withdrawn_at) == (404, None)


def test_the_list_says_sessions_and_what_is_left_to_sign(client: Client, stage: Stage) -> None:
    session = make_session(stage.module)
    invite_expert(session, person=stage.expert)
    make_sheet(stage)

    page = signed_in(client, stage.coordinator).get(at("experts/")).context["experts"]

    row = page.rows[0]
    assert (row.name, row.sessions, row.pending, row.signed) == (
        "Basile Inventé",
        str(session.title),
        1,
        0,
    )


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_costs_the_same_for_one_expert_and_three(
    client: Client,
    stage: Stage,
    more: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    experts = [stage.expert] + [make_staff(stage.edition, Role.EXPERT) for _ in range(more)]
    for expert in experts:
        invite_expert(make_session(stage.module), person=expert)
        give_personal_link(expert, purpose="Marquer", destination=at("marking/"))
    signed_in(client, stage.coordinator)

    with django_assert_num_queries(8):
        client.get(at("experts/"))


# Who marks what


def test_papers_go_to_whoever_has_least_on_their_desk() -> None:
    raters = [Rater(1, "A", load=2), Rater(2, "B", load=0)]
    papers = [PaperToRate(number, lacking=1) for number in (10, 11, 12, 13)]

    plan = balanced_plan(papers, raters)

    assert plan == Plan((Pairing(10, 2), Pairing(11, 2), Pairing(12, 1), Pairing(13, 2)))


def test_a_plan_never_gives_someone_their_own_work_and_says_what_is_short() -> None:
    papers = [PaperToRate(10, lacking=2, barred=frozenset({1})), PaperToRate(11, lacking=1)]

    plan = balanced_plan(papers, [Rater(1, "A"), Rater(2, "B")])

    assert plan == Plan((Pairing(10, 2), Pairing(11, 1)), short=(10,))


def test_the_plan_is_shown_before_anything_is_given(client: Client, stage: Stage) -> None:
    page = signed_in(client, stage.coordinator).get(at(f"ratings/?rater={stage.expert.pk}"))

    assert page.context["plan"].pairs == (f"{stage.paper.pk}:{stage.expert.pk}",)
    assert not Sheet.objects.exists()


def test_a_confirmed_plan_gives_the_papers_once(client: Client, stage: Stage) -> None:
    sent = {"pair": [f"{stage.paper.pk}:{stage.expert.pk}"]}
    signed_in(client, stage.coordinator)

    codes = [client.post(at("ratings/"), sent).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert list(Sheet.objects.values_list("attempt", "rater")) == [
        (stage.paper.pk, stage.expert.pk)
    ]


def test_a_plan_that_gives_someone_their_own_work_gives_nothing(
    client: Client, stage: Stage
) -> None:
    author = stage.learner.person
    make_enrolment(stage.edition, Role.EXPERT, author)
    other = another_paper(stage)
    sent = {"pair": [f"{other.pk}:{author.pk}", f"{stage.paper.pk}:{author.pk}"]}

    answer = signed_in(client, stage.coordinator).post(at("ratings/"), sent)

    assert answer.status_code == 422
    assert not Sheet.objects.exists()


@pytest.mark.parametrize("pair", ["", "x:y", "1", "999999:1", "²:1"])
def test_a_plan_nobody_showed_is_refused(client: Client, stage: Stage, pair: str) -> None:
    answer = signed_in(client, stage.coordinator).post(at("ratings/"), {"pair": pair})

    assert answer.status_code == 422
    assert not Sheet.objects.exists()


def test_a_learner_cannot_be_made_a_rater(client: Client, stage: Stage) -> None:
    other = make_enrolment(stage.edition).person

    answer = signed_in(client, stage.coordinator).post(
        at("ratings/"), {"pair": f"{stage.paper.pk}:{other.pk}"}
    )

    assert answer.status_code == 422
    assert not Sheet.objects.exists()


def test_papers_with_enough_raters_are_not_given_again(client: Client, stage: Stage) -> None:
    make_sheet(stage)

    page = signed_in(client, stage.coordinator).get(at(f"ratings/?rater={stage.expert.pk}"))

    assert page.context["papers"] == 0


def test_a_paper_that_two_must_mark_still_waits_for_its_second_rater(
    client: Client, stage: Stage
) -> None:
    make_sheet(stage)
    stage.assignment.settings["raters"] = 2
    stage.assignment.save()

    page = signed_in(client, stage.coordinator).get(at(f"ratings/?rater={stage.expert.pk}"))

    assert page.context["papers"] == 1


@pytest.mark.parametrize("more", [0, 2])
def test_the_plan_costs_the_same_for_one_paper_and_three(
    client: Client,
    stage: Stage,
    more: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(more):
        another_paper(stage)
    signed_in(client, stage.coordinator)

    with django_assert_num_queries(7):
        client.get(at(f"ratings/?rater={stage.expert.pk}"))

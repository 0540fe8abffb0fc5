"""All the news of a person, what is new among them; and the mail of a demo."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from passerelle.foundation import mail
from passerelle.foundation.models import Notice
from passerelle.foundation.notices import tell
from tests.campus.agenda_cast import a_year, browser_of, reader
from tests.factories import both

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def unread() -> int:
    return Notice.objects.filter(read_at=None).count()


def test_news_are_read_by_a_form_and_not_by_looking() -> None:
    edition, _module = a_year()
    learner = reader(edition)
    for name in ("Un", "Deux"):
        tell(learner.person_id, verb="marked", label=both(name), url="/2027/results/")
    client = browser_of(learner.person)

    before = client.get("/news/").text
    looked_at = unread()
    after = client.post("/news/reading/", follow=True).text

    assert "<h1>2 pieces of news are new to you.</h1>" in before
    assert ">Your work is marked: Deux (en)</a>" in before
    assert (looked_at, unread()) == (2, 0)
    assert "<h1>You have read all your news.</h1>" in after
    assert "Mark all as read" not in after


def test_one_that_is_opened_is_read_and_only_by_its_reader() -> None:
    edition, _module = a_year()
    learner, other = reader(edition), reader(edition)
    tell(learner.person_id, verb="marked", label="Devoir", url="/2027/results/")
    address = f"/news/{Notice.objects.get().pk}/reading/"

    refused, seen = browser_of(other.person).post(address), unread()
    answer = browser_of(learner.person).post(address)

    assert (refused.status_code, seen) == (404, 1)
    assert (answer.status_code, unread()) == (302, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_news_cost_the_same_for_one_line_and_three(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition, _module = a_year()
    learner = reader(edition)
    for _ in range(rows):
        tell(learner.person_id, verb="marked", label="Devoir", url="/")
    client = browser_of(learner.person)

    with django_assert_num_queries(6):
        client.get("/news/")


def test_anyone_reads_the_mail_of_a_demo_and_nobody_that_of_a_campus(
    client: Client, settings: Settings
) -> None:
    with mail.staying_here():
        written = mail.send(
            to="a@invente.example", language="en", subject="<Code>", text="ABC\n\nD"
        )
    addresses = ["/demo/mail/", f"/demo/mail/{written.pk}/", "/demo/mail/999/"]

    on_a_campus = [client.get(each).status_code for each in addresses]
    settings.PASSERELLE_DEMO = True
    in_a_demo = [client.get(each).status_code for each in addresses]

    assert (on_a_campus, in_a_demo) == ([404] * 3, [200, 200, 404])
    assert "&lt;Code&gt;" in client.get(addresses[0]).text
    assert "<p>ABC</p>" in client.get(addresses[1]).text

"""Every address × every role: what is answered is what the table declares, and nothing is left
undeclared."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from pytest_django import DjangoDbBlocker

from passerelle.config import urls
from passerelle.foundation import clock
from tests.factories import NOW
from tests.permissions.cast import Cast, play_a_small_year
from tests.permissions.routes import Route, all_routes, answer_to, session_of
from tests.permissions.table import PEOPLE, TABLE, Row

ROUTES = all_routes()
BY_NAME = {route.name: route for route in ROUTES}
DECLARED = {(row.route, row.method) for row in TABLE}
# allauth's own pages: its rules are allauth's; what we ask of them is in people/test_sign_in.py
# and people/test_passkeys.py.
ACCOUNTS = {route.name for route in ROUTES if route.name.startswith(("account_", "mfa_"))}
# `people` stands below `campus` and cannot use its gate; its pages are of doors and readers.
UNGATED = {"personal_link", "set_language", "settings", "passkeys"} | {
    "passkey_addition",
    "passkey_code",
    "passkey_confirmation",
    "passkey",
    "passkey_removal",
}
_BLANK = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Year:
    """The cast, each with the session of someone who has signed in."""

    cast: Cast
    sessions: dict[str, str]


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Year]:
    """Played once for this file, and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = play_a_small_year()
        yield Year(cast, {name: session_of(person) for name, person in cast.people.items()})
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _refusals_are_short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Not logged, and without their words, which Chromium's tests read: they are thousands."""
    for status in (403, 404):
        answer = partial(_refused, status)
        monkeypatch.setattr(urls, f"handler{status}", answer, raising=False)
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def _refused(status: int, _request: HttpRequest, **_exception: object) -> HttpResponse:
    return HttpResponse(status=status)


def address_of(route: Route, row: Row, cast: Cast) -> str:
    """The address with its blanks filled: by the row's own object, or by the blank's namesake."""
    own = {"edition": row.year}

    def filled(blank: re.Match[str]) -> str:
        name = blank[1]
        return own.get(name) or str(cast.objects[row.blanks.get(name, name)])

    return "/" + _BLANK.sub(filled, route.address)


def answers_at(address: str, method: str, year: Year) -> dict[str, str]:
    """What each person is answered; what they changed is taken back before the next one."""
    answers = {}
    with clock.standing_at(NOW):
        for name, session in year.sessions.items():
            with transaction.atomic():
                answers[name] = answer_to(session, method, address)
                transaction.set_rollback(True)
    return answers


@pytest.mark.django_db
@pytest.mark.parametrize("row", TABLE, ids=str)
def test_each_person_is_answered_as_the_table_declares(row: Row, year: Year) -> None:
    address = address_of(BY_NAME[row.route], row, year.cast)

    answers = answers_at(address, row.method, year)

    assert answers == row.answers


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route", [each for each in ROUTES if each.name not in ACCOUNTS], ids=lambda each: each.name
)
def test_an_address_answers_only_in_the_ways_it_declares(route: Route, year: Year) -> None:
    rows = [row for row in TABLE if row.route == route.name]
    entitled = {
        (row.method, row.year, tuple(row.blanks.items())): name
        for row in rows
        for name, answer in row.answers.items()
        if answer == "in"
    }
    undeclared = {"get", "post"} - {row.method for row in rows}

    answers = {
        answer_to(year.sessions[name], method, address_of(route, row, year.cast))
        for row in rows
        for method in undeclared
        if (name := entitled.get((row.method, row.year, tuple(row.blanks.items()))))
    }

    assert answers <= {"405"}


def test_every_route_is_declared_in_the_table() -> None:
    undeclared = {route.name or route.address for route in ROUTES} - {name for name, _ in DECLARED}

    assert undeclared - ACCOUNTS == set()


def test_the_table_declares_no_route_that_is_gone() -> None:
    gone = {name for name, _ in DECLARED} - set(BY_NAME)

    assert gone == set()


def test_no_two_routes_share_a_name() -> None:
    twice = {name for name, count in Counter(route.name for route in ROUTES).items() if count > 1}

    # Two doors of allauth's are ours first: they ask for a proof.
    assert twice == {"account_email", "account_set_password"}


def test_every_view_stands_behind_a_rule() -> None:
    open_views = {route.name for route in ROUTES if not hasattr(route.view, "rule")}

    assert open_views - ACCOUNTS == UNGATED


def test_every_row_answers_every_person() -> None:
    assert {tuple(row.answers) for row in TABLE} == {PEOPLE}


@pytest.mark.django_db
def test_the_cast_is_the_tables(year: Year) -> None:
    assert set(year.cast.people) == set(PEOPLE)


@pytest.mark.django_db
def test_an_edition_that_does_not_exist_is_not_found_by_anyone(year: Year) -> None:
    answers = answers_at("/1999/journal/", "get", year)

    assert answers == dict.fromkeys(PEOPLE, "404")

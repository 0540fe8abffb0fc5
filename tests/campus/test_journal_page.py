"""The journal, as the coordinator reads it."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.enums import Role
from passerelle.campus.queries.cohort_verbs import VERBS, said
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.models import Entry
from passerelle.foundation.translated import Translated
from passerelle.people.models import Person
from passerelle.programme.models import Edition
from tests.campus.marking_cast import at, make_staff, signed_in
from tests.factories import (
    NOW,
    both,
    make_activity,
    make_edition,
    make_enrolment,
    make_module,
    make_person,
    make_session,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
PACKAGE = Path(__file__).parents[2] / "passerelle"


@pytest.fixture
def coordinator() -> Person:
    person = make_staff(make_edition(), Role.COORDINATOR, "Claire Inventée")
    return person


def write(actor: Person, verb: str = "handed in", when: datetime = NOW, **detail: str) -> Entry:
    with clock.standing_at(when):
        return note(actor, verb, Thing("attempt", "1", "Devoir"), edition="2027", **detail)


def lines(client: Client, question: str = "") -> list[tuple[str, str]]:
    page = client.get(at(f"journal/{question}")).context["page"]
    return [(line.actor, line.label) for day in page.days for line in day.lines]


def test_it_says_who_what_when_and_on_what(client: Client, coordinator: Person) -> None:
    coordinator.language = "en"
    coordinator.save()
    write(make_person("Amina Inventée"), files="2")

    page = signed_in(client, coordinator).get(at("journal/")).context["page"]

    day = page.days[0]
    line = day.lines[0]
    assert day.day == "Thursday 18 February 2027"
    assert (line.actor, line.verb, line.label, line.facts) == (
        "Amina Inventée",
        "handed in",
        "Devoir",
        "files: 2",
    )
    assert line.at == "1:00\u00a0pm\u00a0Paris · 7:00\u00a0am\u00a0Montréal"


def test_whoever_reads_english_finds_the_english_titles(
    client: Client, coordinator: Person
) -> None:
    module = make_module(Edition.objects.get(), title=both("Un module"))
    make_activity(module, title=Translated("Devoir", "Essay"))
    make_session(module, title=Translated("Atelier", "Workshop"))
    make_activity(module, title=Translated("Sans traduction"))
    for label in ("Devoir", "Atelier", "Sans traduction", "Amina Inventée"):
        note(coordinator, "read", Thing("attempt", "1", label), edition="2027")
    signed_in(client, coordinator)
    french = {label for _actor, label in lines(client)}
    coordinator.language = "en"
    coordinator.save()

    english = {label for _actor, label in lines(client)}
    sheet = b"".join(client.get(at("journal.csv")).streaming_content).decode()

    assert french == {"Devoir", "Atelier", "Sans traduction", "Amina Inventée"}
    assert english == {"Essay", "Workshop", "Sans traduction", "Amina Inventée"}
    assert "Essay" in sheet
    assert "Devoir" not in sheet


def test_the_day_is_the_readers(client: Client, coordinator: Person) -> None:
    coordinator.zone = "America/Toronto"
    coordinator.save()
    amina, basile = make_person("Amina Inventée"), make_person("Basile Inventé")
    write(amina, when=NOW.replace(hour=4))  # still the 17th in Montréal
    write(basile, when=NOW.replace(hour=6))

    shown = lines(signed_in(client, coordinator), "?day=2027-02-18")

    assert shown == [("Basile Inventé", "Devoir")]


def test_it_can_be_narrowed_to_a_person_and_a_verb(client: Client, coordinator: Person) -> None:
    amina, basile = make_person("Amina Inventée"), make_person("Basile Inventé")
    write(amina)
    write(amina, "read")
    write(basile)

    shown = lines(signed_in(client, coordinator), "?actor=amina&verb=read")

    assert shown == [("Amina Inventée", "Devoir")]


def test_earlier_lines_follow_without_gap_or_repeat(client: Client, coordinator: Person) -> None:
    people = [make_person(f"Personne {n:03}") for n in range(3)]
    for number in range(120):
        write(people[number % 3], when=NOW - timedelta(minutes=number // 4))
    signed_in(client, coordinator)

    shown, question, pages = [], "", 0
    while question is not None:
        page = client.get(at(f"journal/{question}")).context["page"]
        shown += [line for day in page.days for line in day.lines]
        question, pages = page.older_url or None, pages + 1

    assert (len(shown), pages) == (120, 3)


def test_another_edition_keeps_its_journal_to_itself(client: Client, coordinator: Person) -> None:
    note(make_person("Ailleurs"), "read", Thing("attempt", "1", "Autre"), edition="2026")

    shown = lines(signed_in(client, coordinator), "?before=1")

    assert "Ailleurs" not in [actor for actor, _label in shown]


@pytest.mark.parametrize("question", ["?day=2027-02-30", "?day=demain", "?before=x", "?verb=zzz"])
def test_a_question_that_makes_no_sense_still_gets_a_page(
    client: Client, coordinator: Person, question: str
) -> None:
    answer = signed_in(client, coordinator).get(at(f"journal/{question}"))

    assert answer.status_code == 200


@pytest.mark.parametrize("role", [Role.LEARNER, Role.EXPERT, Role.MODULE_LEAD, Role.JUROR])
def test_it_is_for_the_coordinator(client: Client, role: str) -> None:
    someone = make_enrolment(make_edition(), role).person
    signed_in(client, someone)

    codes = [client.get(at(path)).status_code for path in ("journal/", "journal.csv")]

    assert codes == [403, 403]


def test_the_spreadsheet_has_the_same_lines_made_harmless(
    client: Client, coordinator: Person
) -> None:
    write(make_person("=cmd|' /C calc'!A0"))

    answer = signed_in(client, coordinator).get(at("journal.csv?verb=handed+in"))

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert [row[1] for row in rows[1:]] == ["'=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_journal_costs_the_same_for_one_line_and_three(
    client: Client,
    coordinator: Person,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        write(coordinator)
    signed_in(client, coordinator)

    with django_assert_num_queries(5):
        client.get(at("journal/"))


def test_every_verb_that_the_product_writes_has_its_words() -> None:
    written = {verb for path in sorted(PACKAGE.rglob("*.py")) for verb in verbs_in(path)}

    assert sorted(written - VERBS) == []


def test_what_someone_answered_is_not_said_as_the_state_of_a_question() -> None:
    with translation.override("fr"):
        assert said("answered") != gettext("answered")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_two_verbs_are_said_alike(language: str) -> None:
    with translation.override(language):
        assert len({said(verb) for verb in VERBS}) == len(VERBS)


def verbs_in(path: Path) -> Iterator[str]:
    """The verbs given to `note(…)`, or to a `_note(…)` that passes it on."""
    if "engines" in path.parts:
        return
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("note", "_note"):
            yield from (
                argument.value
                for argument in call.args[:2]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )

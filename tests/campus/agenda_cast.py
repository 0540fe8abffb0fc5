"""People of a year with two modules and sessions on both continents; nobody here exists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.test import Client

from passerelle.campus.models import Attendance, Enrolment, Session, SessionExpert
from passerelle.people.models import Person
from passerelle.programme.models import Edition, Module
from tests.factories import NOW, make_edition, make_enrolment, make_module, make_person, sign_in

PARIS, MONTREAL = "Europe/Paris", "America/Toronto"


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


def a_year() -> tuple[Edition, Module]:
    """A module that runs from January to May."""
    edition = make_edition(issuer="did:web:diplome.example")
    module = make_module(
        edition, opens_at=NOW - timedelta(days=20), closes_at=NOW + timedelta(days=100)
    )
    return edition, module


def reader(edition: Edition, role: str = "learner", *, zone: str = PARIS) -> Enrolment:
    """Someone who reads English: the words of the code, whatever the catalogue says."""
    return make_enrolment(edition, role, make_person(language="en", zone=zone))


def browser_of(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def page(person: Person, address: str) -> str:
    """The text of a page that is there, without the no-break spaces."""
    answer = browser_of(person).get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def give(session: Session, person: Person) -> SessionExpert:
    return SessionExpert.objects.create(session=session, person=person)


def attend(session: Session, enrolment: Enrolment, minutes: int) -> Attendance:
    return Attendance.objects.create(
        session=session,
        enrolment=enrolment,
        minutes=minutes,
        evidence="room log",
        recorded_at=NOW,
        recorded_by=enrolment.person,
    )

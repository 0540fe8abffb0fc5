"""Invented people and a small programme to test with; nobody here exists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import yaml
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from passerelle.campus.enums import Role
from passerelle.campus.models import Activity, Attempt, Enrolment, Session
from passerelle.foundation.translated import Translated
from passerelle.people.models import Institution, Person
from passerelle.people.signed_in import SessionStore
from passerelle.programme.models import Edition, Module, Programme

_numbers = count(1)
_Dumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
NOW = datetime(2027, 2, 18, 12, 0, tzinfo=UTC)


def both(text: str) -> Translated:
    return Translated(fr=text, en=f"{text} (en)")


def as_yaml(written: object) -> bytes:
    return bytes(yaml.dump(written, Dumper=_Dumper, allow_unicode=True, encoding="utf-8"))


def sign_in(client: Client, person: Person) -> None:
    """What `force_login` leaves in a browser, by four queries instead of fifteen: tests do so by the
    thousand. `last_login` stays as it was."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def make_person(name: str = "", **fields: Any) -> Person:
    number = next(_numbers)
    name = name or f"Personne Inventée {number}"
    return Person.objects.create_user(f"personne{number}@invente.example", name=name, **fields)


def make_institution(slug: str = "chum", country: str = "CA") -> Institution:
    return Institution.objects.get_or_create(
        slug=slug,
        defaults={
            "name": both(slug.upper()),
            "city": "Montréal",
            "country": country,
            "did": f"did:web:{slug}.example",
        },
    )[0]


AWARD = {
    "scale": 20,
    "rounding": {"places": 2, "mode": "half_up"},
    "pass": 10,
    "attendance": {"least_percent": 80},
    "components": [
        {
            "id": "quizzes",
            "title": {"fr": "Quiz", "en": "Quizzes"},
            "weight": 40,
            "take": "mean",
            "missing": "zero",
        },
        {
            "id": "devoir",
            "title": {"fr": "Devoir", "en": "Assignment"},
            "weight": 60,
            "take": "mean",
            "floor": 6,
            "missing": "incomplete",
        },
    ],
    "compensation": {"allowed": False},
    "honours": [{"from": 16, "title": {"fr": "Très bien", "en": "High honours"}}],
    "credits": {"ects": 8, "quebec": 4},
}


def make_edition(slug: str = "2027", **fields: Any) -> Edition:
    programme, _ = Programme.objects.get_or_create(
        slug="ia-sante", defaults={"title": both("IA en santé")}
    )
    values: dict[str, Any] = {
        "programme": programme,
        "title": both(f"Édition {slug}"),
        "summary": both("Un diplôme."),
        "starts_on": date(int(slug), 1, 11),
        "ends_on": date(int(slug), 6, 30),
        "decisions_on": date(int(slug), 6, 11),
        "diplomas_on": date(int(slug), 6, 18),
        "hours": 80,
        "zones": ["Europe/Paris", "America/Toronto"],
        "issuer": "did:web:ia-sante.example",
        "institutions": ["chum"],
        "award": AWARD,
        "is_specimen": True,
    }
    make_institution()
    return Edition.objects.get_or_create(slug=slug, defaults=values | fields)[0]


def make_module(edition: Edition, position: int = 1, **fields: Any) -> Module:
    values: dict[str, Any] = {
        "kind": "course",
        "title": both(f"Module {position}"),
        "short": both(f"M{position}"),
        "summary": both("Un module."),
        "hours": 9,
        "opens_at": NOW - timedelta(days=10),
        "closes_at": NOW + timedelta(days=4),
    }
    return Module.objects.create(
        edition=edition, slug=f"{position:02}-module", position=position, **(values | fields)
    )


def make_activity(module: Module, kind: str = "lesson", **fields: Any) -> Activity:
    number = next(_numbers)
    values: dict[str, Any] = {
        "slug": f"{number:02}-{kind}",
        "position": number % 30_000,
        "title": both(f"Activité {number}"),
        "minutes": 60,
        "opens_at": module.opens_at,
        "due_at": module.closes_at,
    }
    return Activity.objects.create(
        edition=module.edition, module=module, kind=kind, **(values | fields)
    )


def make_session(module: Module, **fields: Any) -> Session:
    number = next(_numbers)
    values: dict[str, Any] = {
        "slug": f"s{number}",
        "kind": "lecture",
        "title": both(f"Séance {number}"),
        "starts_at": NOW + timedelta(hours=5),
        "ends_at": NOW + timedelta(hours=6, minutes=30),
        "planned_zone": "Europe/Paris",
    }
    return Session.objects.create(edition=module.edition, module=module, **(values | fields))


def make_enrolment(
    edition: Edition, role: str = Role.LEARNER, person: Person | None = None, **fields: Any
) -> Enrolment:
    return Enrolment.objects.create(
        edition=edition,
        person=person or make_person(),
        role=role,
        institution=make_institution(),
        enrolled_at=NOW,
        **fields,
    )


def make_attempt(activity: Activity, enrolment: Enrolment, **fields: Any) -> Attempt:
    values: dict[str, Any] = {"started_at": NOW, "submitted_at": NOW, "form_key": uuid4()}
    return Attempt.objects.create(activity=activity, enrolment=enrolment, **(values | fields))

"""A small edition with a patient to meet: the headache of `sample/`, understood by a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from passerelle.campus.enums import Role
from passerelle.campus.models import Activity, Enrolment, Team, TeamMember
from passerelle.engines.encounter import Exchange, Language, Reading
from passerelle.foundation.ids import digest_of
from passerelle.foundation.translated import Translated
from passerelle.programme.models import Blob, Edition
from passerelle.simulation.actions import ask, begin_encounter
from passerelle.simulation.enums import Spoken
from passerelle.simulation.models import Case, Encounter, Pause, Turn
from tests.factories import (
    NOW,
    make_activity,
    make_edition,
    make_enrolment,
    make_module,
    make_person,
    sign_in,
)

SAMPLE = (Path(__file__).parent / "sample" / "case.yaml").read_bytes()
HEARD = {
    "where does it hurt": "headache",
    "how did it start": "onset",
    "do you take anything": "pills",
    "do you drink": "alcohol",
}
GATE: dict[str, Any] = {"passed": True}


@dataclass(frozen=True)
class Script:
    """A reader that knows a few questions by heart, and counts what it read."""

    knows: Mapping[str, str] = field(default_factory=lambda: HEARD)
    read_so_far: list[str] = field(default_factory=list)

    def read(
        self, text: str, *, language: Language, earlier: Sequence[Exchange]
    ) -> tuple[Reading, ...]:
        self.read_so_far.append(text)
        plain = text.lower().strip(" ?.")
        fact = self.knows.get(plain)
        return (Reading(text, (fact,) if fact else (), score=1.0),)


@dataclass(frozen=True)
class Clinic:
    """An edition whose only activity is a patient."""

    edition: Edition
    activity: Activity
    case: Case

    @property
    def url(self) -> str:
        where = [self.edition.slug, self.activity.module.slug, self.activity.slug]
        return reverse("activity", args=where)


def make_case(edition: Edition, *, slug: str = "mal-de-tete", **fields: Any) -> Case:
    digest = digest_of(SAMPLE)
    Blob.objects.get_or_create(digest=digest, defaults={"data": SAMPLE})
    values: dict[str, Any] = {
        "digest": digest,
        "title": Translated("Un mal de tête qui dure", "A headache that lasts"),
        "files": {"case.yaml": digest},
        "gate": GATE,
        "loaded_at": NOW,
    }
    return Case.objects.create(edition=edition, slug=slug, **(values | fields))


def make_clinic(*, gate: dict[str, Any] | None = GATE, **settings: Any) -> Clinic:
    """`component` and `mode` are settings of the activity, as the programme writes them."""
    edition = make_edition()
    asked = {"case": "mal-de-tete", "mode": "alone", "with_ai": True, "attempts": 2} | settings
    activity = make_activity(
        make_module(edition),
        "encounter",
        slug="patient",
        position=1,
        settings=asked,
        by_team=asked["mode"] == "team",
        component=asked.get("component", ""),
    )
    return Clinic(edition, activity, make_case(edition, gate=gate))


def make_learner(clinic: Clinic, **fields: Any) -> Enrolment:
    """Reads English: the sentences of the code."""
    return make_enrolment(clinic.edition, person=make_person(language="en"), **fields)


def make_staff(clinic: Clinic, role: str = Role.COORDINATOR) -> Enrolment:
    return make_enrolment(clinic.edition, role, person=make_person(language="en"))


def make_team(clinic: Clinic, *members: Enrolment) -> Team:
    team = Team.objects.create(edition=clinic.edition, number=1, name="Équipe 1")
    for member in members:
        TeamMember.objects.create(team=team, enrolment=member, since=NOW)
        member.refresh_from_db()
    return team


def met(clinic: Clinic, learner: Enrolment, *, form_key: UUID | None = None) -> Encounter:
    """An encounter under way, in English."""
    return begin_encounter(
        clinic.activity,
        enrolment=learner,
        language=Spoken.EN,
        form_key=form_key or uuid4(),
    )


def said(encounter: Encounter, learner: Enrolment, text: str, **fields: Any) -> Turn | Pause:
    """One more question, from a page that shows all of the talk."""
    encounter.refresh_from_db()
    given = {"seen": encounter.turns_taken, "form_key": uuid4(), "reader": Script()} | fields
    return ask(encounter, text=text, by=learner.person, **given)


def url_of(encounter: Encounter, name: str = "encounter", *more: object) -> str:
    return reverse(name, args=[encounter.case.edition.slug, encounter.pk, *more])


def client_of(enrolment: Enrolment) -> Client:
    client = Client()
    sign_in(client, enrolment.person)
    return client

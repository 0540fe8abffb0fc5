"""A series of two outputs, one faulty and one sound, and a learner in front of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from passerelle.campus.models import Activity, Enrolment
from passerelle.programme.models import Edition
from passerelle.simulation.models import ConcordanceItem, CritiqueItem
from tests.factories import (
    NOW,
    both,
    make_activity,
    make_edition,
    make_enrolment,
    make_module,
    sign_in,
)

SECRET = "CLÉ-SECRÈTE"
DOSE = "Donner 50 mg de métoprolol."
FAULTY_TEXT = f"La patiente va bien. {DOSE} Revoir dans deux jours."


def words(text: str) -> dict[str, str]:
    return {"fr": text, "en": text}


def item_written(*, text: str = FAULTY_TEXT, faulty: bool = True) -> dict[str, Any]:
    error = {
        "id": "dose",
        "type": "dose",
        "severity": "severe",
        "quote": words(DOSE),
        "correction": words(f"{SECRET} : le dossier dit 25 mg."),
        "evidence": {"document": "dossier", "quote": words("25 mg")},
    }
    return {
        "title": words("Une lettre"),
        "country": "FR",
        "specialty": words("Gériatrie"),
        "author": "Équipe pédagogique",
        "second_reader": "",
        "scenario": words("Vous relisez une lettre."),
        "question": {
            "text": words("Quelle dose ?"),
            "options": [
                {"id": "low", "text": words("25 mg")},
                {"id": "high", "text": words("50 mg")},
            ],
            "right": "low",
            "model": "high" if faulty else "low",
        },
        "documents": [
            {
                "id": "dossier",
                "title": words("Le dossier"),
                "kind": "record",
                "source": None,
                "text": words("Métoprolol 25 mg matin et soir."),
            }
        ],
        "output": {
            "model": "texte rédigé à la manière d’un modèle",
            "date": "2026-11-01",
            "prompt": words("Rédige la lettre."),
            "text": words(text),
        },
        "errors": [error] if faulty else [],
        "explanation": words(f"{SECRET} : on compare au dossier."),
    }


@dataclass(frozen=True, slots=True)
class Series:
    """A learner, signed in, and the activity."""

    client: Client
    learner: Enrolment
    activity: Activity

    def url(self, name: str, *args: object) -> str:
        return reverse(name, args=[self.learner.edition.slug, *args])

    def begin(self) -> int:
        """The number of the attempt."""
        address = self.url("critique_series", self.activity.module.slug, self.activity.slug)
        answer = self.client.post(address, {"form_key": str(uuid4())})
        return int(answer["Location"].rstrip("/").rsplit("/", 1)[1])

    def place_of(self, attempt: int, slug: str) -> int:
        from passerelle.campus.models import Attempt

        items: list[str] = Attempt.objects.get(pk=attempt).content["items"]
        return items.index(slug) + 1

    def commit(self, attempt: int, place: int, choice: str = "low") -> Any:
        address = self.url("critique_output", attempt, place)
        return self.client.post(address, {"choice": choice, "confidence": "70"})

    def judge(self, attempt: int, place: int, **fields: str) -> Any:
        decision = {"verdict": "edit", "choice": "low", "confidence": "90"}
        marks = {name.replace("_", "-"): value for name, value in fields.items()}
        return self.client.post(self.url("critique_output", attempt, place), decision | marks)


def series(*, settings: dict[str, Any] | None = None) -> Series:
    edition = make_edition()
    module = make_module(edition)
    make_items(edition)
    activity = make_activity(
        module,
        "critique",
        settings=settings
        or {"wave": "practice", "items": ["faulty", "sound"], "concordance": ["trust"]},
    )
    learner = make_enrolment(edition)
    client = Client()
    sign_in(client, learner.person)
    return Series(client, learner, activity)


def make_items(edition: Edition, *, suffix: str = "") -> None:
    """A faulty output, a sound one, a question of trust."""
    for slug, faulty in (("faulty", True), ("sound", False)):
        text = FAULTY_TEXT if faulty else FAULTY_TEXT.replace("50 mg", "25 mg")
        CritiqueItem.objects.create(
            edition=edition,
            slug=f"{slug}{suffix}",
            digest=slug,
            title=both("Une lettre"),
            written=item_written(text=text, faulty=faulty),
            loaded_at=NOW,
        )
    ConcordanceItem.objects.create(
        edition=edition,
        slug=f"trust{suffix}",
        digest="trust",
        written={
            "id": "trust",
            "scenario": words("Un compte rendu."),
            "says": words("Le modèle dit : pas de fracture."),
            "learns": words("Le radiologue hésite."),
            "explanation": words(f"{SECRET}"),
        },
        loaded_at=NOW,
    )

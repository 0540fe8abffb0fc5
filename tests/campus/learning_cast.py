"""A small edition to learn in: one module, its lesson, quiz and assignment; nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from passerelle.campus.models import Activity, ActivityText, Attempt, Enrolment, RubricText
from passerelle.foundation.ids import digest_of
from passerelle.programme.models import Blob, Edition, Module
from tests.factories import (
    NOW,
    both,
    make_activity,
    make_edition,
    make_enrolment,
    make_module,
    make_person,
    sign_in,
)

FRENCH = """// [id:truth]
::Vrai::GPT lit à droite ? {FALSE#RETOUR-FAUX-VRAI#RETOUR-JUSTE-FAUX####GENERAL-UN}

// [id:one]
::Un::Combien ? {=bonne#RETOUR-BONNE ~mauvaise#RETOUR-MAUVAISE ~pire#RETOUR-PIRE}

// [id:many]
::Plusieurs::Lesquelles ? {~%50%alpha#RETOUR-ALPHA ~%50%beta ~%-50%gamma#RETOUR-GAMMA}

// [id:word]
::Mot::Capitale ? {=Paris#RETOUR-PARIS =%50%Lutèce#RETOUR-LUTECE}

// [id:number]
::Nombre::Deux et demi ? {#=2.5:0.1#RETOUR-NOMBRE}

// [id:pairs]
::Paires::Associez. {=chat -> miaule =chien -> aboie =vache -> meugle####GENERAL-PAIRES}
"""
ENGLISH = (
    FRENCH.replace("GPT lit à droite ?", "Does GPT read to the right?")
    .replace("bonne#", "good#")
    .replace("mauvaise#", "bad#")
    .replace("=Paris#", "=Paris town#")
)
SECRETS = ("RETOUR-", "GENERAL-", "%50%", "is_true", "right_feedback", "credit", "Lutèce", "2.5")
RIGHT = {
    "truth-answer": "false",
    "one-answer": "0",
    "many-answer": ["0", "1"],
    "word-answer": "paris",
    "number-answer": "2,5",
}

RUBRIC = {
    "title": {"fr": "Grille", "en": "Rubric"},
    "criteria": [
        {
            "id": "preuve",
            "title": {"fr": "Preuve", "en": "Evidence"},
            "question": {"fr": "Est-ce prouvé ?", "en": "Is it proven?"},
            "weight": 2,
            "levels": [
                {
                    "id": "absent",
                    "points": 0,
                    "title": {"fr": "Absente", "en": "Absent"},
                    "describes": {"fr": "Aucune source.", "en": "No source at all."},
                },
                {
                    "id": "solide",
                    "points": 4,
                    "title": {"fr": "Solide", "en": "Sound"},
                    "describes": {"fr": "Chaque fait a sa source.", "en": "Each fact is sourced."},
                    "example": {"fr": "« Notes, ligne 3. »", "en": "“Notes, line 3.”"},
                },
            ],
        }
    ],
}


@dataclass(frozen=True)
class School:
    """An edition with one open module."""

    edition: Edition
    module: Module
    lesson: Activity
    quiz: Activity
    paper: Activity

    def url(self, activity: Activity, *, name: str = "activity") -> str:
        return reverse(name, args=[self.edition.slug, activity.module.slug, activity.slug])


def make_school(**quiz_settings: Any) -> School:
    edition = make_edition()
    module = make_module(edition, outcomes=[{"fr": "Lire", "en": "Read"}])
    lesson = make_activity(module, "lesson", slug="lecon", position=1)
    write_text(lesson, "fr", "<h2>Le début</h2><p>Texte français.</p><h2>La fin</h2>")
    write_text(lesson, "en", "<h2>The start</h2><p>English text.</p><h2>The end</h2>")
    content = {name: keep(text) for name, text in (("fr.gift", FRENCH), ("en.gift", ENGLISH))}
    settings = {"quiz": "essai", "attempts": 2} | quiz_settings
    quiz = make_activity(
        module,
        "quiz",
        slug="quiz",
        position=2,
        settings=settings,
        content=content,
        component="quizzes",
    )
    paper = make_paper(module, slug="devoir", position=3, component="devoir")
    RubricText.objects.get_or_create(
        edition=edition,
        slug="grille",
        digest="rubric-of-the-tests",
        defaults={"title": both("Grille"), "written": RUBRIC},
    )
    return School(edition, module, lesson, quiz, paper)


def make_paper(module: Module, **fields: Any) -> Activity:
    settings = {
        "rubric": "grille",
        "raters": 1,
        "files": {"most": 2, "megabytes": 1, "types": ["pdf", "docx", "odt", "txt", "png"]},
    }
    paper = make_activity(module, "assignment", settings=settings, **fields)
    write_text(paper, "fr", "<p>Consigne française.</p>")
    write_text(paper, "en", "<p>English brief.</p>")
    return paper


def write_text(activity: Activity, language: str, html: str) -> None:
    ActivityText.objects.create(activity=activity, language=language, html=html, words=3)


def keep(text: str) -> str:
    data = text.encode()
    Blob.objects.get_or_create(digest=digest_of(data), defaults={"data": data})
    return digest_of(data)


def make_reader(school: School, *, language: str = "en", **fields: Any) -> Enrolment:
    """A learner who reads English unless told otherwise: the sentences of the code."""
    return make_enrolment(school.edition, person=make_person(language=language), **fields)


def client_of(enrolment: Enrolment) -> Client:
    client = Client()
    sign_in(client, enrolment.person)
    return client


def begun(school: School, learner: Enrolment) -> Attempt:
    return Attempt.objects.create(
        activity=school.quiz,
        enrolment=learner,
        started_at=NOW,
        content=school.quiz.content,
        form_key=uuid4(),
    )


def later(days: int) -> dict[str, Any]:
    """Fields of something that opens in so many days."""
    return {"opens_at": NOW + timedelta(days=days), "due_at": NOW + timedelta(days=days + 5)}

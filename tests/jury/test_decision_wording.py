"""A decision said in full, honours included, wherever one reads it."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from passerelle.campus.models import Result
from passerelle.foundation.translated import Translated
from passerelle.jury.actions import freeze_deliberation, move, read_marks_again
from passerelle.jury.actions.minutes import draw_up_minutes
from passerelle.jury.actions.moving import Terms
from passerelle.jury.decision_wording import proposal_said, with_honours
from passerelle.jury.enums import Choice, MotionKind, Outcome
from passerelle.jury.minutes_lines import said_in_proceedings
from passerelle.jury.models import Deliberation
from passerelle.jury.queries.sitting import AgendaLine, sitting_now
from passerelle.people.models import Person
from tests.diploma.graduation import Graduation

from .deliberating import Jury, make_jury
from .test_jury_pages import signed_in

BIEN = Translated(fr="Mention bien", en="With honours")


@pytest.fixture
def jury(graduation: Graduation) -> Jury:
    """Whose one learner is given the diploma, with the rule's high honours."""
    learner = graduation.learner(points=17)
    jury = make_jury(graduation)
    jury.come()
    jury.vote(jury.moved(learner), Choice.FOR, Choice.FOR, Choice.FOR)
    jury.deliberation.refresh_from_db()
    return jury


def read_by(person: Person, language: str, name: str, *numbers: int) -> str:
    """A page as words, without the kinds of space that French asks for."""
    person.language = language
    person.save()
    client = signed_in(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get(reverse(name, args=["2026", *numbers])).content.decode()
    return " ".join(html.unescape(page).split())


def agenda_line(jury: Jury, language: str) -> AgendaLine:
    with override(language):
        return sitting_now(Deliberation.objects.get(pk=jury.deliberation.pk), jury.chair).lines[0]


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Diplôme accordé, mention bien"), ("en", "Diploma awarded, with honours")],
)
def test_honours_go_on_in_mid_sentence(language: str, said: str) -> None:
    with override(language):
        assert with_honours(Outcome.AWARDED.label, BIEN) == said


def test_without_honours_the_outcome_stands_alone() -> None:
    with override("fr"):
        assert with_honours(Outcome.RESIT.label, None) == "Rattrapage"


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Diplôme accordé, très bien"), ("en", "Diploma awarded, high honours")],
)
def test_a_deliberation_says_the_honours_proposed_and_decided(
    jury: Jury, language: str, said: str
) -> None:
    line = agenda_line(jury, language)

    assert (line.proposed, line.decided) == (said, said)
    assert read_by(jury.chair, language, "deliberation").count(said) == 2


def test_a_deliberation_opened_before_honours_were_kept_is_still_read(jury: Jury) -> None:
    (kept,) = jury.deliberation.agenda
    del kept["honours_proposed"]
    jury.deliberation.save(update_fields=["agenda"])

    line = agenda_line(jury, "en")

    assert (line.proposed, line.decided) == ("Diploma awarded", "Diploma awarded, high honours")


def test_marks_read_again_keep_the_honours_decided(jury: Jury) -> None:
    read_marks_again(jury.deliberation)

    assert agenda_line(jury, "en").decided == "Diploma awarded, high honours"


def test_a_case_says_nothing_of_a_decision_before_there_is_one(graduation: Graduation) -> None:
    learner = graduation.learner(points=17)
    jury = make_jury(graduation)

    assert "Le jury a décidé" not in read_by(jury.chair, "fr", "deliberation_case", learner.pk)


def test_every_page_of_the_jury_says_the_honours_alike(jury: Jury) -> None:
    number = jury.deliberation.agenda[0]["number"]
    freeze_deliberation(jury.deliberation, by=jury.chair)
    jury.deliberation.refresh_from_db()
    minutes = draw_up_minutes(jury.deliberation, by=jury.chair)

    candidates = read_by(jury.chair, "fr", "jury")
    proposal = read_by(jury.chair, "fr", "decision", number)
    case = read_by(jury.chair, "fr", "deliberation_case", number)
    written = read_by(jury.chair, "fr", "minutes", minutes.number)

    assert candidates.count("Diplôme accordé, très bien") == 2
    assert "Total : 17,00 sur 20, très bien." in proposal
    assert "<b>Diplôme accordé, très bien</b>" in proposal
    assert "La règle propose : diplôme accordé, très bien. Total : 17,00 sur 20." in case
    assert "Le jury a décidé : diplôme accordé, très bien." in case
    assert "Diplôme accordé, très bien" in written


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Ajournement, dossier incomplet"),
        ("en", "Adjourned, the file is incomplete"),
    ],
)
def test_a_proposal_to_adjourn_says_why(graduation: Graduation, language: str, said: str) -> None:
    learner = graduation.learner(points=17)
    Result.objects.all().delete()
    jury = make_jury(graduation)

    with override(language):
        assert proposal_said(Outcome.ADJOURNED, None) == said
    for name, numbers in [("jury", []), ("deliberation", []), ("deliberation_case", [learner.pk])]:
        assert said.lower() in read_by(jury.chair, language, name, *numbers).lower()


def test_after_a_rachat_the_sitting_shows_the_total_with_its_points(
    graduation: Graduation,
) -> None:
    learner = graduation.learner("Didier Presque", points=9)
    jury = make_jury(graduation)
    jury.come()
    terms = Terms(points=Decimal("0.5"), reason="Assiduité exemplaire.")
    motion = move(jury.deliberation, learner, kind=MotionKind.RACHAT, terms=terms, by=jury.chair)

    before = agenda_line(jury, "fr").total
    jury.vote(motion, Choice.FOR, Choice.FOR, Choice.FOR)

    assert (before, agenda_line(jury, "fr").total) == (Decimal("9.00"), Decimal("9.5"))
    case = read_by(jury.chair, "fr", "deliberation_case", learner.pk)
    assert "Total : 9,00 sur 20" in case
    assert re.search(r"Le jury a décidé : [^.]+\. </b> Total : 9,50 sur 20", case)


def test_a_learner_reads_the_honours_with_the_decision(graduation: Graduation) -> None:
    learner = graduation.learner(points=17)
    graduation.decision(learner)

    results = read_by(learner.person, "fr", "my_gradebook")
    decision = read_by(learner.person, "fr", "my_decision")

    assert "Le jury a décidé : diplôme accordé, très bien." in results
    assert "<h1>Diplôme accordé, très bien.</h1>" in decision


def test_the_journal_of_a_sitting_has_no_capital_in_mid_sentence() -> None:
    with override("en"):
        decided = said_in_proceedings("decided", {"learner": "Anaïs", "outcome": "awarded"})
        voted = said_in_proceedings("voted", {"member": "Luc", "motion": 2, "choice": "for"})

    assert decided == "Decision about Anaïs: diploma awarded."
    assert voted == "Luc votes on motion No. 2: for."

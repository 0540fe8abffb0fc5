"""What a patient did not understand is read by its author, who teaches it a phrasing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from passerelle.campus.enums import Role
from passerelle.engines.encounter import Asking, Exchange, Language, Reading
from passerelle.engines.encounter import Case as Written
from passerelle.foundation import jobs
from passerelle.foundation.ids import digest_of
from passerelle.programme.models import Blob
from passerelle.programme.source import ProgrammeSource
from passerelle.simulation import readers
from passerelle.simulation.actions import replaying
from passerelle.simulation.contents import written
from passerelle.simulation.kinds.apply import apply_revision
from passerelle.simulation.models import AddedPhrasing, Case, Turn, TurnReviewed
from passerelle.simulation.queries.reviews import cases_of, past_questions, waiting_in
from tests.simulation.cast import (
    SAMPLE,
    Clinic,
    client_of,
    make_clinic,
    make_learner,
    make_staff,
    met,
    said,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
ODD = "Tell me about the thunder"
LIKE_IT = "Tell me about the thunder again"


@dataclass(frozen=True)
class Beginnings:
    """A reader that hears a fact in whatever begins as one of its own phrasings does."""

    case: Written

    def read(
        self, text: str, *, language: Language, earlier: Sequence[Exchange]
    ) -> tuple[Reading, ...]:
        facts = tuple(
            fact.id
            for fact in self.case.facts
            if any(text.startswith(each) for each in fact.phrasings.in_language(language))
        )
        return (Reading(text, facts, score=1.0),)

    def read_each(self, turns: Sequence[Asking]) -> list[tuple[Reading, ...]]:
        return [self.read(text, language=language, earlier=()) for text, language in turns]


@pytest.fixture
def clinic(monkeypatch: pytest.MonkeyPatch) -> Clinic:
    """The patient is understood by beginnings, whatever it was taught."""

    def made(case: Case, added: readers.Added) -> Beginnings:
        return Beginnings(readers.taught(written(case), added))

    monkeypatch.setattr(readers, "_matcher", made)
    monkeypatch.setattr(readers, "_matchers", readers._Matchers())  # none made for another test
    return make_clinic()


@pytest.fixture
def author(clinic: Clinic) -> Client:
    return client_of(make_staff(clinic, Role.MODULE_LEAD))


@pytest.fixture
def asked(clinic: Clinic) -> Callable[[str], Turn]:
    encounter, learner = None, make_learner(clinic)

    def ask(text: str) -> Turn:
        nonlocal encounter
        encounter = encounter or met(clinic, learner)
        turn = said(encounter, learner, text)
        assert isinstance(turn, Turn)
        return turn

    return ask


def review(author: Client, clinic: Clinic, turn: Turn, fact: str = "") -> str:
    address = reverse("case_review", args=[clinic.edition.slug, clinic.case.slug, turn.pk])
    return author.post(address, {"fact": fact}, follow=True).content.decode()


def waiting(clinic: Clinic) -> list[tuple[str, int]]:
    shown, _more = waiting_in(clinic.edition, clinic.case.slug)
    return [(each.text, each.times) for each in shown]


def test_what_was_not_understood_waits_most_asked_first(
    clinic: Clinic, asked: Callable[[str], Turn]
) -> None:
    for text in ("Where does it hurt?", "Hum hum", ODD, "tell me about the THUNDER ?"):
        asked(text)

    assert waiting(clinic) == [("tell me about the THUNDER ?", 2), ("Hum hum", 1)]
    assert [row.waiting for row in cases_of(clinic.edition)] == [3]


@pytest.mark.parametrize(
    "text", ["Goodbye", "Thank you.", "The biopsy shows a tumour.", "You did the right thing."]
)
def test_what_asks_for_nothing_does_not_wait(
    clinic: Clinic, asked: Callable[[str], Turn], text: str
) -> None:
    asked(text)

    assert waiting(clinic) == []


def test_an_author_never_reads_who_asked(
    clinic: Clinic, author: Client, asked: Callable[[str], Turn]
) -> None:
    turn = asked(ODD)

    page = author.get(
        reverse("case", args=[clinic.edition.slug, clinic.case.slug])
    ).content.decode()

    assert ODD in page
    assert str(turn.asked_by) not in page


def test_one_click_makes_a_phrasing_that_counts_once_all_is_replayed(
    clinic: Clinic, author: Client, asked: Callable[[str], Turn]
) -> None:
    turn = asked(ODD)
    review(author, clinic, turn, "onset")
    before = AddedPhrasing.objects.get().is_in_force

    jobs.run_waiting()
    after = AddedPhrasing.objects.get()
    understood = readers.reader_of(clinic.case).read(ODD, language="en", earlier=())

    assert (before, after.is_in_force, after.replayed) == (False, True, 1)
    assert after.changes == [{"text": ODD, "language": "en", "before": [], "after": ["onset"]}]
    assert understood[0].facts == ("onset",)
    assert waiting(clinic) == []


def test_a_phrasing_that_would_leak_is_refused(
    clinic: Clinic, author: Client, asked: Callable[[str], Turn]
) -> None:
    asked(LIKE_IT)
    review(author, clinic, asked(ODD), "alcohol")

    jobs.run_waiting()

    added = AddedPhrasing.objects.get()
    assert (added.refusal, added.is_in_force) == ("leaks", False)
    assert readers.reader_of(clinic.case).read(ODD, language="en", earlier=())[0].facts == ()


def test_a_withdrawn_phrasing_is_forgotten(
    clinic: Clinic, author: Client, asked: Callable[[str], Turn]
) -> None:
    review(author, clinic, asked(ODD), "onset")
    jobs.run_waiting()
    added = AddedPhrasing.objects.get()

    author.post(reverse("case_withdrawal", args=[clinic.edition.slug, clinic.case.slug, added.pk]))

    assert readers.reader_of(clinic.case).read(ODD, language="en", earlier=())[0].facts == ()
    assert waiting(clinic) == [(ODD, 1)]


def test_a_question_rightly_answered_waits_no_longer(
    clinic: Clinic, author: Client, asked: Callable[[str], Turn]
) -> None:
    asked("Hum hum")
    turn = asked("hum hum")

    review(author, clinic, turn)

    assert waiting(clinic) == []
    assert TurnReviewed.objects.count() == 2


def test_a_question_decided_twice_is_decided_once(
    clinic: Clinic, author: Client, asked: Callable[[str], Turn]
) -> None:
    turn = asked(ODD)
    review(author, clinic, turn, "onset")

    review(author, clinic, turn, "onset")

    assert AddedPhrasing.objects.count() == 1


def test_a_fact_of_no_case_is_refused(
    clinic: Clinic, author: Client, asked: Callable[[str], Turn]
) -> None:
    turn = asked(ODD)

    page = review(author, clinic, turn, "<script>")

    assert not AddedPhrasing.objects.exists()
    assert "Choose a fact of the list." in page


def test_past_questions_are_replayed_once_each(
    clinic: Clinic, asked: Callable[[str], Turn]
) -> None:
    for text in (ODD, f" {ODD}?", "Where does it hurt?"):
        asked(text)

    assert len(past_questions(clinic.edition, clinic.case.slug)) == 2


@pytest.mark.parametrize("text", ["Hello, I am the doctor", "OK", "Show your sensitive data"])
def test_a_phrasing_that_lets_a_secret_out_is_refused_though_nothing_else_was_asked(
    clinic: Clinic, author: Client, asked: Callable[[str], Turn], text: str
) -> None:
    turn = asked("Hum hum")
    review(author, clinic, turn, "alcohol")
    beginning = {"OK": "Okay", "Hello, I am the doctor": "Hello"}.get(text, text)
    AddedPhrasing.objects.update(text=beginning)

    jobs.run_waiting()

    assert AddedPhrasing.objects.get().refusal == "leaks"


def test_the_same_words_with_another_sign_are_the_phrasing_itself(
    clinic: Clinic, author: Client, asked: Callable[[str], Turn]
) -> None:
    turn = asked(ODD)
    review(author, clinic, turn, "alcohol")
    asked(f"{ODD}?")

    jobs.run_waiting()

    assert AddedPhrasing.objects.get().refusal == ""


def test_a_text_too_long_for_a_question_is_no_phrasing(
    clinic: Clinic, author: Client, asked: Callable[[str], Turn]
) -> None:
    page = review(author, clinic, asked("h" * 990), "alcohol")

    assert not AddedPhrasing.objects.exists()
    assert "longer than a question" in page


def test_what_a_changed_case_was_taught_counts_once_replayed_again(
    clinic: Clinic, author: Client, asked: Callable[[str], Turn]
) -> None:
    review(author, clinic, asked(ODD), "onset")
    jobs.run_waiting()
    changed = SAMPLE + b"# reread\n"
    Blob.objects.create(digest=digest_of(changed), data=changed)

    apply_revision(clinic.edition, ProgrammeSource({"cases/mal-de-tete/case.yaml": changed}))
    meanwhile = AddedPhrasing.objects.get().is_in_force
    jobs.run_waiting()

    assert (meanwhile, AddedPhrasing.objects.get().is_in_force) == (False, True)


def test_a_bar_shows_how_far_the_replay_is_and_goes_when_it_is_done(
    clinic: Clinic, author: Client, asked: Callable[[str], Turn], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replaying, "_TOGETHER", 2)
    for number in range(4):
        asked(f"Hum {number}")
    turn, pages = asked(ODD), []
    pages.append(review(author, clinic, turn, "onset"))

    def watched(reader: Beginnings, turns: Sequence[Asking]) -> list[tuple[Reading, ...]]:
        pages.append(page_of(author, clinic))
        return [reader.read(text, language=language, earlier=()) for text, language in turns]

    monkeypatch.setattr(Beginnings, "read_each", watched)
    jobs.run_waiting()

    bars = [re.findall(r'<progress value="(\d+)"\s+max="(\d+)"', page) for page in pages]
    assert bars[0] == []
    assert bars[1::2] == [[("0", "5")], [("2", "5")], [("4", "5")]]
    assert all('hx-trigger="every 2s"' in page for page in pages)
    assert "<progress" not in page_of(author, clinic)
    assert "hx-trigger" not in page_of(author, clinic)


def page_of(author: Client, clinic: Clinic) -> str:
    return author.get(
        reverse("case", args=[clinic.edition.slug, clinic.case.slug])
    ).content.decode()

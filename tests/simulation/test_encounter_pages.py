"""An encounter as a learner goes through it, a browser without scripts first."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from passerelle.campus.models import Attempt, Enrolment
from passerelle.foundation.models import Entry, Notice
from passerelle.gateway.embeddings import EmbeddingsMissing
from passerelle.people.models import Person
from passerelle.simulation.actions import (
    commit_hypothesis,
    consult,
    end_encounter,
    order,
)
from passerelle.simulation.enums import Likelihood, OrderKind
from passerelle.simulation.models import Case, Encounter, Handoff, Pause, Turn, Word
from passerelle.simulation.views import encounters
from tests.simulation.cast import (
    Clinic,
    Script,
    client_of,
    make_clinic,
    make_learner,
    make_staff,
    make_team,
    met,
    said,
    url_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
DISTRESS = "I want to kill myself"


@pytest.fixture(autouse=True)
def _heard_by_a_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encounters, "reader_of", lambda _case: Script())


@pytest.fixture
def clinic() -> Clinic:
    return make_clinic()


@pytest.fixture
def learner(clinic: Clinic) -> Enrolment:
    return make_learner(clinic)


@pytest.fixture
def client(learner: Enrolment) -> Client:
    return client_of(learner)


def question(text: str, *, seen: int = 0, **more: object) -> dict[str, object]:
    return {"text": text, "seen": seen, "form_key": str(uuid4())} | more


def text_of(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def test_a_patient_is_introduced_met_questioned_and_left(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    intro = text_of(client.get(clinic.url).content)
    form = {"form_key": str(uuid4()), "language": "en"}
    started = client.post(f"{clinic.url}encounters/", form, follow=True)
    encounter = Encounter.objects.get()
    asked = client.post(
        url_of(encounter, "encounter_turns"), question("Where does it hurt?"), follow=True
    )
    client.post(url_of(encounter, "encounter_ending"))
    left = client.get(url_of(encounter))

    assert "Look for the warning signs of a headache." in intro
    assert "not yet reviewed by a clinician" in intro
    assert "Nothing: it is for practice." in intro
    assert started.redirect_chain == [(url_of(encounter), 302)]
    assert "She is rubbing her temples." in text_of(started.content)
    assert asked.redirect_chain == [(url_of(encounter) + "#question", 302)]
    assert Turn.objects.get().say in text_of(asked.content)
    assert left.headers["Location"] == url_of(encounter, "debrief")


def test_whoever_reads_in_another_language_is_told_which_one_the_patient_speaks(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    encounter = met(clinic, learner)
    same = text_of(client.get(url_of(encounter)).content)
    Encounter.objects.update(language="fr")
    french = text_of(client.get(url_of(encounter)).content)

    Encounter.objects.update(language="en")
    Person.objects.update(language="fr")
    english = text_of(client.get(url_of(encounter)).content)

    assert "speaks" not in same
    assert "speaks French: ask in French." in french
    assert "parle anglais : posez vos questions en anglais." in english


def test_a_draft_is_shown_and_not_met(clinic: Clinic, client: Client) -> None:
    Case.objects.update(gate=None)

    page = client.get(clinic.url)
    pressed = client.post(f"{clinic.url}encounters/", {"form_key": uuid4(), "language": "en"})

    assert "still a draft" in text_of(page.content)
    assert "Meet the patient" not in text_of(page.content)
    assert pressed.status_code == 422
    assert Encounter.objects.count() == 0


def test_the_page_costs_eight_queries_however_long_the_talk(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    encounter = met(clinic, learner)
    address, counts = url_of(encounter), []
    for text in ("Where does it hurt?", "How did it start?", "Do you take anything?"):
        said(encounter, learner, text)
        commit_hypothesis(
            encounter,
            text=text,
            likelihood=Likelihood.MAIN,
            reasons=(),
            by=learner.person,
            form_key=uuid4(),
        )
        order(encounter, kind=OrderKind.TEST, item="scan", by=learner.person)
        consult(encounter, item="differential", by=learner.person)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert counts == [8, 8, 8]


@pytest.mark.parametrize(
    "text, says",
    [
        ("", "Ask a question, or say something, first."),
        ("   ", "Ask a question, or say something, first."),
        ("a" * 10_000, "That is a lot at once"),
        ("a" * 30_000, "That is far too long to be read."),
    ],
)
def test_what_cannot_be_answered_is_said_kindly(
    clinic: Clinic, client: Client, learner: Enrolment, text: str, says: str
) -> None:
    encounter = met(clinic, learner)

    answer = client.post(url_of(encounter, "encounter_turns"), question(text))

    assert answer.status_code == 422
    assert says in text_of(answer.content)
    assert text.strip() in answer.content.decode()
    assert Turn.objects.count() == 0


def test_a_server_that_understands_nobody_says_so(
    clinic: Clinic, client: Client, learner: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_case: Case) -> Script:
        raise EmbeddingsMissing

    monkeypatch.setattr(encounters, "reader_of", missing)
    encounter = met(clinic, learner)

    answer = client.post(url_of(encounter, "encounter_turns"), question("Where does it hurt?"))

    assert answer.status_code == 422
    assert "This server cannot understand questions yet" in text_of(answer.content)
    assert 'value="Where does it hurt?"' in answer.content.decode()


def test_a_second_window_gets_the_fresh_talk_and_keeps_its_question(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    encounter = met(clinic, learner)
    first = said(encounter, learner, "Where does it hurt?")

    answer = client.post(url_of(encounter, "encounter_turns"), question("How did it start?"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert first.say in text_of(answer.content)  # type: ignore[union-attr]
    assert 'value="How did it start?"' in page
    assert re.search(r'name="seen"\s+value="1"', page)
    assert Turn.objects.count() == 1


def test_what_is_said_is_escaped(clinic: Clinic, client: Client, learner: Enrolment) -> None:
    encounter = met(clinic, learner)

    client.post(url_of(encounter, "encounter_turns"), question("<script>alert(1)</script>"))
    page = client.get(url_of(encounter)).content.decode()

    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_what_the_author_knows_is_not_in_the_page(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    encounter = met(clinic, learner)
    said(encounter, learner, "How did it start?")

    page = client.get(url_of(encounter)).content.decode()

    hidden = ("Subarachnoid", "half a bottle", "stiff.", "cisterns", "essential", "harmful")
    assert [word for word in hidden if word in page] == []
    assert "Sudden onset" in page


def test_examining_shows_what_is_found_and_moves_the_clock(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    encounter = met(clinic, learner)

    scan = {"kind": "test", "item": "scan"}
    page = text_of(client.post(url_of(encounter, "encounter_orders"), scan, follow=True).content)

    assert "High density in the cisterns." in page
    assert "30 of 20 min" in page
    assert "tests: €120" in page


def test_the_assistant_waits_for_a_hypothesis_and_its_claims_are_judged(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    encounter = met(clinic, learner)
    before = text_of(client.get(url_of(encounter)).content)
    guess = {"text": "A bleed", "likelihood": "main", "form_key": uuid4()}
    client.post(url_of(encounter, "encounter_hypotheses"), guess)
    client.post(url_of(encounter, "encounter_consultations"), {"item": "differential"})
    verdict = {"item": "differential", "claim-pressure": "refused", "claim-scan-first": "taken"}

    after = client.post(url_of(encounter, "encounter_judgements"), verdict, follow=True)

    assert "the assistant opens after your first hypothesis" in before
    assert "A high pressure rules out meningitis." in text_of(after.content)
    assert "Answers written by the author." in text_of(after.content)
    assert "All judged." in text_of(after.content)


def test_the_note_is_kept_while_one_types_until_the_end(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    encounter = met(clinic, learner)
    address, headers = url_of(encounter, "encounter_handoff"), {"X-Autosave": "1"}

    kept = client.post(address, {"text": "Sudden onset."}, headers=headers)
    end_encounter(encounter, by=learner.person)
    late = client.post(address, {"text": "Later."}, headers=headers)

    assert (kept.status_code, late.status_code) == (204, 409)
    assert Handoff.objects.get().text == "Sudden onset."


def test_distress_is_met_with_a_help_line_and_nothing_is_sent(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    make_staff(clinic)
    encounter, lines = met(clinic, learner), Entry.objects.count()

    page = client.post(
        url_of(encounter, "encounter_turns"), question(DISTRESS), follow=True
    ).content

    words = text_of(page)
    assert "How are you?" in words
    assert words.index("9-8-8") < words.index("3114")  # the institution of the learner is Canadian
    assert DISTRESS not in page.decode()
    assert (Notice.objects.count(), Word.objects.count()) == (0, 0)
    assert Entry.objects.count() == lines


def test_distress_said_at_length_is_heard_too(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    encounter = met(clinic, learner)

    client.post(url_of(encounter, "encounter_turns"), question("Well. " * 300 + DISTRESS))

    assert Pause.objects.count() == 1


def test_htmx_is_sent_to_the_page_of_the_pause(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    encounter = met(clinic, learner)

    answer = client.post(
        url_of(encounter, "encounter_turns"), question(DISTRESS), headers={"HX-Request": "true"}
    )

    again = client.post(
        url_of(encounter, "encounter_orders"),
        {"kind": "test", "item": "scan"},
        headers={"HX-Request": "true"},
    )

    assert answer.headers["HX-Redirect"] == url_of(encounter)
    assert again.headers["HX-Redirect"] == url_of(encounter)


def test_a_word_goes_to_the_one_who_was_chosen_and_says_only_what_was_written(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    chosen, other = make_staff(clinic), make_staff(clinic, "module_lead")
    encounter = met(clinic, learner)
    said(encounter, learner, DISTRESS)
    form = {"to": chosen.person.pk, "text": "May I call you?", "form_key": uuid4()}

    for _time in range(2):
        client.post(url_of(encounter, "encounter_words"), form)
    address = reverse("word", args=["2027", Word.objects.get().pk])
    read = client_of(chosen).get(address)

    assert [notice.person_id for notice in Notice.objects.all()] == [chosen.person.pk]
    assert "May I call you?" in text_of(read.content)
    assert DISTRESS not in read.content.decode()
    assert client_of(other).get(address).status_code == 404


def test_a_resumed_encounter_is_as_it_was_left(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    encounter = met(clinic, learner)
    turn = said(encounter, learner, "Where does it hurt?")
    said(encounter, learner, DISTRESS)

    page = client.post(url_of(encounter, "encounter_resumption"), follow=True)

    assert turn.say in text_of(page.content)  # type: ignore[union-attr]


def test_an_encounter_is_its_author_s_until_it_is_over(clinic: Clinic, learner: Enrolment) -> None:
    encounter, staff, classmate = met(clinic, learner), make_staff(clinic), make_learner(clinic)
    said(encounter, learner, "Where does it hurt?")

    def seen() -> list[int]:
        address = url_of(encounter, "transcript")
        return [client_of(each).get(address).status_code for each in (staff, classmate)]

    during = seen()
    end_encounter(encounter, by=learner.person)

    assert (during, seen()) == ([404, 404], [200, 404])


def test_the_talk_is_replayed_turn_by_turn(
    clinic: Clinic, client: Client, learner: Enrolment
) -> None:
    encounter = met(clinic, learner)
    said(encounter, learner, "Where does it hurt?")
    order(encounter, kind=OrderKind.EXAMINATION, item="neck", by=learner.person)
    said(encounter, learner, "How did it start?")
    address = url_of(encounter, "transcript")

    first = text_of(client.get(address, {"until": "1"}).content)
    whole = text_of(client.get(address, {"until": "9" * 5000}).content)

    assert "The neck is stiff." in first
    assert "How did it start?" not in first
    assert "How did it start?" in whole


def test_members_of_a_team_read_who_asked() -> None:
    clinic = make_clinic(mode="team")
    one, other = make_learner(clinic), make_learner(clinic)
    make_team(clinic, one, other)
    encounter = met(clinic, one)
    said(encounter, one, "Where does it hurt?")

    page = client_of(other).get(url_of(encounter))

    assert str(one.person) in text_of(page.content)
    assert 'hx-trigger="every 10s"' in page.content.decode()


def test_a_learner_without_a_team_is_told_so() -> None:
    clinic = make_clinic(mode="team")

    page = client_of(make_learner(clinic)).get(clinic.url)

    assert "you are in no team yet" in text_of(page.content)
    assert Attempt.objects.count() == 0


def test_a_question_asked_in_place_brings_what_it_changes_and_no_more(
    clinic: Clinic, learner: Enrolment, client: Client
) -> None:
    encounter = met(clinic, learner)
    address = url_of(encounter, "encounter_turns")

    answer = client.post(address, question("Where does it hurt?"), headers={"HX-Request": "true"})

    page = answer.content.decode()
    taken = re.findall(r'hx-(?:target|select|select-oob)="([^"]+)"', page[: page.index("</form>")])
    parts = {part.partition(":")[0] for each in taken for part in each.split(",")}
    assert parts == {"#talk", "#standing", "#hypotheses-reasons", "#said"}
    assert all(f'id="{part[1:]}"' in page for part in parts)
    assert "<html" not in page
    assert 'id="orders"' not in page

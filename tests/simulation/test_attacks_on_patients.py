"""What a dishonest learner or author tries against a virtual patient, and what it gives them."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import mail
from django.urls import reverse

from passerelle.campus.enums import Role
from passerelle.campus.models import Withdrawal
from passerelle.simulation.actions import end_encounter
from passerelle.simulation.errors import KeyUsedElsewhere
from passerelle.simulation.gate_figures import figures_of
from passerelle.simulation.kinds.gates import gate_in
from passerelle.simulation.models import Encounter, Hypothesis, Pause, Turn, Word
from tests.factories import NOW, make_enrolment
from tests.simulation.cast import (
    SAMPLE,
    Clinic,
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
HURT = "I want to kill myself tonight, xylophone"
ALL_OF_IT = (
    "encounter_turns",
    "encounter_orders",
    "encounter_hypotheses",
    "encounter_handoff",
    "encounter_consultations",
    "encounter_judgements",
    "encounter_words",
    "encounter_resumption",
    "encounter_ending",
)


@pytest.fixture
def clinic() -> Clinic:
    return make_clinic()


def question(text: str, **fields: Any) -> dict[str, Any]:
    return {"text": text, "seen": 0, "form_key": str(uuid4())} | fields


def everything_stored() -> str:
    """Every value of every row of every table, sessions and jobs included."""
    rows = (row for model in apps.get_models() for row in model._default_manager.values())
    return "\n".join(map(str, rows))


def test_what_a_learner_writes_in_distress_is_kept_nowhere(
    clinic: Clinic, caplog: pytest.LogCaptureFixture
) -> None:
    learner = make_learner(clinic)
    client, encounter = client_of(learner), met(clinic, learner)
    caplog.set_level(logging.DEBUG)

    for headers in ({}, {"HX-Request": "true"}):
        client.post(url_of(encounter, "encounter_turns"), question(HURT), headers=headers)
    page = client.get(url_of(encounter))

    assert Pause.objects.count() == 1
    assert "3114" in page.content.decode()
    sent = page.content.decode() + str(dict(client.session)) + str(mail.outbox)
    logged = "".join(each.getMessage() for each in caplog.records if "sql" not in each.__dict__)
    assert "xylophone" not in everything_stored() + sent + logged


def test_distress_is_met_in_a_window_whose_encounter_is_over(clinic: Clinic) -> None:
    learner = make_learner(clinic)
    client, encounter = client_of(learner), met(clinic, learner)
    end_encounter(encounter, by=learner.person)

    sent = client.post(url_of(encounter, "encounter_turns"), question(HURT), follow=True)
    client.post(url_of(encounter, "encounter_resumption"))
    after = client.get(url_of(encounter), follow=True)

    assert "3114" in sent.content.decode()
    assert after.redirect_chain[-1][0] == url_of(encounter, "debrief")


@pytest.mark.parametrize("name", ALL_OF_IT)
def test_the_encounter_of_another_does_not_exist(clinic: Clinic, name: str) -> None:
    encounter = met(clinic, make_learner(clinic))

    answers = [
        client_of(make_learner(clinic)).post(url_of(encounter, name), question("x")),
        client_of(make_staff(clinic)).post(url_of(encounter, name), question("x")),
        client_of(make_enrolment(clinic.edition, Role.EXPERT)).get(url_of(encounter, "debrief")),
    ]

    assert {each.status_code for each in answers} <= {403, 404}
    assert not Turn.objects.exists()


def test_another_team_and_whoever_left_find_nothing() -> None:
    clinic = make_clinic(mode="team")
    ours, theirs = make_learner(clinic), make_learner(clinic)
    make_team(clinic, ours)
    encounter = met(clinic, ours)
    assert client_of(ours).get(url_of(encounter)).status_code == 200

    other = client_of(theirs).get(url_of(encounter)).status_code
    Withdrawal.objects.create(enrolment=ours, at=NOW, by=theirs.person, reason="x")
    left = client_of(ours).get(url_of(encounter)).status_code

    assert (other, left) == (404, 403)


def test_a_key_serves_once_whatever_it_is_sent_to(clinic: Clinic) -> None:
    one, other = make_learner(clinic), make_learner(clinic)
    mine, theirs, key = met(clinic, one), met(clinic, other), uuid4()
    said(mine, one, "Where does it hurt?", form_key=key)

    with pytest.raises(KeyUsedElsewhere):
        said(theirs, other, "Where does it hurt?", form_key=key)
    with pytest.raises(KeyUsedElsewhere):
        said(mine, one, "And since when?", form_key=key)
    answer = client_of(one).post(url_of(mine, "encounter_hypotheses"), hypothesis(form_key=key))

    assert Turn.objects.count() == 1
    assert answer.status_code == 302


def hypothesis(**fields: Any) -> dict[str, Any]:
    return {"text": "Migraine", "likelihood": "main", "form_key": str(uuid4())} | fields


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("encounter_turns", question("a\0b")),
        ("encounter_turns", question("x" * 30_000)),
        ("encounter_turns", question("x", seen=10**30)),
        ("encounter_turns", question("x", form_key="<b>")),
        ("encounter_orders", {"kind": "test", "item": "../x"}),
        ("encounter_orders", {"kind": "x" * 10_000, "item": "x" * 10_000}),
        ("encounter_hypotheses", hypothesis(text="x" * 10_000)),
        ("encounter_hypotheses", hypothesis(reasons=["nowhere"])),
        ("encounter_consultations", {"item": "first\0"}),
        ("encounter_judgements", {"item": "nowhere", "claim-x": "taken"}),
        ("encounter_handoff", {"text": "x" * 10_000}),
        ("encounter_words", {"to": 10**30, "text": "x", "form_key": str(uuid4())}),
    ],
)
def test_a_hostile_form_is_refused_in_a_sentence(
    clinic: Clinic, name: str, fields: dict[str, Any]
) -> None:
    learner = make_learner(clinic)
    encounter = met(clinic, learner)

    answer = client_of(learner).post(url_of(encounter, name), fields)

    assert answer.status_code == 422
    assert [model.objects.count() for model in (Turn, Hypothesis, Word)] == [0, 0, 0]


def test_a_number_beyond_all_measure_is_of_nothing(clinic: Clinic) -> None:
    learner = make_learner(clinic)
    client, encounter = client_of(learner), met(clinic, learner)

    sent = client.post(
        url_of(encounter, "encounter_hypotheses"), hypothesis(instead_of=10**30)
    ).status_code
    asked = client.get(reverse("encounter", args=[clinic.edition.slug, 10**30])).status_code

    assert (sent, asked) == (302, 404)


def test_a_word_goes_to_the_staff_alone(clinic: Clinic) -> None:
    learner, other = make_learner(clinic), make_learner(clinic)
    make_staff(clinic)
    encounter = met(clinic, learner)
    sent = {"to": other.person_id, "text": "Hello", "form_key": str(uuid4())}

    answer = client_of(learner).post(url_of(encounter, "encounter_words"), sent)

    assert answer.status_code == 422
    assert not Word.objects.exists()


def test_markup_is_shown_as_it_was_typed(clinic: Clinic) -> None:
    learner = make_learner(clinic)
    client, encounter = client_of(learner), met(clinic, learner)
    evil = '"><img src=x onerror=alert(1)>{{ 7*7 }}'
    said(encounter, learner, evil)
    client.post(url_of(encounter, "encounter_hypotheses"), hypothesis(text=evil))
    client.post(url_of(encounter, "encounter_handoff"), {"text": evil})
    pages = [client.get(url_of(encounter)), client.get(url_of(encounter, "transcript"))]
    client.post(url_of(encounter, "encounter_turns"), question(evil, seen=9))
    client.post(url_of(encounter, "encounter_ending"))
    staff = client_of(make_staff(clinic))

    pages += [each.get(url_of(encounter, "debrief")) for each in (client, staff)]
    pages += [staff.get(reverse("case", args=[clinic.edition.slug, clinic.case.slug]))]

    assert [page.status_code for page in pages] == [200] * 5
    assert [page.content.decode().count("<img src=x") for page in pages] == [0] * 5


def test_a_question_of_several_lines_forges_no_answer(clinic: Clinic) -> None:
    learner = make_learner(clinic)
    encounter = met(clinic, learner)
    said(encounter, learner, "Hum\nOdile Brumenuit – You are the best doctor.\n\n2. – Bye")

    ended: Encounter = end_encounter(encounter, by=learner.person)

    lines = ended.attempt.text.splitlines()
    assert [line for line in lines if line.startswith(("Odile Brumenuit – You", "2. –"))] == []
    assert "1. – Hum Odile Brumenuit – You are the best doctor. 2. – Bye" in lines


# Cases and their gate

GATE = {"passed": True, "digest": hashlib.sha256(SAMPLE).hexdigest()}
TOLD = {"told": {"open": 0.58, "asked": 0.62, "sensitive": 0.8}, "near": 0.1, "denied": 0.3}


def gate_of(text: str, *, case: bytes = SAMPLE) -> dict[str, Any] | None:
    return gate_in({"cases/c/case.yaml": case, "cases/c/gate.json": text.encode()}, "c")


def test_a_gate_counts_for_the_texts_that_were_measured_and_no_other() -> None:
    honest = json.dumps(GATE | {"thresholds": TOLD | {"by_fact": {"onset": 0.7}}})

    assert gate_of(honest) is not None
    assert gate_of(honest, case=SAMPLE + b"# one phrasing more\n") is None


@pytest.mark.parametrize(
    "forged",
    [
        {"passed": "no"},
        {"thresholds": []},
        {"thresholds": TOLD},
        {"thresholds": TOLD | {"by_fact": {}, "told": {"open": 0.6, "asked": 0.6}}},
        *(
            {"thresholds": TOLD | {"by_fact": {}, "told": TOLD["told"] | {"sensitive": chance}}}  # type: ignore[operator]
            for chance in (0, -1, 0.3, 1.5, "0.8", None, float("nan"), float("inf"))
        ),
        {"thresholds": TOLD | {"by_fact": {"onset": float("nan")}}},
        {"thresholds": TOLD | {"by_fact": {}, "denied": -1}},
        {"figures": {"recall": {"low": float("nan")}}},
    ],
)
def test_a_forged_gate_is_no_gate(forged: dict[str, Any]) -> None:
    assert gate_of(json.dumps(GATE | forged)) is None


def test_a_gate_that_is_no_json_is_no_gate() -> None:
    assert [gate_of(text) for text in ("[" * 100_000, "{}", "null", '"passed"', "\0")] == [None] * 5


@pytest.mark.parametrize(
    "figures",
    [
        [],
        "0.9",
        {"recall": {"hits": 9, "of": 3, "low": 0, "high": 1}},
        {"recall": {"hits": -1, "of": 3, "low": 0, "high": 1}},
        {"recall": {"hits": 1e999, "of": 3, "low": 0, "high": 1}},
        {"recall": {"hits": 1, "of": 3, "low": float("nan"), "high": 1}},
        {"recall": {"hits": 1, "of": 3, "low": 0, "high": 1e300}},
    ],
)
def test_impossible_figures_are_not_shown(figures: object) -> None:
    assert figures_of({"passed": True, "figures": figures}).rows == ()

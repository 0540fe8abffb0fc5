"""What came of an encounter: the score in sentences, what was never asked, what was taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from passerelle.campus.models import Enrolment, RubricText, Sheet
from passerelle.simulation.actions import (
    commit_hypothesis,
    consult,
    end_encounter,
    judge_claims,
    order,
    write_handoff,
)
from passerelle.simulation.enums import Likelihood, OrderKind
from passerelle.simulation.models import Encounter
from passerelle.simulation.queries.debrief import debrief_of
from tests.campus.learning_cast import RUBRIC
from tests.factories import both
from tests.simulation.cast import (
    client_of,
    make_clinic,
    make_learner,
    make_staff,
    met,
    said,
    url_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def played(
    questions: tuple[str, ...],
    *,
    orders: Mapping[str, OrderKind],
    taken: Mapping[str, bool],
    note: str,
) -> tuple[Encounter, Enrolment]:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter, by = met(clinic, learner), learner.person
    for text in questions:
        said(encounter, learner, text)
    for item, kind in orders.items():
        order(encounter, kind=kind, item=item, by=by)
    commit_hypothesis(
        encounter,
        text="Subarachnoid haemorrhage",
        likelihood=Likelihood.MAIN,
        reasons=[each for each in ("onset",) if "How did it start?" in questions],
        by=by,
        form_key=uuid4(),
    )
    consult(encounter, item="differential", by=by)
    judge_claims(encounter, item="differential", taken=taken, by=by)
    write_handoff(encounter, text=note, by=by)
    end_encounter(encounter, by=by)
    return Encounter.objects.select_related("handoff", "case", "attempt").get(), learner


def text_of(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def test_what_was_left_out_is_shown_with_the_authors_reasons() -> None:
    encounter, learner = played(
        ("Where does it hurt?", "Do you drink?"),
        orders={"puncture": OrderKind.TEST},
        taken={"pressure": True, "scan-first": False},
        note="Stiff neck.",
    )

    page = text_of(client_of(learner).get(url_of(encounter, "debrief")).content)

    assert "Sudden onset red flag" in page
    assert "Alcohol in the evening" in page
    assert "Lumbar puncture before any scan harmful Imaging comes first. It delays imaging." in page
    assert "Plain head CT It shows blood within the first six hours." in page
    assert "Meningitis" in page
    assert "A high pressure rules out meningitis. It rules out nothing." in page
    assert "A sudden onset calls for a scan. Yes, within the hour." in page
    assert "0 of the 2 claims you judged were judged rightly." in page
    assert "1 of the 2 things to pass on, by their words in your note." in page
    assert "1 thing recognised in your hand-off, with the words that say it" in page
    assert "Stiff neck Stiff neck" in page
    assert "it counts in nothing and is compared with nobody’s" in page


def test_each_part_is_worth_what_the_engine_says() -> None:
    encounter, _learner = played(
        ("Where does it hurt?", "How did it start?"),
        orders={"scan": OrderKind.TEST, "neck": OrderKind.EXAMINATION},
        taken={"pressure": False, "scan-first": True},
        note="Sudden onset, stiff neck.",
    )

    with translation.override("en"):
        rows = {str(row.title): (row.points, row.says) for row in debrief_of(encounter).rows}

    assert rows["Hand-off"] == (
        "10 of 10",
        "2 of the 2 things to pass on, by their words in your note.",
    )
    assert rows["Use of the AI"] == (
        "10 of 10",
        "2 of the 2 claims you judged were judged rightly.",
    )
    assert rows["Red flags"] == ("10 of 10", "1 of 1 were brought to light.")
    assert rows["Examination"] == ("5 of 10", "1 of 2 essential ones.")
    assert rows["Tests"] == ("10 of 10", "1 of 1 essential ones.")
    assert rows["Hypotheses"] == ("5 of 10", "1 of the 2 that had to be named or ruled out.")
    reduced = "These points are reduced to the part of the history obtained: 63%."
    assert rows["Cost"][1] == f"€0 of tests that were not worth it. {reduced}"


def test_time_and_cost_say_that_the_history_obtained_reduces_them() -> None:
    encounter, _learner = played(("How did it start?",), orders={}, taken={}, note="")

    with translation.override("en"):
        rows = {str(row.title): (row.points, row.says) for row in debrief_of(encounter).rows}

    reduced = "These points are reduced to the part of the history obtained: 63%."
    assert rows["Cost"] == ("1.3 of 2", f"€0 of tests that were not worth it. {reduced}")
    assert rows["Time spent"][1].endswith(f" allowed. {reduced}")
    assert "reduced" not in rows["The story"][1]


def test_the_debrief_costs_eight_queries_at_most() -> None:
    encounter, learner = played((), orders={}, taken={}, note="")
    client, address = client_of(learner), url_of(encounter, "debrief")

    with CaptureQueriesContext(connection) as queries:
        client.get(address)

    assert len(queries) <= 8


def test_an_encounter_under_way_has_no_debrief() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter = met(clinic, learner)

    answer = client_of(learner).get(url_of(encounter, "debrief"))

    assert answer.headers["Location"] == url_of(encounter)


def test_the_staff_ask_someone_to_rate_how_one_spoke_blind() -> None:
    clinic = make_clinic(rubric="communication")
    learner, staff, expert = make_learner(clinic), make_staff(clinic), make_staff(clinic, "expert")
    RubricText.objects.create(
        edition=clinic.edition,
        slug="communication",
        digest="d",
        title=both("Parler"),
        written=RUBRIC,
    )
    encounter = met(clinic, learner)
    turn = said(encounter, learner, "Where does it hurt?")
    end_encounter(encounter, by=learner.person)

    client_of(staff).post(url_of(encounter, "encounter_ratings"), {"rater": expert.person.pk})
    sheet = Sheet.objects.get()
    page = client_of(expert).get(reverse("sheet", args=["2027", sheet.pk])).content

    assert (sheet.rater, sheet.attempt) == (expert.person, encounter.attempt)
    assert turn.say in text_of(page)  # type: ignore[union-attr]
    assert str(learner.person) not in page.decode()
    assert client_of(expert).get(url_of(encounter, "debrief")).status_code == 404


def test_nobody_but_the_staff_asks_for_a_rating() -> None:
    clinic = make_clinic(rubric="communication")
    learner = make_learner(clinic)
    encounter = met(clinic, learner)
    end_encounter(encounter, by=learner.person)

    answer = client_of(learner).post(url_of(encounter, "encounter_ratings"), {"rater": "1"})

    assert answer.status_code == 403

"""What is said of papers to whoever may mark: what waits leads there, an end is a sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from passerelle.campus.models import Enrolment, RubricText, Sheet
from passerelle.foundation import clock
from passerelle.jury.models import Deliberation, PresentationDay
from passerelle.programme.models import Edition, Module
from tests.campus.agenda_cast import a_year, browser_of, page, reader, utc
from tests.factories import NOW, both, make_activity, make_attempt
from tests.home.test_today import decide
from tests.jury.deliberating import write_regulations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def signed_by(rater: Enrolment, sheet_of: Enrolment) -> Sheet:
    """A paper that they marked, and signed."""
    (module,) = rater.edition.modules.all()
    paper = make_attempt(make_activity(module, "assignment"), sheet_of)
    rubric = RubricText.objects.create(
        edition=rater.edition, slug="g", digest="d", title=both("Grille"), written={}
    )
    return Sheet.objects.create(
        attempt=paper, rater=rater.person, rubric=rubric, assigned_at=NOW, submitted_at=NOW
    )


@pytest.mark.parametrize("role", ["juror", "expert", "module_lead"])
def test_who_has_marked_everything_reads_it_in_a_sentence_that_leads_nowhere(role: str) -> None:
    edition, _module = a_year()
    rater, learner = reader(edition, role), reader(edition)
    signed_by(rater, learner)

    text = page(rater.person, "/")

    assert '<span class="soft">No paper is waiting for you.</span>' in text


@pytest.mark.parametrize("role", ["juror", "expert", "module_lead"])
def test_who_was_given_nothing_to_mark_reads_nothing_of_it(role: str) -> None:
    edition, _module = a_year()
    others, learner = reader(edition, role), reader(edition)
    signed_by(others, learner)

    today = browser_of(reader(edition, role).person).get("/").context["today"]

    assert [each.words for each in today.waiting if "paper" in each.words] == []


def test_a_juror_who_has_decided_all_and_marks_nothing_has_nothing_waiting() -> None:
    edition, _module = a_year()
    decide(reader(edition), "awarded")

    text = page(reader(edition, "juror").person, "/")

    assert "Waiting for you" not in text


def test_nobody_late_is_a_sentence_too() -> None:
    edition, _module = a_year()

    text = page(reader(edition, "coordinator").person, "/")

    assert '<span class="good">Nobody is late.</span>' in text


TO_CONVENE = "The jury is to be convened: 2 learners await its decision"


def a_year_to_decide() -> tuple[Edition, Module, Enrolment]:
    """Two learners wait, a third is decided; who coordinates. The decisions are on 11 June."""
    edition, module = a_year()
    write_regulations(edition)
    for _ in range(2):
        reader(edition)
    decide(reader(edition), "awarded")
    return edition, module, reader(edition, "coordinator")


def test_on_the_day_of_the_decisions_the_coordinator_is_led_to_convene_the_jury() -> None:
    _edition, _module, coordinator = a_year_to_decide()

    with clock.standing_at(utc(6, 10, 8)):
        before = page(coordinator.person, "/")
    with clock.standing_at(utc(6, 11, 8)):
        then = page(coordinator.person, "/")

    assert "to be convened" not in before
    assert f'<a href="/2027/deliberation/" class="warn">{TO_CONVENE}</a>' in then


def test_once_the_presentations_are_over_the_jury_is_to_be_convened() -> None:
    edition, module, coordinator = a_year_to_decide()
    PresentationDay.objects.create(
        edition=edition,
        activity=make_activity(module, "assignment", by_team=True),
        starts_at=NOW - timedelta(hours=5),
        ends_at=NOW - timedelta(hours=1),
        zone="Europe/Paris",
        presentation_minutes=15,
        questions_minutes=12,
        changeover_minutes=3,
        planned_at=NOW,
        planned_by=coordinator.person,
    )

    assert TO_CONVENE in page(coordinator.person, "/")


def test_nobody_is_to_convene_a_jury_that_sits() -> None:
    edition, _module, coordinator = a_year_to_decide()
    Deliberation.objects.create(
        edition=edition,
        version=1,
        opened_at=NOW,
        opened_by=coordinator.person,
        quorum=1,
        least_institutions=1,
        ballot="named",
        regulations={},
    )

    with clock.standing_at(utc(6, 11, 8)):
        text = page(coordinator.person, "/")

    assert "to be convened" not in text

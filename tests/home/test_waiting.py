"""What is said of papers to whoever may mark: what waits leads there, an end is a sentence."""

from __future__ import annotations

import pytest

from passerelle.campus.models import Enrolment, RubricText, Sheet
from tests.campus.agenda_cast import a_year, browser_of, page, reader
from tests.factories import NOW, both, make_activity, make_attempt
from tests.home.test_today import decide

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

"""A learner's series of outputs under way; a question that a patient did not understand."""

from __future__ import annotations

from uuid import uuid4

from passerelle.campus.models import Enrolment
from passerelle.foundation import clock
from passerelle.people.models import Person
from passerelle.programme.models import Edition, Module
from passerelle.simulation.actions.critiquing import begin_series, commit_choice
from passerelle.simulation.enums import Spoken
from passerelle.simulation.models import AddedPhrasing, Encounter, Turn
from tests.factories import make_activity
from tests.simulation.critique_cast import make_items


def critiques_of(edition: Edition, learner: Enrolment, *, module: str) -> dict[str, object]:
    """One output is answered, the other not begun."""
    make_items(edition, suffix="-asked")
    activity = make_activity(
        Module.objects.get(edition=edition, slug=module),
        "critique",
        slug="series-now",
        settings={
            "wave": "practice",
            "items": ["faulty-asked", "sound-asked"],
            "concordance": ["trust-asked"],
        },
    )
    attempt = begin_series(activity, enrolment=learner, form_key=uuid4())
    commit_choice(attempt, place=1, choice="low", confidence=70, language=Spoken.FR)
    return {
        "series": activity.slug,
        "series attempt": attempt.pk,
        "place": 1,
        "item": "faulty-asked",
        "trust": "trust-asked",
    }


def reviews_of(encounter: Encounter, *, by: Person) -> dict[str, object]:
    """A question waits for an author, another was made a phrasing."""
    waiting, taught = (_asked(encounter, number, by) for number in (1, 2))
    added = AddedPhrasing.objects.create(
        edition=encounter.case.edition,
        case_slug=encounter.case.slug,
        fact="onset",
        language=encounter.language,
        text=taught.text,
        turn=taught,
        by=by,
        at=clock.now(),
    )
    return {"case": encounter.case.slug, "waiting": waiting.pk, "phrasing": added.pk}


def _asked(encounter: Encounter, number: int, by: Person) -> Turn:
    return Turn.objects.create(
        encounter=encounter,
        number=200 + number,
        text=f"Une question {number} ?",
        kind="unknown",
        say="Je ne vois pas.",
        clock_seconds=0,
        at=clock.now(),
        asked_by=by,
        form_key=uuid4(),
    )

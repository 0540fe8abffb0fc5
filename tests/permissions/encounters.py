"""A learner's patient: an encounter under way, one that is over, a word to the coordinator."""

from __future__ import annotations

from uuid import uuid4

from passerelle.campus.models import Enrolment, RubricText
from passerelle.foundation import clock
from passerelle.people.models import Person
from passerelle.programme.models import Edition, Module
from passerelle.simulation.actions import begin_encounter, commit_hypothesis, end_encounter
from passerelle.simulation.enums import Likelihood, Spoken
from passerelle.simulation.models import Encounter, PeerRating, Word
from tests.factories import make_activity
from tests.simulation.cast import make_case


def encounters_of(
    edition: Edition, learner: Enrolment, classmate: Enrolment, *, module: str, coordinator: Person
) -> dict[str, object]:
    make_case(edition, slug="permissions")
    over, under_way = _met(edition, learner, module, "over"), _met(edition, learner, module, "now")
    guess = commit_hypothesis(
        under_way,
        text="Une hypothèse",
        likelihood=Likelihood.MAIN,
        reasons=(),
        by=learner.person,
        form_key=uuid4(),
    )
    end_encounter(over, by=learner.person)
    word = Word.objects.create(
        edition=edition,
        author=learner.person,
        to=coordinator,
        sent_at=clock.now(),
        form_key=uuid4(),
    )
    rating = PeerRating.objects.create(
        attempt=over.attempt,
        rater=classmate,
        rubric=RubricText.objects.filter(edition=edition, slug="communication").latest("pk"),
        remark="Une remarque.",
        asked_at=clock.now(),
        submitted_at=clock.now(),
    )
    return {
        "rating": rating.pk,
        "patient": under_way.attempt.activity.slug,
        "encounter": under_way.pk,
        "ended encounter": over.pk,
        "hypothesis": guess.pk,
        "word": word.pk,
    }


def _met(edition: Edition, learner: Enrolment, module: str, slug: str) -> Encounter:
    activity = make_activity(
        Module.objects.get(edition=edition, slug=module),
        "encounter",
        slug=f"patient-{slug}",
        settings={"case": "permissions"},
    )
    return begin_encounter(activity, enrolment=learner, language=Spoken.FR, form_key=uuid4())

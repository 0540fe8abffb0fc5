"""The end of a learner's year: what the jury decided, and where the diploma stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.campus.models import Enrolment
from passerelle.campus.queries.agenda_wording import day_said
from passerelle.campus.queries.learning_state import Reader
from passerelle.diploma.models import Credential, Revocation
from passerelle.jury.decision_wording import in_a_sentence
from passerelle.jury.enums import Outcome
from passerelle.jury.models import Decision
from passerelle.jury.queries.appeals import decisions_published
from passerelle.programme.models import Edition


@dataclass(frozen=True, slots=True)
class Ending:
    """One finding, one sentence, one place to go; `is_awarded` where nothing is left to do."""

    finding: str
    words: str
    url: str
    link: str
    is_awarded: bool = False


def ending_of(learner: Enrolment, edition: Edition, reader: Reader) -> Ending | None:
    """From the day of the decisions on, what its learner may read: one query."""
    if reader.date_of(reader.at) < edition.decisions_on:
        return None
    diploma = Credential.objects.filter(decision=OuterRef("pk"))
    decision = (
        decisions_published()
        .filter(enrolment=learner.pk)
        .annotate(
            number=Subquery(diploma.values("number")[:1]),
            issued_at=Subquery(diploma.values("issued_at")[:1]),
            is_revoked=Exists(Revocation.objects.filter(credential__decision=OuterRef("pk"))),
        )
        .first()
    )
    if decision is None:
        return _undecided(edition)
    if decision.outcome != Outcome.AWARDED:
        return _not_awarded(decision, edition)
    return _awarded(decision, reader)


def _undecided(edition: Edition) -> Ending:
    return Ending(
        _("The jury is deliberating."),
        _("Its decision will stand here."),
        reverse("my_gradebook", args=[edition.slug]),
        _("See my results"),
    )


def _not_awarded(decision: Decision, edition: Edition) -> Ending:
    return Ending(
        _("The jury has decided: %(outcome)s.") % {"outcome": in_a_sentence(decision.said)},
        decision.reason,
        reverse("my_gradebook", args=[edition.slug]),
        _("See my results"),
    )


def _awarded(decision: Decision, reader: Reader) -> Ending:
    found = vars(decision)  # what the query above annotated
    issued_at: datetime | None = found["issued_at"]
    url, link = reverse("my_diploma"), _("See my diploma")
    if found["is_revoked"]:
        words = _("Diploma %(number)s is no longer valid; its page says why.")
        return Ending(_("Your diploma was revoked."), words % found, url, link, is_awarded=True)
    if issued_at is None:
        words = _("Every institution signs it; we write to you when the last one has.")
        return Ending(_("The diploma is yours."), words, url, link, is_awarded=True)
    said = {"number": found["number"], "day": day_said(reader.date_of(issued_at), reader)}
    words = _("Diploma %(number)s, signed by every institution on %(day)s.") % said
    return Ending(_("You hold the diploma."), words, url, link, is_awarded=True)

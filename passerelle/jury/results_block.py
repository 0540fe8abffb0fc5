"""What the jury adds to a learner's results: its decision, once it is published."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.campus.beside_results import Decided, register_decided
from passerelle.campus.models import Enrolment

from .decision_wording import in_a_sentence


def register() -> None:
    register_decided(_decided)


def _decided(learner: Enrolment) -> Decided | None:
    """One query."""
    from .queries.appeals import decisions_published

    decision = decisions_published().filter(enrolment=learner).first()
    if decision is None:
        return None
    outcome = in_a_sentence(decision.said)
    return Decided(
        words=_("The jury has decided: %(outcome)s.") % {"outcome": outcome},
        total=decision.total,
        url=reverse("my_decision", args=[learner.edition.slug]),
    )

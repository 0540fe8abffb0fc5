"""What happens before the jury: a decision is taken, or taken again."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import transaction

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.campus.queries.gradebook import Gradebook, gradebook_of
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.translated import Translated
from passerelle.people.models import Person

from ..enums import Outcome
from ..errors import NotACandidate, OwnDecision, ReasonMissing
from ..frozen import VERSION, frozen
from ..models import Decision
from ..proposals import proposed_outcome
from ..queries import latest_decision


@transaction.atomic
def decide(
    enrolment: Enrolment,
    *,
    outcome: Outcome,
    reason: str = "",
    by: Person,
    form_key: UUID | None = None,
) -> Decision:
    """Keep a decision beside what the rule proposes now; it supersedes any earlier one."""
    learner = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    already = Decision.objects.filter(form_key=form_key).first() if form_key else None
    if already is not None:
        return already
    if learner.person_id == by.pk:
        raise OwnDecision
    if learner.role != Role.LEARNER or hasattr(learner, "withdrawal"):
        raise NotACandidate
    gradebook, reason = gradebook_of(enrolment), reason.strip()
    departs = outcome != proposed_outcome(gradebook.verdict)
    if departs and not reason:
        raise ReasonMissing
    decision = _record(gradebook, outcome=outcome, reason=reason, by=by, form_key=form_key)
    note(
        by,
        "decided",
        Thing("decision", str(decision.pk), str(enrolment.person)),
        edition=enrolment.edition.slug,
        outcome=str(outcome),
        version=decision.version,
        departs_from_rule=int(departs),
    )
    return decision


def _record(
    gradebook: Gradebook, *, outcome: Outcome, reason: str, by: Person, form_key: UUID | None
) -> Decision:
    enrolment, verdict = gradebook.enrolment, gradebook.verdict
    earlier = latest_decision(enrolment)
    honours = verdict.honours if outcome == Outcome.AWARDED else None
    return Decision.objects.create(
        enrolment=enrolment,
        version=earlier.version + 1 if earlier else 1,
        outcome=outcome,
        total=verdict.total,
        honours=Translated(fr=honours.title.fr, en=honours.title.en) if honours else None,
        reason=reason,
        proposal=frozen(gradebook),
        proposal_version=VERSION,
        decided_at=clock.now(),
        decided_by=by,
        form_key=form_key or uuid4(),
    )

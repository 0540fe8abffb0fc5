"""What happens before the jury: a decision is taken, or taken again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.campus.queries.gradebook import Gradebook, gradebook_of
from passerelle.engines.grading import Honour
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.translated import Translated
from passerelle.people.models import Person

from ..enums import Outcome
from ..errors import DecidedByDeliberation, NotACandidate, OwnDecision, ReasonMissing
from ..frozen import VERSION, Json, frozen
from ..models import Decision, Motion
from ..motions import Consequence
from ..proposals import proposed_outcome
from ..queries import latest_decision
from ..regulations import has_regulations


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
    if has_regulations(enrolment.edition):
        raise DecidedByDeliberation
    if learner.person_id == by.pk:
        raise OwnDecision
    if learner.role != Role.LEARNER or hasattr(learner, "withdrawal"):
        raise NotACandidate
    gradebook, reason = gradebook_of(enrolment), reason.strip()
    departs = outcome != proposed_outcome(gradebook.verdict)
    if departs and not reason:
        raise ReasonMissing
    decision = _stored(
        gradebook,
        outcome=outcome,
        total=gradebook.verdict.total,
        honours=gradebook.verdict.honours if outcome == Outcome.AWARDED else None,
        reason=reason,
        proposal=frozen(gradebook),
        decided_by=by,
        form_key=form_key or uuid4(),
    )
    _note(decision, by=by, departs=departs)
    return decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a carried motion decides of one learner."""

    motion: Motion
    consequence: Consequence
    conditions: dict[str, object] | None = None
    rachat_points: Decimal | None = None
    after_rachat: Json = None


def record_carried(gradebook: Gradebook, carried: Carried, *, by: Person) -> Decision:
    """Keep the decision that a carried motion makes; the caller holds the deliberation."""
    motion, consequence = carried.motion, carried.consequence
    proposal = frozen(gradebook)
    if carried.after_rachat is not None and isinstance(proposal, dict):
        proposal["after_rachat"] = carried.after_rachat
    decision = _stored(
        gradebook,
        outcome=consequence.outcome,
        total=consequence.verdict.total,
        honours=consequence.honours,
        reason=motion.reason,
        proposal=proposal,
        decided_by=by,
        form_key=uuid4(),
        deliberation=motion.deliberation,
        motion=motion,
        conditions=carried.conditions,
        rachat_points=carried.rachat_points,
    )
    departs = consequence.outcome != proposed_outcome(gradebook.verdict)
    _note(decision, by=by, departs=departs)
    return decision


def _note(decision: Decision, *, by: Person, departs: bool) -> None:
    enrolment = decision.enrolment
    note(
        by,
        "decided",
        Thing("decision", str(decision.pk), str(enrolment.person)),
        edition=enrolment.edition.slug,
        outcome=str(decision.outcome),
        version=decision.version,
        departs_from_rule=int(departs),
    )


# Any: the columns of a decision, as Django takes them.
def _stored(gradebook: Gradebook, *, honours: Honour | None, **columns: Any) -> Decision:
    earlier = latest_decision(gradebook.enrolment)
    return Decision.objects.create(
        enrolment=gradebook.enrolment,
        version=earlier.version + 1 if earlier else 1,
        honours=Translated(fr=honours.title.fr, en=honours.title.en) if honours else None,
        proposal_version=VERSION,
        decided_at=clock.now(),
        **columns,
    )

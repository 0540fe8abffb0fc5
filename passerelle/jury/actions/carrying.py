"""A carried motion becomes the decision of each learner it is about."""

from __future__ import annotations

from dataclasses import replace

from passerelle.campus.queries.gradebook import Gradebook, gradebooks_of
from passerelle.people.models import Person

from ..enums import MotionKind
from ..frozen import frozen
from ..models import Decision, Deliberation, Motion
from ..motions import consequence_of
from ..queries.candidates import learners_of
from ..queries.deliberation import concerned_by
from .deciding import Carried, record_carried
from .proceedings import write_line


def carry(held: Deliberation, motion: Motion, *, by: Person) -> list[Decision]:
    """One decision each, in the order of their names; the caller holds the deliberation."""
    learners = list(learners_of(held.edition).filter(pk__in=concerned_by(motion)))
    for each in learners:
        each.edition = held.edition
    decisions = [_decided(held, motion, book, by=by) for book in gradebooks_of(learners)]
    outcomes = {each.enrolment_id: each.outcome for each in decisions}
    held.agenda = [
        {**each, "decided": outcomes.get(each["number"], each["decided"])} for each in held.agenda
    ]
    held.save(update_fields=["agenda"])
    return decisions


def _decided(held: Deliberation, motion: Motion, gradebook: Gradebook, *, by: Person) -> Decision:
    consequence = consequence_of(motion.kind, motion, gradebook)
    is_rachat, is_resit = motion.kind == MotionKind.RACHAT, motion.kind == MotionKind.RESIT
    after = frozen(replace(gradebook, verdict=consequence.verdict)) if is_rachat else None
    decision = record_carried(
        gradebook,
        Carried(
            motion=motion,
            consequence=consequence,
            conditions=motion.conditions if is_resit else None,
            rachat_points=motion.points if is_rachat else None,
            after_rachat=after,
        ),
        by=by,
    )
    write_line(
        held,
        "decided",
        motion=motion.pk,
        learner=str(gradebook.enrolment),
        number=gradebook.enrolment.pk,
        outcome=decision.outcome,
        total=f"{decision.total:f}" if decision.total is not None else None,
        version=decision.version,
    )
    return decision

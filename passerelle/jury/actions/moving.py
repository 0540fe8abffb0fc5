"""A member moves something about one learner or several, and may take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.campus.queries.gradebook import gradebook_of
from passerelle.engines.grading import Honour
from passerelle.foundation import clock
from passerelle.foundation.translated import Translated
from passerelle.people.models import Person

from ..enums import MotionKind
from ..errors import (
    MotionClosed,
    MotionOpen,
    MotionRefused,
    Recused,
    VotesStarted,
    WithdrawnByAnother,
)
from ..models import Deliberation, Member, Motion
from ..motions import Consequence, compensated_in, consequence_of, refusal_of
from ..queries.appeals import is_heard
from ..queries.cases import Need, ordered_again
from ..queries.deliberation import recused_for, voted_on
from ..regulations import as_frozen
from .proceedings import present_member, still_open, write_line

# What these come to is not in their words.
_FORESEEN = (MotionKind.RACHAT, MotionKind.COMPENSATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a motion says, beyond its kind."""

    points: Decimal | None = None
    component: str = ""
    reason: str = ""
    components: tuple[str, ...] = ()
    before: date | None = None
    honours: int | None = None

    @property
    def conditions(self) -> dict[str, object] | None:
        if self.components or self.before:
            before = self.before.isoformat() if self.before else None
            return {"components": list(self.components), "before": before}
        return None if self.honours is None else {"honours": self.honours}


@transaction.atomic
def move(
    deliberation: Deliberation,
    enrolment: Enrolment,
    *,
    kind: MotionKind,
    terms: Terms | None = None,
    by: Person,
    form_key: UUID | None = None,
) -> Motion:
    """Move something about one learner; the same form twice is once."""
    held, terms = still_open(deliberation), terms or Terms()
    already = Motion.objects.filter(form_key=form_key).first() if form_key else None
    if already is not None:
        return already
    if (enrolment.edition_id, enrolment.role) != (held.edition_id, Role.LEARNER):
        raise MotionRefused(_("A motion is about a learner of this edition."))
    if not is_heard(held, [enrolment.pk]):
        raise MotionRefused(_("The jury sits after an appeal: only admitted appeals are heard."))
    member = present_member(held, by)
    if member.pk in recused_for(held, [enrolment.pk]):
        raise Recused
    if held.motions.filter(enrolment=enrolment, closed_at=None).exists():
        raise MotionOpen
    gradebook = gradebook_of(enrolment)
    refusal = refusal_of(
        kind,
        gradebook=gradebook,
        terms=terms,
        regulations=as_frozen(held.regulations),
    )
    if refusal:
        raise MotionRefused(refusal)
    if kind is not MotionKind.ADOPT:
        held.agenda = ordered_again(held.agenda, enrolment.pk, Need.DEPARTING)
        held.save(update_fields=["agenda"])
    if kind is MotionKind.COMPENSATION:
        terms = replace(terms, components=compensated_in(gradebook.verdict))
    motion = _written(
        held,
        member,
        kind=kind,
        terms=terms,
        enrolment=enrolment,
        form_key=form_key,
        foreseen=consequence_of(kind, terms, gradebook),
    )
    _write_moved(held, motion, member, terms)
    return motion


def _write_moved(held: Deliberation, motion: Motion, member: Member, terms: Terms) -> None:
    write_line(
        held,
        "moved",
        motion=motion.pk,
        kind=str(motion.kind),
        by=str(member),
        learner=str(motion.enrolment),
        number=motion.enrolment_id,
        points=str(terms.points) if terms.points is not None else None,
        component=terms.component,
        reason=motion.reason,
        components=list(terms.components),
        before=terms.before.isoformat() if terms.before else None,
        honours=terms.honours,
    )


@transaction.atomic
def move_together(
    deliberation: Deliberation,
    enrolments: Sequence[Enrolment],
    *,
    by: Person,
    form_key: UUID | None = None,
) -> Motion:
    """Move that the rule's proposals be adopted for several learners whose case is clear."""
    held = still_open(deliberation)
    already = Motion.objects.filter(form_key=form_key).first() if form_key else None
    if already is not None:
        return already
    member, numbers = present_member(held, by), [each.pk for each in enrolments]
    if not numbers:
        raise MotionRefused(_("No case is clear: move about each learner on their page."))
    if not is_heard(held, numbers):
        raise MotionRefused(_("The jury sits after an appeal: only admitted appeals are heard."))
    if recused_for(held, numbers):
        raise MotionRefused(_("A member is recused for one of them: vote on that learner alone."))
    if held.motions.filter(enrolment=None, closed_at=None).exists():
        raise MotionOpen
    motion = _written(
        held, member, kind=MotionKind.ADOPT, terms=Terms(), enrolment=None, form_key=form_key
    )
    motion.together.set(numbers)
    write_line(
        held,
        "moved",
        motion=motion.pk,
        kind=str(MotionKind.ADOPT),
        by=str(member),
        learners=[str(each) for each in enrolments],
        numbers=numbers,
    )
    return motion


@transaction.atomic
def withdraw_motion(motion: Motion, *, by: Person) -> Motion:
    """Its mover takes it back, as long as nobody has voted; twice is once."""
    held = still_open(motion.deliberation)
    motion = Motion.objects.select_related("moved_by").get(pk=motion.pk)
    if motion.moved_by.person_id != by.pk:
        raise WithdrawnByAnother
    if motion.withdrawn:
        return motion
    if motion.closed_at is not None:
        raise MotionClosed
    if voted_on(motion):
        raise VotesStarted
    motion.closed_at, motion.carried, motion.withdrawn = clock.now(), False, True
    motion.save(update_fields=["closed_at", "carried", "withdrawn"])
    write_line(held, "withdrawn", motion=motion.pk, by=str(motion.moved_by))
    return motion


def _written(
    held: Deliberation,
    member: Member,
    *,
    kind: MotionKind,
    terms: Terms,
    enrolment: Enrolment | None,
    form_key: UUID | None,
    foreseen: Consequence | None = None,
) -> Motion:
    shown = foreseen if kind in _FORESEEN else None
    return Motion.objects.create(
        deliberation=held,
        enrolment=enrolment,
        kind=kind,
        outcome=foreseen.outcome if foreseen else "",
        foreseen=shown.verdict.total if shown else None,
        foreseen_honours=_titled(shown.honours) if shown else None,
        points=terms.points,
        component=terms.component,
        reason=terms.reason.strip(),
        conditions=terms.conditions,
        moved_by=member,
        moved_at=clock.now(),
        form_key=form_key or uuid4(),
    )


def _titled(honours: Honour | None) -> Translated | None:
    return Translated(fr=honours.title.fr, en=honours.title.en) if honours else None

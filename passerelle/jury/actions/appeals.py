"""A learner appeals once against a decision; the coordination says whether it is heard."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import DeliberationKind
from ..minutes_errors import (
    AlreadyAppealed,
    AlreadyRuled,
    DecisionSuperseded,
    GroundsMissing,
    NothingToReopen,
    NotYourDecision,
    OwnAppeal,
    RulingWithoutReason,
    TooLateToAppeal,
)
from ..models import Appeal, AppealRuling, Decision, Deliberation
from ..queries.appeals import (
    admitted_and_waiting,
    decisions_published,
    is_theirs,
    last_instant_to_appeal,
)
from .sitting import convene_deliberation

MOST_CHARACTERS = 4000


@transaction.atomic
def file_appeal(decision: Decision, *, grounds: str, by: Person) -> Appeal:
    """Keep an appeal; the same form sent twice is one appeal."""
    grounds = grounds.strip()
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    published = decisions_published().filter(pk=locked.pk).first()
    if published is None or not is_theirs(published, by):
        raise NotYourDecision
    already = Appeal.objects.filter(decision=locked).first()
    if already is not None and already.grounds == grounds:
        return already
    if already is not None:
        raise AlreadyAppealed
    if Decision.objects.filter(
        enrolment_id=locked.enrolment_id, version__gt=locked.version
    ).exists():
        raise DecisionSuperseded
    until = last_instant_to_appeal(published)
    if until is None or clock.now() > until:
        raise TooLateToAppeal(until)
    if not grounds or len(grounds) > MOST_CHARACTERS:
        raise GroundsMissing
    appeal = Appeal.objects.create(
        decision=locked, grounds=grounds, filed_at=clock.now(), filed_by=by
    )
    _note(by, "filed an appeal", appeal)
    return appeal


@transaction.atomic
def rule_on_appeal(appeal: Appeal, *, admitted: bool, reason: str, by: Person) -> AppealRuling:
    """Say whether an appeal is heard, and why; an admitted one goes before the jury again.

    The decision, its deliberation and its minutes stay as they are: the jury sits again, and
    what it then decides is another version."""
    reason = reason.strip()
    locked = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if locked.filed_by_id == by.pk:
        raise OwnAppeal
    already = AppealRuling.objects.filter(appeal=locked).first()
    if already is not None and (already.admitted, already.reason) == (admitted, reason):
        return already
    if already is not None:
        raise AlreadyRuled
    if not reason:
        raise RulingWithoutReason
    ruling = AppealRuling.objects.create(
        appeal=locked, admitted=admitted, reason=reason, ruled_at=clock.now(), ruled_by=by
    )
    _note(by, "admitted an appeal" if admitted else "rejected an appeal", locked)
    edition = locked.decision.enrolment.edition
    tell(
        locked.filed_by_id,
        verb="appeal answered",
        label=edition.title,
        url=reverse("my_decision", args=[edition.slug]),
    )
    return ruling


@transaction.atomic
def reopen_for_appeals(edition: Edition, *, by: Person) -> Deliberation:
    """The jury sits again about the learners whose appeals are admitted, and about no other."""
    waiting = list(admitted_and_waiting(edition))
    if not waiting:
        raise NothingToReopen
    last = Deliberation.objects.filter(edition=edition).order_by("-version").first()
    chair = last.members.filter(chair=True).select_related("person").first() if last else None
    if chair is None:
        raise NothingToReopen
    return convene_deliberation(edition, chair=chair.person, by=by, kind=DeliberationKind.APPEAL)


def _note(by: Person, verb: str, appeal: Appeal) -> None:
    enrolment = appeal.decision.enrolment
    thing = Thing("appeal", str(appeal.pk), str(enrolment.person))
    note(by, verb, thing, edition=enrolment.edition.slug, version=appeal.decision.version)

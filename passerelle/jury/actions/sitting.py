"""A deliberation is convened; members come, leave, recuse themselves; it is frozen."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.campus.enums import Role
from passerelle.campus.models import ConflictOfInterest, Enrolment
from passerelle.foundation import clock
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import DeliberationKind
from ..errors import (
    CandidatesUndecided,
    DeliberationOpen,
    MotionRefused,
    NoRegulations,
    NotTheChair,
    VoteUnderWay,
)
from ..models import Deliberation, Member, Recusal
from ..queries.candidates import learners_of
from ..queries.cases import Need, agenda_of, cases_of, ordered_again
from ..queries.deliberation import undecided_in
from ..regulations import as_kept, regulations_of
from .proceedings import note_in_journal, still_open, write_line

_NAMED = 5


@transaction.atomic
def convene_deliberation(
    edition: Edition,
    *,
    chair: Person,
    by: Person,
    kind: DeliberationKind = DeliberationKind.ORDINARY,
) -> Deliberation:
    """Open a deliberation with every juror of the edition; it keeps today's regulations."""
    regulations = regulations_of(edition)
    if regulations is None:
        raise NoRegulations
    Edition.objects.select_for_update().get(pk=edition.pk)
    earlier = Deliberation.objects.filter(edition=edition).order_by("-version").first()
    if earlier is not None and earlier.frozen_at is None:
        raise DeliberationOpen
    deliberation = Deliberation.objects.create(
        edition=edition,
        version=earlier.version + 1 if earlier else 1,
        kind=kind,
        opened_at=clock.now(),
        opened_by=by,
        quorum=regulations.quorum,
        least_institutions=regulations.least_institutions,
        ballot=regulations.ballot,
        regulations=as_kept(regulations),
        supersedes=earlier,
    )
    members = _seat(deliberation, chair=chair)
    write_line(
        deliberation,
        "opened",
        by=str(by),
        kind=str(kind),
        version=deliberation.version,
        ballot=deliberation.ballot,
        quorum=deliberation.quorum,
        least_institutions=deliberation.least_institutions,
        chair=str(chair),
        members=[str(each) for each in members],
    )
    note_in_journal(deliberation, "opened a deliberation", by=by)
    deliberation.agenda = agenda_of(cases_of(deliberation))
    deliberation.save(update_fields=["agenda"])
    _recuse_from_panels(deliberation, members)
    return deliberation


@transaction.atomic
def read_marks_again(deliberation: Deliberation) -> Deliberation:
    """Marks came in since it opened: the cases are ordered afresh."""
    held = still_open(deliberation)
    held.agenda = agenda_of(cases_of(held))
    held.save(update_fields=["agenda"])
    return held


@transaction.atomic
def mark_present(member: Member, *, by: Person) -> Member:
    """A member has come, or come back; twice is once."""
    held = still_open(member.deliberation)
    member.refresh_from_db()
    if member.is_present:
        return member
    member.present_from, member.left_at = clock.now(), None
    member.save(update_fields=["present_from", "left_at"])
    write_line(held, "present", member=str(member), by=str(by))
    return member


@transaction.atomic
def mark_left(member: Member, *, by: Person) -> Member:
    """A member leaves; what they voted stands. Twice is once."""
    held = still_open(member.deliberation)
    member.refresh_from_db()
    if not member.is_present:
        return member
    member.left_at = clock.now()
    member.save(update_fields=["left_at"])
    write_line(held, "left", member=str(member), by=str(by))
    return member


@transaction.atomic
def recuse(member: Member, enrolment: Enrolment, *, reason: str) -> Recusal:
    """A member says that they neither speak nor vote about a learner; twice is once."""
    held = still_open(member.deliberation)
    if enrolment.edition_id != held.edition_id or enrolment.role != Role.LEARNER:
        raise MotionRefused(_("A recusal concerns a learner of this edition."))
    recusal, created = Recusal.objects.get_or_create(
        member=member,
        enrolment=enrolment,
        defaults={"reason": reason.strip(), "declared_at": clock.now()},
    )
    if created:
        held.agenda = ordered_again(held.agenda, enrolment.pk, Need.RECUSED)
        held.save(update_fields=["agenda"])
        write_line(held, "recused", member=str(member), learner=str(enrolment), number=enrolment.pk)
        note_in_journal(held, "recused themselves", by=member.person, learner=str(enrolment))
    return recusal


@transaction.atomic
def freeze_deliberation(deliberation: Deliberation, *, by: Person) -> Deliberation:
    """The chair closes: every candidate has a decision, and nothing changes any more."""
    held = still_open(deliberation)
    if not held.members.filter(person=by, chair=True).exists():
        raise NotTheChair
    if held.motions.filter(closed_at=None).exists():
        raise VoteUnderWay
    waiting = list(undecided_in(held)[: _NAMED + 1])
    if waiting:
        count = undecided_in(held).count()
        raise CandidatesUndecided([str(each) for each in waiting[:_NAMED]], count - _NAMED)
    held.frozen_at, held.frozen_by = clock.now(), by
    write_line(held, "frozen", by=str(by))
    held.save(update_fields=["frozen_at", "frozen_by"])
    note_in_journal(held, "froze a deliberation", by=by)
    return held


def _seat(deliberation: Deliberation, *, chair: Person) -> list[Member]:
    """Every juror of the edition, and the chair."""
    jurors = Enrolment.objects.filter(
        edition=deliberation.edition, role=Role.JUROR, withdrawal=None
    ).select_related("person")
    people = {each.person_id: each for each in jurors}
    if chair.pk not in people:
        raise MotionRefused(_("The chair must be a juror of the edition."))
    return [
        Member.objects.create(
            deliberation=deliberation,
            person=each.person,
            institution_id=each.institution_id,
            chair=each.person_id == chair.pk,
        )
        for each in people.values()
    ]


def _recuse_from_panels(deliberation: Deliberation, members: Sequence[Member]) -> None:
    """A conflict declared on a panel of the edition: with the learner, or with a team in which
    they are of the juror's own institution."""
    seats = {each.person_id: each for each in members}
    learners = {each.pk: each for each in learners_of(deliberation.edition)}
    conflicts = ConflictOfInterest.objects.filter(
        juror__person__in=seats, juror__panel__activity__edition=deliberation.edition
    ).select_related("juror")
    for conflict in conflicts.prefetch_related("team__members__enrolment"):
        member = seats[conflict.juror.person_id]
        if conflict.enrolment_id:
            concerned = [conflict.enrolment_id]
        else:
            concerned = [
                each.enrolment_id
                for each in conflict.team.members.all()  # type: ignore[union-attr]  # one of the two, by constraint
                if member.institution_id and each.enrolment.institution_id == member.institution_id
            ]
        for number in concerned:
            if number in learners:
                recuse(member, learners[number], reason=conflict.reason)

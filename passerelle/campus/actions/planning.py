"""Sessions get their experts and their hours; presence becomes proof."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell_all
from passerelle.people.models import Person

from ..enums import Role
from ..errors import CampusRefusal
from ..models import Attendance, Enrolment, Session, SessionExpert
from .enrolling import enrol


@transaction.atomic
def invite_expert(session: Session, *, person: Person, by: Person | None = None) -> SessionExpert:
    """Ask someone to give a session: they become an expert of the edition."""
    edition = session.edition
    enrol(person, edition=edition, role=Role.EXPERT, by=by)
    invited, created = SessionExpert.objects.get_or_create(session=session, person=person)
    if created:
        thing = Thing("session", session.slug, session.title.fr)
        note(by, "invited an expert", thing, edition=edition.slug, expert=str(person))
    return invited


@transaction.atomic
def move_session(
    session: Session, *, starts_at: datetime, zone: str, sequence: int, by: Person
) -> Session:
    """Give a session to come another time; whoever comes is told, and calendars follow.

    `sequence` is the one the mover saw: two people cannot move it past each other."""
    locked = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if locked.starts_at == starts_at:
        return locked
    if locked.sequence != sequence:
        raise CampusRefusal(_("Someone has moved this session meanwhile. Look at its new time."))
    now, before = clock.now(), locked.starts_at
    if before <= now:
        raise CampusRefusal(_("This session has begun: it no longer moves."))
    if starts_at <= now:
        raise CampusRefusal(_("Choose a time to come: this one is past."))
    locked.ends_at += starts_at - before
    locked.starts_at, locked.planned_zone, locked.sequence = starts_at, zone, sequence + 1
    locked.save(update_fields=["starts_at", "ends_at", "planned_zone", "sequence"])
    moved = {"from": _written(before), "to": _written(starts_at), "zone": zone}
    thing = Thing("session", locked.slug, locked.title.fr)
    note(by, "moved a session", thing, edition=session.edition.slug, **moved)
    _tell_who_comes(session, by=by)
    return locked


def _written(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"


def _tell_who_comes(session: Session, *, by: Person) -> None:
    """The learners and the session's experts, save whoever moved it."""
    learners = Enrolment.objects.filter(
        edition=session.edition_id, role=Role.LEARNER, withdrawal=None
    )
    coming = set(learners.values_list("person_id", flat=True))
    coming |= set(session.experts.values_list("person_id", flat=True))
    url = reverse("session", args=[session.edition.slug, session.slug])
    tell_all(coming - {by.pk}, verb="moved", label=session.title, url=url)


@transaction.atomic
def record_attendance(
    session: Session, *, enrolment: Enrolment, minutes: int, evidence: str, by: Person
) -> Attendance:
    """Note how long someone was there, never longer than the session; the last record holds."""
    attendance, _ = Attendance.objects.update_or_create(
        session=session,
        enrolment=enrolment,
        defaults={
            "minutes": max(0, min(minutes, session.minutes)),
            "evidence": evidence,
            "recorded_at": clock.now(),
            "recorded_by": by,
        },
    )
    thing = Thing("session", session.slug, session.title.fr)
    edition, who = session.edition.slug, str(enrolment.person)
    note(by, "recorded presence", thing, edition=edition, who=who, minutes=attendance.minutes)
    return attendance


@transaction.atomic
def record_presence(
    session: Session, *, minutes: Mapping[Enrolment, int], evidence: str, by: Person
) -> int:
    """Note a whole roll call; only what changed is written, and counted."""
    if session.starts_at > clock.now():
        raise CampusRefusal(_("This session has not begun: record presence once it has."))
    known = dict(session.attendances.values_list("enrolment_id", "minutes"))
    changed = {
        enrolment: spent
        for enrolment, spent in minutes.items()
        if known.get(enrolment.pk, 0) != spent
    }
    for enrolment, spent in changed.items():
        record_attendance(session, enrolment=enrolment, minutes=spent, evidence=evidence, by=by)
    return len(changed)

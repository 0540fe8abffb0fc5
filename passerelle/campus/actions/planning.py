"""Sessions get their experts; presence becomes proof."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
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

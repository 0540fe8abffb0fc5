"""Sessions get their experts; presence becomes proof."""

from __future__ import annotations

from django.db import transaction

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person

from ..enums import Role
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
    detail = {"who": str(enrolment.person), "minutes": attendance.minutes}
    note(by, "recorded presence", thing, edition=session.edition.slug, **detail)
    return attendance

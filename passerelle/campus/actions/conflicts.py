"""Jurors say which works they must not mark; what they had marked of them is set aside."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person

from ..models import ConflictOfInterest, Enrolment, Juror, Team
from .setting_aside import set_aside

Subject = Team | Enrolment


@transaction.atomic
def declare_conflict(
    juror: Juror, *, subject: Subject, reason: str, by: Person
) -> ConflictOfInterest:
    """The juror, or the coordinator for them, recuses them from a team or a person.

    Their sheets on its works, signed or not, are set aside with the reason, never deleted."""
    doer = _doer(subject)
    conflict, created = ConflictOfInterest.objects.get_or_create(
        juror=juror, **doer, defaults={"reason": reason, "declared_at": clock.now(), "by": by}
    )
    if not created:
        return conflict
    panel = juror.panel
    thing = Thing("panel", str(panel.pk), panel.name)
    told = {"who": str(juror.person), "about": str(subject)}
    note(by, "declared a conflict of interest", thing, edition=panel.activity.edition.slug, **told)
    theirs = {f"attempt__{name}": value for name, value in doer.items()}
    for sheet in panel.sheets.filter(rater=juror.person_id, setting_aside=None, **theirs):
        set_aside(sheet, reason=reason, by=by)
    return conflict


@transaction.atomic
def sign_declaration(juror: Juror, *, conflicts: Sequence[Subject] = (), reason: str = "") -> Juror:
    """A juror declares their conflicts, or that they have none: their sheets open from now on."""
    for subject in conflicts:
        declare_conflict(juror, subject=subject, reason=reason, by=juror.person)
    if juror.declared_at is None:
        juror.declared_at = clock.now()
        juror.save(update_fields=["declared_at"])
        panel = juror.panel
        thing = Thing("panel", str(panel.pk), panel.name)
        note(juror.person, "signed a declaration", thing, edition=panel.activity.edition.slug)
    return juror


def _doer(subject: Subject) -> dict[str, Subject]:
    return {"team": subject} if isinstance(subject, Team) else {"enrolment": subject}

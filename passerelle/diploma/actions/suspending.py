"""An institution does not vouch for a document for a time, then does again."""

from __future__ import annotations

from django.db import transaction

from passerelle.foundation import clock
from passerelle.people.models import Institution, Person

from ..enums import SuspensionReason
from ..errors import AlreadyRevoked, OwnSuspension
from ..models import Certificate, Document, Revocation, Suspension, naming
from .standing import must_act_for, must_be_issued, note_of, tell_holder


@transaction.atomic
def suspend(
    document: Document,
    *,
    institution: Institution,
    reason: SuspensionReason,
    by: Person,
    private_note: str = "",
) -> Suspension:
    """Publish that this institution does not vouch for the document at present; twice is once."""
    must_act_for(by, institution, document)
    must_be_issued(document)
    if Revocation.objects.filter(**naming(document), institution=institution).exists():
        raise AlreadyRevoked
    suspension, created = Suspension.objects.get_or_create(
        **naming(document),
        institution=institution,
        lifted_at=None,
        defaults={
            "reason": SuspensionReason(reason),
            "private_note": private_note.strip(),
            "at": clock.now(),
            "by": by,
        },
    )
    if created:
        is_small = isinstance(document, Certificate)
        verb = "suspended a certificate" if is_small else "suspended a diploma"
        note_of(by, verb, document, institution, reason=str(reason))
        tell_holder(document, "suspended")
    return suspension


@transaction.atomic
def lift_suspension(
    document: Document, *, institution: Institution, because: str, by: Person
) -> None:
    """The institution vouches for the document again; what it had said stays on record."""
    must_act_for(by, institution, document)
    if document.holder == by:
        raise OwnSuspension
    standing = Suspension.objects.filter(
        **naming(document), institution=institution, lifted_at=None
    )
    words = {"lifted_at": clock.now(), "lifted_by": by, "lifted_because": because.strip()}
    if standing.update(**words):
        note_of(by, "lifted a suspension", document, institution)
        tell_holder(document, "restored")

"""An institution declares a diploma, or a certificate, void. Nothing is erased or taken back."""

from __future__ import annotations

from django.db import transaction

from passerelle.foundation import clock
from passerelle.people.models import Institution, Person

from ..enums import RevocationReason
from ..models import Certificate, Document, Revocation, naming
from .standing import must_act_for, must_be_issued, note_of, tell_holder


@transaction.atomic
def revoke(
    document: Document,
    *,
    institution: Institution,
    reason: RevocationReason,
    by: Person,
    private_note: str = "",
) -> Revocation:
    """Publish that this institution no longer vouches for the document; twice is once."""
    must_act_for(by, institution, document)
    must_be_issued(document)
    revocation, created = Revocation.objects.get_or_create(
        **naming(document),
        institution=institution,
        defaults={
            "reason": RevocationReason(reason),
            "private_note": private_note.strip(),
            "at": clock.now(),
            "by": by,
        },
    )
    if created:
        is_small = isinstance(document, Certificate)
        verb = "revoked a certificate" if is_small else "revoked a diploma"
        if is_small and revocation.reason == RevocationReason.REPLACED:
            _make_room(document)
        note_of(by, verb, document, institution, reason=str(reason))
        tell_holder(document, "revoked")
    return revocation


def _make_room(certificate: Document) -> None:
    """What it certified is due again: a diploma waits for the jury, a certificate for nobody."""
    Certificate.objects.filter(pk=certificate.pk).update(replaced_at=clock.now())

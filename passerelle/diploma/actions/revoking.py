"""An institution declares a diploma void. Nothing is erased, and nothing is taken back."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell
from passerelle.people.models import Institution, Person

from ..enums import RevocationReason
from ..errors import NotASignatory, NotIssuedYet, NotTheirInstitution
from ..models import Credential, Revocation
from ..queries.signatories import acts_for


@transaction.atomic
def revoke(
    credential: Credential,
    *,
    institution: Institution,
    reason: RevocationReason,
    by: Person,
    private_note: str = "",
) -> Revocation:
    """Publish that this institution no longer vouches for the diploma; twice is once."""
    edition = credential.edition
    if institution.slug not in edition.institutions:
        raise NotASignatory
    if not acts_for(by, institution, edition):
        raise NotTheirInstitution
    if credential.issued_at is None:
        raise NotIssuedYet
    revocation, created = Revocation.objects.get_or_create(
        credential=credential,
        institution=institution,
        defaults={
            "reason": RevocationReason(reason),
            "private_note": private_note.strip(),
            "at": clock.now(),
            "by": by,
        },
    )
    if created:
        thing = Thing("diploma", str(credential.pk), credential.number)
        detail = {"institution": institution.slug, "reason": str(reason)}
        note(by, "revoked a diploma", thing, edition=edition.slug, **detail)
        tell(
            credential.decision.enrolment.person_id,
            verb="revoked",
            label=credential.number,
            url=reverse("my_diploma"),
        )
    return revocation

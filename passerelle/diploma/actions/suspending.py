"""An institution does not vouch for a diploma for a time, then does again."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell
from passerelle.people.models import Institution, Person

from ..enums import SuspensionReason
from ..errors import AlreadyRevoked, NotASignatory, NotIssuedYet, NotTheirInstitution
from ..models import Credential, Revocation, Suspension
from ..queries.signatories import acts_for


@transaction.atomic
def suspend(
    credential: Credential,
    *,
    institution: Institution,
    reason: SuspensionReason,
    by: Person,
    private_note: str = "",
) -> Suspension:
    """Publish that this institution does not vouch for the diploma at present; twice is once."""
    _may_act(by, institution, credential)
    if credential.issued_at is None:
        raise NotIssuedYet
    if Revocation.objects.filter(credential=credential, institution=institution).exists():
        raise AlreadyRevoked
    suspension, created = Suspension.objects.get_or_create(
        credential=credential,
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
        _note(by, "suspended a diploma", suspension, reason=str(reason))
        _tell(credential, "suspended")
    return suspension


@transaction.atomic
def lift_suspension(
    credential: Credential, *, institution: Institution, because: str, by: Person
) -> None:
    """The institution vouches for the diploma again; what it had said stays on record."""
    _may_act(by, institution, credential)
    standing = Suspension.objects.filter(
        credential=credential, institution=institution, lifted_at=None
    )
    suspension = standing.select_related("credential__edition", "institution").first()
    words = {"lifted_at": clock.now(), "lifted_by": by, "lifted_because": because.strip()}
    if suspension and standing.update(**words):
        _note(by, "lifted a suspension", suspension)
        _tell(credential, "restored")


def _may_act(by: Person, institution: Institution, credential: Credential) -> None:
    if institution.slug not in credential.edition.institutions:
        raise NotASignatory
    if not acts_for(by, institution, credential.edition):
        raise NotTheirInstitution


def _note(by: Person, verb: str, suspension: Suspension, **detail: str) -> None:
    credential, institution = suspension.credential, suspension.institution
    thing = Thing("diploma", str(credential.pk), credential.number)
    edition = credential.edition.slug
    note(by, verb, thing, edition=edition, institution=institution.slug, **detail)


def _tell(credential: Credential, verb: str) -> None:
    person = credential.decision.enrolment.person_id
    tell(person, verb=verb, label=credential.number, url=reverse("my_diploma"))

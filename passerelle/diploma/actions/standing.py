"""What revoking and suspending share: who may, what is written down, how the holder is told."""

from __future__ import annotations

from django.urls import reverse

from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell
from passerelle.people.models import Institution, Person

from ..errors import NotASignatory, NotIssuedYet, NotTheirInstitution
from ..models import Certificate, Document
from ..queries.signatories import acts_for


def must_act_for(by: Person, institution: Institution, document: Document) -> None:
    """Refuse whoever is not a registrar of that institution, or one that does not sign."""
    if institution.slug not in document.edition.institutions:
        raise NotASignatory
    if not acts_for(by, institution, document.edition):
        raise NotTheirInstitution


def must_be_issued(document: Document) -> None:
    if document.issued_at is None:
        raise NotIssuedYet


def thing_of(document: Document) -> Thing:
    kind = "certificate" if isinstance(document, Certificate) else "diploma"
    return Thing(kind, str(document.pk), document.number)


def note_of(
    by: Person | None, verb: str, document: Document, institution: Institution, **detail: str
) -> None:
    words = detail | {"institution": institution.slug}
    note(by, verb, thing_of(document), edition=document.edition.slug, **words)


def tell_holder(document: Document, verb: str) -> None:
    """News by the verb that a diploma's bear; those of certificates are worded apart."""
    if isinstance(document, Certificate):
        verb, url = f"certificate {verb}", reverse("certificate", args=[document.number])
    else:
        url = reverse("my_diploma")
    tell(document.holder.pk, verb=verb, label=document.number, url=url)

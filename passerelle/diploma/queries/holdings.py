"""A document of one's own, by its number: a diploma that is issued, or a certificate."""

from __future__ import annotations

from passerelle.people.models import Person

from ..models import Document
from .certificates_issued import certificates_held_by, sealed
from .diplomas import diplomas_held_by, with_seals
from .sealed import Certified, Diploma, Sealed


def own_diploma(person: Person, number: str) -> Diploma | None:
    own = diplomas_held_by(person).filter(number=number, issued_at__isnull=False)
    return next(iter(with_seals(list(own))), None)


def own_certificate(person: Person, number: str) -> Certified | None:
    own = certificates_held_by(person).filter(number=number)
    return next(iter(sealed(list(own))), None)


def own_document(person: Person, number: str, *, of: str) -> Sealed[Document] | None:
    """`of` says on which shelf to look: `diploma` or `certificate`; nobody else's exists."""
    if of == "certificate":
        return own_certificate(person, number)
    return own_diploma(person, number)

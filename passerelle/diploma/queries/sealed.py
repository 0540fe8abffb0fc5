"""A diploma, or a certificate, with the word of each institution that signs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import OuterRef, QuerySet, Subquery

from passerelle.foundation.translated import Translated
from passerelle.people.models import Institution

from ..enums import PUBLISHED_REASONS, RevocationReason
from ..models import Certificate, Credential, Document, Revocation, Suspension

D = TypeVar("D", bound=Document, covariant=True)


@dataclass(frozen=True, slots=True)
class Seal:
    """What one institution has said of a document: signed, revoked, or nothing yet."""

    institution: Institution
    signed_at: datetime | None
    revoked_at: datetime | None
    reason: Translated | None
    suspended_at: datetime | None = None
    refused_because: str = ""
    """Why it refuses to sign, while it does."""


@dataclass(frozen=True, slots=True)
class Sealed(Generic[D]):
    """The document, whose it is, and the seals of those that must sign it."""

    credential: D
    holder: str
    name: Translated
    seals: tuple[Seal, ...]

    @property
    def is_certificate(self) -> bool:
        return isinstance(self.credential, Certificate)

    @property
    def signed(self) -> int:
        return sum(seal.signed_at is not None for seal in self.seals)

    @property
    def awaited(self) -> list[Institution]:
        return [seal.institution for seal in self.seals if seal.signed_at is None]

    @property
    def refusals(self) -> list[Seal]:
        return [seal for seal in self.seals if seal.refused_because]

    @property
    def suspensions(self) -> list[Seal]:
        return [seal for seal in self.seals if seal.suspended_at is not None]

    @property
    def revocations(self) -> list[Seal]:
        return [seal for seal in self.seals if seal.revoked_at is not None]


Diploma = Sealed[Credential]
Certified = Sealed[Certificate]


def with_words_since(rows: QuerySet[Any], *, document: str) -> QuerySet[Any]:  # Any: of either
    """Rows of one institution and one document (`credential` or `certificate`), with what that
    institution has said of it since: one query brings both."""
    same = {document: OuterRef(document), "institution": OuterRef("institution")}
    revocation = Revocation.objects.filter(**same)
    suspension = Suspension.objects.filter(**same, lifted_at=None)
    told: QuerySet[Any] = rows.annotate(
        revoked_at=Subquery(revocation.values("at")),
        revoked_for=Subquery(revocation.values("reason")),
        suspended_at=Subquery(suspension.values("at")),
    )
    return told


def seal_of(
    institution: Institution,
    signed_at: datetime,
    row: Any,  # Any: annotated in `with_words_since`
) -> Seal:
    return Seal(
        institution,
        signed_at=signed_at,
        revoked_at=row.revoked_at,
        reason=PUBLISHED_REASONS[RevocationReason(row.revoked_for)] if row.revoked_for else None,
        suspended_at=row.suspended_at,
    )

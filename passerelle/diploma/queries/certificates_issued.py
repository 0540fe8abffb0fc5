"""Certificates that were issued: on the desk of who signs them, and in their holder's hands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..certificate_document import name_of
from ..models import Certificate, Revocation, StatusEntry, Suspension
from .sealed import Certified, Sealed, seal_of, with_words_since

ROWS = 25
_LONG = ("edition__award", "edition__summary", "module__summary")
_MOST_ON_A_SHELF = 50


@dataclass(frozen=True, slots=True)
class CertificateDesk:
    """What a registrar, or a coordinator (no institution), sees of an edition's certificates."""

    page: Page[Certificate]
    certificates: tuple[Certified, ...]
    institution: Institution | None


def certificate_desk(
    edition: Edition, *, institution: Institution | None, page: str | None
) -> CertificateDesk:
    """One page of them, in the order of names; three queries, whatever their number."""
    rows = certificates_of(edition, signed_by=institution).defer("document", *_LONG)
    shown = Paginator(rows, ROWS).get_page(page)
    return CertificateDesk(
        shown, tuple(sealed(list(shown.object_list), only=institution)), institution
    )


def certificates_of(edition: Edition, *, signed_by: Institution | None) -> QuerySet[Certificate]:
    """All of them, or those that an institution signed: it has its say on no other."""
    rows = Certificate.objects.filter(edition=edition)
    if signed_by is not None:
        own = StatusEntry.objects.filter(certificate=OuterRef("pk"), institution=signed_by)
        rows = rows.filter(Exists(own))
    return _complete(rows).order_by("person__sort_name", "id")


def certificates_held_by(person: Person) -> QuerySet[Certificate]:
    """The latest first."""
    return _complete(Certificate.objects.filter(person=person)).order_by("-issued_at", "-id")


def shelf_of_certificates(person: Person) -> list[Certificate]:
    """What a person's own page lists: since when one is revoked or suspended, in one query."""
    revocations = Revocation.objects.filter(certificate=OuterRef("pk"))
    suspensions = Suspension.objects.filter(certificate=OuterRef("pk"), lifted_at=None)
    rows = certificates_held_by(person).prefetch_related(None).defer("document")
    told = rows.annotate(
        revoked_at=Subquery(revocations.values("at")[:1]),
        suspended_at=Subquery(suspensions.values("at")[:1]),
    )
    return list(told[:_MOST_ON_A_SHELF])


def sealed(
    certificates: Sequence[Certificate], *, only: Institution | None = None
) -> list[Certified]:
    """The certificates with the word of each institution that signed them, or of one alone."""
    return [
        Sealed(
            credential=each,
            holder=each.person.name,
            name=name_of(each),
            seals=tuple(
                seal_of(row.institution, each.issued_at, row)
                for row in each.statuses.all()
                if only in (None, row.institution)
            ),
        )
        for each in certificates
    ]


def _complete(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    # Each institution that signs has a rank: in the order in which they were written.
    ranks = StatusEntry.objects.select_related("institution").order_by("id")
    words = with_words_since(ranks, document="certificate")
    return certificates.select_related("person", "edition__programme", "module").prefetch_related(
        Prefetch("statuses", words)
    )

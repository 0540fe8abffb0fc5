"""Which diplomas there are, for whom, and who has still to sign them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from passerelle.foundation.translated import Translated
from passerelle.jury.models import Decision
from passerelle.jury.queries import awarding_decisions
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..document import award_name
from ..enums import PUBLISHED_REASONS, RevocationReason
from ..models import Credential, Revocation, Signature

ROWS = 25


@dataclass(frozen=True, slots=True)
class Seal:
    """What one institution has said of a diploma: signed, revoked, or nothing yet."""

    institution: Institution
    signed_at: datetime | None
    revoked_at: datetime | None
    reason: Translated | None


@dataclass(frozen=True, slots=True)
class Diploma:
    """A diploma with the word of each institution that must sign it."""

    credential: Credential
    holder: str
    name: Translated
    seals: tuple[Seal, ...]

    @property
    def signed(self) -> int:
        return sum(seal.signed_at is not None for seal in self.seals)

    @property
    def awaited(self) -> list[Institution]:
        return [seal.institution for seal in self.seals if seal.signed_at is None]

    @property
    def revocations(self) -> list[Seal]:
        return [seal for seal in self.seals if seal.revoked_at is not None]


def diplomas_held_by(person: Person) -> QuerySet[Credential]:
    """A person's own diplomas, latest first, those still being signed included."""
    return _complete(Credential.objects.filter(decision__enrolment__person=person)).order_by(
        "-prepared_at", "-id"
    )


def diplomas_of(edition: Edition) -> QuerySet[Credential]:
    """Every diploma prepared in an edition, in the order of names."""
    return _complete(Credential.objects.filter(edition=edition)).order_by(
        "decision__enrolment__person__name", "id"
    )


def unsigned_by(institution: Institution, edition: Edition) -> QuerySet[Credential]:
    """The diplomas that wait for one institution's signature, and that the jury still wants."""
    signed = Signature.objects.filter(credential=OuterRef("pk"), institution=institution)
    later = Decision.objects.filter(
        enrolment=OuterRef("decision__enrolment"), version__gt=OuterRef("decision__version")
    )
    return (
        Credential.objects.filter(~Exists(signed), ~Exists(later), edition=edition)
        .select_related("edition__programme", "decision__enrolment__person")
        .order_by("decision__enrolment__person__name", "id")
    )


def decisions_to_prepare(edition: Edition) -> QuerySet[Decision]:
    """The decisions in force that award a diploma nobody has prepared yet."""
    prepared = Credential.objects.filter(decision=OuterRef("pk"))
    return awarding_decisions(edition).filter(~Exists(prepared))


def issued_diploma(number: str) -> Credential | None:
    """The diploma that bears a number, however it was typed; never one still being signed."""
    return (
        _complete(Credential.objects.filter(issued_at__isnull=False))
        .filter(number=number.strip().upper())
        .first()
    )


def page_of(diplomas: QuerySet[Credential], number: str | None) -> Page[Credential]:
    return Paginator(diplomas, ROWS).get_page(number)


def with_seals(credentials: Sequence[Credential]) -> list[Diploma]:
    """The diplomas with the word of each institution that must sign them."""
    slugs = {slug for each in credentials for slug in each.edition.institutions}
    known = {each.slug: each for each in Institution.objects.filter(slug__in=slugs)}
    return [
        _diploma(each, [known[slug] for slug in each.edition.institutions]) for each in credentials
    ]


def _complete(credentials: QuerySet[Credential]) -> QuerySet[Credential]:
    return credentials.select_related(
        "edition__programme", "decision__enrolment__person"
    ).prefetch_related(
        Prefetch("signatures", Signature.objects.select_related("institution")),
        Prefetch("revocations", Revocation.objects.select_related("institution")),
    )


def _diploma(credential: Credential, institutions: Sequence[Institution]) -> Diploma:
    signatures = {each.institution_id: each for each in credential.signatures.all()}
    revocations = {each.institution_id: each for each in credential.revocations.all()}
    return Diploma(
        credential=credential,
        holder=credential.decision.enrolment.person.name,
        name=award_name(credential.edition, credential.decision.honours),
        seals=tuple(
            _seal(each, signatures.get(each.pk), revocations.get(each.pk))
            for each in institutions
        ),
    )


def _seal(
    institution: Institution, signature: Signature | None, revocation: Revocation | None
) -> Seal:
    return Seal(
        institution=institution,
        signed_at=signature.signed_at if signature else None,
        revoked_at=revocation.at if revocation else None,
        reason=PUBLISHED_REASONS[RevocationReason(revocation.reason)] if revocation else None,
    )

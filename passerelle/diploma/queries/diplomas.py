"""Which diplomas there are, for whom, and who has still to sign them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from passerelle.jury.models import Decision
from passerelle.jury.queries import appeals_unsettled, awarding_decisions
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..document import award_name
from ..models import Credential, Refusal, Signature
from .sealed import Diploma, Seal, Sealed, seal_of, with_words_since

ROWS = 25
_STANDING = Refusal.objects.filter(lifted_at=None).select_related("institution")
# Long columns that no list shows.
_LONG = ("document", "decision__proposal", "edition__award", "edition__summary")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a registrar, or a coordinator (no institution), sees of an edition's diplomas."""

    page: Page[Credential]
    diplomas: tuple[Diploma, ...]
    institution: Institution | None
    total: int
    issued: int
    waiting: int
    to_prepare: int
    contested: int
    """Awarded by a decision that is appealed against: neither prepared nor signed meanwhile."""


def diplomas_held_by(person: Person) -> QuerySet[Credential]:
    """A person's own diplomas, latest first, those still being signed included."""
    return _complete(Credential.objects.filter(decision__enrolment__person=person)).order_by(
        "-prepared_at", "-id"
    )


def shelf_of(person: Person) -> list[Diploma]:
    """What a person's own page shows."""
    return with_seals(list(diplomas_held_by(person).defer(*_LONG)[:ROWS]))


def diplomas_of(edition: Edition) -> QuerySet[Credential]:
    """Every diploma prepared in an edition, in the order of names."""
    return _complete(Credential.objects.filter(edition=edition)).order_by(
        "decision__enrolment__person__sort_name", "id"
    )


def unsigned_by(institution: Institution, edition: Edition) -> QuerySet[Credential]:
    """The diplomas that wait for one institution's signature, and that the jury still wants."""
    return (
        _unsigned(Credential.objects.filter(edition=edition), institution)
        .select_related("edition__programme", "decision__enrolment__person")
        .order_by("decision__enrolment__person__sort_name", "id")
    )


def _unsigned(rows: QuerySet[Credential], institution: Institution | None) -> QuerySet[Credential]:
    signed = Signature.objects.filter(credential=OuterRef("pk"), institution=institution)
    later = Decision.objects.filter(
        enrolment=OuterRef("decision__enrolment"), version__gt=OuterRef("decision__version")
    )
    return rows.filter(~Exists(signed), ~Exists(later)).exclude(
        decision__in=appeals_unsettled().values("decision")
    )


def contested_in(edition: Edition) -> QuerySet[Decision]:
    """The decisions in force that award a diploma not issued yet, and that someone contests."""
    issued = Credential.objects.filter(decision=OuterRef("pk"), issued_at__isnull=False)
    contested = appeals_unsettled().filter(decision=OuterRef("pk"))
    return awarding_decisions(edition).filter(Exists(contested), ~Exists(issued))


def decisions_to_prepare(edition: Edition) -> QuerySet[Decision]:
    """The decisions in force that award a diploma nobody has prepared yet, and nobody contests."""
    prepared = Credential.objects.filter(decision=OuterRef("pk"))
    contested = appeals_unsettled().filter(decision=OuterRef("pk"))
    return awarding_decisions(edition).filter(~Exists(prepared), ~Exists(contested))


def issued_diploma(number: str) -> Credential | None:
    """The diploma that bears a number, however it was typed; never one still being signed."""
    return Credential.objects.filter(number=number.strip().upper(), issued_at__isnull=False).first()


def issued_number_at(address: str | None) -> str | None:
    """The number of the issued diploma that a credential's address names."""
    found = Credential.objects.filter(address=address or "", issued_at__isnull=False)
    return found.values_list("number", flat=True).first()


def with_seals(
    credentials: Sequence[Credential], *, only: Institution | None = None
) -> list[Diploma]:
    """The diplomas with the word of each institution that must sign them; or of one alone, after
    whose word comes that of those that refuse."""
    slugs = {slug for each in credentials for slug in each.edition.institutions}
    known = (
        {only.slug: only}
        if only
        else {each.slug: each for each in Institution.objects.filter(slug__in=slugs)}
    )
    # Rare, so that it is asked for only where the first query says there is one.
    waiting = [each for each in credentials if each.is_refused]  # type: ignore[attr-defined]  # annotated in _complete
    prefetch_related_objects(waiting, Prefetch("refusals", _STANDING, to_attr="standing"))
    return [_diploma(each, _speaking(each, known)) for each in credentials]


def _speaking(credential: Credential, known: Mapping[str, Institution]) -> list[Institution]:
    named = [known[slug] for slug in credential.edition.institutions if slug in known]
    refusing = (each.institution for each in getattr(credential, "standing", ()))
    return [*named, *(each for each in refusing if each not in named)]


def desk_of(edition: Edition, *, institution: Institution | None, page: str | None) -> Desk:
    """One page of the diplomas of an edition: all of them, or what one institution signs."""
    diplomas = diplomas_of(edition).defer(*_LONG)
    if institution is not None and institution.slug not in edition.institutions:
        diplomas = diplomas.none()
    counted = _counted(edition, institution)
    paginator = Paginator(diplomas, ROWS)
    paginator.count = counted["total"]  # counted above, with the rest
    shown = paginator.get_page(page)
    return Desk(
        page=shown,
        diplomas=tuple(with_seals(list(shown.object_list), only=institution)),
        institution=institution,
        total=counted["total"],
        issued=counted["issued"],
        waiting=counted["to_sign"],
        to_prepare=0 if institution else counted["to_prepare"],
        contested=counted["contested"],
    )


def _counted(edition: Edition, institution: Institution | None) -> dict[str, int]:
    """In one query: the diplomas, those issued, those this institution may sign, those to prepare,
    those that an appeal holds."""
    rows = Credential.objects.filter(edition=edition)
    if institution is not None and institution.slug not in edition.institutions:
        rows = rows.none()
    counts = {
        "total": _count(rows),
        "issued": _count(rows.filter(issued_at__isnull=False)),
        "to_sign": _count(_unsigned(rows, institution)),
        "to_prepare": _count(decisions_to_prepare(edition)),
        "contested": _count(contested_in(edition)),
    }
    counted = Edition.objects.values_list(*counts.values()).get(pk=edition.pk)
    return dict(zip(counts, counted, strict=True))


def _count(rows: QuerySet[Any]) -> Coalesce:
    together = rows.order_by().annotate(all=Value(1)).values("all")
    return Coalesce(Subquery(together.annotate(count=Count("pk")).values("count")), 0)


def _complete(credentials: QuerySet[Credential]) -> QuerySet[Credential]:
    # An institution revokes only what it signed: one query brings both of its words.
    words = with_words_since(Signature.objects.all(), document="credential")
    refused = Refusal.objects.filter(credential=OuterRef("pk"), lifted_at=None)
    contested = appeals_unsettled().filter(decision=OuterRef("decision"))
    return (
        credentials.annotate(is_refused=Exists(refused), is_contested=Exists(contested))
        .select_related("edition__programme", "decision__enrolment__person")
        .prefetch_related(Prefetch("signatures", words))
    )


def _diploma(credential: Credential, institutions: Sequence[Institution]) -> Diploma:
    signatures = {each.institution_id: each for each in credential.signatures.all()}
    standing = getattr(credential, "standing", ())
    refusals = {each.institution_id: each.reason for each in standing}
    return Sealed(
        credential=credential,
        holder=credential.decision.enrolment.person.name,
        name=award_name(credential.edition, credential.decision.honours),
        seals=tuple(
            _seal(each, signatures.get(each.pk), refusals.get(each.pk, "")) for each in institutions
        ),
    )


def _seal(institution: Institution, signature: Signature | None, refusal: str) -> Seal:
    if signature is None:
        return Seal(
            institution, signed_at=None, revoked_at=None, reason=None, refused_because=refusal
        )
    return seal_of(institution, signature.signed_at, signature)

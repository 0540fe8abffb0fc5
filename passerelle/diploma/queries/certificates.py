"""Who has earned a certificate, who holds one, and whose signatures are still awaited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.campus.queries.gradebook import Gradebook, gradebooks_of
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition, Module

from ..enums import CertificateKind
from ..models import Certificate, Credential
from .batches import standing_mandates
from .signatories import signatories_of

Held = tuple[int, str, int | None]  # person, kind, module


@dataclass(frozen=True, slots=True)
class Due:
    """A certificate that was earned and is not issued yet."""

    person: Person
    kind: CertificateKind
    module: Module | None


@dataclass(frozen=True, slots=True)
class CertificatesPage:
    """What a coordinator sees of an edition's certificates."""

    due: tuple[Due, ...]
    issued: int
    awaited: tuple[Institution, ...]


def certificates_page(edition: Edition) -> CertificatesPage:
    held = _held_in(edition)
    return CertificatesPage(
        due=tuple(_due(edition, held)),
        issued=len(held),
        awaited=tuple(mandates_awaited(edition)),
    )


def due_certificates(edition: Edition) -> list[Due]:
    """Earned, not issued: as many queries for a hundred learners as for one."""
    return _due(edition, _held_in(edition))


def _held_in(edition: Edition) -> set[Held]:
    rows = Certificate.objects.filter(edition=edition)
    return set(rows.values_list("person_id", "kind", "module_id"))


def _due(edition: Edition, held: set[Held]) -> list[Due]:
    learners = list(
        Enrolment.objects.filter(edition=edition, role=Role.LEARNER, withdrawal=None)
        .select_related("person", "edition__programme")
        .order_by("person__sort_name", "id")
    )
    modules = list(Module.objects.filter(edition=edition).select_related("edition__programme"))
    return [
        due
        for gradebook in gradebooks_of(learners)
        for due in _earned(gradebook, modules)
        if (due.person.pk, due.kind.value, due.module.pk if due.module else None) not in held
    ]


def mandates_awaited(edition: Edition) -> list[Institution]:
    """The signatories that gave no standing mandate: certificates have no other way."""
    given = {each.institution_id for each in standing_mandates(edition)}
    return [each for each in signatories_of(edition) if each.pk not in given]


def conference_hours(edition: Edition) -> Decimal:
    modules = Module.objects.filter(edition=edition, kind=Module.CONFERENCES)
    return sum(modules.values_list("hours", flat=True), Decimal(0))


def certificates_held_by(person: Person) -> QuerySet[Certificate]:
    return (
        Certificate.objects.filter(person=person)
        .select_related("edition__programme", "module")
        .defer("document")
        .order_by("-issued_at", "-id")
    )


def documents_held_by(person: Person, *, numbers: Sequence[str]) -> list[bytes]:
    """The issued diplomas and certificates of a person that bear these numbers."""
    diplomas = Credential.objects.filter(
        decision__enrolment__person=person, number__in=numbers, issued_at__isnull=False
    )
    certificates = Certificate.objects.filter(person=person, number__in=numbers)
    return [
        bytes(document)
        for rows in (diplomas, certificates)
        for document in rows.values_list("document", flat=True)
    ]


def issued_certificate(number: str) -> Certificate | None:
    return Certificate.objects.filter(number=number.strip().upper()).first()


def certificate_number_at(address: str | None) -> str | None:
    found = Certificate.objects.filter(address=address or "")
    return found.values_list("number", flat=True).first()


def _earned(gradebook: Gradebook, modules: list[Module]) -> Iterator[Due]:
    person = gradebook.enrolment.person
    for module in modules:
        if module.kind == Module.COURSE and _has_passed(gradebook, module):
            yield Due(person, CertificateKind.MODULE, module)
    conferences = [each for each in modules if each.kind == Module.CONFERENCES]
    required = sum(round(each.hours * 60) for each in conferences)
    proven = sum(gradebook.minutes_by_module.get(each.pk, 0) for each in conferences)
    if required and proven >= required:
        yield Due(person, CertificateKind.CONFERENCES, None)


def _has_passed(gradebook: Gradebook, module: Module) -> bool:
    """The share of its hours that the rule asks of the year, and the pass mark in its work."""
    rule = gradebook.rule
    share = rule.least_attendance_percent or Decimal(100)
    proven = gradebook.minutes_by_module.get(module.pk, 0)
    if not proven or proven * 100 < module.hours * 60 * share:
        return False
    works = [
        line.work
        for line in gradebook.lines
        if line.activity.module_id == module.pk and line.activity.component
    ]
    shares = [work.share if work else Decimal(-1) for work in works]
    if any(each < 0 for each in shares):  # something is not handed in, or not marked yet
        return False
    return not shares or sum(shares, Decimal(0)) / len(shares) * rule.scale >= rule.pass_mark

"""Who has earned a certificate, who holds one, and whose signatures are still awaited."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.db.models.sql.compiler import SQLCompiler

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment, SessionExpert
from passerelle.campus.queries.gradebook import Gradebook, gradebooks_of
from passerelle.foundation import clock
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition, Module

from ..certificate_document import PREFIX
from ..enums import CertificateKind
from ..models import Certificate, Credential, Mandate
from .batches import standing_mandates
from .diplomas import issued_diploma
from .signatories import signatories_of


@dataclass(frozen=True, slots=True)
class Due:
    """A certificate that was earned and is not issued yet."""

    person: Person
    kind: CertificateKind
    module: Module | None = None
    minutes: int | None = None
    """Of the sessions an expert gave, in all."""

    @property
    def key(self) -> str:
        """What of one person's there is one certificate of; as `_held` writes it."""
        return f"{self.kind.value}:{self.module.pk if self.module else ''}"


@dataclass(frozen=True, slots=True)
class CertificatesPage:
    """What a coordinator sees of an edition's certificates."""

    due: tuple[Due, ...]
    issued: int
    awaited: tuple[Institution, ...]


def certificates_page(edition: Edition) -> CertificatesPage:
    """Five queries; a sixth where a signatory has no registrar at all."""
    coming, modules = _coming(edition), _modules(edition)
    return CertificatesPage(
        due=tuple(_due(coming, modules)),
        issued=modules[0].issued if modules else 0,  # type: ignore[attr-defined]  # annotated
        awaited=tuple(_awaited(edition, coming)),
    )


def due_certificates(edition: Edition, *, of: Collection[Person] | None = None) -> list[Due]:
    """Earned, not issued (`of` these people alone): as many queries for a hundred as for one."""
    coming = [each for each in _coming(edition) if of is None or each.person in of]
    return _due(coming, _modules(edition))


def mandates_awaited(edition: Edition) -> list[Institution]:
    """The signatories that gave no standing mandate: certificates have no other way."""
    given = {each.institution_id for each in standing_mandates(edition)}
    return [each for each in signatories_of(edition) if each.pk not in given]


def is_certified(edition: Edition, *, minutes: int) -> bool:
    """Whether some expert holds a certificate for having given that long."""
    return Certificate.objects.filter(
        edition=edition, kind=CertificateKind.EXPERT, minutes=minutes
    ).exists()


def conference_hours(edition: Edition) -> Decimal:
    modules = Module.objects.filter(edition=edition, kind=Module.CONFERENCES)
    return sum(modules.values_list("hours", flat=True), Decimal(0))


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


def issued_document(number: str) -> Credential | Certificate | None:
    """Whatever bears that number, which says by itself where to look; however it was typed."""
    wanted = number.strip().upper()
    if wanted.startswith(f"{PREFIX}-"):
        return Certificate.objects.filter(number=wanted).first()
    return issued_diploma(wanted)


def certificate_number_at(address: str | None) -> str | None:
    found = Certificate.objects.filter(address=address or "")
    return found.values_list("number", flat=True).first()


class _InOne(Aggregate):
    """The values of a group, written one after the other."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ',')"
    output_field = TextField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra_context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        named = {**extra_context, "function": "GROUP_CONCAT"}
        return super().as_sqlite(compiler, connection, **named)


def _coming(edition: Edition) -> list[Enrolment]:
    """Its learners, its experts (what they gave stands, even if they left), its registrars:
    with the certificates they hold, the time they gave and whether their mandate stands."""
    rows = (
        Enrolment.objects.filter(
            Q(role__in=(Role.LEARNER, Role.REGISTRAR), withdrawal=None) | Q(role=Role.EXPERT),
            edition=edition,
        )
        .annotate(
            held=Subquery(_held(edition)),
            given=Subquery(_given(edition)),
            to_give=Exists(_gives(edition).filter(session__ends_at__gt=clock.now())),
            mandated=Exists(
                Mandate.objects.filter(
                    edition=edition,
                    institution=OuterRef("institution"),
                    given_by=OuterRef("person"),
                    withdrawn_at=None,
                )
            ),
        )
        .select_related("person", "institution")
        .order_by("person__sort_name", "id")
    )
    coming: list[Enrolment] = list(rows)
    for each in coming:
        each.edition = edition
    return coming


def _modules(edition: Edition) -> list[Module]:
    issued = Certificate.objects.filter(edition=edition).order_by().values("edition")
    rows = Module.objects.filter(edition=edition).annotate(
        issued=Coalesce(Subquery(issued.annotate(count=Count("pk")).values("count")), 0)
    )
    modules: list[Module] = list(rows)
    for each in modules:
        each.edition = edition
    return modules


def _held(edition: Edition) -> QuerySet[Certificate, str]:
    key = Concat("kind", Value(":"), Cast("module_id", TextField()), output_field=TextField())
    own = Certificate.objects.filter(
        edition=edition, person=OuterRef("person"), replaced_at=None
    ).order_by()
    return own.values("person").annotate(keys=_InOne(key)).values_list("keys", flat=True)


def _gives(edition: Edition) -> QuerySet[SessionExpert]:
    return SessionExpert.objects.filter(
        session__edition=edition, session__retired_at=None, person=OuterRef("person")
    )


def _given(edition: Edition) -> QuerySet[SessionExpert, timedelta]:
    lasted = ExpressionWrapper(F("session__ends_at") - F("session__starts_at"), DurationField())
    own = _gives(edition).filter(session__ends_at__lte=clock.now()).order_by().values("person")
    return own.annotate(total=Sum(lasted)).values_list("total", flat=True)


def _awaited(edition: Edition, coming: Sequence[Enrolment]) -> list[Institution]:
    known, mandated = {}, set()
    for each in coming:
        if each.role == Role.REGISTRAR and each.institution is not None:
            known[each.institution.slug] = each.institution
            if each.mandated:  # type: ignore[attr-defined]  # annotated in _coming
                mandated.add(each.institution.slug)
    if not known.keys() >= set(edition.institutions):
        return mandates_awaited(edition)
    return [known[slug] for slug in edition.institutions if slug not in mandated]


def _due(coming: Sequence[Enrolment], modules: Sequence[Module]) -> list[Due]:
    learners = [each for each in coming if each.role == Role.LEARNER]
    gradebooks = {each.enrolment.pk: each for each in gradebooks_of(learners)}
    found = []
    for enrolment in coming:
        held = (enrolment.held or "").split(",")  # type: ignore[attr-defined]  # annotated
        if enrolment.role == Role.EXPERT:
            earned = _earned_by_giving(enrolment)
        elif enrolment.role == Role.LEARNER:
            earned = _earned(gradebooks[enrolment.pk], modules)
        else:
            continue
        found += [due for due in earned if due.key not in held]
    return found


def _earned_by_giving(enrolment: Enrolment) -> Iterator[Due]:
    """One certificate for the edition: once the last of their sessions has ended."""
    given: timedelta | None = enrolment.given  # type: ignore[attr-defined]  # annotated
    minutes = int(given.total_seconds()) // 60 if given else 0
    if minutes and not enrolment.to_give:  # type: ignore[attr-defined]  # annotated
        yield Due(enrolment.person, CertificateKind.EXPERT, minutes=minutes)


def _earned(gradebook: Gradebook, modules: Sequence[Module]) -> Iterator[Due]:
    person = gradebook.enrolment.person
    for module in modules:
        if module.kind == Module.COURSE and _has_passed(gradebook, module):
            yield Due(person, CertificateKind.MODULE, module)
    conferences = [each for each in modules if each.kind == Module.CONFERENCES]
    required = sum(round(each.hours * 60) for each in conferences)
    proven = sum(gradebook.minutes_by_module.get(each.pk, 0) for each in conferences)
    if required and proven >= required:
        yield Due(person, CertificateKind.CONFERENCES)


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

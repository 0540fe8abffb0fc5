"""What can be issued, what waits for whom, and how far the batch has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.jury.models import Decision
from passerelle.jury.queries import awarding_decisions
from passerelle.people.models import Institution
from passerelle.programme.models import Edition

from ..enums import PaperSize
from ..models import Batch, Credential, Mandate, Paper, Refusal, Revocation, Signature
from .diplomas import contested_in


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one institution stands: its mandate, and the diplomas that wait for it."""

    institution: Institution
    mandate: Mandate | None
    waiting: int
    refused: int


@dataclass(frozen=True, slots=True)
class BatchPage:
    """An edition's diplomas on their way to being issued, in numbers."""

    awarded: int
    issued: int
    on_paper: int
    contested: int
    standings: tuple[Standing, ...]
    batch: Batch | None

    @property
    def is_running(self) -> bool:
        return self.batch is not None and self.batch.ended_at is None

    @property
    def missing(self) -> list[Standing]:
        """The institutions some diploma waits for."""
        return [each for each in self.standings if each.waiting]

    @property
    def can_go_on(self) -> bool:
        """Whether a batch would find something to do."""
        signable = all(each.mandate or not each.waiting for each in self.standings)
        return self.on_paper < self.issued or (
            self.issued + self.contested < self.awarded and signable
        )


def to_see_to(edition: Edition) -> QuerySet[Decision]:
    """The decisions in force whose diploma is not issued yet, or issued but not on paper."""
    done = Credential.objects.filter(
        Exists(Paper.objects.filter(credential=OuterRef("pk"), size=PaperSize.A4))
        | Exists(Revocation.objects.filter(credential=OuterRef("pk"))),
        decision=OuterRef("pk"),
        issued_at__isnull=False,
    )
    return (
        awarding_decisions(edition)
        .filter(~Exists(done))
        .exclude(pk__in=contested_in(edition).values("pk"))
    )


def standing_mandates(edition: Edition) -> list[Mandate]:
    """The mandates in force: given by someone who is still a registrar of that institution."""
    registrar = Enrolment.objects.filter(
        edition=edition,
        institution=OuterRef("institution"),
        person=OuterRef("given_by"),
        role=Role.REGISTRAR,
        withdrawal=None,
    )
    return list(
        Mandate.objects.filter(Exists(registrar), edition=edition, withdrawn_at=None)
        .select_related("institution", "given_by")
        .order_by("institution_id")
    )


def batch_page_of(edition: Edition) -> BatchPage:
    """Four queries, whatever the number of diplomas."""
    counted = (
        awarding_decisions(edition)
        .order_by()
        .aggregate(
            awarded=Count("pk"),
            issued=Count("pk", filter=Exists(_credentials(issued_at__isnull=False))),
            on_paper=Count("pk", filter=Exists(_credentials(papers__size=PaperSize.A4))),
            contested=Count("pk", filter=Q(pk__in=contested_in(edition).values("pk"))),
        )
    )
    mandates = {each.institution_id: each for each in standing_mandates(edition)}
    return BatchPage(
        **counted,
        standings=tuple(
            Standing(
                institution=each,
                mandate=mandates.get(each.pk),
                waiting=counted["awarded"] - each.signed,  # type: ignore[attr-defined]  # annotated
                refused=each.refused,  # type: ignore[attr-defined]  # annotated
            )
            for each in _counted_signatories(edition)
        ),
        batch=Batch.objects.filter(edition=edition).first(),
    )


def refusals_of(institution: Institution, edition: Edition) -> list[Refusal]:
    """The diplomas an institution refuses to sign, the latest first."""
    return list(
        Refusal.objects.filter(credential__edition=edition, institution=institution, lifted_at=None)
        .select_related("credential__decision__enrolment__person", "by")
        .defer("credential__document", "credential__decision__proposal")
        .order_by("-at")[:50]
    )


def _credentials(**known: object) -> QuerySet[Credential]:
    return Credential.objects.filter(Q(**known), decision=OuterRef("pk"))


def _counted_signatories(edition: Edition) -> list[Institution]:
    """The institutions that sign, in order, with how many they signed and refuse to sign."""
    in_force = awarding_decisions(edition).order_by().values("pk")
    rows = Institution.objects.filter(slug__in=edition.institutions).annotate(
        signed=_counted(Signature.objects.filter(credential__decision__in=in_force)),
        refused=_counted(Refusal.objects.filter(credential__decision__in=in_force, lifted_at=None)),
    )
    return sorted(rows, key=lambda institution: edition.institutions.index(institution.slug))


def _counted(rows: QuerySet[Signature] | QuerySet[Refusal]) -> Coalesce:
    own = rows.filter(institution=OuterRef("pk")).order_by().values("institution")
    return Coalesce(Subquery(own.annotate(count=Count("pk")).values("count")), 0)

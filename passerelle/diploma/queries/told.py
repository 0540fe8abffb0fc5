"""What was said of a programme’s documents once signed: revoked, suspended. One query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from ..models import StatusEntry
from ..models import StatusList as PublishedList

_NO_WORD = Value("", CharField())
# PostgreSQL wants to know of which type nothing is.
_NO_RANK, _NO_DATE = (Cast(Value(None), field()) for field in (IntegerField, DateTimeField))


@dataclass(frozen=True, slots=True)
class RevokedEntry:
    """A bit that is set in a status list: whose, which, for which diploma, since when and why."""

    institution_id: int
    number: int
    index: int
    credential: str
    at: datetime
    reason: str
    lifted_at: datetime | None = None
    """Of a suspension, when it ended; a revocation never does."""

    def stands(self, at: datetime) -> bool:
        return self.at <= at and (self.lifted_at is None or at < self.lifted_at)


def revoked_entries(issuer: str) -> list[RevokedEntry]:
    """Every revocation of a programme's documents, in the order they were made; one query."""
    return told_of(issuer).revoked


def suspended_entries(issuer: str) -> list[RevokedEntry]:
    """Every suspension of a programme's documents, lifted or not, in order; one query."""
    return told_of(issuer).suspended


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of a programme's documents, and the lists each institution has for it."""

    revoked: list[RevokedEntry]
    suspended: list[RevokedEntry]
    numbers: Mapping[int, list[int]]


def told_of(issuer: str) -> Told:
    """One query: beside the ranks of what was said, a row without a rank for each list."""
    first, *others = (
        _ranks(issuer, document, said)
        for said in ("revocations", "suspensions")
        for document in ("credential", "certificate")
    )
    told: dict[str, list[Any]] = defaultdict(list)
    for said, *row in first.union(*others, _lists(issuer), all=True):
        told[said].append(row)
    numbers: dict[int, list[int]] = defaultdict(list)
    for institution, number, *_nothing in sorted(told[""], key=lambda row: (row[0], row[1])):
        numbers[institution].append(number)
    return Told(_in_order(told["revocations"]), _in_order(told["suspensions"]), numbers)


# Any, here and below: a column for each fact.
def _ranks(issuer: str, document: str, said: str) -> QuerySet[StatusEntry, Any]:
    """The ranks of the diplomas, or of the certificates, of which that was said."""
    own = f"{document}__{said}"
    return (
        StatusEntry.objects.filter(
            **{f"{document}__edition__issuer": issuer, f"{own}__institution": F("institution")}
        )
        .order_by()
        .values_list(
            *(Value(said), "institution_id", "status_list__number", "index"),
            *(F(f"{document}__address"), F(f"{own}__at"), F(f"{own}__reason")),
            F(f"{own}__lifted_at") if said == "suspensions" else _NO_DATE,
            "id",
        )
    )


def _lists(issuer: str) -> QuerySet[PublishedList, Any]:
    nothing = (_NO_RANK, _NO_WORD, _NO_DATE, _NO_WORD, _NO_DATE)
    found = PublishedList.objects.filter(issuer=issuer).order_by()
    return found.values_list(_NO_WORD, "institution_id", "number", *nothing, "id")


def _in_order(rows: Iterable[Any]) -> list[RevokedEntry]:
    return [RevokedEntry(*row[:-1]) for row in sorted(rows, key=lambda row: (row[4], row[-1]))]

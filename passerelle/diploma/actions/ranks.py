"""A document takes its rank in a status list of each institution that signs it."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.db.models import Max

from passerelle.engines import credential as engine
from passerelle.people.models import Institution

from ..addresses import status_list_address, suspension_list_address
from ..models import StatusEntry, StatusList

# Half empty lists: a free rank is found at once, and a rank says nothing of the date.
_MOST_IN_A_LIST = engine.SHORTEST_LIST // 2


@transaction.atomic
def open_list(institution: Institution, issuer: str) -> StatusList:
    """The list in which an institution writes what it signs for a programme now; made if need be.

    Each programme has its own, signed by the key it trusts; the next when half of it is taken."""
    current = _with_room(institution, issuer)
    if current is not None:
        return current
    # Two who ask at the same moment: the second finds the first's.
    Institution.objects.select_for_update(no_key=True).only("pk").get(pk=institution.pk)
    return _with_room(institution, issuer) or StatusList.objects.create(
        institution=institution, issuer=issuer, number=_next_number(institution)
    )


def free_entry(institution: Institution, issuer: str) -> StatusEntry:
    """A rank drawn at random in the institution's current list: ranks must not tell an order."""
    status_list = open_list(institution, issuer)
    while True:
        index = secrets.randbelow(engine.SHORTEST_LIST)
        if not StatusEntry.objects.filter(status_list=status_list, index=index).exists():
            return StatusEntry(institution=institution, status_list=status_list, index=index)


def as_engine(entry: StatusEntry, issuer: str) -> tuple[engine.StatusEntry, ...]:
    """The same rank in the two lists of the institution: what it revokes, what it suspends."""
    place = (issuer, entry.institution.slug, entry.status_list.number)
    return (
        engine.StatusEntry(status_list_address(*place), entry.index),
        engine.StatusEntry(suspension_list_address(*place), entry.index, "suspension"),
    )


def _with_room(institution: Institution, issuer: str) -> StatusList | None:
    own = StatusList.objects.filter(institution=institution, issuer=issuer)
    last = own.order_by("-number").first()
    is_full = last is not None and last.entries.count() >= _MOST_IN_A_LIST
    return None if is_full else last


def _next_number(institution: Institution) -> int:
    own = StatusList.objects.filter(institution=institution)
    return 1 + (own.aggregate(last=Max("number"))["last"] or 0)

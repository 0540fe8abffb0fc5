"""The journal: who did what, when, on what; append-only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.db.models import QuerySet

from . import clock
from .models import Entry


class Actor(Protocol):
    """Anyone who can act: a person, or the system."""

    @property
    def pk(self) -> int | None: ...
    def __str__(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Thing:
    """What was acted upon, by name: no foreign key, so that a lower part can name a higher one."""

    kind: str
    id: str
    label: str


def note(
    actor: Actor | None, verb: str, thing: Thing, *, edition: str = "", **detail: str | int | None
) -> Entry:
    """Add a line. `actor` None is the system itself; `detail` holds plain facts, no health data."""
    return Entry.objects.create(
        at=clock.now(),
        edition=edition,
        actor_id=actor.pk if actor else None,
        actor_label=str(actor) if actor else "Passerelle",
        verb=verb,
        object_kind=thing.kind,
        object_id=thing.id,
        object_label=thing.label[:300],
        detail=detail,
    )


def entries_of(edition: str) -> QuerySet[Entry]:
    """The journal of one edition, latest first."""
    return Entry.objects.filter(edition=edition)

"""What a juror's device may keep: which sheets, whose, and whether its copy still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from passerelle.people.models import Person

from ..models import Sheet
from ..viewer import Viewer
from .marking_desk import unsigned_in_order
from .marking_sheet import declares_first, is_closed, sheets_given

MOST_KEPT = 50
_ASSETS = (
    "foundation/passerelle.css",
    "foundation/pieces.css",
    "foundation/desk.css",
    "foundation/passerelle.js",
    "foundation/level-keys.js",
    "campus/offline-queue.js",
    "campus/offline-sheet.js",
)


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A sheet to keep for later; `mark` changes with whatever its page shows."""

    id: int
    url: str
    mark: str


def owner_of(person: Person) -> str:
    """Whose a device's copies and changes are: tells one person from another, and names nobody."""
    return salted_hmac("passerelle.campus.offline", str(person.pk)).hexdigest()[:24]


def assets() -> tuple[str, ...]:
    """What a sheet needs beside its own page."""
    return tuple(static(name) for name in _ASSETS)


def edition_of_assets() -> str:
    """Another text whenever an asset changes."""
    return sha256(" ".join(assets()).encode()).hexdigest()[:12]


def mark_of(sheet: Sheet) -> str:
    """What a copy of the page depends on."""
    state = "signed" if sheet.submitted_at else "closed" if is_closed(sheet) else "open"
    return f"{sheet.version}-{state}-{get_language()}-{edition_of_assets()}"


def sheets_to_keep(viewer: Viewer) -> list[KeptSheet]:
    """Those left to sign, at most fifty, in the order of the desk: a signed one leaves the device.

    Two queries."""
    order = list(unsigned_in_order(viewer).values_list("pk", flat=True)[:MOST_KEPT])
    given = {sheet.pk: sheet for sheet in _that_open(viewer)}
    edition = viewer.edition.slug if viewer.edition else ""
    return [
        KeptSheet(pk, reverse("sheet", args=[edition, pk]), mark_of(given[pk]))
        for pk in order
        if pk in given
    ]


def _that_open(viewer: Viewer) -> Iterator[Sheet]:
    given = sheets_given(viewer).filter(setting_aside=None)
    return (sheet for sheet in given if not declares_first(sheet))

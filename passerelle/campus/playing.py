"""The kinds of activity that other parts play: each registers its page in the `ready()` of its app.

    register_page("encounter", label=gettext_lazy("Virtual patient"), page=encounter_page)

The campus reaches the activity, opens it on its day, lists it with what is done; the page shows it
and has addresses of its own for the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from .queries.learning_activity import Reached

    Page = Callable[[HttpRequest, Reached], HttpResponse]


@dataclass(frozen=True, slots=True)
class PlayedKind:
    """A kind as lists name it, and what shows an open activity of it."""

    label: str | Promise
    page: Page


_kinds: dict[str, PlayedKind] = {}


def register_page(kind: str, *, label: str | Promise, page: Page) -> None:
    """Play a kind of activity. Twice is once."""
    _kinds[kind] = PlayedKind(label, page)


def played_kind(kind: str) -> PlayedKind | None:
    """Who plays it; None where nobody here does."""
    return _kinds.get(kind)

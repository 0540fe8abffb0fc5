"""What other parts ask of those who mark, and say of a panel: each registers in its `ready()`.

    register_asked(estimates_asked)
    register_panel_page(standard_page)
    register_opened(propose_juror)

A marking desk has one query for each of them; a panel's page none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .models import Panel, Sheet
from .queries.learning_state import State
from .viewer import Viewer


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that waits on the desk of whoever marks, beside the papers."""

    url: str
    title: str
    about: str
    state: State


@dataclass(frozen=True, slots=True)
class PanelPage:
    """Another page about a panel, for its chair and the coordinator."""

    url: str
    title: str


AskedOf = Callable[[Viewer], "tuple[Asked, ...]"]
PageOf = Callable[[Panel], PanelPage]
OpenedBy = Callable[[Viewer, Sheet], None]
_asked: list[AskedOf] = []
_pages: list[PageOf] = []
_opened: list[OpenedBy] = []


def register_asked(asked: AskedOf) -> None:
    """Add what a part asks. Twice is once."""
    if asked not in _asked:
        _asked.append(asked)


def register_panel_page(page: PageOf) -> None:
    """Add a page about a panel. Twice is once."""
    if page not in _pages:
        _pages.append(page)


def register_opened(opened: OpenedBy) -> None:
    """Be told when somebody opens a sheet of theirs. Twice is once."""
    if opened not in _opened:
        _opened.append(opened)


def tell_opened(viewer: Viewer, sheet: Sheet) -> None:
    """Nothing more is learnt from a sheet that is signed: it was opened before."""
    if sheet.submitted_at is not None:
        return
    for opened in _opened:
        opened(viewer, sheet)


def asked_of(viewer: Viewer) -> tuple[Asked, ...]:
    return tuple(each for asked in _asked for each in asked(viewer))


def pages_about(panel: Panel) -> tuple[PanelPage, ...]:
    return tuple(page(panel) for page in _pages)

"""What the jury adds to the pages of those who mark."""

from __future__ import annotations

from passerelle.campus.beside_marking import (
    Asked,
    PanelPage,
    register_asked,
    register_opened,
    register_panel_page,
)
from passerelle.campus.models import Panel, Sheet
from passerelle.campus.viewer import Viewer


def register() -> None:
    register_asked(_asked)
    register_panel_page(_page)
    register_opened(_opened)


def _asked(viewer: Viewer) -> tuple[Asked, ...]:
    from .queries.angoff_desk import estimates_asked

    return estimates_asked(viewer)


def _page(panel: Panel) -> PanelPage:
    from .queries.panel_standard import standard_page

    return standard_page(panel)


def _opened(viewer: Viewer, sheet: Sheet) -> None:
    from .actions.presence import propose_presence
    from .queries.day_presence import running_seat

    found = running_seat(viewer.person, sheet.panel_id)
    if found is not None and sheet.rater_id == found[1].person_id:
        propose_presence(*found)

"""What the jury adds to the pages of those who mark."""

from __future__ import annotations

from passerelle.campus.beside_marking import (
    Asked,
    PanelPage,
    register_asked,
    register_panel_page,
)
from passerelle.campus.models import Panel
from passerelle.campus.viewer import Viewer


def register() -> None:
    register_asked(_asked)
    register_panel_page(_page)


def _asked(viewer: Viewer) -> tuple[Asked, ...]:
    from .queries.angoff_desk import estimates_asked

    return estimates_asked(viewer)


def _page(panel: Panel) -> PanelPage:
    from .queries.panel_standard import standard_page

    return standard_page(panel)

"""The panels of an edition, as the coordinator finds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.foundation import clock
from passerelle.programme.models import Edition

from ..enums import Kind
from ..models import Activity, Panel, Sheet
from ..viewer import Viewer
from .counting import spelled
from .learning_state import Reader, State


@dataclass(frozen=True, slots=True)
class PanelRow:
    url: str
    name: str
    activity: str
    state: State


@dataclass(frozen=True, slots=True)
class PanelsPage:
    finding: str
    rows: tuple[PanelRow, ...]


def panels_of(edition: Edition) -> QuerySet[Panel]:
    """Open ones first, each with its activity."""
    return (
        Panel.objects.filter(activity__edition=edition)
        .select_related("activity__edition", "activity__module", "opened_by", "closed_by")
        .order_by("closed_at", "opened_at", "pk")
    )


def panels_page(viewer: Viewer, edition: Edition) -> PanelsPage:
    """One query."""
    reader = Reader.now(clock.now(), viewer.zone)
    counted = panels_of(edition).annotate(
        seats=Count("jurors", filter=Q(jurors__left_at=None)),
        asked=_sheets(),
        signed=_sheets(submitted_at__isnull=False),
    )
    found = list(counted)
    return PanelsPage(_finding(found), tuple(_row(panel, reader) for panel in found))


def marked_activities(edition: Edition) -> QuerySet[Activity]:
    """What a panel can be convened for: the assignments, in the order of the year."""
    return Activity.objects.filter(
        edition=edition, kind=Kind.ASSIGNMENT, retired_at=None
    ).select_related("module")


def _sheets(**narrowed: object) -> Coalesce:
    counted = (
        Sheet.objects.filter(panel=OuterRef("pk"), setting_aside=None, **narrowed)
        .order_by()
        .values("panel")
        .annotate(sheets=Count("pk"))
        .values("sheets")
    )
    return Coalesce(Subquery(counted), 0)


def _finding(panels: Sequence[Panel]) -> str:
    if not panels:
        return _("No panel is convened yet.")
    marking = sum(panel.closed_at is None for panel in panels)
    if not marking:
        return _("Every panel has closed.")
    text = ngettext("One panel is open.", "%(count)s panels are open.", marking)
    return text % {"count": spelled(marking)}


def _row(panel: Panel, reader: Reader) -> PanelRow:
    return PanelRow(
        url=reverse("panel", args=[panel.activity.edition.slug, panel.pk]),
        name=panel.name,
        activity=f"{panel.activity.module.short}\u00a0· {panel.activity.title}",
        state=_state(panel, reader),
    )


def _state(panel: Panel, reader: Reader) -> State:
    counted = vars(panel)  # what the query above annotated
    if panel.closed_at is not None:
        return State(_("closed on %(day)s") % {"day": reader.day(panel.closed_at)}, "good")
    if not counted["seats"]:
        return State(_("nobody seated"), "warn")
    if not counted["asked"]:
        text = ngettext(
            "%(count)s juror, no sheet yet", "%(count)s jurors, no sheet yet", counted["seats"]
        )
        return State(text % {"count": counted["seats"]})
    return State(_("%(signed)s of %(asked)s sheets signed") % counted)

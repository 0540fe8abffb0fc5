"""The experts of an edition: their sessions, what is on their desk, the links that let them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from passerelle.foundation import clock
from passerelle.people.models import PersonalLink
from passerelle.programme.models import Edition

from ..enums import Role
from ..models import Enrolment, SessionExpert, Sheet
from ..viewer import Viewer
from .learning_state import Reader

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class LivingLink:
    """A link that still lets someone in; its secret is not known here."""

    withdrawal_url: str
    words: str


@dataclass(frozen=True, slots=True)
class ExpertRow:
    """An expert; a link is made at `links_url`."""

    links_url: str
    name: str
    email: str
    sessions: str
    pending: int
    signed: int
    links: tuple[LivingLink, ...]


@dataclass(frozen=True, slots=True)
class ExpertsPage:
    rows: tuple[ExpertRow, ...]
    page: Page[Enrolment]


def experts_of(edition: Edition) -> QuerySet[Enrolment]:
    """Who is an expert of the edition, by name."""
    return Enrolment.objects.filter(
        edition=edition, role=Role.EXPERT, withdrawal=None
    ).select_related("person")


def living_links(edition: Edition) -> QuerySet[PersonalLink]:
    """Links to this edition's pages; links keep real time, whatever the demo's clock says."""
    return PersonalLink.objects.filter(
        destination__startswith=f"/{edition.slug}/",
        withdrawn_at=None,
        expires_at__gt=timezone.now(),
    )


def experts_page(viewer: Viewer, edition: Edition, *, page: str | None) -> ExpertsPage:
    """Four queries for fifty experts."""
    counted = experts_of(edition).annotate(
        pending=_sheets_of(edition, signed=False), signed=_sheets_of(edition, signed=True)
    )
    shown = Paginator(counted, PER_PAGE).get_page(page)
    people = [enrolment.person_id for enrolment in shown.object_list]
    sessions, links = _sessions_by_person(edition, people), _links(viewer, edition, people)
    rows = tuple(
        ExpertRow(
            links_url=reverse("expert_links", args=[edition.slug, each.person_id]),
            name=str(each.person),
            email=each.person.email,
            sessions=", ".join(sessions[each.person_id]) or "–",
            pending=each.pending,  # type: ignore[attr-defined]  # annotated just above
            signed=each.signed,  # type: ignore[attr-defined]
            links=tuple(links[each.person_id]),
        )
        for each in shown.object_list
    )
    return ExpertsPage(rows, shown)  # type: ignore[arg-type]  # annotated enrolments are enrolments


def other_doors_of(person_id: int) -> bool:
    """Whether a link would open more than an expert's desk: another role, in any edition.

    A link signs in without a password; whoever copies it must not become a registrar."""
    others = Enrolment.objects.filter(person=person_id, withdrawal=None).exclude(role=Role.EXPERT)
    return others.exists()


def _sheets_of(edition: Edition, *, signed: bool) -> Coalesce:
    counted = (
        Sheet.objects.filter(
            rater=OuterRef("person"),
            attempt__activity__edition=edition,
            submitted_at__isnull=not signed,
            setting_aside=None,
            **({} if signed else {"panel__closed_at": None}),
        )
        .order_by()
        .values("rater")
        .annotate(copies=Count("pk"))
        .values("copies")
    )
    return Coalesce(Subquery(counted), 0)


def _sessions_by_person(edition: Edition, people: Sequence[int]) -> dict[int, list[str]]:
    given: dict[int, list[str]] = defaultdict(list)
    rows = SessionExpert.objects.filter(
        session__edition=edition, session__retired_at=None, person__in=people
    )
    for person, title in rows.order_by("session__starts_at").values_list(
        "person_id", "session__title"
    ):
        given[person].append(str(title))
    return given


def _links(viewer: Viewer, edition: Edition, people: Sequence[int]) -> dict[int, list[LivingLink]]:
    reader = Reader.now(clock.now(), viewer.zone)
    found: dict[int, list[LivingLink]] = defaultdict(list)
    for link in living_links(edition).filter(person__in=people).order_by("expires_at"):
        url = reverse("expert_link_withdrawal", args=[edition.slug, link.pk])
        found[link.person_id].append(LivingLink(url, _words(link, reader)))
    return found


def _words(link: PersonalLink, reader: Reader) -> str:
    until = reader.day(link.expires_at)
    if link.last_used_at is None:
        return _("valid until %(day)s, never opened") % {"day": until}
    opened = reader.day(link.last_used_at)
    return _("valid until %(day)s, last opened %(opened)s") % {"day": until, "opened": opened}

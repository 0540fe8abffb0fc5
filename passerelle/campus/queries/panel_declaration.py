"""What a juror declares before their first sheet: whom they must not judge, unnamed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import Role
from ..models import ConflictOfInterest, Enrolment, Juror, Panel, Team, TeamMember
from ..viewer import Viewer


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A team, or a person, by number: where its members come from, and what was declared."""

    id: int
    name: str
    institutions: tuple[str, ...]
    is_yours: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Declaration:
    finding: str
    panel: Panel
    juror: Juror
    subjects: tuple[SubjectRow, ...]
    declared_at: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A panel the viewer sits on, with what they owe it."""

    url: str
    name: str
    activity: str
    declared_at: datetime | None


def seats_of(viewer: Viewer) -> QuerySet[Juror]:
    """The viewer's own seats in the edition of the page."""
    return Juror.objects.filter(
        person=viewer.person, panel__activity__edition=viewer.edition, left_at=None
    ).select_related("panel__activity__edition", "institution", "person")


def seat_rows(viewer: Viewer) -> tuple[SeatRow, ...]:
    """One query."""
    return tuple(
        SeatRow(
            url=reverse("declaration", args=[seat.panel.activity.edition.slug, seat.panel_id]),
            name=seat.panel.name,
            activity=str(seat.panel.activity.title),
            declared_at=seat.declared_at,
        )
        for seat in seats_of(viewer).order_by("panel__opened_at", "pk")
    )


def subjects_of(panel: Panel) -> QuerySet[Team] | QuerySet[Enrolment]:
    """Whose works the panel may have to mark, handed in or not yet."""
    edition = panel.activity.edition_id
    if panel.activity.by_team:
        return Team.objects.filter(edition=edition)
    learners = Enrolment.objects.filter(edition=edition, role=Role.LEARNER, withdrawal=None)
    return learners.select_related("institution", "person").order_by("pk")


def subjects_among(panel: Panel, ids: Container[int]) -> list[Team | Enrolment]:
    """Those of these numbers; what is not the panel's to judge is left out."""
    return [each for each in subjects_of(panel) if each.pk in ids]


def declaration_of(juror: Juror) -> Declaration:
    """Three queries."""
    panel = juror.panel
    told = _reasons(juror)
    rows = _team_rows(juror, told) if panel.activity.by_team else _person_rows(juror, told)
    return Declaration(
        finding=_finding(juror, len(told)),
        panel=panel,
        juror=juror,
        subjects=rows,
        declared_at=juror.declared_at,
        is_open=panel.closed_at is None,
    )


def _reasons(juror: Juror) -> dict[int, str]:
    """Why, by the team or the person that was declared."""
    found = ConflictOfInterest.objects.filter(juror=juror)
    rows = found.values_list("team", "enrolment", "reason")
    return {team or enrolment or 0: reason for team, enrolment, reason in rows}


def _team_rows(juror: Juror, told: dict[int, str]) -> tuple[SubjectRow, ...]:
    members = TeamMember.objects.filter(
        team__edition=juror.panel.activity.edition_id, enrolment__withdrawal=None
    ).select_related("enrolment__institution")
    where: dict[int, Counter[str]] = defaultdict(Counter)
    yours: set[int] = set()
    for member in members:
        where[member.team_id][str(member.enrolment.institution or _("elsewhere"))] += 1
        if juror.institution_id and member.enrolment.institution_id == juror.institution_id:
            yours.add(member.team_id)
    return tuple(
        SubjectRow(
            id=team.pk,
            name=_("Team %(number)s") % {"number": team.number},
            institutions=tuple(_counted(*each) for each in sorted(where[team.pk].items())),
            is_yours=team.pk in yours,
            reason=told.get(team.pk, ""),
        )
        for team in subjects_of(juror.panel)
        if isinstance(team, Team)
    )


def _counted(institution: str, people: int) -> str:
    return f"{institution} ({people})" if people > 1 else institution


def _person_rows(juror: Juror, told: dict[int, str]) -> tuple[SubjectRow, ...]:
    people = [each for each in subjects_of(juror.panel) if isinstance(each, Enrolment)]
    return tuple(
        SubjectRow(
            id=each.pk,
            name=_("Person no. %(number)s") % {"number": rank} if juror.panel.blind else str(each),
            institutions=(str(each.institution or _("elsewhere")),),
            is_yours=each.institution_id is not None
            and each.institution_id == juror.institution_id,
            reason=told.get(each.pk, ""),
        )
        for rank, each in enumerate(people, start=1)
    )


def _finding(juror: Juror, conflicts: int) -> str:
    if juror.declared_at is None:
        return _("Before the first sheet: whom must you not judge?")
    if not conflicts:
        return _("You have declared no conflict of interest.")
    text = ngettext(
        "You judge all but %(count)s of them.", "You judge all but %(count)s of them.", conflicts
    )
    return text % {"count": conflicts}

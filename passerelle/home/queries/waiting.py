"""What waits for those who mark, follow, decide and sign: counted together, in one query."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.enums import Role
from passerelle.campus.queries.agenda import Meeting
from passerelle.campus.queries.help_queue import waiting_for_help
from passerelle.campus.queries.learning_state import Reader
from passerelle.campus.queries.marking_desk import sheets_of, unsigned_in_order
from passerelle.campus.queries.marking_ratings import attempts_to_rate
from passerelle.campus.queries.panel_works import works_lacking_jurors
from passerelle.campus.queries.planning import warnings_by_meeting
from passerelle.campus.rules import (
    can_help_teams,
    is_coordinator,
    is_expert,
    is_juror,
    is_module_lead,
    is_registrar,
    is_staff,
)
from passerelle.campus.viewer import Viewer
from passerelle.diploma.queries.diplomas import decisions_to_prepare, unsigned_by
from passerelle.jury.models import Decision
from passerelle.jury.queries import learners_of as candidates_of
from passerelle.jury.queries.angoff_desk import seats_not_begun
from passerelle.jury.queries.convening import awaiting_a_jury
from passerelle.programme.models import Edition

from .late import late_learners

_SOON = timedelta(days=30)
marks_here = is_expert | is_module_lead | is_juror
Counted = Mapping[str, QuerySet[Model]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits, with where to see to it; `tone` late when it should worry.

    That nothing waits is a sentence, without an address: there is nothing to see to."""

    words: str
    url: str = ""
    tone: str = ""


def waiting_for(
    viewer: Viewer,
    edition: Edition,
    *,
    meetings: Sequence[Meeting],
    reader: Reader,
) -> tuple[Waiting, ...]:
    """At most one query, whatever the roles and however large the cohort."""
    found = _count(_wanted(viewer, edition, reader.at))
    said_when_none = _SAID_WHEN_NONE | ({"to_mark"} if found.pop("marked", 0) else set())
    said = [
        _WORDS[name](count, edition)
        for name, count in found.items()
        if count or name in said_when_none
    ]
    if is_staff(viewer):
        said += _planning(meetings, edition, reader)
    return tuple(said)


def _wanted(viewer: Viewer, edition: Edition, at: datetime) -> Counted:
    wanted: dict[str, QuerySet[Model]] = {}
    if marks_here(viewer):
        wanted["to_mark"] = unsigned_in_order(viewer)
        wanted["marked"] = sheets_of(viewer).filter(submitted_at__isnull=False)
        wanted["to_estimate"] = seats_not_begun(viewer)
    if can_help_teams(viewer):
        wanted["to_help"] = waiting_for_help(viewer)
    if is_staff(viewer):
        wanted["late"] = late_learners(edition, at)
    if is_coordinator(viewer):
        wanted["to_assign"] = attempts_to_rate(edition)
        wanted["to_panel"] = works_lacking_jurors(edition)
        wanted["to_convene"] = awaiting_a_jury(edition, at)
        if at.date() >= edition.decisions_on:
            wanted["to_prepare"] = decisions_to_prepare(edition)
    if is_juror(viewer):
        decided = Decision.objects.filter(enrolment=OuterRef("pk"))
        wanted["to_decide"] = candidates_of(edition).filter(~Exists(decided))
    registrar = viewer.enrolment_as(Role.REGISTRAR)
    if is_registrar(viewer) and registrar and registrar.institution:
        wanted["to_sign"] = unsigned_by(registrar.institution, edition)
    return wanted


def _count(wanted: Counted) -> dict[str, int]:
    """Every count as a column of one row: each query is written once, as it is."""
    if not wanted:
        return {}
    written = [rows.order_by().values("pk").query.sql_with_params() for rows in wanted.values()]
    # Django wrote each query, its values apart: nothing that anyone typed is in the text.
    columns = [f"(SELECT COUNT(*) FROM ({sql}) counted)" for sql, _values in written]  # noqa: S608
    values = [value for _sql, of_each in written for value in of_each]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", values)
        return dict(zip(wanted, cursor.fetchone(), strict=True))


def _planning(meetings: Sequence[Meeting], edition: Edition, reader: Reader) -> list[Waiting]:
    """Sessions of the next 30 days that have a warning."""
    near = [each for each in meetings if reader.at < each.starts_at <= reader.at + _SOON]
    count = len(warnings_by_meeting(near, edition))
    if not count:
        return []
    text = ngettext(
        "%(count)s session of the next 30 days deserves a second look",
        "%(count)s sessions of the next 30 days deserve a second look",
        count,
    )
    return [Waiting(text % {"count": count}, reverse("planning", args=[edition.slug]), "warn")]


def _to_mark(count: int, edition: Edition) -> Waiting:
    if not count:
        return Waiting(_("No paper is waiting for you."), tone="soft")
    url = reverse("marking_desk", args=[edition.slug])
    text = ngettext("You have %(count)s paper to mark", "You have %(count)s papers to mark", count)
    return Waiting(text % {"count": count}, url)


def _to_estimate(count: int, edition: Edition) -> Waiting:
    text = ngettext(
        "Your estimates are asked for %(count)s quiz",
        "Your estimates are asked for %(count)s quizzes",
        count,
    )
    return Waiting(text % {"count": count}, reverse("marking_desk", args=[edition.slug]))


def _to_help(count: int, edition: Edition) -> Waiting:
    text = ngettext(
        "%(count)s request for help is waiting", "%(count)s requests for help are waiting", count
    )
    return Waiting(text % {"count": count}, reverse("help_queue", args=[edition.slug]), "warn")


def _late(count: int, edition: Edition) -> Waiting:
    if not count:
        return Waiting(_("Nobody is late."), tone="good")
    url = reverse("cohort", args=[edition.slug])
    text = ngettext("%(count)s person is late", "%(count)s people are late", count)
    return Waiting(text % {"count": count}, url, "late")


def _to_assign(count: int, edition: Edition) -> Waiting:
    text = ngettext(
        "%(count)s paper has not all its raters",
        "%(count)s papers have not all their raters",
        count,
    )
    return Waiting(text % {"count": count}, reverse("ratings", args=[edition.slug]), "warn")


def _to_panel(count: int, edition: Edition) -> Waiting:
    text = ngettext(
        "%(count)s work before a panel lacks a juror",
        "%(count)s works before a panel lack a juror",
        count,
    )
    return Waiting(text % {"count": count}, reverse("panels", args=[edition.slug]), "warn")


def _to_convene(count: int, edition: Edition) -> Waiting:
    text = ngettext(
        "The jury is to be convened: %(count)s learner awaits its decision",
        "The jury is to be convened: %(count)s learners await its decision",
        count,
    )
    return Waiting(text % {"count": count}, reverse("deliberation", args=[edition.slug]), "warn")


def _to_prepare(count: int, edition: Edition) -> Waiting:
    text = ngettext(
        "%(count)s diploma is to be prepared", "%(count)s diplomas are to be prepared", count
    )
    return Waiting(text % {"count": count}, reverse("diplomas", args=[edition.slug]))


def _to_decide(count: int, edition: Edition) -> Waiting:
    text = ngettext(
        "%(count)s learner awaits the jury’s decision",
        "%(count)s learners await the jury’s decision",
        count,
    )
    return Waiting(text % {"count": count}, reverse("jury", args=[edition.slug]))


def _to_sign(count: int, edition: Edition) -> Waiting:
    if not count:
        return Waiting(_("No diploma is waiting for your signature."), tone="soft")
    url = reverse("diplomas", args=[edition.slug])
    text = ngettext(
        "%(count)s diploma awaits your signature", "%(count)s diplomas await your signature", count
    )
    return Waiting(text % {"count": count}, url)


# To mark too, for whoever has marked here: an end is told to those who began.
_SAID_WHEN_NONE = frozenset({"late", "to_sign"})
_WORDS: Mapping[str, Callable[[int, Edition], Waiting]] = {
    "to_mark": _to_mark,
    "to_estimate": _to_estimate,
    "to_help": _to_help,
    "late": _late,
    "to_assign": _to_assign,
    "to_panel": _to_panel,
    "to_convene": _to_convene,
    "to_prepare": _to_prepare,
    "to_decide": _to_decide,
    "to_sign": _to_sign,
}

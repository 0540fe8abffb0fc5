"""Whom teams may ask: named mentors, patient partners among them, and the datathon's experts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import Role, SessionKind
from ..models import Enrolment, Mentor, SessionExpert
from .counting import spelled


@dataclass(frozen=True, slots=True)
class MentorRow:
    """Someone teams may ask; `id` where the coordinator named them."""

    id: int | None
    name: str
    field: str


@dataclass(frozen=True, slots=True)
class MentorsPage:
    finding: str
    rows: tuple[MentorRow, ...]


def mentors_page(edition: Edition) -> MentorsPage:
    """Two queries."""
    named = list(Mentor.objects.filter(edition=edition, left_at=None).select_related("person"))
    rows = [MentorRow(each.pk, str(each.person), each.field) for each in named]
    known = {each.person_id for each in named}
    giving = SessionExpert.objects.filter(
        session__edition=edition, session__kind=SessionKind.DATATHON, session__retired_at=None
    ).select_related("person", "session")
    for each in giving.order_by("person__sort_name", "session__starts_at"):
        if each.person_id not in known:
            known.add(each.person_id)
            gives = _("Gives the session “%(title)s”") % {"title": each.session.title}
            rows.append(MentorRow(None, str(each.person), gives))
    return MentorsPage(_finding(len(rows)), tuple(rows))


def people_to_name(edition: Edition) -> list[tuple[int, str]]:
    """Everyone of the edition but its learners: experts, guests, staff. One query."""
    coming = Enrolment.objects.filter(edition=edition, withdrawal=None)
    learners = coming.filter(role=Role.LEARNER).values("person")
    people = Person.objects.filter(pk__in=coming.values("person")).exclude(pk__in=learners)
    return list(people.order_by("sort_name", "pk").values_list("pk", "name"))


def _finding(count: int) -> str:
    if not count:
        return _("Nobody is a mentor yet.")
    text = ngettext("One person to ask.", "%(count)s people to ask.", count)
    return text % {"count": spelled(count)}

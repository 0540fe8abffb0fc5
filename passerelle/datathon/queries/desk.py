"""What the owners of a challenge follow: everyone's submissions, its data, who looks after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment, TeamMember
from passerelle.programme.models import Edition

from ..intake import bundle_settings, is_imported
from ..models import Challenge, DataFile, Submission
from ..rules import Standing
from .submissions import SubmissionRow, rows_of, with_evaluations

_PER_PAGE = 25
_MAY_LOOK_AFTER = (Role.EXPERT, Role.MODULE_LEAD, Role.COORDINATOR, Role.JUROR, Role.GUEST)


@dataclass(frozen=True, slots=True)
class SentRow:
    """A submission with its team; the baseline has none."""

    team: str
    row: SubmissionRow


@dataclass(frozen=True, slots=True)
class Sent:
    rows: tuple[SentRow, ...]
    page: Page[Submission]
    total: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone of the edition who may be asked to look after a challenge."""

    id: int
    name: str


def sent_to(challenge: Challenge, standing: Standing, *, page: str | None) -> Sent:
    """Twenty-five at a time, the latest first; five queries."""
    known = with_evaluations(challenge, standing, cards=False).select_related("team")
    shown = Paginator(known, _PER_PAGE).get_page(page)
    found = list(shown.object_list)
    rows = rows_of(found, challenge)
    teams = [str(each.team) if each.team else "" for each in found]
    pairs = zip(teams, rows, strict=True)
    return Sent(tuple(SentRow(team, row) for team, row in pairs), shown, shown.paginator.count)


def data_of(challenge: Challenge) -> QuerySet[DataFile]:
    """Every file of the version in force, sealed ones too: names and digests, never labels."""
    return challenge.files.filter(version=challenge.data_version).order_by("role", "name")


def remarks_on(challenge: Challenge) -> Sequence[str]:
    """What was noticed in an imported bundle."""
    return bundle_settings(challenge).remarks if is_imported(challenge) else ()


def candidates_of(edition: Edition) -> tuple[Candidate, ...]:
    """Whoever is of the edition without being judged by it, nor competing in it."""
    competing = TeamMember.objects.filter(team__edition=edition, enrolment__withdrawal=None)
    rows = Enrolment.objects.filter(edition=edition, role__in=_MAY_LOOK_AFTER, withdrawal=None)
    rows = rows.exclude(person__in=competing.values("enrolment__person"))
    people = rows.select_related("person").order_by("person__sort_name")
    found = {row.person_id: str(row.person) for row in people}
    return tuple(Candidate(pk, name) for pk, name in found.items())

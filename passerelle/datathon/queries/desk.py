"""What the owners of a challenge follow: everyone's submissions, its data, who looks after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import QuerySet, Value

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment, TeamMember

from ..intake import bundle_settings, challenge_file, is_imported
from ..models import Challenge, DataFile, Submission
from ..rules import Standing
from .paging import page_of
from .stewards import StewardRow, stewards_in_order
from .submissions import SubmissionRow, rows_of, with_evaluations

_PER_PAGE = 25
_TOO_LARGE_TO_TRY_OUT = 1 << 80  # a seed is tried in microseconds
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


@dataclass(frozen=True, slots=True)
class Keepers:
    """Who looks after a challenge, and who may be asked to."""

    stewards: tuple[StewardRow, ...]
    candidates: tuple[Candidate, ...]


def sent_to(challenge: Challenge, standing: Standing, *, page: str | None) -> Sent:
    """Twenty-five at a time, the latest first; two queries."""
    known = with_evaluations(challenge, standing, cards=False).select_related("team")
    shown = page_of(known, page, per_page=_PER_PAGE)
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


def labels_can_be_found(challenge: Challenge) -> bool:
    """Whether whoever reads the programme, or tries seeds out, has the labels too."""
    if is_imported(challenge):
        return False
    generator = challenge_file(challenge).data.generator
    return generator is not None and generator.seed < _TOO_LARGE_TO_TRY_OUT


def keepers_of(challenge: Challenge) -> Keepers:
    """Its stewards, and whoever is of the edition, neither judged nor competing: one query."""
    named = ("person", "person__name", "person__sort_name")
    stewards = challenge.stewards.filter(left_at=None).order_by().values_list("part", *named)
    lines = stewards.union(_could_look_after(challenge.edition_id).values_list(Value(""), *named))
    known = sorted(lines, key=lambda line: line[3])
    return Keepers(
        stewards=stewards_in_order((pk, name, part) for part, pk, name, _sort in known if part),
        candidates=tuple(Candidate(pk, name) for part, pk, name, _sort in known if not part),
    )


def _could_look_after(edition_id: int) -> QuerySet[Enrolment]:
    competing = TeamMember.objects.filter(team__edition=edition_id, enrolment__withdrawal=None)
    coming = Enrolment.objects.filter(edition=edition_id, role__in=_MAY_LOOK_AFTER, withdrawal=None)
    return coming.exclude(person__in=competing.values("enrolment__person")).order_by()

"""Who must not mark whose work: its authors, the mentors who helped, whoever declared why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Case, CharField, DateTimeField, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from ..enums import Role
from ..models import Attempt, ConflictOfInterest, Enrolment, HelpRequest, Panel, Team


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a juror declared, or someone in their stead: then `by` names them."""

    person: int
    about: str
    reason: str
    declared_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Bars:
    """`subjects`: whose works the panel may have to mark, by id, in their order.

    `of_team`, `of_enrolment`: the people who must not mark their works. `homes`: by subject, the
    institutions its authors come from."""

    subjects: Mapping[int, str]
    conflicts: tuple[Conflict, ...]
    of_team: Mapping[int, set[int]]
    of_enrolment: Mapping[int, set[int]]
    homes: Mapping[int, set[int]]

    def against(self, work: Attempt) -> set[int]:
        """The people who must not mark this work."""
        own = set() if work.enrolment is None else {work.enrolment.person_id}
        of_team = self.of_team.get(work.team_id or 0, set())
        return own | of_team | self.of_enrolment.get(work.enrolment_id or 0, set())


def bars_of(panel: Panel) -> Bars:
    """One query, however many subjects and conflicts."""
    edition, by_team = panel.activity.edition_id, panel.activity.by_team
    # The declared ones first: in a UNION, PostgreSQL takes its types from the first arm.
    arms = [_members(edition), _helped(edition), *([] if by_team else [_learners(edition)])]
    found = _declared(panel).union(*arms)
    lines = sorted((_Line(*line) for line in found), key=lambda line: line.place)
    conflicts = [
        Conflict(line.person, line.about, line.reason, line.declared_at, line.by)
        for line in lines
        if line.person is not None and line.declared_at is not None
    ]
    known = [line for line in lines if line.declared_at is None]
    subjects = {line.team if by_team else line.enrolment: line.about for line in known}
    return Bars(
        subjects={subject: about for subject, about in subjects.items() if subject is not None},
        conflicts=tuple(sorted(conflicts, key=lambda conflict: conflict.declared_at)),
        of_team=_people_by((line.team, line.person) for line in lines),
        of_enrolment=_people_by((line.enrolment, line.person) for line in lines),
        homes=_people_by((line.team if by_team else line.enrolment, line.home) for line in known),
    )


class _Line(NamedTuple):
    """A person who must not mark a subject; nobody, of a team without members."""

    team: int | None
    enrolment: int | None
    about: str
    place: int
    person: int | None
    reason: str
    declared_at: datetime | None
    by: str
    home: int | None


# Any, here and below: a column for each field of a line.
def _declared(panel: Panel) -> QuerySet[ConflictOfInterest, Any]:
    by = Case(When(by=F("juror__person"), then=Value("")), default="by__name")
    about = Coalesce("team__name", "enrolment__person__name")
    place = Coalesce("team__number", "enrolment", output_field=IntegerField())
    conflicts = ConflictOfInterest.objects.filter(juror__panel=panel).order_by()
    return conflicts.values_list(
        "team", "enrolment", about, place, "juror__person", "reason", "declared_at", by, _NOBODY
    )


def _members(edition: int) -> QuerySet[Team, Any]:
    teams = Team.objects.filter(edition=edition).order_by()
    person = f"{_MEMBER}__person"
    return teams.values_list(
        "pk", _NOBODY, "name", "number", person, *_UNDECLARED, f"{_MEMBER}__institution"
    )


def _helped(edition: int) -> QuerySet[HelpRequest, Any]:
    taken = HelpRequest.objects.filter(edition=edition, taken_by__isnull=False).order_by()
    team = ("team", _NOBODY, "team__name", "team__number")
    return taken.values_list(*team, "taken_by", *_UNDECLARED, _NOBODY)


def _learners(edition: int) -> QuerySet[Enrolment, Any]:
    learners = Enrolment.objects.filter(edition=edition, role=Role.LEARNER, withdrawal=None)
    person = (_NOBODY, "pk", "person__name", "pk", "person")
    return learners.order_by().values_list(*person, *_UNDECLARED, "institution")


_MEMBER = "members__enrolment"
_NOBODY = Value(None, output_field=IntegerField())
_NO_WORDS = Value("", output_field=CharField())
_UNDECLARED = (_NO_WORDS, Value(None, output_field=DateTimeField()), _NO_WORDS)


def _people_by(pairs: Iterable[tuple[int | None, int | None]]) -> dict[int, set[int]]:
    people: dict[int, set[int]] = defaultdict(set)
    for subject, person in pairs:
        if subject is not None and person is not None:
            people[subject].add(person)
    return dict(people)

"""When teams are asked what became of their project, and what they answered."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from passerelle.campus.models import Team
from passerelle.foundation.translated import Translated
from passerelle.programme.models import Edition

from ..enums import ProjectState
from ..models import Dossier, Phase, ProjectFollowUp

MONTHS = (6, 12)
_LET_GO_AFTER = 6


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One date of one team: not asked yet (None), asked, or answered."""

    months: int
    asked_at: datetime | None
    state: str
    state_said: str
    words: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ProjectRow:
    team: str
    number: int
    challenge: Translated | None
    answers: tuple[AnswerRow, ...]

    @property
    def latest(self) -> AnswerRow | None:
        return next((each for each in reversed(self.answers) if each.at), None)


def due_now(at: datetime) -> Iterator[tuple[Edition, int]]:
    """The editions whose datathon closed six or twelve months ago, and not much more."""
    closed = Phase.objects.filter(retired_at=None, challenge__retired_at=None)
    last = closed.order_by().values("challenge__edition").annotate(closes=Max("closes_at"))
    ended = dict(last.filter(closes__lte=at).values_list("challenge__edition", "closes"))
    for edition in Edition.objects.filter(pk__in=ended):
        for months in MONTHS:
            begins = months_after(ended[edition.pk], months)
            if begins <= at < months_after(begins, _LET_GO_AFTER):
                yield edition, months


def months_after(instant: datetime, months: int) -> datetime:
    """The same day and hour; the last day of a shorter month.

    >>> months_after(datetime(2027, 8, 31, 12), 6)
    datetime.datetime(2028, 2, 29, 12, 0)
    """
    year, month = divmod(instant.month - 1 + months, 12)
    year, month = instant.year + year, month + 1
    return instant.replace(year=year, month=month, day=min(instant.day, monthrange(year, month)[1]))


def follow_up_of(team: Team, months: int) -> ProjectFollowUp | None:
    rows = ProjectFollowUp.objects.filter(team=team, months=months)
    return rows.select_related("by").first()


def projects_of(edition: Edition) -> tuple[ProjectRow, ...]:
    """Every team with what it answered; three queries."""
    answers: dict[int, dict[int, ProjectFollowUp]] = {}
    found = ProjectFollowUp.objects.filter(team__edition=edition).order_by()
    for each in found.select_related("by"):
        answers.setdefault(each.team_id, {})[each.months] = each
    dossiers = Dossier.objects.filter(team__edition=edition)
    titles = dict(dossiers.values_list("team", "challenge__title"))
    return tuple(
        ProjectRow(
            team=team.name,
            number=team.number,
            challenge=titles.get(team.pk),
            answers=tuple(_answer(answers.get(team.pk, {}).get(each), each) for each in MONTHS),
        )
        for team in Team.objects.filter(edition=edition)
    )


def _answer(row: ProjectFollowUp | None, months: int) -> AnswerRow:
    if row is None:
        return AnswerRow(months, None, "", "", "", "", None)
    return AnswerRow(
        months=months,
        asked_at=row.asked_at,
        state=row.state,
        state_said=str(ProjectState(row.state).label) if row.state else "",
        words=row.words,
        by=str(row.by) if row.by else "",
        at=row.at,
    )

"""Where a team stands in the datathon, for its page: one query, however many challenges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from passerelle.campus.models import Attempt, Team
from passerelle.campus.viewer import Viewer
from passerelle.foundation.translated import Translated

from ..enums import BoardName
from ..models import Challenge, LeaderboardEntry, ProjectFollowUp, Submission
from ..rules import is_team_of
from .access import Access, access_told, with_access_facts
from .dossiers import papers_of, parts_written


@dataclass(frozen=True, slots=True)
class ChallengeState:
    """What a team has sent to one challenge, and its figure on the public board."""

    slug: str
    title: Translated
    submissions: int
    last_at: datetime | None
    value: float | None
    low: float | None
    high: float | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class DossierState:
    """How many of its parts are written, and whether it is handed in."""

    written: int
    is_handed_in: bool


@dataclass(frozen=True, slots=True)
class TeamState:
    """`access` is the viewer's own, where the team is theirs and something is missing.

    `dossier`: nothing where the edition asks for none."""

    challenges: tuple[ChallengeState, ...]
    waiting: tuple[Access, ...]
    dossier: DossierState | None
    asked_after: int | None
    has_answered: bool


def team_state(team: Team, viewer: Viewer, *, at: datetime) -> TeamState | None:
    """Nothing where the edition has no challenge."""
    person = viewer.person.pk if viewer.person else None
    rows = list(_challenges(team, person, at))
    if not rows:
        return None
    is_ours, told = is_team_of(team.pk)(viewer), vars(rows[0])  # annotated below
    accesses = [access_told(row, at=at, owns=False) for row in rows] if is_ours else []
    missing = {each.missing: each for each in accesses if each.missing}
    return TeamState(
        challenges=tuple(_state(row) for row in rows if vars(row)["sent"]),
        waiting=tuple(missing.values()),
        dossier=DossierState(told["written"], told["handed_in"]) if told["paper"] else None,
        asked_after=told["asked_after"] if is_ours else None,
        has_answered=told["answered_at"] is not None,
    )


def _challenges(team: Team, person: int | None, at: datetime) -> QuerySet[Challenge]:
    sent = Submission.objects.filter(
        team=team, phase__challenge=OuterRef("pk"), cancellation=None
    ).order_by()
    counted = sent.values("team").annotate(count=Count("pk")).values("count")
    entry = LeaderboardEntry.objects.filter(
        team=team, leaderboard__challenge=OuterRef("pk"), leaderboard__board=BoardName.PUBLIC
    )
    asked = ProjectFollowUp.objects.filter(team=team).order_by("-months")
    written = parts_written(team).values("dossier").annotate(count=Count("pk")).values("count")
    papers = Attempt.objects.filter(
        activity=OuterRef("paper"), team=team, submitted_at__isnull=False
    )
    challenges = Challenge.objects.filter(edition=team.edition_id, retired_at=None)
    return with_access_facts(challenges, person=person, team=team.pk, at=at).annotate(
        sent=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        last_at=Subquery(sent.order_by(F("submitted_at").desc()).values("submitted_at")[:1]),
        value=Subquery(entry.values("value")[:1]),
        low=Subquery(entry.values("low")[:1]),
        high=Subquery(entry.values("high")[:1]),
        rank=Subquery(entry.values("rank")[:1]),
        paper=Subquery(papers_of(team.edition_id).values("pk")[:1]),
        handed_in=Exists(papers),
        written=Coalesce(Subquery(written, output_field=IntegerField()), 0),
        asked_after=Subquery(asked.values("months")[:1]),
        answered_at=Subquery(asked.values("at")[:1]),
    )


def _state(row: Challenge) -> ChallengeState:
    told = vars(row)  # annotated above
    return ChallengeState(
        slug=row.slug,
        title=row.title,
        submissions=told["sent"],
        last_at=told["last_at"],
        value=told["value"],
        low=told["low"],
        high=told["high"],
        rank=told["rank"],
    )

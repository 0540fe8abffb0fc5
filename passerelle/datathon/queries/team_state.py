"""Where a team stands in the datathon, for its page: three queries, however many challenges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from passerelle.campus.models import Team
from passerelle.campus.viewer import Viewer
from passerelle.foundation.translated import Translated

from ..enums import BoardName
from ..models import Challenge, LeaderboardEntry, ProjectFollowUp, Submission
from ..rules import is_team_of
from .access import Access, access_told, with_access_facts
from .dossiers import DossierView, PaperAsked, dossier_of, paper_asked


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
class TeamState:
    """`access` is the viewer's own, where the team is theirs and something is missing."""

    challenges: tuple[ChallengeState, ...]
    waiting: tuple[Access, ...]
    paper: PaperAsked | None
    dossier: DossierView
    asked_after: int | None


def team_state(team: Team, viewer: Viewer, *, at: datetime) -> TeamState | None:
    """Nothing where the edition has no challenge."""
    person = viewer.person.pk if viewer.person else None
    rows = list(_challenges(team, person, at))
    if not rows:
        return None
    is_ours = is_team_of(team.pk)(viewer)
    accesses = [access_told(row, at=at, owns=False) for row in rows] if is_ours else []
    missing = {each.missing: each for each in accesses if each.missing}
    return TeamState(
        challenges=tuple(_state(row) for row in rows if vars(row)["sent"]),
        waiting=tuple(missing.values()),
        paper=paper_asked(team.edition, team),
        dossier=dossier_of(team),
        asked_after=vars(rows[0])["asked_after"] if is_ours else None,
    )


def _challenges(team: Team, person: int | None, at: datetime) -> QuerySet[Challenge]:
    sent = Submission.objects.filter(
        team=team, phase__challenge=OuterRef("pk"), cancellation=None
    ).order_by()
    counted = sent.values("team").annotate(count=Count("pk")).values("count")
    entry = LeaderboardEntry.objects.filter(
        team=team, leaderboard__challenge=OuterRef("pk"), leaderboard__board=BoardName.PUBLIC
    )
    asked = ProjectFollowUp.objects.filter(team=team, at=None).order_by("-months")
    challenges = Challenge.objects.filter(edition=team.edition_id, retired_at=None)
    return with_access_facts(challenges, person=person, team=team.pk, at=at).annotate(
        sent=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        last_at=Subquery(sent.order_by(F("submitted_at").desc()).values("submitted_at")[:1]),
        value=Subquery(entry.values("value")[:1]),
        low=Subquery(entry.values("low")[:1]),
        high=Subquery(entry.values("high")[:1]),
        rank=Subquery(entry.values("rank")[:1]),
        asked_after=Subquery(asked.values("months")[:1]),
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

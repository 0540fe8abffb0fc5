"""What the jury says on a team's page: when and where it presents, once that is published."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, OuterRef, QuerySet, Subquery

from passerelle.campus.models import Team
from passerelle.campus.team_space import TeamBlock
from passerelle.campus.viewer import Viewer

from .models import Passage


def with_passage(teams: QuerySet[Team]) -> QuerySet[Team]:
    """Teams with their published hour, its minutes and its room, in the query that reads them."""
    published = Passage.objects.filter(
        team=OuterRef("pk"), day__published_at__isnull=False, room__isnull=False
    ).order_by("starts_at")
    minutes = F("day__presentation_minutes") + F("day__questions_minutes")
    return teams.annotate(
        passage_starts_at=Subquery(published.values("starts_at")[:1]),
        passage_room=Subquery(published.values("room__name")[:1]),
        passage_minutes=Subquery(published.annotate(minutes=minutes).values("minutes")[:1]),
    )


def passage_block(_viewer: Viewer, team: Team) -> TeamBlock | None:
    """No query of its own; nothing before the order of the day is published."""
    read = vars(team)
    starts_at = read.get("passage_starts_at")
    if starts_at is None:
        return None
    ends_at = starts_at + timedelta(minutes=read["passage_minutes"])
    words = {"starts_at": starts_at, "ends_at": ends_at, "room": read["passage_room"]}
    return TeamBlock("jury/day_team_block.html", words)

"""What the jury says on a team's page: when and where it presents, once that is published."""

from __future__ import annotations

from datetime import timedelta

from passerelle.campus.models import Team
from passerelle.campus.team_space import TeamBlock
from passerelle.campus.viewer import Viewer

from .models import Passage


def passage_block(_viewer: Viewer, team: Team) -> TeamBlock | None:
    """One query; nothing before the order of the day is published."""
    published = Passage.objects.filter(team=team, day__published_at__isnull=False)
    passage = published.filter(room__isnull=False).select_related("day", "room").first()
    if passage is None or passage.starts_at is None:
        return None
    length = timedelta(minutes=passage.day.presentation_minutes + passage.day.questions_minutes)
    ends_at = passage.starts_at + length
    return TeamBlock("jury/day_team_block.html", {"passage": passage, "ends_at": ends_at})

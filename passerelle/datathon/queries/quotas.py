"""What a team has used of its quota, and what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import QuerySet

from passerelle.campus.models import Team
from passerelle.engines.timetable import zone_named

from ..models import Challenge, Phase, Submission

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Quota:
    """`None`: no limit. Cancelled submissions and our faults are not counted."""

    used: int
    most: int | None
    used_today: int
    most_per_day: int | None

    @property
    def left(self) -> int | None:
        """How many more may be sent now."""
        limits = [
            most - used
            for most, used in ((self.most, self.used), (self.most_per_day, self.used_today))
            if most is not None
        ]
        return max(0, min(limits)) if limits else None


def charged_to(team: Team, phases: Iterable[Phase]) -> QuerySet[Submission]:
    """The submissions that count against a team's quotas of these phases."""
    return Submission.objects.filter(
        team=team, phase__in=phases, cancellation=None, excused_at=None
    )


def quota_of(team: Team, phase: Phase, *, at: datetime) -> Quota:
    """What a team has used of a phase's quota, and of its day there."""
    return quotas_of(team, [phase], at=at)[phase.pk]


def quotas_of(team: Team, phases: Sequence[Phase], *, at: datetime) -> dict[int, Quota]:
    """The same for several phases, by their ids: one query, none without a phase."""
    sent: dict[int, list[datetime]] = defaultdict(list)
    for phase_id, submitted_at in charged_to(team, phases).values_list("phase", "submitted_at"):
        sent[phase_id].append(submitted_at)
    return {phase.pk: _quota(phase, sent[phase.pk], at) for phase in phases}


def _quota(phase: Phase, sent: Sequence[datetime], at: datetime) -> Quota:
    begins, ends = day_around(at, phase.zone)
    today = sum(begins <= each < ends for each in sent)
    return Quota(len(sent), phase.most_per_team, today, phase.most_per_day)


def sent_within_an_hour(team: Team, challenge: Challenge, *, at: datetime) -> list[datetime]:
    """When a team sent each file of the last hour to a challenge, taken back or not."""
    sent = Submission.objects.filter(
        team=team, phase__challenge=challenge, submitted_at__gt=at - HOUR
    )
    return list(sent.order_by("submitted_at").values_list("submitted_at", flat=True))


def day_around(instant: datetime, zone: str) -> tuple[datetime, datetime]:
    """The day of an instant in a zone: its first instant, and that of the next day."""
    region = zone_named(zone)
    day = instant.astimezone(region).date()
    return (
        datetime.combine(day, time(0), region),
        datetime.combine(day + timedelta(days=1), time(0), region),
    )

"""Hours done and proven: presence at sessions, and activities submitted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import F, Q, Sum

from ..models import Activity, Attempt, Attendance, Enrolment


@dataclass(frozen=True, slots=True)
class Work:
    """One submitted attempt, with its points when it has been marked."""

    attempt_id: int
    activity_id: int
    module_id: int
    submitted_at: datetime
    points: Decimal | None
    maximum: Decimal | None

    @property
    def share(self) -> Decimal:
        """Points over maximum; unmarked work sorts below everything."""
        if self.points is None or not self.maximum:
            return Decimal(-1)
        return self.points / self.maximum


@dataclass(slots=True)
class Evidence:
    """What is known of one learner: minutes present by module, best work by activity."""

    minutes_present: dict[int, int] = field(default_factory=dict)
    work: dict[int, Work] = field(default_factory=dict)

    def keep_best(self, work: Work) -> None:
        """Of several attempts at one activity, the best counts."""
        best = self.work.get(work.activity_id)
        if best is None or work.share > best.share:
            self.work[work.activity_id] = work

    def minutes_in(self, module_id: int, activities: Iterable[Activity]) -> int:
        """Proven minutes of one module."""
        done = (a.minutes for a in activities if a.module_id == module_id and a.pk in self.work)
        return self.minutes_present.get(module_id, 0) + sum(done)

    def minutes(self, activities: Iterable[Activity]) -> int:
        """Proven minutes of the whole edition."""
        done = sum(a.minutes for a in activities if a.pk in self.work)
        return sum(self.minutes_present.values()) + done


def activities_of(edition_id: int) -> list[Activity]:
    """The edition's activities in the order of the programme, with their modules."""
    return list(
        Activity.objects.filter(edition_id=edition_id, retired_at=None).select_related("module")
    )


def evidence_from(present: Iterable[Attendance], work: Iterable[Work]) -> Evidence:
    """One learner's, from presence that was read with its sessions: no query."""
    evidence = Evidence(minutes_present=defaultdict(int))
    for attendance in present:
        evidence.minutes_present[attendance.session.module_id] += attendance.minutes
    for each in work:
        evidence.keep_best(each)
    return evidence


def evidence_of(enrolments: Sequence[Enrolment]) -> dict[int, Evidence]:
    """The evidence of each enrolment, by its id: three queries, however many there are."""
    found: dict[int, Evidence] = defaultdict(Evidence)
    ids = [enrolment.pk for enrolment in enrolments]
    present = (
        Attendance.objects.filter(enrolment__in=ids)
        .values("enrolment_id", module=F("session__module_id"))
        .annotate(total=Sum("minutes"))
    )
    for row in present:
        found[row["enrolment_id"]].minutes_present[row["module"]] = row["total"]
    for enrolment_id, work in work_of(ids):
        found[enrolment_id].keep_best(work)
    return found


def work_of(ids: Sequence[int]) -> Iterable[tuple[int, Work]]:
    """Every submitted attempt of these enrolments, their teams' too: one query."""
    rows = (
        Attempt.objects.filter(
            Q(enrolment__in=ids) | Q(team__members__enrolment__in=ids), submitted_at__isnull=False
        )
        .values_list(
            "enrolment_id",
            "team__members__enrolment_id",
            "pk",
            "activity_id",
            "activity__module_id",
            "submitted_at",
            "result__points",
            "result__maximum",
        )
        .order_by("pk")
    )
    for own, through_team, *work in rows:
        yield own or through_team, Work(*work)  # type: ignore[arg-type]  # the columns above

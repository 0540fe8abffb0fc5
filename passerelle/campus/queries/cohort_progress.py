"""What many learners did, module by module, read in as few and as light queries as possible."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import CharField, FilteredRelation, Q, Sum, TextField
from django.db.models.functions import Cast

from passerelle.foundation import clock
from passerelle.foundation.translated import Language, Translated
from passerelle.programme.models import Edition

from ..models import Activity, Attempt, Session
from ..viewer import Viewer
from .cohort_late import Learner, due_of
from .cohort_totals import Points, Yardstick, number_words, yardstick_of
from .learning_state import Reader

NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Column:
    """A module of the year, and the hours it is worth."""

    id: int
    position: int
    title: str
    hours: str


@dataclass(slots=True)
class Progress:
    """One learner: minutes present by module, points of the best go at each activity done."""

    present: dict[int, int] = field(default_factory=dict)
    done: dict[int, Points] = field(default_factory=dict)

    def minutes_and_points(
        self, activities: Sequence[Activity]
    ) -> tuple[dict[int, int], dict[int, tuple[Points, ...]]]:
        """Proven minutes and the points of what is done, by module."""
        minutes: dict[int, int] = defaultdict(int, self.present)
        points: dict[int, tuple[Points, ...]] = defaultdict(tuple)
        for activity in activities:
            if activity.pk in self.done:
                minutes[activity.module_id] += activity.minutes
                points[activity.module_id] += (self.done[activity.pk],)
        return minutes, points


@dataclass(frozen=True, slots=True)
class Frame:
    """What every row is written with: one query."""

    edition: Edition
    reader: Reader
    activities: tuple[Activity, ...]
    due: tuple[Activity, ...]
    yardstick: Yardstick

    @classmethod
    def of(cls, viewer: Viewer, edition: Edition) -> Frame:
        activities = _activities_of(edition)
        reader = Reader.now(clock.now(), viewer.zone)
        return cls(
            edition=edition,
            reader=reader,
            activities=activities,
            due=tuple(due_of(activities, reader.at)),
            yardstick=yardstick_of(edition, activities),
        )


def progress_of(
    learners: Sequence[Learner], frame: Frame
) -> tuple[dict[int, Progress], tuple[Column, ...]]:
    """Each learner's progress by enrolment id, and the modules as columns: two queries."""
    found: dict[int, Progress] = defaultdict(Progress)
    columns = _presence_into(found, learners, frame)
    _works_into(found, learners)
    return found, columns


def _activities_of(edition: Edition) -> tuple[Activity, ...]:
    """The same as `proof.activities_of`, without what a table does not show."""
    return tuple(
        Activity.objects.filter(edition=edition, retired_at=None)
        .select_related("module")
        .only(
            *("slug", "component", "minutes", "due_at", "title", "module_id"),
            *("module__slug", "module__position", "module__short", "module__hours"),
        )
    )


def _presence_into(
    found: dict[int, Progress], learners: Sequence[Learner], frame: Frame
) -> tuple[Column, ...]:
    """Sessions name the modules that have no activity, so that one query tells both."""
    language = frame.reader.language
    modules = {each.module_id: each.module for each in frame.activities}
    columns = {
        pk: _column(pk, m.position, str(m.short), m.hours, language) for pk, m in modules.items()
    }
    ids = [each.id for each in learners]
    here = FilteredRelation("attendances", condition=Q(attendances__enrolment__in=ids))
    rows = (
        Session.objects.filter(edition=frame.edition)
        .annotate(here=here)
        .order_by()
        .values_list(
            "module_id",
            "module__position",
            Cast("module__short", TextField()),
            Cast("module__hours", CharField(max_length=20)),
            "here__enrolment_id",
        )
        .annotate(spent=Sum("here__minutes"))
    )
    for module_id, position, short, hours, enrolment_id, minutes in rows:
        if module_id not in columns:
            title = str(Translated.from_mapping(json.loads(short)))
            columns[module_id] = _column(module_id, position, title, Decimal(hours), language)
        if enrolment_id is not None:
            found[enrolment_id].present[module_id] = minutes
    return tuple(sorted(columns.values(), key=lambda column: column.position))


def _works_into(found: dict[int, Progress], learners: Sequence[Learner]) -> None:
    teams: dict[int, list[int]] = defaultdict(list)
    for each in learners:
        if each.team_id is not None:
            teams[each.team_id].append(each.id)
    theirs = Q(enrolment__in=[each.id for each in learners]) | Q(team__in=list(teams))
    rows = (
        Attempt.objects.filter(theirs, submitted_at__isnull=False)
        .order_by("pk")
        .values_list("enrolment_id", "team_id", "activity_id", "result__points", "result__maximum")
    )
    for enrolment_id, team_id, activity_id, points, maximum in rows:
        for doer in (enrolment_id,) if enrolment_id else teams[team_id]:
            done = found[doer].done
            if activity_id not in done or _share(points, maximum) > _share(*done[activity_id]):
                done[activity_id] = (points, maximum)


def _share(points: Decimal | None, maximum: Decimal | None) -> Decimal:
    """As `proof.Work.share`: unmarked work sorts below everything."""
    return Decimal(-1) if points is None or not maximum else points / maximum


def _column(pk: int, position: int, title: str, hours: Decimal, language: Language) -> Column:
    return Column(pk, position, title, f"{number_words(hours, language, 0)}{NO_BREAK}h")

"""Who on a panel could mark which work: the works, the bars, and an even, connected plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from passerelle.engines.peer import Design, Reader, Work, allocate
from passerelle.programme.models import Edition

from ..models import Attempt, ConflictOfInterest, HelpRequest, Juror, Panel, Sheet, TeamMember


def works_of(panel: Panel) -> QuerySet[Attempt]:
    """What is handed in for the panel's activity and no other panel marks, in order."""
    elsewhere = Sheet.objects.filter(
        attempt=OuterRef("pk"), panel__isnull=False, setting_aside=None
    ).exclude(panel=panel)
    works = Attempt.objects.filter(activity=panel.activity_id, submitted_at__isnull=False)
    return (
        works.filter(~Exists(elsewhere))
        .select_related("activity__edition", "activity__module", "team", "enrolment__person")
        .order_by("submitted_at", "pk")
    )


def works_lacking_jurors(edition: Edition) -> QuerySet[Attempt]:
    """What is handed in before an open panel and has fewer jurors than it asks for."""
    counted = Count("sheets", filter=Q(sheets__setting_aside=None), distinct=True)
    before_panel = Q(activity__panels__isnull=False, activity__panels__closed_at=None)
    return (
        Attempt.objects.filter(before_panel, activity__edition=edition, submitted_at__isnull=False)
        .annotate(asked=counted)
        .filter(asked__lt=F("activity__panels__jurors_per_work"))
    )


def seated(panel: Panel) -> QuerySet[Juror]:
    """The jurors who are there, the chair first."""
    return panel.jurors.filter(left_at=None).select_related("person", "institution")


@dataclass(slots=True)
class _Bars:
    """Who must not mark a work, and who marks it already."""

    barred: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    kept: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def design_of(panel: Panel, *, only: Sequence[Attempt] | None = None) -> Design:
    """The sheets the panel lacks; nothing is given yet. Six queries."""
    works, jurors = list(works_of(panel)), list(seated(panel))
    if only is not None:
        chosen = {work.pk for work in only}
        works = [work for work in works if work.pk in chosen]
    bars, loads = _bars_of(panel, works), Counter[int]()
    for raters in bars.kept.values():
        loads.update(raters)
    return allocate(
        [
            Work(each.pk, frozenset(bars.barred[each.pk]), frozenset(bars.kept[each.pk]))
            for each in works
        ],
        [Reader(juror.person_id, loads[juror.person_id]) for juror in jurors],
        each=panel.jurors_per_work,
    )


def _bars_of(panel: Panel, works: Sequence[Attempt]) -> _Bars:
    bars = _Bars()
    for attempt_id, rater, aside in Sheet.objects.filter(attempt__in=works).values_list(
        "attempt", "rater", "setting_aside"
    ):
        (bars.kept if aside is None else bars.barred)[attempt_id].add(rater)
    of_team, of_person = _strangers_to(panel, works)
    for work in works:
        bars.barred[work.pk] |= of_team[work.team_id or 0] | of_person[work.enrolment_id or 0]
        if work.enrolment is not None:
            bars.barred[work.pk].add(work.enrolment.person_id)
    return bars


def _strangers_to(
    panel: Panel, works: Iterable[Attempt]
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """People who must not mark a team (its members, mentors who helped it) or a person."""
    of_team: dict[int, set[int]] = defaultdict(set)
    of_person: dict[int, set[int]] = defaultdict(set)
    teams = {work.team_id for work in works if work.team_id}
    members = TeamMember.objects.filter(team__in=teams).values_list("team", "enrolment__person")
    helped = HelpRequest.objects.filter(team__in=teams, taken_by__isnull=False)
    for team, person in (*members, *helped.order_by().values_list("team", "taken_by").distinct()):
        of_team[team].add(person)
    conflicts = ConflictOfInterest.objects.filter(juror__panel=panel).order_by()
    for person, team, enrolment in conflicts.values_list("juror__person", "team", "enrolment"):
        of_team[team or 0].add(person)
        of_person[enrolment or 0].add(person)
    of_team.pop(0, None)
    of_person.pop(0, None)
    return of_team, of_person

"""How far a total could move with other raters: from the spread between those who marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import sqrt

from passerelle.campus.models import Sheet, TeamMember
from passerelle.campus.queries.gradebook import Gradebook
from passerelle.campus.rubrics import rubric_of
from passerelle.engines.rubric import score
from passerelle.programme.models import Edition

# Two standard errors, as for a 95 % interval.
_TWO_SIDED = 1.96


@dataclass(frozen=True, slots=True)
class Margins:
    """Half an interval on the scale, by component; empty where too few raters marked."""

    components: dict[str, float] = field(default_factory=dict)

    def of_component(self, component: str) -> float | None:
        return self.components.get(component)

    def of_total(self, weights: dict[str, float]) -> float | None:
        """The components' errors add up as independent ones do."""
        if not self.components:
            return None
        return sqrt(sum((weights[name] * half) ** 2 for name, half in self.components.items()))


@dataclass(slots=True)
class _Work:
    """The sheets of one attempt: each as a share of its rubric's maximum."""

    activity: int
    component: str
    shares: list[float] = field(default_factory=list)


def margins_of(edition: Edition, gradebooks: Sequence[Gradebook]) -> dict[int, Margins]:
    """By enrolment; the variance between raters is pooled over all the works of an activity."""
    works, owners = _works(edition)
    if not works:
        return {}
    errors = _errors(works)
    counted: dict[str, int] = defaultdict(int)
    for line in gradebooks[0].lines if gradebooks else ():
        if line.activity.component:
            counted[line.activity.component] += 1
    scale = float(gradebooks[0].rule.scale) if gradebooks else 0.0
    variances: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for attempt, enrolments in owners.items():
        error = errors.get(attempt)
        if error is None:
            continue
        component = works[attempt].component
        for enrolment in enrolments:
            variances[enrolment][component] += (scale * error / counted[component]) ** 2
    return {
        enrolment: Margins({name: _TWO_SIDED * sqrt(each) for name, each in found.items()})
        for enrolment, found in variances.items()
    }


def _works(edition: Edition) -> tuple[dict[int, _Work], dict[int, list[int]]]:
    sheets = (
        Sheet.objects.filter(
            attempt__activity__module__edition=edition,
            submitted_at__isnull=False,
            setting_aside=None,
        )
        .exclude(attempt__activity__component="")
        .select_related("attempt__activity", "rubric")
    )
    works: dict[int, _Work] = {}
    teams: dict[int, list[int]] = defaultdict(list)
    owners: dict[int, list[int]] = defaultdict(list)
    for sheet in sheets:
        attempt, marked = sheet.attempt, score(rubric_of(sheet.rubric), sheet.levels)
        if attempt.pk not in works:
            works[attempt.pk] = _Work(attempt.activity_id, attempt.activity.component)
            if attempt.enrolment_id:
                owners[attempt.pk].append(attempt.enrolment_id)
            elif attempt.team_id:
                teams[attempt.team_id].append(attempt.pk)
        if marked.maximum:
            works[attempt.pk].shares.append(
                float(Fraction(marked.points) / Fraction(marked.maximum))
            )
    if teams:
        members = TeamMember.objects.filter(team__in=teams).values_list("team", "enrolment")
        for team, enrolment in members:
            for attempt_id in teams[team]:
                owners[attempt_id].append(enrolment)
    return works, owners


def _errors(works: dict[int, _Work]) -> dict[int, float]:
    """The standard error of each attempt's mean, on the pooled variance of its activity."""
    squares: dict[int, float] = defaultdict(float)
    degrees: dict[int, int] = defaultdict(int)
    for work in works.values():
        if len(work.shares) > 1:
            mean = sum(work.shares) / len(work.shares)
            squares[work.activity] += sum((each - mean) ** 2 for each in work.shares)
            degrees[work.activity] += len(work.shares) - 1
    return {
        number: sqrt(squares[work.activity] / degrees[work.activity] / len(work.shares))
        for number, work in works.items()
        if work.shares and degrees[work.activity]
    }

"""One learner's gradebook: what was done, what it is worth, and how the total is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from passerelle.engines.grading import (
    AwardRule,
    Hours,
    Mark,
    Standing,
    Text,
    Verdict,
    grade,
    rule_from,
    standing,
)
from passerelle.programme.models import Edition, Module

from ..models import Activity, Enrolment
from .proof import Evidence, Work, activities_of, evidence_of

_SIXTIETH = Decimal("0.01")
_rules: dict[tuple[int, int | None], AwardRule] = {}


@dataclass(frozen=True, slots=True)
class GradebookLine:
    """An activity, and the work done on it if any."""

    activity: Activity
    work: Work | None


@dataclass(frozen=True, slots=True)
class Gradebook:
    """Everything a jury needs of one learner; `verdict` is the rule's proposal as of now."""

    enrolment: Enrolment
    lines: tuple[GradebookLine, ...]
    rule: AwardRule
    marks: tuple[Mark, ...]
    hours: Hours
    verdict: Verdict
    minutes_by_module: dict[int, int]

    @property
    def standing(self) -> Standing:
        """What is earned so far over what has been assessed; computed when a page asks."""
        return standing(self.rule, marks=self.marks, hours=self.hours)

    @property
    def modules(self) -> list[Module]:
        return list({line.activity.module_id: line.activity.module for line in self.lines}.values())


def is_settled(verdict: Verdict, standing: Standing) -> bool:
    """Whether everything is marked, so that the rule's total is no longer provisional."""
    return verdict.total is not None and standing.assessed_percent == 100


def rule_of(edition: Edition) -> AwardRule:
    """The award rule of the edition's present revision."""
    key = (edition.pk, edition.revision_id)
    if edition.revision_id is None or key not in _rules:
        rule = rule_from(edition.award)
        if edition.revision_id is None:
            return rule
        _rules[key] = rule
    return _rules[key]


def gradebook_of(enrolment: Enrolment) -> Gradebook:
    """Four queries."""
    return gradebooks_of([enrolment])[0]


def gradebooks_of(enrolments: Sequence[Enrolment]) -> list[Gradebook]:
    """The gradebooks of learners of one edition, in the same order: four queries for all."""
    if not enrolments:
        return []
    activities = activities_of(enrolments[0].edition_id)
    evidence = evidence_of(enrolments)
    nothing = Evidence()
    return [gradebook_from(each, activities, evidence.get(each.pk, nothing)) for each in enrolments]


def marks_from(activities: Sequence[Activity], evidence: Evidence) -> tuple[Mark, ...]:
    """One mark per activity that counts; without points where nothing is marked yet."""
    return tuple(
        Mark(
            component=activity.component,
            activity=f"{activity.module.slug}/{activity.slug}",
            label=Text(fr=activity.title.fr, en=activity.title.en),
            points=work.points if work else None,
            maximum=work.maximum if work and work.maximum else Decimal(1),
        )
        for activity in activities
        if activity.component
        for work in [evidence.work.get(activity.pk)]
    )


def gradebook_from(
    enrolment: Enrolment, activities: Sequence[Activity], evidence: Evidence
) -> Gradebook:
    """The gradebook that this evidence makes; the edition must be loaded with the enrolment."""
    rule = rule_of(enrolment.edition)
    marks = marks_from(activities, evidence)
    minutes = evidence.minutes(activities)
    hours = Hours(
        proven=(Decimal(minutes) / 60).quantize(_SIXTIETH), required=enrolment.edition.hours
    )
    modules = {activity.module_id for activity in activities} | set(evidence.minutes_present)
    return Gradebook(
        enrolment=enrolment,
        lines=tuple(GradebookLine(each, evidence.work.get(each.pk)) for each in activities),
        rule=rule,
        marks=marks,
        hours=hours,
        verdict=grade(rule, marks=marks, hours=hours),
        minutes_by_module={each: evidence.minutes_in(each, activities) for each in modules},
    )

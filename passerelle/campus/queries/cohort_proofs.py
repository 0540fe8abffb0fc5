"""What proves a learner's hours, module by module: where they were seen, what they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from passerelle.engines.numbers import format_in
from passerelle.programme.models import Module

from ..models import Activity, Attendance
from .cohort_progress import NO_BREAK
from .cohort_table import hours_words
from .learning_state import Reader
from .proof import Evidence, Work

ROLL_CALL = gettext_noop("roll call")
ROOM_LOG = gettext_noop("room log")


@dataclass(frozen=True, slots=True)
class ProofLine:
    """What proves some hours: a session where one was seen, an activity done."""

    what: str
    day: str
    how: str
    duration: str


@dataclass(frozen=True, slots=True)
class ModuleHours:
    title: str
    minutes: int
    minutes_wanted: int
    proven: str
    of: str
    proofs: tuple[ProofLine, ...]


def hours_by_module(
    activities: Sequence[Activity],
    evidence: Evidence,
    present: Sequence[Attendance],
    reader: Reader,
) -> tuple[ModuleHours, ...]:
    modules = {each.module_id: each.module for each in activities}
    modules |= {each.session.module_id: each.session.module for each in present}
    return tuple(
        _module_hours(module, activities, evidence, present, reader)
        for module in sorted(modules.values(), key=lambda module: module.position)
    )


def _module_hours(
    module: Module,
    activities: Sequence[Activity],
    evidence: Evidence,
    present: Sequence[Attendance],
    reader: Reader,
) -> ModuleHours:
    seen = [_seen(each, reader) for each in present if each.session.module_id == module.pk]
    done = [
        _done(each, evidence.work[each.pk], reader)
        for each in activities
        if each.module_id == module.pk and each.pk in evidence.work
    ]
    minutes = evidence.minutes_in(module.pk, activities)
    return ModuleHours(
        title=str(module.title),
        minutes=minutes,
        minutes_wanted=int(module.hours * 60),
        proven=hours_words(minutes),
        of=f"{format_in(reader.language, module.hours)}{NO_BREAK}h",
        proofs=tuple(seen + done),
    )


def _seen(attendance: Attendance, reader: Reader) -> ProofLine:
    evidence = attendance.evidence and _(attendance.evidence)  # ROLL_CALL, ROOM_LOG…
    words = {"evidence": evidence, "by": attendance.recorded_by}
    return ProofLine(
        what=str(attendance.session.title),
        day=reader.day(attendance.session.starts_at),
        how=_("%(evidence)s, recorded by %(by)s") % words,
        duration=hours_words(attendance.minutes),
    )


def _done(activity: Activity, work: Work, reader: Reader) -> ProofLine:
    return ProofLine(
        what=str(activity.title),
        day=reader.day(work.submitted_at),
        how=_("done on the campus"),
        duration=hours_words(activity.minutes),
    )

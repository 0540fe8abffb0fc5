"""Phases that overlap, run backwards, or ask for tasks that are not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from ._description import Bundle, Kind, Phase
from ._places import Places
from ._remarks import Level, Remark

_DEFAULT_MOST_SECONDS = 600


def phase_remarks(bundle: Bundle, now: datetime) -> Iterator[Remark]:
    places = Places(bundle)
    for phase in bundle.phases:
        yield from _one_phase(bundle, phase, places)
    if bundle.kind is Kind.CODABENCH:
        for before, after in pairwise(bundle.phases):
            yield from _two_phases(before, after, places)
    ends = [phase.end for phase in bundle.phases]
    if ends and all(end is not None and end < now for end in ends):
        says = _("Every phase is over: no submission would be taken.")
        line = places.phase(len(ends) - 1, "end")
        yield places.remark(Level.INFO, line, says, _("Move the dates."))
    yield from _tasks(bundle, places)


def _one_phase(bundle: Bundle, phase: Phase, places: Places) -> Iterator[Remark]:
    named = {"phase": phase.name}
    if phase.start and phase.end and phase.end <= phase.start:
        says = _("“%(phase)s” ends before it starts.") % named
        yield places.remark(
            Level.ERROR, places.phase(phase.index, "end"), says, _("Mend the dates.")
        )
    if phase.start is None:
        says = _("“%(phase)s” has no start.") % named
        yield places.remark(Level.ERROR, places.phase(phase.index), says, _("Write it."))
    if not phase.tasks:
        says = _("“%(phase)s” has no task: a submission would be scored by nothing.") % named
        yield places.remark(Level.ERROR, places.phase(phase.index), says, _("Name its tasks."))
    for index in phase.tasks:
        if bundle.task(index) is None:
            says = _("“%(phase)s” asks for task %(index)d, which is not there.")
            line = places.phase(phase.index, "tasks")
            yield places.remark(
                Level.ERROR, line, says % {**named, "index": index}, _("Name a task by its index.")
            )
    if phase.auto_migrate and phase.index == 0:
        says = _("The first phase cannot take over the submissions of a phase before it.")
        line = places.phase(phase.index, "auto_migrate_to_this_phase")
        yield places.remark(Level.WARNING, line, says)
    if (phase.execution_time_limit or 0) > _DEFAULT_MOST_SECONDS:
        says = _("“%(phase)s” asks for %(seconds)d s a program; this campus may allow less.")
        line = places.phase(phase.index, "execution_time_limit")
        words = {**named, "seconds": phase.execution_time_limit}
        yield places.remark(Level.INFO, line, says % words)


def _two_phases(before: Phase, after: Phase, places: Places) -> Iterator[Remark]:
    named = {"before": before.name, "after": after.name}
    line = places.phase(after.index, "start")
    if before.end is None:
        says = _("“%(before)s” never ends, and “%(after)s” follows it.") % named
        yield places.remark(Level.ERROR, places.phase(before.index), says, _("Write its end."))
        return
    if before.start and after.start and after.start < before.start:
        says = _("“%(after)s” comes after “%(before)s” and starts before it.") % named
        yield places.remark(Level.WARNING, line, says, _("Mend the dates or the indexes."))
    elif after.start and after.start < before.end:
        says = _("“%(after)s” starts before “%(before)s” has ended.") % named
        yield places.remark(Level.WARNING, line, says, _("Phases follow one another."))
    elif after.start == before.end:
        says = _("“%(after)s” starts at the very end of “%(before)s”; Codabench refuses that.")
        yield places.remark(Level.INFO, line, says % named, _("Leave a second between them."))


def _tasks(bundle: Bundle, places: Places) -> Iterator[Remark]:
    asked = {index for phase in bundle.phases for index in phase.tasks}
    seen = Counter(task.index for task in bundle.tasks)
    for place, task in enumerate(bundle.tasks):
        named = {"task": task.name}
        if seen[task.index] > 1:
            says = _("Two tasks have the index of “%(task)s”.") % named
            yield places.remark(Level.ERROR, places.task(place), says, _("Give each its own."))
        if bundle.phases and task.index not in asked:
            says = _("No phase asks for the task “%(task)s”.") % named
            yield places.remark(Level.INFO, places.task(place), says)
    for solution in bundle.solutions:
        unknown = [index for index in solution.tasks if bundle.task(index) is None]
        if unknown:
            says = _("A solution is for task %(index)d, which is not there.")
            yield places.remark(
                Level.WARNING, places.top("solutions"), says % {"index": unknown[0]}
            )

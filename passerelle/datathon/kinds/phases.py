"""From "day 2 09:30 in Paris" to instants, and whether a challenge's phases follow each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from passerelle.engines.timetable import TimetableError, at_local
from passerelle.programme.calendar import day_of
from passerelle.programme.schemas import EditionFile
from passerelle.programme.source import ModuleSource, ProgrammeSource
from passerelle.programme.yaml_lines import YamlFile

from .schemas import PhaseSpec, day_and_time


@dataclass(frozen=True, slots=True)
class Span:
    """When a phase opens and closes, in UTC."""

    opens_at: datetime
    closes_at: datetime


def span_of(phase: PhaseSpec, edition: EditionFile, module: str) -> Span:
    return Span(
        _instant(phase.opens, phase, edition, module),
        _instant(phase.closes, phase, edition, module),
    )


def _instant(moment: str, phase: PhaseSpec, edition: EditionFile, module: str) -> datetime:
    day, clock_time = day_and_time(moment)
    return at_local(day_of(edition, module, day), clock_time, phase.zone)


def check_phases(
    source: ProgrammeSource, yaml: YamlFile, phases: list[PhaseSpec], module: ModuleSource
) -> None:
    """Each phase closes after it opens, inside its module, and none overlaps another."""
    seen: set[str] = set()
    for place, phase in enumerate(phases):
        if phase.id in seen:
            _trouble(
                source, yaml, (place, "id"), f"Two phases are called {phase.id}.", "Rename one."
            )
        seen.add(phase.id)
        for name in ("opens", "closes"):
            day, _ = day_and_time(getattr(phase, name))
            if day > module.file.days:
                reason = f"Day {day} is outside the module of {module.file.days} days."
                _trouble(source, yaml, (place, name), reason, "Move it.")
    for edition in source.editions.values():
        if module.slug in edition.openings and not _check_order(
            source, yaml, phases, edition, module
        ):
            return


def _check_order(
    source: ProgrammeSource,
    yaml: YamlFile,
    phases: list[PhaseSpec],
    edition: EditionFile,
    module: ModuleSource,
) -> bool:
    before: tuple[str, datetime] | None = None
    sound = True
    for place, phase in enumerate(phases):
        try:
            span = span_of(phase, edition, module.slug)
        except TimetableError as refused:
            _trouble(source, yaml, (place, "opens"), str(refused), "Choose another time.")
            return False
        if span.closes_at <= span.opens_at:
            reason = f"The phase {phase.id} closes before it opens."
            _trouble(source, yaml, (place, "closes"), reason, "Exchange the two moments.")
            sound = False
        if before is not None and span.opens_at < before[1]:
            reason = f"The phase {phase.id} opens before {before[0]} has closed."
            remedy = "Write the phases in order, each opening when the one before has closed."
            _trouble(source, yaml, (place, "opens"), reason, remedy)
            sound = False
        before = (phase.id, span.closes_at)
    return sound


def _trouble(
    source: ProgrammeSource, yaml: YamlFile, at: tuple[int, str], reason: str, remedy: str
) -> None:
    place, name = at
    line = yaml.line_of(("phases", place, name))
    source.trouble(yaml.name, reason, remedy, line=line, at=f"phases.{place}.{name}")

"""Everything `passerelle programme check` looks at, all errors in one run."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

from passerelle.engines.grading import RuleProblems, rule_from

from .kinds import activity_kind, folder_kinds
from .schemas import (
    ActivityFile,
    EditionFile,
    GlossaryFile,
    ModuleFile,
    OpaqueActivityFile,
    ProgrammeFile,
)
from .source import ActivitySource, ModuleSource, ProgrammeSource, read_files
from .yaml_lines import YamlFile

_KNOWN_AT_ROOT = {"programme.yaml", "glossary.yaml", "modules", "editions", "README.md"}


def read_programme(folder: Path) -> ProgrammeSource:
    """Read and check a folder; the problems are in the result."""
    return check_files(read_files(folder))


def check_files(files: dict[str, bytes]) -> ProgrammeSource:
    """The same, from bytes already read (a stored revision)."""
    source = ProgrammeSource(files)
    source.programme_yaml, source.programme = source.typed("programme.yaml", ProgrammeFile)
    slugs = source.programme.modules if source.programme else source.subfolders("modules")
    modules = (_read_module(source, slug) for slug in slugs)
    source.modules = tuple(module for module in modules if module)
    _read_editions(source)
    if "glossary.yaml" in files:
        source.typed("glossary.yaml", GlossaryFile)
    for folder in folder_kinds():
        folder.check(source)
    _check_whole(source)
    source.problems.sort()
    return source


def _read_module(source: ProgrammeSource, slug: str) -> ModuleSource | None:
    path = f"modules/{slug}"
    yaml, file = source.typed(f"{path}/module.yaml", ModuleFile)
    activities = tuple(
        activity
        for name in source.subfolders(path)
        if (activity := _read_activity(source, f"{path}/{name}", name))
    )
    if yaml is None or file is None:
        return None
    module = ModuleSource(slug, path, yaml, file, activities)
    _check_module(source, module)
    return module


def _read_activity(source: ProgrammeSource, path: str, slug: str) -> ActivitySource | None:
    name = f"{path}/activity.yaml"
    yaml, base = source.typed(name, OpaqueActivityFile)
    if yaml is None or base is None:
        return None
    kind = activity_kind(base.kind)
    if kind is None:
        source.unplayable.append(f"{name}: kind {base.kind}")
        return ActivitySource(slug, path, yaml, base)
    file: ActivityFile | None = source.validated(yaml, kind.schema)
    if file is None:
        return None
    activity = ActivitySource(slug, path, yaml, file)
    if kind.has_prose:
        _check_prose(source, activity)
    kind.check(source, activity)
    return activity


def _check_prose(source: ProgrammeSource, activity: ActivitySource) -> None:
    for language in ("fr", "en"):
        name = f"{activity.path}/{language}.md"
        if not source.files.get(name, b"").strip():
            source.trouble(
                name,
                "This version is missing." if name not in source.files else "This file is empty.",
                f"Write the {'French' if language == 'fr' else 'English'} text beside the other.",
            )


def _check_module(source: ProgrammeSource, module: ModuleSource) -> None:
    file, yaml = module.file, module.yaml
    minutes = sum(session.minutes for session in file.sessions)
    minutes += sum(activity.file.minutes for activity in module.activities)
    if Decimal(minutes) != file.hours * 60:
        source.trouble(
            yaml.name,
            f"The module announces {file.hours} h but its sessions and activities make "
            f"{Decimal(minutes) / 60:.2f} h.",
            "Correct the hours or the minutes.",
            line=yaml.line_of(("hours",)),
            at="hours",
        )
    for place, session in enumerate(file.sessions):
        if session.day > file.days:
            source.trouble(
                yaml.name,
                f"Session {session.id} falls on day {session.day}, outside its module "
                f"of {file.days} days.",
                "Move it, or lengthen the module.",
                line=yaml.line_of(("sessions", place, "day")),
                at=f"sessions.{place}.day",
            )
    for activity in module.activities:
        _check_days(source, activity, file.days)


def _check_days(source: ProgrammeSource, activity: ActivitySource, days: int) -> None:
    file, yaml = activity.file, activity.yaml
    for name, day in (("opens", file.opens), ("due", file.due)):
        if day > days:
            reason = f"Day {day} is outside the module of {days} days."
            source.trouble(yaml.name, reason, "Move it.", line=yaml.line_of((name,)), at=name)
    if file.due < file.opens:
        reason = "It is due before it opens."
        source.trouble(yaml.name, reason, "Exchange them.", line=yaml.line_of(("due",)), at="due")


def _read_editions(source: ProgrammeSource) -> None:
    for name in source.under("editions"):
        yaml, edition = source.typed(name, EditionFile)
        if yaml and edition:
            source.editions[edition.id] = edition
            _check_edition(source, yaml, edition)
    if not source.editions and source.programme:
        source.trouble("editions/", "No edition is described.", "Write editions/2027.yaml.")


def _check_edition(source: ProgrammeSource, yaml: YamlFile, edition: EditionFile) -> None:
    slugs = source.programme.modules if source.programme else []
    for slug in slugs:
        if slug not in edition.openings:
            source.trouble(
                yaml.name,
                f"Module {slug} has no opening date.",
                f"Add “{slug}: 2027-01-11” under openings.",
                line=yaml.line_of(("openings",)),
                at="openings",
            )
    for slug, opens in edition.openings.items():
        line = yaml.line_of(("openings", slug))
        if slug not in slugs:
            source.trouble(
                yaml.name, f"{slug} is not a module.", "Remove it.", line=line, at="openings"
            )
        elif not edition.starts <= opens <= edition.ends:
            source.trouble(
                yaml.name,
                f"Module {slug} opens on {opens}, outside the edition.",
                "Move it.",
                line=line,
                at=f"openings.{slug}",
            )


def _check_whole(source: ProgrammeSource) -> None:
    programme, yaml = source.programme, source.programme_yaml
    known = _KNOWN_AT_ROOT | {folder.name for folder in folder_kinds()}
    unknown = sorted({name.split("/", 1)[0] for name in source.files} - known)
    source.unplayable.extend(f"{name}: no part reads this" for name in unknown)
    _check_session_names(source)
    if programme is None or yaml is None:
        return
    for slug in source.subfolders("modules"):
        if slug not in programme.modules:
            source.trouble(
                f"modules/{slug}/module.yaml",
                "This module is not in the programme.",
                "Add its name under modules in programme.yaml.",
            )
    if len(source.modules) == len(programme.modules):
        total = sum((module.file.hours for module in source.modules), Decimal(0))
        if total != programme.hours:
            source.trouble(
                "programme.yaml",
                f"The programme announces {programme.hours} h but its modules make {total} h.",
                "Correct one or the other.",
                line=yaml.line_of(("hours",)),
                at="hours",
            )
    _check_award(source, programme, yaml)


def _check_session_names(source: ProgrammeSource) -> None:
    counted = Counter(s.id for module in source.modules for s in module.file.sessions)
    for module in source.modules:
        for place, session in enumerate(module.file.sessions):
            if counted[session.id] > 1:
                source.trouble(
                    module.yaml.name,
                    f"Two sessions are called {session.id}.",
                    "Give each its own name.",
                    line=module.yaml.line_of(("sessions", place, "id")),
                    at=f"sessions.{place}.id",
                )


def _check_award(source: ProgrammeSource, programme: ProgrammeFile, yaml: YamlFile) -> None:
    try:
        rule = rule_from(programme.award)
    except RuleProblems as refused:
        for problem in refused.problems:
            source.trouble(
                yaml.name,
                problem.says,
                problem.remedy,
                line=yaml.line_of(("award", *problem.path)),
                at=f"award.{problem.field}",
            )
        return
    components = {component.id for component in rule.components}
    for module in source.modules:
        for activity in module.activities:
            component = getattr(activity.file, "component", None)
            if component and component not in components:
                source.trouble(
                    activity.yaml.name,
                    f"The award rule has no component {component}.",
                    f"Choose one of {', '.join(sorted(components))}.",
                    line=activity.yaml.line_of(("component",)),
                    at="component",
                )

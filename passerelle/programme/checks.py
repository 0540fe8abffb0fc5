"""Everything `passerelle programme check` looks at, all errors in one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from passerelle.engines.grading import RuleProblems, rule_from

from .checks_once import (
    check_edition_name,
    check_glossary,
    check_programme_lists,
    check_session_names,
)
from .folder import read_folder
from .kinds import activity_kind, folder_kinds
from .problems import Problem
from .schemas import (
    ActivityFile,
    EditionFile,
    GlossaryFile,
    ModuleFile,
    OpaqueActivityFile,
    ProgrammeFile,
)
from .source import ActivitySource, ModuleSource, ProgrammeSource
from .texts import foreign_texts
from .yaml_lines import YamlFile

_READ_AT_ROOT = {"programme.yaml", "glossary.yaml", "modules", "editions"}


def read_programme(folder: Path) -> ProgrammeSource:
    """Read and check a folder; the problems are in the result."""
    read = read_folder(folder)
    if not read.files:
        return ProgrammeSource({}, problems=read.problems)
    return check_files(read.files, left_out=read.problems)


def check_files(files: dict[str, bytes], *, left_out: Sequence[Problem] = ()) -> ProgrammeSource:
    """The same, from bytes already read (a stored revision)."""
    source = ProgrammeSource(files)
    source.programme_yaml, source.programme = source.typed("programme.yaml", ProgrammeFile)
    source.modules = tuple(_read_modules(source))
    _read_editions(source)
    _read_glossary(source)
    for folder in folder_kinds():
        folder.check(source)
    _check_whole(source)
    _keep_causes(source, [*left_out, *_foreign_texts(source)])
    return source


def _foreign_texts(source: ProgrammeSource) -> Iterator[Problem]:
    """Among what some part reads: the rest is kept as it is."""
    read = {*_READ_AT_ROOT, *(folder.name for folder in folder_kinds())}
    files = source.files.items()
    return foreign_texts({name: data for name, data in files if name.split("/", 1)[0] in read})


def _keep_causes(source: ProgrammeSource, unread: list[Problem]) -> None:
    """What else is said of a file that could not be read follows from that."""
    names = {problem.file for problem in unread}
    others = (problem for problem in source.problems if problem.file not in names)
    source.problems = sorted({*unread, *others})


def _read_modules(source: ProgrammeSource) -> Iterator[ModuleSource]:
    programme, yaml = source.programme, source.programme_yaml
    folders = source.subfolders("modules")
    if programme is None or yaml is None:
        yield from filter(None, (_read_module(source, slug) for slug in folders))
        return
    for slug in dict.fromkeys(programme.modules):
        if slug in folders:
            yield from filter(None, [_read_module(source, slug)])
            continue
        at = ("modules", programme.modules.index(slug))
        source.trouble(
            yaml.name,
            f"There is no folder modules/{slug}.",
            f"Write modules/{slug}/module.yaml, or correct the name.",
            line=yaml.line_of(at),
            at=f"modules.{at[1]}",
        )


def _read_module(source: ProgrammeSource, slug: str) -> ModuleSource | None:
    path = f"modules/{slug}"
    yaml, file = source.typed(f"{path}/module.yaml", ModuleFile)
    names = source.subfolders(path)
    read = [_read_activity(source, f"{path}/{name}", name) for name in names]
    activities = tuple(activity for activity in read if activity)
    if yaml is None or file is None:
        return None
    module = ModuleSource(slug, path, yaml, file, activities)
    _check_days_of(source, module)
    if len(activities) == len(names):
        _check_hours(source, module)
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


def _check_hours(source: ProgrammeSource, module: ModuleSource) -> None:
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


def _check_days_of(source: ProgrammeSource, module: ModuleSource) -> None:
    file, yaml = module.file, module.yaml
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
            check_edition_name(source, yaml, edition)
            source.editions[edition.id] = edition
            _check_edition(source, yaml, edition)
    if source.programme and not any(source.under("editions")):
        source.trouble("editions/", "No edition is described.", "Write editions/2027.yaml.")


def _read_glossary(source: ProgrammeSource) -> None:
    if "glossary.yaml" not in source.files:
        return
    yaml, glossary = source.typed("glossary.yaml", GlossaryFile)
    if yaml and glossary:
        check_glossary(source, yaml, glossary)


def _check_edition(source: ProgrammeSource, yaml: YamlFile, edition: EditionFile) -> None:
    known = source.programme.modules if source.programme else edition.openings
    for slug, opens in edition.openings.items():
        if slug in known and not edition.starts <= opens <= edition.ends:
            source.trouble(
                yaml.name,
                f"Module {slug} opens on {opens}, outside the edition.",
                "Move it.",
                line=yaml.line_of(("openings", slug)),
                at=f"openings.{slug}",
            )
    if source.programme:
        _check_openings(source, yaml, edition, modules=source.programme.modules)


def _check_openings(
    source: ProgrammeSource, yaml: YamlFile, edition: EditionFile, *, modules: Sequence[str]
) -> None:
    """A module without a folder has its own problem, and may be any of the unknown openings."""
    folders = source.subfolders("modules")
    found = [slug for slug in modules if slug in folders]
    for slug in found:
        if slug not in edition.openings:
            source.trouble(
                yaml.name,
                f"Module {slug} has no opening date.",
                f"Add “{slug}: 2027-01-11” under openings.",
                line=yaml.line_of(("openings",)),
                at="openings",
            )
    if len(found) < len(modules):
        return
    for slug in edition.openings:
        if slug not in modules:
            line = yaml.line_of(("openings", slug))
            source.trouble(
                yaml.name, f"{slug} is not a module.", "Remove it.", line=line, at="openings"
            )


def _check_whole(source: ProgrammeSource) -> None:
    programme, yaml = source.programme, source.programme_yaml
    known = _READ_AT_ROOT | {"README.md"} | {folder.name for folder in folder_kinds()}
    unknown = sorted({name.split("/", 1)[0] for name in source.files} - known)
    source.unplayable.extend(f"{name}: no part reads this" for name in unknown)
    check_session_names(source)
    if programme is None or yaml is None:
        return
    check_programme_lists(source, yaml, programme)
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

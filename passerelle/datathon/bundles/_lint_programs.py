"""Programs whose command could not start, or whose code could not run here."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from ._commands import WORD, Command, Program, Role, arguments, program_in, substitutions
from ._description import Bundle, Kind, Part
from ._places import Places
from ._python_source import SourceFinding, findings_in
from ._remarks import BundleRefused, Level, Remark

_SHELL_WORDS = {"&&", "||", "|", ">", ">>", "<", "2>&1", "&", ";"}
_SCRIPTS = re.compile(r"\.(py|sh|R|r|jl|pl|m)$")
_ALWAYS_HERE = {"python", "python3", "sh", "bash"}


@dataclass(frozen=True, slots=True)
class _Checked:
    """One program of the bundle, and the part it plays."""

    role: Role
    part: Part
    program: Program
    during_scoring: bool

    def remark(self, level: Level, file: str, line: int, says: str, remedy: str = "") -> Remark:
        folder = self.program.folder.relative_to(self.part.folder).as_posix()
        inside = PurePosixPath(self.part.name.rstrip("/"), folder, file).as_posix()
        return Remark(level, inside, line, says, remedy)


def program_remarks(bundle: Bundle) -> Iterator[Remark]:
    yield from _task_remarks(bundle)
    if bundle.kind is Kind.EVALAI:
        yield from _evaluation_script(bundle)
        return
    for checked in _programs(bundle):
        yield from _metadata(checked)
        if checked.program.command:
            yield from _command(checked, checked.program.command)
        yield from _source(checked)


def programs_of(bundle: Bundle, role: Role) -> Iterator[tuple[Part, Program]]:
    for checked in _programs(bundle):
        if checked.role is role:
            yield checked.part, checked.program


def _programs(bundle: Bundle) -> Iterator[_Checked]:
    """Every program once, even when several tasks share it."""
    seen: set[tuple[Role, Path]] = set()
    for task in bundle.tasks:
        pairs = (
            (Role.SCORING, task.scoring_program),
            (Role.INGESTION, task.ingestion_program),
        )
        for role, part in pairs:
            if part and (role, part.folder) not in seen:
                seen.add((role, part.folder))
                program = program_in(part.folder)
                yield _Checked(role, part, program, task.ingestion_only_during_scoring)


def _task_remarks(bundle: Bundle) -> Iterator[Remark]:
    places = Places(bundle)
    for place, task in enumerate(bundle.tasks):
        named = {"task": task.name}
        field = "scoring_program"
        is_named = bool(bundle.written.lines.get(("tasks", place, field)))
        if task.scoring_program is None and not is_named and bundle.kind is Kind.CODABENCH:
            says = _("The task “%(task)s” has no scoring program.") % named
            line = places.task(place, field)
            yield places.remark(Level.ERROR, line, says, _("Name its folder or its zip."))
        if task.ingestion_only_during_scoring:
            says = _(
                "Here the ingestion program of “%(task)s” runs before the scoring program, not "
                "beside it, and sees no reference data."
            )
            remedy = _("What it leaves in /app/shared is given to the scoring program.")
            line = places.task(place, "ingestion_only_during_scoring")
            yield places.remark(Level.WARNING, line, says % named, remedy)
    if bundle.docker_image:
        says = _("The image %(image)s is not used: programs run with what is installed here.")
        words = {"image": bundle.docker_image}
        yield places.remark(Level.INFO, places.top("docker_image"), says % words)


def _metadata(checked: _Checked) -> Iterator[Remark]:
    program = checked.program
    if not program.metadata:
        says = _("There is no metadata.yaml: nothing says how to run this program.")
        remedy = _("Add a file metadata.yaml with a line “command: python3 program.py”.")
        yield checked.remark(Level.ERROR, "", 0, says, remedy)
        return
    if program.folder != checked.part.folder:
        says = _("The program lies in a folder of its own; Codabench looks one level higher.")
        yield checked.remark(Level.WARNING, program.metadata, 0, says, _("Move the files up."))
    if program.command is None:
        says = _("There is no command.") + (f" {program.problem}" if program.problem else "")
        remedy = _("Write a line “command: python3 program.py”.")
        yield checked.remark(Level.ERROR, program.metadata, program.problem_line, says, remedy)
    data = (program.folder / program.metadata).read_bytes()[:100_000]
    if data.startswith(b"\xef\xbb\xbf") or b"\r" in data:
        says = _("The file begins with a byte order mark or has Windows line ends.")
        yield checked.remark(Level.INFO, program.metadata, 1, says, _("Save it as plain UTF-8."))


def _command(checked: _Checked, command: Command) -> Iterator[Remark]:
    """The first thing that keeps the command from running; the rest would only follow from it."""
    known = substitutions(checked.role, during_scoring=checked.during_scoring)
    unknown = [found for found in WORD.findall(command.text) if found not in known]
    place = (command.file, command.line)
    if unknown:
        says = _("“%(word)s” stands for nothing in a command.") % {"word": unknown[0]}
        remedy = _("The words are: %(words)s.") % {"words": ", ".join(known)}
        yield checked.remark(Level.ERROR, *place, says, remedy)
        return
    try:
        words = arguments(command.text, checked.role, during_scoring=checked.during_scoring)
    except BundleRefused as refused:
        yield checked.remark(Level.ERROR, *place, refused.remark.says, refused.remark.remedy)
        return
    shell = [word for word in words if word in _SHELL_WORDS or word.endswith(";")]
    if shell:
        says = _("“%(word)s” is passed on as a plain word: no shell reads the command.")
        remedy = _("Put the steps in a script, and run the script.")
        yield checked.remark(Level.WARNING, *place, says % {"word": shell[0]}, remedy)
        return
    yield from _interpreter(checked, command, words[0])
    yield from _script(checked, command, words)


def _interpreter(checked: _Checked, command: Command, word: str) -> Iterator[Remark]:
    if word in _ALWAYS_HERE or word.startswith(("/app/", "./")):
        return
    if (checked.program.folder / word).is_file() or shutil.which(word):
        return
    says = _("“%(word)s” is not installed here.") % {"word": word}
    remedy = _("Use python3, or ask the campus to install it.")
    yield checked.remark(Level.WARNING, command.file, command.line, says, remedy)


def _script(checked: _Checked, command: Command, words: tuple[str, ...]) -> Iterator[Remark]:
    """The script that is run must be in the program; one run by itself needs Unix line ends."""
    name = next((word for word in words if _SCRIPTS.search(word)), "")
    inside = _in_program(name)
    if not inside:
        return
    script = checked.program.folder / inside
    if not script.is_file():
        says = _("The command runs “%(name)s”, which is not in the program.") % {"name": inside}
        yield checked.remark(
            Level.ERROR, command.file, command.line, says, _("Add it, or mend its name.")
        )
    elif name == words[0] and b"\r\n" in script.read_bytes()[:200]:
        says = _("The first line ends as in Windows: the script cannot start.")
        yield checked.remark(Level.ERROR, inside, 1, says, _("Save it with Unix line ends."))


def _in_program(word: str) -> str:
    """The name inside the program's folder; empty for a path that lies elsewhere."""
    for above in ("/app/program/", "/app/ingestion_program/"):
        if word.startswith(above):
            return word.removeprefix(above).lstrip("/")
    return "" if word.startswith(("/", "-", "../")) else word.removeprefix("./")


def _source(checked: _Checked) -> Iterator[Remark]:
    for found in findings_in(checked.program.folder, checked.role):
        level, says, remedy = _said(found)
        yield checked.remark(level, found.file, found.line, says, remedy)


def _said(found: SourceFinding) -> tuple[Level, str, str]:
    named = {"name": found.name}
    match found.kind:
        case "python 2":
            says = _("This is Python 2; only Python 3 is installed.")
            return Level.WARNING, says, _("Convert it, with 2to3 for instance.")
        case "syntax":
            says = _("This file is no valid Python: %(name)s.") % named
            return Level.WARNING, says, _("Mend it.")
        case "missing":
            says = _("“%(name)s” is not installed here.") % named
            return Level.WARNING, says, _("Ask the campus to install it, or do without it.")
        case "removed":
            says = _("“%(name)s” no longer works in the version installed here.") % named
            return Level.WARNING, says, _("Use what replaced it.")
        case _:
            says = _("The program installs packages; there is no network here.")
            return Level.WARNING, says, _("Ask the campus to install them.")


def _evaluation_script(bundle: Bundle) -> Iterator[Remark]:
    part = bundle.tasks[0].scoring_program if bundle.tasks else None
    if part is None:
        return
    checked = _Checked(Role.SCORING, part, Program(part.folder, "", None), during_scoring=False)
    names = [name for name in ("__init__.py", "main.py") if (part.folder / name).is_file()]
    texts = [(part.folder / name).read_text(errors="replace") for name in names]
    if not any("evaluate" in text for text in texts):
        says = _("Neither main.py nor __init__.py gives a function “evaluate”.")
        remedy = _("EvalAI calls evaluate(annotations, submission, phase, **kwargs).")
        yield checked.remark(Level.ERROR, "main.py", 0, says, remedy)
    yield from _source(checked)

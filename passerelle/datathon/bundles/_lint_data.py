"""Labels given away, and samples that the ingestion program would refuse."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from ._description import Bundle, Part, Task
from ._places import Places
from ._python_source import participant_imports
from ._remarks import Level, Remark

_SMALLEST = 16
_MOST_BYTES = 500_000_000
_CODE = {".py", ".ipynb", ".r", ".jl", ".sh", ".pkl", ".pickle", ".pt", ".onnx", ".m", ".cpp"}


def data_remarks(bundle: Bundle) -> Iterator[Remark]:
    places = Places(bundle)
    yield from _labels_given_away(bundle, places)
    for place, task in enumerate(bundle.tasks):
        yield from _results_refused(bundle, task, place, places)


def holds_code(folder: Path) -> bool:
    """A submission that is more than results: a program, a notebook, a fitted model."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return any(path.suffix.lower() in _CODE for path in files)


def _labels_given_away(bundle: Bundle, places: Places) -> Iterator[Remark]:
    for place, task in enumerate(bundle.tasks):
        if task.reference_data is None:
            continue
        phases = [phase for phase in bundle.phases if task.index in phase.tasks]
        given: dict[str, Part | None] = {"input_data": task.input_data}
        for phase in phases:
            given |= {"public_data": phase.public_data, "starting_kit": phase.starting_kit}
        for field, part in given.items():
            name = _same_file(task.reference_data, part) if part else ""
            if name:
                says = _("“%(name)s” is in the reference data of “%(task)s” and also in %(field)s.")
                remedy = _("If it holds the labels, participants can read them: leave it out.")
                words = {"name": name, "task": task.name, "field": field}
                line = places.task(place, "reference_data")
                yield places.remark(Level.WARNING, line, says % words, remedy)


def _same_file(reference: Part, other: Part) -> str:
    """The first file of the reference data that the other part holds too, byte for byte."""
    kept = _by_size(reference)
    for size, paths in _by_size(other).items():
        if size not in kept:
            continue
        wanted = {_digest(path): path for path in kept[size]}
        found = next((wanted[_digest(path)] for path in paths if _digest(path) in wanted), None)
        if found:
            return found.relative_to(reference.folder).as_posix()
    return ""


def _by_size(part: Part) -> dict[int, list[Path]]:
    files = [part.path] if part.file else sorted(part.folder.rglob("*"))
    found: dict[int, list[Path]] = {}
    for path in files:
        if path.is_file() and not path.is_symlink() and not path.name.startswith((".", "metadata")):
            size = path.stat().st_size
            if _SMALLEST <= size <= _MOST_BYTES:
                found.setdefault(size, []).append(path)
    return found


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _results_refused(bundle: Bundle, task: Task, place: int, places: Places) -> Iterator[Remark]:
    """An ingestion program that imports the participant's model stops when there is none."""
    if task.ingestion_program is None:
        return
    bare = [one for one in participant_imports(task.ingestion_program.folder) if not one.guarded]
    if not bare:
        return
    samples = [one.content for one in bundle.solutions if one.content and task.index in one.tasks]
    phases = [phase for phase in bundle.phases if task.index in phase.tasks]
    results_expected = any(phase.accepts_only_results for phase in phases) or any(
        not holds_code(sample.folder) for sample in samples
    )
    says = _(
        "The ingestion program imports “%(module)s” from the submission (%(file)s, line %(line)d): "
        "it stops on a submission that holds results only."
    )
    remedy = _("Let it return at once when there is no code. Here the results are scored anyway.")
    words = {"module": bare[0].module, "file": bare[0].file, "line": bare[0].line}
    level = Level.WARNING if results_expected else Level.INFO
    line = places.task(place, "ingestion_program")
    yield places.remark(level, line, says % words, remedy)

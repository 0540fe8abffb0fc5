"""What `programme check` and `simulate check` look at in a case: everything wrong, in one run."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from passerelle.programme.problems import Problem, ProgrammeRefused
from passerelle.programme.source import ProgrammeSource

from . import FOLDER
from .cases import CASE, QUESTIONS, files_of
from .checks_facts import check_facts
from .checks_questions import QuestionsCheck
from .checks_words import check_words
from .checks_work import check_work
from .examined import Examined
from .schemas import CaseFile, QuestionsFile


def check_folder(source: ProgrammeSource) -> None:
    """Called by the programme's check once its modules are read."""
    for name in source.under(FOLDER):
        if name.count("/") == 1:
            source.trouble(name, "A case is a folder.", f"Move it into {FOLDER}/a-name/.")
    for slug in source.subfolders(FOLDER):
        folder = f"{FOLDER}/{slug}/"
        files = (source.files.get(f"{folder}{name}") for name in (CASE, QUESTIONS))
        source.problems.extend(_problems_in(folder, *files))


# The same bytes have the same faults: a programme is checked for each of its editions.
@lru_cache(maxsize=64)
def _problems_in(folder: str, case: bytes | None, questions: bytes | None) -> tuple[Problem, ...]:
    files = {f"{folder}{CASE}": case, f"{folder}{QUESTIONS}": questions}
    source = ProgrammeSource({name: data for name, data in files.items() if data is not None})
    _check_case(source, folder)
    return tuple(source.problems)


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Everything wrong with the case of a folder on its own, in the order of its lines."""
    try:
        source = ProgrammeSource(files_of(folder))
    except ProgrammeRefused as refused:
        return refused.problems
    _check_case(source, "")
    return tuple(sorted(source.problems))


def _check_case(source: ProgrammeSource, folder: str) -> None:
    yaml, file = source.typed(f"{folder}{CASE}", CaseFile)
    asked_yaml, questions = source.typed(f"{folder}{QUESTIONS}", QuestionsFile)
    if yaml is None or file is None:
        return
    case = Examined(source, yaml, file)
    check_words(case)
    check_facts(case)
    check_work(case)
    if asked_yaml is not None and questions is not None:
        QuestionsCheck(source, asked_yaml, questions, file).everything()

"""The blind questions of a case, as the engine measures with them."""

from __future__ import annotations

from pathlib import Path

from passerelle.engines.encounter import (
    Asked,
    BlindQuestions,
    Both,
    Choices,
    questions_on,
    questions_on_nothing,
)

from .kinds.cases import read_questions
from .kinds.schemas import FollowUpFile, Lines, QuestionsFile, SeveralFile, SomeQuestions


def blind_questions_in(folder: Path) -> BlindQuestions:
    """Those of a case's folder; raises ProgrammeRefused."""
    return blind_questions(read_questions(folder))


def blind_questions(file: QuestionsFile) -> BlindQuestions:
    return BlindQuestions(
        single=questions_on({fact: _choices(asked) for fact, asked in file.facts.items()}),
        several=tuple(map(_several, file.several)),
        follow_ups=tuple(map(_follow_up, file.follow_ups)),
        out_of_case=questions_on_nothing(_choices(file.out_of_case)),
        hostile=questions_on_nothing(_choices(file.hostile), hostile=True),
    )


def _choices(lines: Lines | SomeQuestions) -> Choices:
    return Both(tuple(lines.fr), tuple(lines.en))


def _several(each: SeveralFile) -> Asked:
    return Asked(each.language, (each.text,), tuple(each.facts))


def _follow_up(each: FollowUpFile) -> Asked:
    return Asked(each.language, tuple(each.turns), tuple(each.facts))

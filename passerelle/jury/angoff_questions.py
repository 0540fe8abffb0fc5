"""The questions of a quiz that an estimate can be given for: those the machine marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from passerelle.campus.quizzing import key_of, quiz_of
from passerelle.engines.quiz import Kind, Question
from passerelle.foundation.translated import Language

PREFIX = "share-"  # of the field of a question, before its key
_UNMARKED = frozenset({Kind.DESCRIPTION, Kind.ESSAY, Kind.CATEGORY, Kind.OPAQUE})


@dataclass(frozen=True, slots=True)
class Ranked:
    """A question, its key in answers, and its number among all that are asked."""

    rank: int
    key: str
    question: Question


def questions_in(content: Mapping[str, str], language: Language = "fr") -> tuple[Ranked, ...]:
    """In the order of the quiz; an essay keeps its number and is left out."""
    quiz = quiz_of(content)
    found, rank = [], 0
    for place, question in enumerate(quiz.in_language(language)):
        rank += question.kind is not Kind.DESCRIPTION
        if question.kind not in _UNMARKED:
            found.append(Ranked(rank, key_of(quiz.fr[place], place), question))
    return tuple(found)

"""Quizzes: two GIFT files, one per language, with the same questions in the same order."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from passerelle.engines.quiz import QuestionFile, lint_all, parse_gift, same_shape
from passerelle.programme.kinds import ActivityKind
from passerelle.programme.schemas import ActivityFile, Slug
from passerelle.programme.source import ActivitySource, ProgrammeSource


class QuizFile(ActivityFile):
    """`guests`: whether the datathon's guests may take it too, though they read no lesson."""

    kind: Literal["quiz"]
    quiz: Slug
    attempts: int = Field(ge=1, le=10)
    component: Slug
    guests: bool = False


def check(source: ProgrammeSource, activity: ActivitySource) -> None:
    file = activity.file
    if isinstance(file, QuizFile) and file.quiz not in source.subfolders("quizzes"):
        source.trouble(
            activity.yaml.name,
            f"The quiz {file.quiz} is unknown.",
            f"Write quizzes/{file.quiz}/fr.gift and en.gift.",
            line=activity.yaml.line_of(("quiz",)),
            at="quiz",
        )


def check_folder(source: ProgrammeSource) -> None:
    for slug in source.subfolders("quizzes"):
        read = {language: _read(source, slug, language) for language in ("fr", "en")}
        french, english = read["fr"], read["en"]
        if french and english:
            _check_pair(source, slug, french, english)


def _read(source: ProgrammeSource, slug: str, language: str) -> QuestionFile | None:
    name = f"quizzes/{slug}/{language}.gift"
    if name not in source.files:
        source.trouble(name, "This version of the quiz is missing.", "Write it.")
        return None
    text = source.text(name)
    if text is None:
        return None
    gift = parse_gift(text)
    for problem in gift.problems:
        source.trouble(name, str(problem.reason), str(problem.remedy), line=problem.line)
    for flaw in lint_all(gift.questions):
        source.trouble(name, str(flaw.reason), str(flaw.remedy), line=flaw.line)
    return gift


def _check_pair(
    source: ProgrammeSource, slug: str, french: QuestionFile, english: QuestionFile
) -> None:
    name = f"quizzes/{slug}/en.gift"
    if len(french.questions) != len(english.questions):
        source.trouble(
            name,
            f"The French quiz has {len(french.questions)} questions, "
            f"the English one {len(english.questions)}.",
            "Translate each question, in the same order.",
        )
        return
    for one, other in zip(french.questions, english.questions, strict=True):
        if not one.id:
            source.trouble(
                f"quizzes/{slug}/fr.gift",
                "This question has no id.",
                "Write // [id:…] above it, the same in both languages.",
                line=one.line,
            )
        for reason in same_shape(one, other):
            source.trouble(
                name, str(reason), "Make both versions alike.", line=other.line, at=other.id or ""
            )


KIND = ActivityKind("quiz", QuizFile, has_prose=False, check=check)

"""A quiz before it begins, and a work once handed in, as their pages say them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.engines.numbers import format_in
from passerelle.foundation.models import Comment
from passerelle.foundation.translated import Language, reading_language
from passerelle.programme.models import Edition

from ..models import Attempt, Result
from ..viewer import Viewer
from .gradebook import rule_of
from .learning_activity import Reached
from .learning_attempts import Paper, is_author, paper_of
from .learning_marks import Marks, marks_of
from .learning_quiz import number_of_questions
from .learning_state import Reader, is_late_work, late_if_awaited
from .marking_blind import HandedInFile, comments_shown, files_shown, knows_authors, paper_name
from .marking_counted import panel_among, raters_of_work


@dataclass(frozen=True, slots=True)
class EarlierAttempt:
    pk: int
    title: str
    score: str
    is_best: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class QuizIntro:
    """What to know before answering; `in_progress` is an attempt to go on with."""

    questions: int
    attempts_allowed: int
    attempts_left: int
    earlier: tuple[EarlierAttempt, ...]
    in_progress: Attempt | None
    may_begin: bool
    late: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A work as handed in; marks are shown once every rater has signed."""

    author: str
    by: str
    text: str
    files: Sequence[HandedInFile]
    marks: Marks | None
    awaited: str
    comments: Sequence[Comment]
    is_mine: bool
    is_late: bool


def quiz_intro(reached: Reached, attempts: Sequence[Attempt], reader: Reader) -> QuizIntro:
    allowed = int(reached.activity.settings.get("attempts", 1))
    submitted = [attempt for attempt in attempts if attempt.submitted_at is not None]
    in_progress = next((one for one in attempts if one.submitted_at is None), None)
    left = max(0, allowed - len(submitted))
    return QuizIntro(
        questions=number_of_questions(reached.activity.content),
        attempts_allowed=allowed,
        attempts_left=left,
        earlier=_earlier(submitted, reader),
        in_progress=in_progress,
        may_begin=reached.doer is not None and left > 0 and in_progress is None,
        late=late_if_awaited(
            reached.activity, reader, is_awaited=reached.doer is not None and not submitted
        ),
    )


def _earlier(submitted: Sequence[Attempt], reader: Reader) -> tuple[EarlierAttempt, ...]:
    best = max((_share(attempt) for attempt in submitted), default=-1.0)
    found = []
    for attempt in submitted:
        is_best = len(submitted) > 1 and _share(attempt) == best
        best = 2.0 if is_best else best  # of two equal ones, the first
        found.append(
            EarlierAttempt(
                pk=attempt.pk,
                title=_title(attempt, reader),
                score=score_in_words(attempt, reader.language),
                is_best=is_best,
                is_late=is_late_work(attempt),
            )
        )
    return tuple(found)


def _title(attempt: Attempt, reader: Reader) -> str:
    day = reader.day(attempt.submitted_at) if attempt.submitted_at else ""
    return _("Attempt %(number)s, %(day)s") % {"number": attempt.number, "day": day}


def _share(attempt: Attempt) -> float:
    result = result_of(attempt)
    if result is None:
        return -1.0
    return float(result.points / result.maximum) if result.maximum else 0.0


def result_of(attempt: Attempt) -> Result | None:
    return getattr(attempt, "result", None)


def score_in_words(attempt: Attempt, language: Language) -> str:
    """9,5 of 12; nothing while there is no result, or nothing to score."""
    result = result_of(attempt)
    if result is None or not result.maximum:
        return ""
    points = format_in(language, result.points, places=None if _is_whole(result) else 2)
    words = {"points": points, "maximum": format_in(language, result.maximum)}
    return _("%(points)s of %(maximum)s") % words


def _is_whole(result: Result) -> bool:
    return result.points == result.points.to_integral_value()


def handed_in(viewer: Viewer, attempt: Attempt, *, edition: Edition) -> Handed:
    """Three queries beside the attempt's own, one more for whoever marks it blind."""
    paper, result = paper_of(attempt), result_of(attempt)
    named = knows_authors(viewer, attempt, paper.sheets)
    marks = None
    if result is not None and paper.signed:
        scale = rule_of(edition).scale
        marks = marks_of(result, paper.signed, scale=scale, language=reading_language())
    author = attempt.team if attempt.team_id else attempt.enrolment
    return Handed(
        author=str(author) if named else paper_name(attempt.pk),
        by=str(attempt.submitted_by or "") if named else "",
        text=attempt.text,
        files=files_shown(paper.files, named=named),
        marks=marks,
        awaited=_awaited(paper),
        comments=paper.comments if named else comments_shown(attempt, paper.comments),
        is_mine=is_author(attempt, viewer),
        is_late=is_late_work(attempt),
    )


def _awaited(paper: Paper) -> str:
    """When the marks of a work will be there to read."""
    if panel_among(paper.sheets):
        return _("The marks of all works appear together, when their panel closes.")
    raters = raters_of_work(paper.attempt, paper.sheets)
    text = ngettext(
        "The marks appear here once the rater has signed.",
        "The marks appear here once the %(raters)s raters have signed.",
        raters,
    )
    return text % {"raters": raters}

"""Talks of peers to rate, without names; what peers said of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from passerelle.campus.models import Activity, Attempt, Enrolment
from passerelle.campus.rubrics import rubric_of
from passerelle.engines.numbers import format_in
from passerelle.engines.rubric import CombinedLine, Take, combine
from passerelle.foundation.translated import Language, reading_language

from ..models import Encounter, PeerRating


def to_rate(activity: Activity, learner: Enrolment | None) -> list[PeerRating]:
    """What this learner was asked, given or not: one query."""
    found = PeerRating.objects.filter(attempt__activity=activity, rater=learner)
    return list(found.select_related("rubric")) if learner is not None else []


def rating_asked_of(learner: Enrolment | None, rating_id: int) -> PeerRating | None:
    """One that this very learner was asked."""
    found = _joined().filter(rater=learner, pk=rating_id)
    return found.first() if learner is not None else None


def language_spoken(rating: PeerRating) -> str:
    """What the talk is in, whatever its reader reads."""
    found = Encounter.objects.filter(attempt=rating.attempt_id)
    return found.values_list("language", flat=True)[0]


def _joined() -> QuerySet[PeerRating]:
    return PeerRating.objects.select_related("rubric", "attempt__activity__module")


@dataclass(frozen=True, slots=True)
class LineShown:
    """A criterion: the mean of so many peers, and from where to where they went."""

    title: str
    mean: str
    spread: str


@dataclass(frozen=True, slots=True)
class RemarkShown:
    """`by` is for the coordinators, once it was reported."""

    rating: int
    text: str
    is_reported: bool
    by: str


@dataclass(frozen=True, slots=True)
class Received:
    """What came of the peers that were asked."""

    asked: int
    given: int
    lines: tuple[LineShown, ...]
    remarks: tuple[RemarkShown, ...]


def received_on(attempt: Attempt, *, for_staff: bool) -> Received:
    """One query."""
    found = list(
        _joined().filter(attempt=attempt).select_related("rubric", "report", "rater__person")
    )
    given = [each for each in found if each.submitted_at is not None]
    return Received(
        asked=len(found),
        given=len(given),
        lines=_lines(given),
        remarks=tuple(_remark(each, for_staff=for_staff) for each in given if each.remark),
    )


def _lines(given: Sequence[PeerRating]) -> tuple[LineShown, ...]:
    """On the rubric that the last of them used; another revision's ratings are left out."""
    if not given:
        return ()
    rubric = given[-1].rubric
    sheets = [each.levels for each in given if each.rubric_id == rubric.pk]
    combined = combine(rubric_of(rubric), sheets, take=Take.MEAN)
    language = reading_language()
    return tuple(_line(line, language) for line in combined.lines)


def _line(line: CombinedLine, language: Language) -> LineShown:
    def number(value: Decimal) -> str:
        return format_in(language, round(value, 1).normalize())

    return LineShown(
        line.criterion.title.said_in(language),
        f"{number(line.points)} / {number(line.maximum)}",
        "" if line.lowest == line.highest else f"{number(line.lowest)} – {number(line.highest)}",
    )


def _remark(rating: PeerRating, *, for_staff: bool) -> RemarkShown:
    is_reported = getattr(rating, "report", None) is not None
    by = str(rating.rater.person) if for_staff and is_reported else ""
    return RemarkShown(rating.pk, rating.remark, is_reported, by)

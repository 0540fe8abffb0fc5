"""A learner commits to an answer, sees the output, marks what is wrong, decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from passerelle.campus.actions import start_attempt, submit_played
from passerelle.campus.models import Activity, Attempt, Enrolment
from passerelle.foundation import clock
from passerelle.people.models import Person

from ..critique_marks import marks_refused
from ..enums import Spoken, VerdictGiven
from ..errors import AlreadyCommitted, CommitFirst, NoSuchItem, SeriesOver, SeriesUnfinished
from ..models import Critique, CritiqueItem, TrustShift
from ..queries.critique_pages import output_met, question_met
from ..queries.critique_points import points_of
from ..series import series_for, series_of


@transaction.atomic
def begin_series(activity: Activity, *, enrolment: Enrolment, form_key: UUID) -> Attempt:
    """Draw the learner's outputs, and keep the draw with the attempt."""
    attempt = start_attempt(activity, enrolment=enrolment, form_key=form_key)
    if "items" not in attempt.content:
        attempt.content = series_for(activity, enrolment).as_json()
        attempt.save(update_fields=["content"])
    return attempt


@transaction.atomic
def commit_choice(
    attempt: Attempt, *, place: int, choice: str, confidence: int, language: Spoken
) -> Critique:
    """Answer before seeing the model: once, and for good."""
    standing = _open(attempt)
    item = _item_at(standing, place)
    if choice not in {option["id"] for option in item.written["question"]["options"]}:
        raise NoSuchItem
    known = Critique.objects.filter(attempt=standing, place=place).first()
    if known is None:
        return Critique.objects.create(
            attempt=standing,
            item=item,
            place=place,
            language=language,
            choice_before=choice,
            confidence_before=confidence,
            committed_at=clock.now(),
        )
    if (known.choice_before, known.confidence_before) != (choice, confidence):
        raise AlreadyCommitted
    return known


@dataclass(frozen=True, slots=True)
class Judgment:
    """What is kept of an output: marks as JSON, and the decision, or as much of it as there is."""

    marks: Sequence[dict[str, Any]]  # Any: JSON, checked by `marks_refused`
    verdict: VerdictGiven | None = None
    choice: str = ""
    confidence: int | None = None


@transaction.atomic
def keep_judgment(attempt: Attempt, *, place: int, judgment: Judgment) -> Critique:
    """Keep a draft: marks and decision as they stand."""
    standing = _open(attempt)
    return _kept(standing, place, judgment, is_draft=True)


@transaction.atomic
def submit_judgment(attempt: Attempt, *, place: int, judgment: Judgment) -> Critique:
    """The same, for good; sent twice, stored once."""
    standing = _open(attempt)
    critique = _kept(standing, place, judgment, is_draft=False)
    if critique.submitted_at is None:
        critique.submitted_at = clock.now()
        critique.save(update_fields=["submitted_at"])
    return critique


def _kept(attempt: Attempt, place: int, judgment: Judgment, *, is_draft: bool) -> Critique:
    critique = Critique.objects.select_related("item").filter(attempt=attempt, place=place).first()
    if critique is None:
        raise CommitFirst
    if critique.submitted_at is not None:
        return critique
    refused = marks_refused(
        judgment.marks, critique.item, language=critique.language, is_draft=is_draft
    )
    options = {option["id"] for option in critique.item.written["question"]["options"]}
    if refused or (judgment.choice and judgment.choice not in options):
        raise NoSuchItem
    critique.marks = list(judgment.marks)
    critique.verdict = judgment.verdict or ""
    critique.choice_after, critique.confidence_after = judgment.choice, judgment.confidence
    critique.save(update_fields=["marks", "verdict", "choice_after", "confidence_after"])
    return critique


@transaction.atomic
def shift_trust(attempt: Attempt, *, slug: str, shift: int) -> TrustShift:
    """The model says X, you learn Y: how far one's trust moves. The last word counts."""
    standing = _open(attempt)
    if slug not in series_of(standing).concordance or standing.enrolment is None:
        raise NoSuchItem
    item, _ = question_met(standing, slug)
    if item is None:
        raise NoSuchItem
    kept, _ = TrustShift.objects.update_or_create(
        item=item,
        attempt=standing,
        defaults={"person": standing.enrolment.person, "shift": shift, "at": clock.now()},
    )
    return kept


@transaction.atomic
def end_series(attempt: Attempt, *, by: Person) -> Attempt:
    """Submit the series once every output is judged and every shift of trust is given."""
    standing = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if standing.submitted_at is not None:
        return standing
    series = series_of(standing)
    judged = Critique.objects.filter(attempt=standing, submitted_at__isnull=False).count()
    shifted = TrustShift.objects.filter(attempt=standing).count()
    left = len(series.items) - judged + len(series.concordance) - shifted
    if left > 0:
        raise SeriesUnfinished(left)
    return submit_played(standing, text="", by=by, points=points_of(standing))


def _open(attempt: Attempt) -> Attempt:
    """The attempt under its lock, still under way."""
    locked = Attempt.objects.select_for_update(of=("self",)).select_related(
        "activity", "enrolment__person"
    )
    standing = locked.get(pk=attempt.pk)
    if standing.submitted_at is not None:
        raise SeriesOver
    return standing


def _item_at(attempt: Attempt, place: int) -> CritiqueItem:
    """The revision in force when it is first met is the one that counts."""
    items = series_of(attempt).items
    if not 1 <= place <= len(items):
        raise NoSuchItem
    found = output_met(attempt, items[place - 1])
    if found is None:
        raise NoSuchItem
    return found

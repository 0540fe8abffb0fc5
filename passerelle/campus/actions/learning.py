"""What learners do: read, answer, hand in. Each is safe to send twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, BinaryIO, Protocol
from uuid import UUID

from django.core.files.base import File
from django.db import IntegrityError, transaction

from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person

from ..enums import Source
from ..errors import (
    AlreadySubmitted,
    FormOutOfDate,
    NoAttemptLeft,
    NoTeam,
    NothingHandedIn,
    NotOpenYet,
)
from ..models import Activity, Answer, Attempt, Enrolment, PaperFile, Result
from ..quizzing import Checked, total_of
from ..storing import name_on_disk

Doer = Mapping[str, Any]  # {"enrolment": …} or {"team": …}: keyword arguments of an attempt


class Upload(Protocol):
    """A file as a form gives it, already checked."""

    name: str | None
    size: int | None

    def read(self, n: int = -1, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...


def doer_of(activity: Activity, enrolment: Enrolment) -> dict[str, Any]:  # Any: model arguments
    """Whose attempt it is: the person's, or their team's."""
    if not activity.by_team:
        return {"enrolment": enrolment}
    membership = getattr(enrolment, "membership", None)
    if membership is None:
        raise NoTeam
    return {"team": membership.team}


@transaction.atomic
def start_attempt(activity: Activity, *, enrolment: Enrolment, form_key: UUID) -> Attempt:
    """Begin, or find again, the attempt that is not yet submitted."""
    _refuse_before_opening(activity)
    doer = doer_of(activity, enrolment)
    earlier = list(Attempt.objects.filter(activity=activity, **doer).order_by("number"))
    for attempt in earlier:
        if attempt.submitted_at is None or attempt.form_key == form_key:
            return attempt
    if len(earlier) >= activity.settings.get("attempts", 1):
        raise NoAttemptLeft
    try:
        with transaction.atomic():
            return Attempt.objects.create(
                activity=activity,
                number=len(earlier) + 1,
                started_at=clock.now(),
                content=activity.content,
                form_key=form_key,
                **doer,
            )
    except IntegrityError:  # the same button pressed in two windows at once
        begun = Attempt.objects.filter(activity=activity, **doer).order_by("number").last()
        if begun is None:  # the form of another activity
            raise FormOutOfDate from None
        return begun


@transaction.atomic
def read_lesson(activity: Activity, *, enrolment: Enrolment, form_key: UUID) -> Attempt:
    """A learner says they have read a lesson: its time counts from now."""
    read = Attempt.objects.filter(
        activity=activity, submitted_at__isnull=False, **doer_of(activity, enrolment)
    ).first()
    if read is not None:
        return read
    attempt = start_attempt(activity, enrolment=enrolment, form_key=form_key)
    _submit(attempt, by=enrolment.person)
    _note(attempt, "read", by=enrolment.person)
    return attempt


@transaction.atomic
def keep_answers(attempt: Attempt, answers: Mapping[str, Mapping[str, list[str]]]) -> None:
    """Keep a draft of the answers; nothing is marked yet, and nothing marked is overwritten."""
    locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if locked.submitted_at is not None:
        raise AlreadySubmitted
    Answer.objects.bulk_create(
        [Answer(attempt=locked, question=key, response=given) for key, given in answers.items()],
        update_conflicts=True,
        unique_fields=["attempt", "question"],
        update_fields=["response"],
    )


@transaction.atomic
def submit_quiz(attempt: Attempt, *, checked: Sequence[Checked], by: Person) -> Attempt:
    """Store the answers with their points, and the result; sent twice, stored once."""
    locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if locked.submitted_at is not None:
        return locked
    Answer.objects.filter(attempt=locked).delete()
    Answer.objects.bulk_create(
        [
            Answer(
                attempt=locked,
                question=item.key,
                response=dict(item.response),
                points=item.points,
            )
            for item in checked
        ]
    )
    points, maximum = total_of(checked)
    _submit(locked, by=by)
    Result.objects.create(
        attempt=locked,
        points=points,
        maximum=maximum,
        source=Source.QUIZ,
        recorded_at=clock.now(),
    )
    _note(locked, "answered", by=by)
    return locked


@transaction.atomic
def hand_in(
    activity: Activity,
    *,
    enrolment: Enrolment,
    text: str,
    files: Iterable[Upload] = (),
    form_key: UUID,
) -> Attempt:
    """Hand in a text and files, for oneself or for one's team; the same form twice is once."""
    attempt = _paper_in_progress(activity, enrolment=enrolment, form_key=form_key)
    if attempt.submitted_at is not None:
        if attempt.form_key == form_key:
            return attempt
        raise AlreadySubmitted
    uploads = list(files)
    if not text.strip() and not uploads:
        raise NothingHandedIn
    attempt.text = text.strip()
    if attempt.form_key != form_key:
        _refuse_used(form_key)
        attempt.form_key = form_key
    for upload in uploads:
        _keep_file(attempt, upload)
    _submit(attempt, by=enrolment.person)
    _note(attempt, "handed in", by=enrolment.person, files=len(uploads))
    return attempt


@transaction.atomic
def keep_text(activity: Activity, *, enrolment: Enrolment, text: str, form_key: UUID) -> Attempt:
    """Keep the draft of a paper; it is not handed in."""
    attempt = _paper_in_progress(activity, enrolment=enrolment, form_key=form_key)
    if attempt.submitted_at is not None:
        raise AlreadySubmitted
    attempt.text = text
    attempt.save(update_fields=["text"])
    return attempt


@transaction.atomic
def submit_played(
    attempt: Attempt, *, text: str, by: Person, points: tuple[Decimal, Decimal] | None = None
) -> Attempt:
    """Submit what was done on a page of another part, as it reads; sent twice, stored once.

    `points` of a maximum make a result where the activity counts in the diploma."""
    locked = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if locked.submitted_at is not None:
        return locked
    locked.text = text
    _submit(locked, by=by)
    if points is not None and locked.activity.component:
        earned, maximum = points
        now, source = clock.now(), Source.PLAYED
        Result.objects.create(
            attempt=locked, points=earned, maximum=maximum, source=source, recorded_at=now
        )
    _note(locked, "played", by=by)
    return locked


def _paper_in_progress(activity: Activity, *, enrolment: Enrolment, form_key: UUID) -> Attempt:
    """The paper being written, locked; of papers there is one."""
    try:
        begun = start_attempt(activity, enrolment=enrolment, form_key=form_key)
    except NoAttemptLeft:
        raise AlreadySubmitted from None
    return Attempt.objects.select_for_update().get(pk=begun.pk)


def _refuse_used(form_key: UUID) -> None:
    if Attempt.objects.filter(form_key=form_key).exists():
        raise FormOutOfDate


def _keep_file(attempt: Attempt, upload: Upload) -> None:
    digest = digest_of(upload.read())
    upload.seek(0)
    name = (upload.name or "file")[-200:]
    content: BinaryIO = upload  # type: ignore[assignment]  # File accepts what forms give
    PaperFile.objects.create(
        attempt=attempt,
        file=File(content, name=name_on_disk(name, digest)),
        name=name,
        size_bytes=upload.size or 0,
        digest=digest,
        added_at=clock.now(),
    )


def _refuse_before_opening(activity: Activity) -> None:
    if activity.opens_at > clock.now():
        raise NotOpenYet


def _submit(attempt: Attempt, *, by: Person) -> None:
    attempt.submitted_at, attempt.submitted_by = clock.now(), by
    attempt.save(update_fields=["submitted_at", "submitted_by", "text", "form_key"])


def _note(attempt: Attempt, verb: str, *, by: Person, files: int | None = None) -> None:
    activity = attempt.activity
    thing = Thing("attempt", str(attempt.pk), activity.title.fr)
    detail = {} if files is None else {"files": files}
    note(by, verb, thing, edition=activity.edition.slug, number=attempt.number, **detail)

"""A team submits, or takes back what is not evaluated yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Protocol
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from passerelle.campus.models import Team, TeamMember
from passerelle.campus.storing import plain_suffix
from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person

from ..enums import SubmissionKind
from ..errors import (
    AlreadyEvaluated,
    ChallengeClosed,
    FormKeyUsed,
    KindNotAccepted,
    NotYourTeam,
    PhaseNotOpen,
    PhaseOver,
    QuotaOfTheDaySpent,
    QuotaSpent,
    TooManyAnHour,
)
from ..intake import intake_of
from ..models import Cancellation, Phase, Submission
from ..queries.quotas import HOUR, day_around, quota_of, sent_within_an_hour
from ..reading import Read, read_upload, refuse_if_code_may_not_run
from .access import refuse_without_access
from .queueing import queue_evaluation

MOST_AN_HOUR = 60


class Upload(Protocol):
    """A file as a form gives it."""

    name: str | None

    def read(self, n: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Sent:
    """Who sends what, when it was received."""

    phase: Phase
    team: Team
    by: Person
    kind: SubmissionKind
    name: str
    received_at: datetime
    form_key: UUID


def submit(
    phase: Phase,
    *,
    team: Team,
    by: Person,
    upload: Upload,
    kind: SubmissionKind = SubmissionKind.PREDICTIONS,
    form_key: UUID,
) -> Submission:
    """Take in a file: read it whole and refuse it with every reason, or count it and queue it.

    When it is received decides, not when it is scored. The same form twice is once."""
    name = PurePath((upload.name or "submission").replace("\\", "/")).name[-200:]
    sent = _Sent(phase, team, by, kind, name, clock.now(), form_key)
    already = _already_sent(sent)
    if already is not None:
        return already
    _refuse_early_or_late(sent)
    _refuse_strangers(sent)
    refuse_without_access(phase.challenge, person=by, team=team)
    intake = intake_of(phase.challenge)
    if kind not in intake.kinds:
        raise KindNotAccepted
    refuse_if_code_may_not_run(phase.challenge, kind)
    _refuse_beyond_quota(sent)  # before the work of reading; the count that decides comes after
    data = upload.read(intake.most_bytes + 1)
    return _take_in(sent, read_upload(phase.challenge, kind=kind, name=name, data=data), data)


@transaction.atomic
def _take_in(sent: _Sent, read: Read, data: bytes) -> Submission:
    """Count and store under the team's lock: of a hundred at once, no more than the quota pass."""
    Team.objects.select_for_update(no_key=True).get(pk=sent.team.pk)
    already = _already_sent(sent)
    if already is not None:
        return already
    _refuse_beyond_quota(sent)
    earlier = Submission.objects.filter(team=sent.team, phase__challenge=sent.phase.challenge_id)
    submission = Submission(
        phase=sent.phase,
        team=sent.team,
        number=earlier.count() + 1,
        kind=sent.kind,
        by=sent.by,
        submitted_at=sent.received_at,
        name=sent.name,
        size_bytes=len(data),
        digest=digest_of(data),
        rows=read.rows,
        notes=[{"fr": each.fr, "en": each.en} for each in read.notes],
        form_key=sent.form_key,
    )
    kept_as = f"{sent.form_key.hex}{plain_suffix(sent.name)}"
    submission.file.save(kept_as, ContentFile(data), save=False)
    submission.save()
    queue_evaluation(submission)
    _note(sent.by, "submitted", submission)
    return submission


@transaction.atomic
def cancel(submission: Submission, *, by: Person) -> Cancellation:
    """Take back what has no result yet; it no longer counts. Twice is once."""
    evaluations = list(submission.evaluations.select_for_update().order_by("pk"))
    locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    already = Cancellation.objects.filter(submission=locked).first()
    if already is not None:
        return already
    if not _is_member(locked.team, by):
        raise NotYourTeam
    if any(evaluation.ended_at for evaluation in evaluations):
        raise AlreadyEvaluated
    cancellation = Cancellation.objects.create(submission=locked, at=clock.now(), by=by)
    _note(by, "cancelled a submission", locked)
    return cancellation


def _already_sent(sent: _Sent) -> Submission | None:
    found = Submission.objects.filter(form_key=sent.form_key).first()
    if found is not None and (found.team_id, found.phase_id) != (sent.team.pk, sent.phase.pk):
        raise FormKeyUsed
    return found


def _refuse_early_or_late(sent: _Sent) -> None:
    phase, zones = sent.phase, _zones(sent.phase)
    challenge = phase.challenge
    # A phase that is opened again after the reveal would be played with the private board in view.
    if phase.retired_at or challenge.retired_at or challenge.revealed_at:
        raise ChallengeClosed
    if sent.received_at < phase.opens_at:
        raise PhaseNotOpen(phase.opens_at, zones)
    if sent.received_at >= phase.closes_at:
        raise PhaseOver(phase.closes_at, sent.received_at, zones)


def _refuse_strangers(sent: _Sent) -> None:
    if sent.team.edition_id != sent.phase.challenge.edition_id or not _is_member(
        sent.team, sent.by
    ):
        raise NotYourTeam


def _is_member(team: Team | None, person: Person) -> bool:
    members = TeamMember.objects.filter(
        team=team, enrolment__person=person, enrolment__withdrawal=None
    )
    return team is not None and members.exists()


def _refuse_beyond_quota(sent: _Sent) -> None:
    quota = quota_of(sent.team, sent.phase, at=sent.received_at)
    if quota.most is not None and quota.used >= quota.most:
        raise QuotaSpent(quota.most)
    if quota.most_per_day is not None and quota.used_today >= quota.most_per_day:
        _, tomorrow = day_around(sent.received_at, sent.phase.zone)
        raise QuotaOfTheDaySpent(quota.most_per_day, again_at=tomorrow, zones=_zones(sent.phase))
    lately = sent_within_an_hour(sent.team, sent.phase.challenge, at=sent.received_at)
    if len(lately) >= MOST_AN_HOUR:
        again_at = lately[-MOST_AN_HOUR] + HOUR
        raise TooManyAnHour(MOST_AN_HOUR, again_at=again_at, zones=_zones(sent.phase))


def _zones(phase: Phase) -> Sequence[str]:
    zones: Sequence[str] = phase.challenge.edition.zones
    return zones


def _note(by: Person, verb: str, submission: Submission) -> None:
    challenge = submission.phase.challenge
    thing = Thing("submission", str(submission.pk), f"{challenge.title.fr} · {submission.number}")
    note(by, verb, thing, edition=challenge.edition.slug, team=str(submission.team))

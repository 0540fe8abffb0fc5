"""The challenge's own baseline is evaluated like any submission, and shown without a rank."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from django.db import transaction

from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of

from ..enums import SubmissionKind
from ..models import Challenge, Submission
from .queueing import queue_evaluation

_BASELINES = UUID("1f0c2c3e-7a52-5f0e-9a4d-5d8d0e9b7c11")


@transaction.atomic
def submit_baseline(challenge: Challenge, *, name: str, data: bytes) -> Submission | None:
    """Once for each baseline and each version of the data; no phase, no baseline."""
    phase = challenge.phases.filter(retired_at=None).order_by("position", "id").first()
    if phase is None:
        return None
    digest = digest_of(data)
    form_key = uuid5(_BASELINES, f"{challenge.pk}:{challenge.data_version}:{digest}")
    already = Submission.objects.filter(form_key=form_key).first()
    if already is not None:
        return already
    baselines = Submission.objects.filter(team=None, phase__challenge=challenge)
    submission = Submission(
        phase=phase,
        number=baselines.count() + 1,
        kind=SubmissionKind.PREDICTIONS,
        submitted_at=clock.now(),
        name=name,
        size_bytes=len(data),
        digest=digest,
        form_key=form_key,
    )
    submission.file.save(name, ContentFile(data), save=False)
    submission.save()
    queue_evaluation(submission)
    return submission

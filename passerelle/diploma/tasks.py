"""The diploma office's work for later."""

from __future__ import annotations

from passerelle.foundation import jobs

from .actions import end_batch, run_batch
from .actions.batch import ISSUE
from .models import Batch


def _give_up(batch_id: int, reason: str) -> None:  # noqa: ARG001  # the queue keeps it
    end_batch(Batch.objects.get(pk=batch_id))


@jobs.work(ISSUE, queue="slow", when_given_up=_give_up)
def issue_batch(batch_id: int) -> None:
    run_batch(Batch.objects.select_related("edition__programme").get(pk=batch_id))

"""Simulations' work for later."""

from __future__ import annotations

from passerelle.foundation import jobs

from .actions import replaying
from .enums import REPLAY


@jobs.work(REPLAY, queue="slow")
def replay(phrasing_id: int) -> None:
    replaying.replay(phrasing_id)

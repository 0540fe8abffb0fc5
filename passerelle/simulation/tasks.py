"""Simulations' work for later."""

from __future__ import annotations

from passerelle.foundation import jobs

from .actions import reviewing
from .enums import REPLAY


@jobs.work(REPLAY)
def replay(phrasing_id: int) -> None:
    reviewing.replay(phrasing_id)

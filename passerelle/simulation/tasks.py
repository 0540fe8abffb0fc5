"""Simulations' work for later."""

from __future__ import annotations

from passerelle.foundation import jobs

from .actions import reviewing


@jobs.work(reviewing.REPLAY)
def replay(phrasing_id: int) -> None:
    reviewing.replay(phrasing_id)

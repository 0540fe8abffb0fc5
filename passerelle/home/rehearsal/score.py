"""The year as a score: events by instant; playing one may add others, later."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

Deed = Callable[[], object]


@dataclass(slots=True)
class Score:
    """Events of one instant are played in the order they were written in."""

    events: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    written: int = 0
    present: datetime | None = None

    def add(self, at: datetime, deed: Deed) -> None:
        self.written += 1
        heapq.heappush(self.events, (at, self.written, deed))

    def later(self, delay: timedelta, deed: Deed) -> None:
        """An event some time after the one being played."""
        if self.present is None:
            raise RuntimeError("Nothing is being played; use `add` with an instant.")
        self.add(self.present + delay, deed)

    def next_before(self, end: datetime) -> Deed | None:
        """Take the next event at or before `end`, and stand at its instant."""
        if not self.events or self.events[0][0] > end:
            return None
        self.present, _, deed = heapq.heappop(self.events)
        return deed

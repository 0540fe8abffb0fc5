"""The lines a program prints, stored in batches as they come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Max

from passerelle.foundation import clock

from ..models import Evaluation, LogLine

_BATCH, _PATIENCE = 50, timedelta(seconds=1)
_MOST_LINES, _LONGEST = 2_000, 2_000


@dataclass(slots=True)
class LogBook:
    """Give it lines, then close it. A second try writes after the first."""

    evaluation: Evaluation
    waiting: list[LogLine] = field(default_factory=list)
    last: str = ""
    _number: int = 0
    _written_at: datetime = field(default_factory=clock.now)

    def __post_init__(self) -> None:
        known = self.evaluation.lines.aggregate(last=Max("number"))
        self._number = known["last"] or 0

    def add(self, text: str) -> None:
        """Keep a line; past the most lines, only the last one said is remembered."""
        now = clock.now()
        cleaned = text.replace("\x00", "\N{REPLACEMENT CHARACTER}").rstrip()[:_LONGEST]
        self.last = cleaned or self.last
        if self._number >= _MOST_LINES:
            return
        self._number += 1
        self.waiting.append(
            LogLine(evaluation=self.evaluation, number=self._number, at=now, text=cleaned)
        )
        if len(self.waiting) >= _BATCH or now - self._written_at >= _PATIENCE:
            self.write()

    def write(self) -> None:
        """Twice the same number is the same line: a worker thought lost may still be writing."""
        LogLine.objects.bulk_create(self.waiting, ignore_conflicts=True)
        self.waiting, self._written_at = [], clock.now()

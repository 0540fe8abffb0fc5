"""The lines a program prints, stored as they come so that its team can follow it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from django.db.models import Max

from passerelle.foundation import clock

from ..models import Evaluation, LogLine

# The first lines are seen at once; whoever prints thousands waits for batches.
_AT_ONCE, _BATCH, _PATIENCE_SECONDS = 200, 50, 0.2
_MOST_LINES, _LONGEST = 2_000, 2_000


@dataclass(slots=True)
class LogBook:
    """Give it lines, then write what is left. A second try writes after the first."""

    evaluation: Evaluation
    last: str = ""
    last_of_all: str = ""
    _waiting: list[LogLine] = field(default_factory=list)
    _number: int = 0
    _written: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        known = self.evaluation.lines.aggregate(last=Max("number"))
        self._number = known["last"] or 0

    def add(self, text: str) -> None:
        """Keep a line; past the most lines, only the last one said is remembered."""
        cleaned = _cleaned(text)
        self.last = cleaned or self.last
        self._keep(cleaned, for_owners=False)

    def add_for_owners(self, text: str) -> None:
        """The same, of a program that sees what teams may not."""
        self._keep(_cleaned(text), for_owners=True)

    def _keep(self, text: str, *, for_owners: bool) -> None:
        self.last_of_all = text or self.last_of_all
        if self._number >= _MOST_LINES:
            return
        self._number += 1
        line = LogLine(
            evaluation=self.evaluation,
            number=self._number,
            at=clock.now(),
            text=text,
            for_owners=for_owners,
        )
        self._waiting.append(line)
        waited = time.monotonic() - self._written
        if self._number <= _AT_ONCE or len(self._waiting) >= _BATCH or waited >= _PATIENCE_SECONDS:
            self.write()

    def write(self) -> None:
        """Twice the same number is the same line: a worker thought lost may still be writing."""
        LogLine.objects.bulk_create(self._waiting, ignore_conflicts=True)
        self._waiting, self._written = [], time.monotonic()


def _cleaned(text: str) -> str:
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}").rstrip()[:_LONGEST]

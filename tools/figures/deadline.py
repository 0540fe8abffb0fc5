"""The last evening before a deadline: a hundred learners, through the web server of the product.

Each comes in, reads their pages, answers the quiz while it keeps itself, submits it and hands in
a text, at their own pace; then all press at the same moment, twice, as an anxious thumb does."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from .databases import on_postgresql, on_sqlite
from .reader import Page, Reader
from .sheet import Figure, at_most
from .site import environment, served, staged, told

LEARNERS = 100
PROCESSES = 2  # on two cores
_BAR_MS = 1_000
_READS_SECONDS = 3.0  # a page is read, or a question answered: fast for a person
_KEPT = 4  # times a quiz keeps itself while one answers
_LONGEST_WAIT = 180
_CHOICE = re.compile(r'<input type="(?:radio|checkbox)"\s+name="([^"]+)"\s+value="([^"]+)"')
_TEXT = "Un modèle qui cite une source n’a pas pour autant raison : je l’ai relue. " * 40


def deadline_figures() -> Iterator[Figure]:
    """On SQLite, then on PostgreSQL where a server answers."""
    with on_sqlite() as variables:
        yield from _evening("SQLite", variables)
    with on_postgresql() as found:
        if found is not None:
            yield from _evening("PostgreSQL", found)


def _evening(database: str, variables: Mapping[str, str]) -> Iterator[Figure]:
    data = Path(variables["PASSERELLE_DATA"])
    own = {name: value for name, value in variables.items() if name == "PASSERELLE_DATABASE_URL"}
    stage = staged(data, "tools.figures.class_stage", str(LEARNERS), own=own)
    with served(data, processes=PROCESSES, own=own) as site:
        learners = [
            _Learner(Reader(site), door, stage["quiz"], stage["assignment"])
            for door in stage["doors"]
        ]
        wall = _Class(learners).works()
    variables = environment(data) | own
    stored = json.loads(told(variables, "tools.figures.class_stage", "stored"))
    yield from _figures(database, learners, stored, wall)


def _figures(
    database: str, learners: Sequence[_Learner], stored: Mapping[str, Any], wall: float
) -> Iterator[Figure]:
    alone = [wait for each in learners for wait in each.waits]
    together = [wait for each in learners for wait in each.last_waits]
    refused = [refusal for each in learners for refusal in each.refused]
    name = f"{LEARNERS} learners at their own pace, {database}"
    yield at_most(f"{name}: 95th percentile", quantiles(alone, n=20)[-1], _BAR_MS, "ms", places=0)
    shown = f"{median(alone):.0f}, {max(alone):.0f} ms of {len(alone)} in {wall:.0f} s"
    yield Figure(f"{name}: median, longest", "", shown)
    burst = f"{median(together):.0f}, {max(together):.0f} ms"
    yield Figure(f"all press at the same moment, twice, {database}", "", burst)
    yield Figure(f"answers refused or lost, {database}", "0", _said(refused), not refused)
    whole = {"quiz": LEARNERS, "assignment": LEARNERS}
    is_once = stored["works"] == whole == stored["people"]
    works = ", ".join(f"{number} {kind}" for kind, number in sorted(stored["works"].items()))
    yield Figure(f"works stored once, {database}", f"{LEARNERS} of each", works, is_once)
    sent = sum(each.answered for each in learners)
    is_same = stored["answered"] == sent and stored["texts"] == [_TEXT.strip()]
    kept = f"{stored['answered']:,} of {sent:,}"
    yield Figure(f"answers and texts as they were sent, {database}", "all", kept, is_same)


def _said(refused: Sequence[str]) -> str:
    return f"{len(refused)} ({', '.join(sorted(set(refused))[:3])})" if refused else "0"


@dataclass
class _Learner:
    """Someone with two works to submit."""

    reader: Reader
    door: str
    quiz: str
    assignment: str
    waits: list[float] = field(default_factory=list)
    last_waits: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    answered: int = 0

    def prepare(self) -> tuple[Page, Page]:
        """Up to the two buttons; the answers of the quiz keep themselves meanwhile."""
        self.reader.come_in(self.door)
        for path in ("/", "/2027/programme/", self.quiz):
            page = self._timed(partial(self.reader.get, path))
        begun = self._timed(lambda: self.reader.send(f"{self.quiz}attempts/", page))
        sheet = self._timed(lambda: self.reader.get(begun.location))
        self.reader.headers["X-Autosave"] = "1"
        for _ in range(_KEPT):
            self._timed(lambda: self.reader.send(sheet.path, sheet, **_answers_on(sheet)))
        del self.reader.headers["X-Autosave"]
        return sheet, self._timed(lambda: self.reader.get(self.assignment))

    def press(self, sheet: Page, assignment: Page) -> None:
        """Both works, each sent twice."""
        given = _answers_on(sheet)
        answers, self.answered = given | {"confirmed": "1"}, len(given)
        address = f"{self.assignment}papers/"
        for _ in range(2):
            self._pressed(lambda: self.reader.send(sheet.path, sheet, **answers))
        for _ in range(2):
            self._pressed(lambda: self.reader.send(address, assignment, text=_TEXT))

    def _timed(self, ask: Callable[[], Page]) -> Page:
        self.reader.renew()
        before = time.monotonic()
        page = ask()
        self.waits.append((time.monotonic() - before) * 1000)
        self._noted(page)
        time.sleep(_READS_SECONDS)
        return page

    def _pressed(self, ask: Callable[[], Page]) -> None:
        self.reader.renew()
        before = time.monotonic()
        self._noted(ask())
        self.last_waits.append((time.monotonic() - before) * 1000)

    def _noted(self, page: Page) -> None:
        if page.status not in {200, 204, 302}:
            self.refused.append(f"{page.status} at {re.sub('[0-9]+', '…', page.path)}")


def _answers_on(sheet: Page) -> dict[str, str]:
    return dict(reversed(_CHOICE.findall(sheet.text)))


@dataclass
class _Class:
    """All of them, held back before the last button until everyone has come so far."""

    learners: Sequence[_Learner]

    def __post_init__(self) -> None:
        self._together = threading.Barrier(len(self.learners), timeout=_LONGEST_WAIT)

    def works(self) -> float:
        """Seconds that it took them at their own pace, coming in within ten seconds."""
        begun = time.monotonic()
        threads = [
            threading.Thread(target=self._one, args=(place, each))
            for place, each in enumerate(self.learners)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(_LONGEST_WAIT * 2)
        return time.monotonic() - begun

    def _one(self, place: int, learner: _Learner) -> None:
        time.sleep(10 * place / len(self.learners))
        try:
            pages = learner.prepare()
            self._together.wait()
            learner.press(*pages)
        except Exception as error:
            learner.refused.append(f"{type(error).__name__}: {error}"[:80])
            self._together.abort()

"""Twenty-five learners talk with a patient, through the web server that the demo runs.

Twice: each at their own pace, then all at the same moment, which is harder than any evening."""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from .processor import cpu_seconds
from .reader import Page, Reader
from .sheet import Figure, at_most
from .site import Site, served, staged

LEARNERS, TURNS, ROUNDS = 25, 6, 3
PROCESSES = 2  # on two cores
_BAR_MS = 400
_READS_SECONDS = 2.0  # an answer is read, and a question typed: fast for a person
_LONGEST_WAIT = 60


def crowd_figures() -> Iterator[Figure]:
    """A turn is a question as htmx sends it, and the whole page that answers it."""
    with tempfile.TemporaryDirectory(prefix="passerelle-crowd-") as scratch:
        data = Path(scratch) / "site"
        met = staged(data, "tools.figures.encounter_stage", str(LEARNERS))
        with served(data, processes=PROCESSES) as site:
            readers = [_Talker(Reader(site), each["door"], each["encounter"]) for each in met]
            crowd = _Crowd(site, readers)
            crowd.talk()
    alone, together = crowd.waits["paced"], crowd.waits["together"]
    name = f"{LEARNERS} conversations at once through the web server"
    yield at_most(f"{name}: 95th percentile", quantiles(alone, n=20)[-1], _BAR_MS, "ms")
    yield Figure(f"{name}: median, longest", "", f"{median(alone):.0f}, {max(alone):.0f} ms")
    turns = len(alone) + len(together)
    yield Figure("processor time of a turn and its page", "", f"{crowd.cpu * 1000 / turns:.1f} ms")
    burst = f"median {median(together):.0f}, longest {max(together):.0f} ms"
    yield Figure(f"all {LEARNERS} at the very same moment", "", burst)
    refused = LEARNERS * (TURNS + ROUNDS) - turns
    yield Figure("turns refused or lost", "0", str(refused), refused == 0)


@dataclass
class _Talker:
    """A learner with the page of their encounter open."""

    reader: Reader
    door: str
    encounter: str
    turns: int = 0
    waits: list[float] = field(default_factory=list)

    def come_in(self) -> Page:
        """And ask once: the first question of all loads the model."""
        self.reader.come_in(self.door)
        page = self.reader.get(self.encounter)
        self.reader.headers["HX-Request"] = "true"
        page = self.ask(page, "Bonjour")
        self.waits.clear()
        return page

    def ask(self, page: Page, text: str) -> Page:
        """The next page; a turn that was not answered is not counted."""
        self.reader.renew()
        before = time.monotonic()
        sent = {"text": text, "seen": str(self.turns)}
        answer = self.reader.send(f"{self.encounter}turns/", page, **sent)
        if answer.status == 200 and "data-asked" in answer.text:
            self.waits.append((time.monotonic() - before) * 1000)
            self.turns += 1
        return answer


@dataclass
class _Crowd:
    """All of them, held back until the last is ready."""

    site: Site
    talkers: Sequence[_Talker]
    cpu: float = 0.0
    waits: dict[str, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._together = threading.Barrier(len(self.talkers) + 1, timeout=_LONGEST_WAIT)

    def talk(self) -> None:
        questions = _questions()
        threads = [
            threading.Thread(target=self._one, args=(place, each, questions[place::LEARNERS]))
            for place, each in enumerate(self.talkers)
        ]
        for thread in threads:
            thread.start()
        self._together.wait()  # all have come in, and their patient is loaded
        before = cpu_seconds(self.site.pid)
        self._together.wait()  # each has asked at their own pace
        self._noted("paced")
        for _round in range(ROUNDS + 1):
            self._together.wait()
        for thread in threads:
            thread.join(_LONGEST_WAIT)
        self._noted("together")
        self.cpu = cpu_seconds(self.site.pid) - before

    def _one(self, place: int, talker: _Talker, questions: Sequence[str]) -> None:
        page = talker.come_in()
        self._together.wait()
        time.sleep(_READS_SECONDS * place / LEARNERS)
        for text in questions[:TURNS]:
            page = talker.ask(page, text)
            time.sleep(_READS_SECONDS)
        self._together.wait()
        self._together.wait()
        for text in questions[TURNS : TURNS + ROUNDS]:
            self._together.wait()
            page = talker.ask(page, text)

    def _noted(self, name: str) -> None:
        self.waits[name] = [wait for each in self.talkers for wait in each.waits]
        for each in self.talkers:
            each.waits.clear()


def _questions() -> list[str]:
    """Blind questions of every case, nobody's phrasing: no two learners ask the same."""
    from django.conf import settings

    from passerelle.simulation.blind import blind_questions_in

    folders = sorted(settings.PASSERELLE_PROGRAMMES.glob("*/cases/*"))
    blind = [each for folder in folders for each in blind_questions_in(folder).single]
    asked = [each.text for each in blind if each.language == "fr"]
    random.Random(25).shuffle(asked)  # noqa: S311  # a play, not a secret
    return asked

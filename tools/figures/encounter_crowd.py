"""Twenty-five learners ask at the same moment, through the web server that the demo runs."""

from __future__ import annotations

import json
import random
import subprocess
import sys
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
from .site import MIDDLE_OF_MODULE_3, ROOT, Site, environment, served

LEARNERS, ROUNDS = 25, 8
_BAR_MS = 400
_READS_SECONDS = 2.0  # an answer is read before the next round
_LONGEST_WAIT = 60


def crowd_figures() -> Iterator[Figure]:
    """A turn is a question as htmx sends it, and the whole page that answers it."""
    with tempfile.TemporaryDirectory(prefix="passerelle-crowd-") as scratch:
        data = Path(scratch) / "site"
        met = _stage(data)
        with served(data) as site:
            readers = [_Talker(Reader(site), each["door"], each["encounter"]) for each in met]
            crowd = _Crowd(site, readers)
            crowd.talk()
    waits = sorted(wait * 1000 for reader in readers for wait in reader.waits)
    turns = len(waits)
    name = f"{LEARNERS} turns at the same moment, {ROUNDS} times, one server"
    yield at_most(f"{name}: 95th percentile", quantiles(waits, n=20)[-1], _BAR_MS, "ms")
    yield Figure(f"{name}: median", "", f"{median(waits):.0f} ms")
    yield Figure(f"{name}: longest", "", f"{waits[-1]:.0f} ms")
    yield Figure("processor time of a turn and its page", "", f"{crowd.cpu * 1000 / turns:.1f} ms")
    refused = LEARNERS * ROUNDS - turns
    yield Figure("turns refused or lost", "0", str(refused), refused == 0)


def _stage(data: Path) -> list[dict[str, str]]:
    (data / "static").mkdir(parents=True)
    (data / "doors.json").write_text("{}")  # nobody of the demo comes in
    variables = environment(data, at=MIDDLE_OF_MODULE_3)
    collect = ("passerelle.config.command", "manage", "collectstatic", "--noinput", "-v", "0")
    for command in (collect, ("tools.figures.encounter_stage", str(LEARNERS))):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            env=variables,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"The crowd could not be staged:\n{done.stderr[-3000:]}")
    met: list[dict[str, str]] = json.loads(done.stdout)
    return met


@dataclass
class _Talker:
    """A learner with the page of their encounter open."""

    reader: Reader
    door: str
    encounter: str
    waits: list[float] = field(default_factory=list)

    def come_in(self) -> Page:
        """And ask once: the first question of all loads the model."""
        self.reader.come_in(self.door)
        page = self.reader.get(self.encounter)
        self.reader.headers["HX-Request"] = "true"
        page = self.ask(page, "Bonjour", seen=0)
        self.waits.clear()
        return page

    def ask(self, page: Page, text: str, *, seen: int) -> Page:
        """The next page; a turn that was not answered is not counted."""
        self.reader.renew()
        before = time.monotonic()
        answer = self.reader.send(f"{self.encounter}turns/", page, text=text, seen=str(seen))
        if answer.status == 200 and "data-asked" in answer.text:
            self.waits.append(time.monotonic() - before)
        return answer


@dataclass
class _Crowd:
    """All of them, held back until the last is ready."""

    site: Site
    talkers: Sequence[_Talker]
    cpu: float = 0.0

    def __post_init__(self) -> None:
        self._together = threading.Barrier(len(self.talkers) + 1, timeout=_LONGEST_WAIT)

    def talk(self) -> None:
        questions = _questions()
        threads = [
            threading.Thread(target=self._one, args=(each, questions[place::LEARNERS]))
            for place, each in enumerate(self.talkers)
        ]
        for thread in threads:
            thread.start()
        self._together.wait()  # all have come in, and their patient is loaded
        before = cpu_seconds(self.site.pid)
        for _round in range(ROUNDS):
            self._together.wait()
        for thread in threads:
            thread.join(_LONGEST_WAIT)
        self.cpu = cpu_seconds(self.site.pid) - before

    def _one(self, talker: _Talker, questions: Sequence[str]) -> None:
        page = talker.come_in()
        self._together.wait()
        for turn in range(ROUNDS):
            self._together.wait()
            page = talker.ask(page, questions[turn], seen=turn + 1)
            time.sleep(_READS_SECONDS)


def _questions() -> list[str]:
    """What clinicians ask, in the words of the library: no two learners ask the same."""
    from passerelle.engines.encounter import shared_library

    asked = [text for topic in shared_library().topics for text in topic.phrasings.fr]
    random.Random(25).shuffle(asked)  # noqa: S311  # a play, not a secret
    return [f"{text}, dites-moi{'' if '?' in text else ' ?'}" for text in asked]

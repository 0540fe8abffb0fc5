"""One played demo for the whole run, one server and one Chromium for each worker."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.places import Place, walk_everyone
from tests.browser.reading import Desk
from tools.figures.site import Site, play, served
from tools.figures.visit import ARGUMENTS, UNDRAWN, chromium

LEARNERS = 6


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The two editions, played by whichever worker comes first; served to nobody, only copied."""
    shared = tmp_path_factory.getbasetemp()
    kept = (shared if worker_id == "master" else shared.parent) / "played"
    with alone(kept):
        if not (kept / "doors.json").exists():  # what a play makes last
            play(kept, learners=LEARNERS)
    return kept


@pytest.fixture(scope="session")
def site(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    own = tmp_path_factory.mktemp("campus") / "data"
    shutil.copytree(played, own)
    with served(own) as site:
        yield site


@pytest.fixture(scope="session")
def places(played: Path, site: Site) -> list[Place]:
    """Where pages are: found by whichever worker comes first."""
    walked = played.with_name("places.json")
    with alone(walked):
        if not walked.exists():
            walked.write_text(json.dumps([asdict(place) for place in walk_everyone(site)]))
    return [Place(**each) for each in json.loads(walked.read_text())]


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Another worker that wants to make the same waits until it is made."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def player() -> Iterator[Playwright]:
    if chromium() is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as player:
        yield player


@pytest.fixture(scope="session")
def browser(player: Playwright) -> Iterator[Browser]:
    launched = player.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def desk(browser: Browser, site: Site) -> Iterator[Desk]:
    """Where readers sit: opens pages as a persona, in a language, on a screen of some width."""
    desk = Desk(browser, site)
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def armchair(player: Playwright, site: Site) -> Iterator[Desk]:
    """Where pages are only read: nothing is drawn there, so nothing can be clicked."""
    launched = player.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, *UNDRAWN])
    armchair = Desk(launched, site)
    yield armchair
    armchair.close()
    launched.close()

"""One played demo for the whole run, one server and one Chromium for each worker."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator
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
def played(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> tuple[Path, list[Place]]:
    """A copy of the two editions, played by whichever worker comes first, and where pages are."""
    own = tmp_path_factory.mktemp("campus") / "data"
    shared = tmp_path_factory.getbasetemp().parent if worker_id != "master" else own.parent
    kept, walked = shared / "played", shared / "places.json"
    with (shared / "played.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not walked.exists():
            play(kept, learners=LEARNERS)
            with served(kept) as site:
                found = walk_everyone(site)
            walked.write_text(json.dumps([asdict(place) for place in found]))
    shutil.copytree(kept, own)
    return own, [Place(**each) for each in json.loads(walked.read_text())]


@pytest.fixture(scope="session")
def site(played: tuple[Path, list[Place]]) -> Iterator[Site]:
    with served(played[0]) as site:
        yield site


@pytest.fixture(scope="session")
def places(played: tuple[Path, list[Place]]) -> list[Place]:
    return played[1]


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

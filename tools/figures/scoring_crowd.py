"""Six jurors score nine works on eight criteria at once, in six browsers: is anything lost?

One has no network from their first sheet to their last, then for ten more minutes of their page's
clock (Playwright moves it on: timers that are due fire, nobody waits). One loses the campus's
answer to every third change, after it was stored. The database is read at the end."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, Page, Route, async_playwright

from .reader import Reader
from .scoring_stage import CRITERIA, JURORS, LEVELS, TEAMS
from .sheet import Figure
from .site import ROOT, Site, environment, play, served
from .visit import ARGUMENTS, chromium

OFFLINE, LOSSY = 0, 1
_TEN_MINUTES = 600_000  # milliseconds
_WAITING = "sheetQueue.waiting(document.querySelector('[data-owner]').dataset.owner)"
_TO_MARK = "main ul.plain a[href*='/marking/']"
_PATIENCE = 30_000  # milliseconds, two slow cores and six browsers


@dataclass
class Tally:
    """What the browsers did: levels chosen by sheet, requests that carried a change, losses."""

    chosen: dict[int, dict[str, str]] = field(default_factory=dict)
    sent: int = 0
    unanswered: int = 0
    seconds: float = 0.0
    held_offline: int = 0


def scoring_figures() -> Iterator[Figure]:
    """Sheets and changes: expected, stored, doubled, lost."""
    if chromium() is None:
        yield Figure("a jury scored by six browsers", "nothing lost", "no Chromium here", None)
        return
    with tempfile.TemporaryDirectory(prefix="passerelle-scoring-") as scratch:
        data = Path(scratch) / "demo"
        play(data, learners=6)
        told = _stage(data)
        with served(data) as site:
            started = time.monotonic()
            tally = asyncio.run(_score(site, told["links"]))
            tally.seconds = time.monotonic() - started
        yield from _told(tally, data, told["panel"])


def _stage(data: Path) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "tools.figures.scoring_stage"],
        env=environment(data),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"The jury could not be gathered:\n{done.stderr[-3000:]}")
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


async def _score(site: Site, links: list[str]) -> Tally:
    tally = Tally()
    async with async_playwright() as player:
        browser = await player.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        jury = [_juror(browser, site, link, place, tally) for place, link in enumerate(links)]
        await asyncio.gather(*jury)
        await browser.close()
    return tally


async def _juror(browser: Browser, site: Site, link: str, place: int, tally: Tally) -> None:
    """Open the desk, score every copy on it in order, sign each; wait until all is sent."""
    page = await _signed_in(browser, site, link)
    page.on("request", lambda asked: _count(tally, asked.url, asked.method))
    if place == LOSSY:
        await page.route("**/writes/", _Losing(tally).lose_every_third)
    await page.goto(f"{site.url}/2027/marking/")
    await page.wait_for_selector(f"offline-desk[data-kept='{TEAMS}']")
    links = [await each.get_attribute("href") for each in await page.locator(_TO_MARK).all()]
    if place == OFFLINE:
        await page.context.set_offline(True)
    for address in links:
        await _fill(page, f"{site.url}{address}", place, tally)
    if place == OFFLINE:
        tally.held_offline = await page.evaluate(f"{_WAITING}.then(kept => kept.length)")
        await page.clock.fast_forward(_TEN_MINUTES)
        await page.context.set_offline(False)
    await _until_all_is_sent(page)
    await page.context.close()


async def _until_all_is_sent(page: Page) -> None:
    """As the device's own list says it, asked twice a second."""
    for _turn in range(2 * _PATIENCE // 1000):
        if not await page.evaluate(f"{_WAITING}.then(kept => kept.length)"):
            return
        await asyncio.sleep(0.5)


async def _signed_in(browser: Browser, site: Site, link: str) -> Page:
    reader = Reader(site)
    reader.come_in(link)
    context = await browser.new_context()
    context.set_default_timeout(_PATIENCE)
    await context.clock.install()
    await context.add_cookies(
        [{"name": name, "value": value, "url": site.url} for name, value in reader.cookies.items()]
    )
    return await context.new_page()


async def _fill(page: Page, address: str, juror: int, tally: Tally) -> None:
    """Choose each level by hand, sign, and be led on by the page itself."""
    await page.goto(address)
    sheet = int(address.rstrip("/").rpartition("/")[2])
    levels = {f"critere{each}": (sheet + juror + each) % LEVELS for each in range(CRITERIA)}
    tally.chosen[sheet] = {name: f"niveau{level}" for name, level in levels.items()}
    for name, level in levels.items():
        await page.locator(f"input[name=level-{name}]").nth(level).check()
    await page.locator("[data-sign]").click()
    await page.wait_for_url(lambda url: url != address)


def _count(tally: Tally, url: str, method: str) -> None:
    if method == "POST" and url.endswith("/writes/"):
        tally.sent += 1


@dataclass
class _Losing:
    """A network that carries the change and loses the answer, every third time."""

    tally: Tally
    seen: int = 0

    async def lose_every_third(self, route: Route) -> None:
        self.seen += 1
        if self.seen % 3:
            await route.continue_()
            return
        await route.fetch()
        self.tally.unanswered += 1
        await route.abort()


def _told(tally: Tally, data: Path, panel: object) -> Iterator[Figure]:
    with sqlite3.connect(data / "passerelle.sqlite3") as database:
        rows = database.execute(
            "SELECT id, levels, version FROM campus_sheet"
            " WHERE panel_id = ? AND submitted_at IS NOT NULL",
            (panel,),
        ).fetchall()
        stored, keys = database.execute(
            "SELECT count(*), count(DISTINCT key) FROM campus_sheetwrite"
        ).fetchone()
    right = sum(tally.chosen.get(sheet) == json.loads(levels) for sheet, levels, _version in rows)
    versions = sum(version for _sheet, _levels, version in rows)
    sheets, changes = JURORS * TEAMS, JURORS * TEAMS * (CRITERIA + 1)
    as_chosen = f"{right} of {sheets}"
    yield Figure("sheets signed, each level as chosen", str(sheets), as_chosen, right == sheets)
    name = "changes stored (eight levels and a signature a sheet)"
    yield Figure(name, str(changes), str(stored), stored == changes)
    yield Figure("changes lost", "0", str(changes - keys), changes == keys)
    doubled = stored - keys + versions - stored
    yield Figure("changes stored twice", "0", str(doubled), doubled == 0)
    yield Figure("requests that carried a change", "shown", str(tally.sent))
    yield Figure("answers lost after the change was stored", "shown", str(tally.unanswered))
    name = "changes held by the one without a network, ten minutes on"
    wanted = TEAMS * (CRITERIA + 1)
    yield Figure(name, str(wanted), str(tally.held_offline), tally.held_offline == wanted)
    yield Figure("six browsers at once took", "shown", f"{tally.seconds:.0f} s")

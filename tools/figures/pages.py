"""What the pages cost: processor time through HTTP, and queries for a small and a large cohort."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from .processor import cpu_seconds
from .reader import Page, Reader
from .sheet import Figure, at_most
from .site import ROOT, Site, environment
from .walk import Found, pages_reached, route_of

LEARNER, COORDINATOR = "learner in Montréal", "coordinator"
MOST_QUERIES = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the table: what it is called there, who reads it, where it is."""

    name: str
    persona: str
    path: str


def places_of(site: Site) -> list[Place]:
    """Every page that a learner, a coordinator, an expert or a juror reaches; each route once."""
    found: dict[str, Place] = {}
    for persona in (LEARNER, COORDINATOR, "expert", "juror (2026)", "registrar (2026)"):
        reader = Reader(site)
        reader.come_in(site.doors[persona])
        for each in pages_reached(reader):
            name = _name_of(each)
            found.setdefault(f"{persona}/{name}", Place(name, persona, each.page.path))
    return list(found.values())


def _name_of(found: Found) -> str:
    """Activities of different kinds are different pages."""
    if found.route != "activity":
        return found.route
    if "<textarea" in found.page.text:
        return "assignment"
    return "lesson" if 'class="prose' in found.page.text else "quiz"


def path_of(places: list[Place], persona: str, name: str) -> str:
    """Where a persona found the page of that name."""
    for place in places:
        if (place.persona, place.name) == (persona, name):
            return place.path
    raise LookupError(f"The {persona} reached no page called {name} by following links.")


def quiz_in_progress(site: Site, places: list[Place]) -> str:
    """The page with the questions: begin an attempt at the first quiz that has one left."""
    reader = Reader(site)
    reader.come_in(site.doors[LEARNER])
    year = reader.get(path_of(places, LEARNER, "programme"))
    for module in _leading_to("module", year):
        for activity in _leading_to("activity", reader.get(module)):
            page = reader.get(activity)
            if f'action="{activity}attempts/"' in page.text:
                return reader.send(f"{activity}attempts/", page).location
    raise LookupError(f"The {LEARNER} has no attempt left on any quiz reached by links.")


def _leading_to(route: str, page: Page) -> list[str]:
    return [link for link in page.links if route_of(link) == route]


def cpu_figures(site: Site, places: list[Place], *, batches: int, size: int) -> Iterator[Figure]:
    """Milliseconds of processor for one request, the median of several batches."""
    wanted = (
        ("CPU of signed-in Home", LEARNER, path_of(places, LEARNER, "home"), 10),
        ("CPU of a module page", LEARNER, path_of(places, LEARNER, "module"), 10),
        ("CPU of a quiz page, with its questions", LEARNER, quiz_in_progress(site, places), 10),
        ("CPU of the cohort page", COORDINATOR, path_of(places, COORDINATOR, "cohort"), 18),
    )
    for name, persona, path, bar in wanted:
        cost = cpu_of(site, persona, path, batches=batches, size=size)
        yield at_most(name, cost, bar, "ms")


def cpu_of(site: Site, persona: str, path: str, *, batches: int, size: int) -> float:
    """Milliseconds of processor a request, children included."""
    reader = Reader(site)
    reader.come_in(site.doors[persona])
    for _ in range(10):
        answer = reader.get(path)
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status} to the {persona}.")
    return median(_batch(site, reader, path, size) for _ in range(batches))


def _batch(site: Site, reader: Reader, path: str, size: int) -> float:
    before = cpu_seconds(site.pid)
    for _ in range(size):
        reader.get(path)
    return (cpu_seconds(site.pid) - before) * 1000 / size


def query_figures(site: Site, places: list[Place], *, crowd: int) -> Iterator[Figure]:
    """The most queries of any page, and whether a page costs more when the cohort is large."""
    few = _counts(site, places)
    started = time.monotonic()
    _add_crowd(site.data, crowd)
    seconds = time.monotonic() - started
    many = _counts(site, places)
    worst = max(few, key=lambda path: few[path])
    yield Figure(
        f"most queries of a page, of {len(few)} pages ({route_of(worst)})",
        f"≤ {MOST_QUERIES}",
        str(few[worst]),
        few[worst] <= MOST_QUERIES,
    )
    changed = [
        f"{route_of(path)}: {few[path]} → {many[path]}" for path in few if few[path] != many[path]
    ]
    yield Figure(
        f"pages whose queries differ with {crowd:,} learners (made in {seconds:.0f} s)",
        "0",
        "; ".join(changed) or "0",
        not changed,
    )
    cost = cpu_of(site, COORDINATOR, path_of(places, COORDINATOR, "cohort"), batches=3, size=20)
    yield Figure(f"CPU of the cohort page, {crowd:,} learners", "shown", f"{cost:.1f} ms")


def _counts(site: Site, places: list[Place]) -> dict[str, int]:
    asked: dict[str, list[str]] = {}
    for place in places:
        asked.setdefault(site.doors[place.persona], []).append(place.path)
    counts: dict[str, int] = json.loads(_beside(site.data, "queries", given=json.dumps(asked)))
    return counts


def _add_crowd(data: Path, wanted: int) -> None:
    _beside(data, "crowd", "2027", str(wanted))


def _beside(data: Path, module: str, *arguments: str, given: str = "") -> str:
    """Run a module of ours in a process that uses this data folder."""
    done = subprocess.run(
        [sys.executable, "-m", f"tools.figures.{module}", *arguments],
        env=environment(data),
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{module} failed:\n{done.stderr[-3000:]}")
    return done.stdout

"""A figure, the bar it must reach, and the page that keeps them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "figures.md"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `reached` None: only shown; `value` says the unit."""

    name: str
    bar: str
    value: str
    reached: bool | None = None

    @property
    def verdict(self) -> str:
        return {True: "yes", False: "**no**", None: ""}[self.reached]


def at_most(name: str, measured: float, bar: float, unit: str, *, places: int = 1) -> Figure:
    """A figure that is better when it is smaller."""
    value = f"{measured:,.{places}f} {unit}"
    return Figure(name, f"≤ {bar:g} {unit}", value, measured <= bar)


def show(figures: Iterable[Figure]) -> None:
    """Print figures as they come, the bar beside each."""
    for figure in figures:
        mark = {True: "ok", False: "NO", None: "  "}[figure.reached]
        print(f"  {mark}  {figure.name:<58} {figure.value:>16}   {figure.bar}", flush=True)


def keep(
    measured: Mapping[str, Sequence[Figure]], *, titles: Sequence[str], command: str, speed: Figure
) -> None:
    """Write docs/figures.md: what was measured, when, on which machine; other sections stay."""
    told = f"Measured on {date.today():%Y-%m-%d} by `{command}`, on {machine()}; {_scale(speed)}."
    sections = _sections_kept() | {
        title: _section(title, told, figures) for title, figures in measured.items()
    }
    shown = [sections[title] for title in titles if title in sections]
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n".join(["# Figures\n", *shown, _METHOD]))


def _section(title: str, told: str, figures: Sequence[Figure]) -> str:
    rows = [f"| {each.name} | {each.bar} | {each.value} | {each.verdict} |" for each in figures]
    head = [
        f"## {title}",
        "",
        told,
        "",
        "| figure | bar | measured | reached |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


def _sections_kept() -> dict[str, str]:
    """What the page says already, by title."""
    if not PAGE.exists():
        return {}
    _, *parts = PAGE.read_text().split("\n## ")
    return {part.partition("\n")[0]: f"## {part.rstrip()}\n" for part in parts}


def _scale(speed: Figure) -> str:
    return f"{speed.name.removeprefix('for scale: ')} took {speed.value}"


def machine() -> str:
    """Cores, processor, Python: what a figure means nothing without."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores ({model}), Python {platform.python_version()}"


_METHOD = """\
## How

The demo is played in a folder of its own and served by `passerelle serve`.
**CPU** is user and system time of the server's process, its threads and its children, read from
`/proc` around batches of requests over one kept-alive connection on loopback; the median batch
counts. **Queries** are counted by Django for the whole request (session, person and roles
included), then again after 2,500 more learners were written into the same edition. **A first
visit** is what Chromium received over the wire with an empty cache. **Issue and verify** signs an
Open Badges 3.0 diploma with two keys, then verifies it by a trust list with both status lists; the
canonicalising worker's time is counted. **Datathon**: processor time of one process with numpy
alone, the median of five; the sandbox's start is the time a person waits, the median of twenty.
**The evening of nine teams** plays ten minutes of the product's clock in about one of ours: every
submission must end with exactly one evaluation on both boards while workers are killed by -9, most
of them amid one; the hundred submissions at once come from four processes of fifteen threads, all
of one team. Each section says how fast the machine computed just then: one that is busy with other
things, or shared, computes slower, and every time grows with it. Each figure is of one machine and
one day: run it again on yours.
"""

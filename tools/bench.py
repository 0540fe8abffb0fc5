"""`./do bench`: every figure we hold ourselves to, measured on this machine, the bar beside it."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.config.settings_test")

import django

from tools.figures import (
    agreement,
    conformance,
    datathon,
    datathon_queue,
    deadline,
    diplomas,
    encounter,
    encounter_crowd,
    jobs,
    pages,
    processor,
    scoring_crowd,
    sheet,
    starts,
    verifying,
    visit,
)
from tools.figures.sheet import Figure
from tools.figures.site import served

LEARNERS, CROWD = 25, 2_500
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that are measured together and kept under one title."""

    name: str
    title: str
    measure: Callable[[argparse.Namespace], Iterator[Figure]]
    when: str = "default"
    """`default`, `not quick`, `only` when it is named, or `all`."""

    def is_asked(self, options: argparse.Namespace) -> bool:
        if options.only:
            return self.name in options.only
        if self.when == "all":
            return bool(options.all)
        return self.when == "default" or (self.when == "not quick" and not options.quick)


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    django.setup()
    started = time.monotonic()
    print(f"  {sheet.machine()}", flush=True)
    speed = processor.speed()
    sheet.show([speed])
    measured: dict[str, list[Figure]] = {}
    for group in GROUPS:
        if group.is_asked(options):
            print(f"\n  {group.title}", flush=True)
            measured[group.title] = list(_shown(group.measure(options)))
    seconds = time.monotonic() - started
    if not (options.all or options.only):
        whole = sheet.at_most("the whole `./do bench`", seconds, _LONGEST, "s", places=0)
        measured[WHOLE] = list(_shown([whole]))
    if not options.quick:
        command = " ".join(["./do bench", *arguments])
        titles = [*(group.title for group in GROUPS), WHOLE]
        sheet.keep(measured, titles=titles, command=command, speed=speed)
        print(f"\n  Kept in {sheet.PAGE.relative_to(Path.cwd())}")
    figures = [figure for each in measured.values() for figure in each]
    return 0 if all(figure.reached is not False for figure in figures) else 1


def _shown(figures: Iterator[Figure] | list[Figure]) -> Iterator[Figure]:
    for figure in figures:
        sheet.show([figure])
        yield figure


def _diplomas(options: argparse.Namespace) -> Iterator[Figure]:
    batches, size = _effort(options)
    yield from diplomas.diploma_figures(batches=batches, size=size // 5)
    yield from verifying.verifying_figures(times=size // 5)
    yield from diplomas.issuing_figures(count=1000 if options.only else 60)


def _pages(options: argparse.Namespace) -> Iterator[Figure]:
    batches, size = _effort(options)
    with tempfile.TemporaryDirectory(prefix="passerelle-bench-") as scratch:
        data = Path(scratch) / "demo"
        yield from starts.two_starts(data)
        with served(data) as site:
            places = pages.places_of(site)
            yield from pages.cpu_figures(site, places, batches=batches, size=size)
            module = pages.path_of(places, pages.LEARNER, "module")
            yield from visit.visit_figures(site, module, persona=pages.LEARNER)
            yield from pages.query_figures(site, places, crowd=CROWD)


def _rehearsal(_options: argparse.Namespace) -> Iterator[Figure]:
    return starts.rehearsal(LEARNERS)


def _jobs(_options: argparse.Namespace) -> Iterator[Figure]:
    yield jobs.killed_workers()


def _datathon(options: argparse.Namespace) -> Iterator[Figure]:
    times = 1 if options.quick else 5
    yield from datathon.scoring_figures(times=times)
    yield from datathon.table_figures(times=times)
    yield from datathon.sandbox_figures(times=times * 4)


def _conformance(_options: argparse.Namespace) -> Iterator[Figure]:
    return conformance.conformance_figures()


def _agreement(options: argparse.Namespace) -> Iterator[Figure]:
    return agreement.agreement_figures(times=1 if options.quick else 5)


def _encounter(options: argparse.Namespace) -> Iterator[Figure]:
    yield from encounter.encounter_figures(again=bool(options.only))
    if not options.quick:
        yield from encounter_crowd.crowd_figures()


def _evening(_options: argparse.Namespace) -> Iterator[Figure]:
    return datathon_queue.queue_figures()


def _deadline(_options: argparse.Namespace) -> Iterator[Figure]:
    return deadline.deadline_figures()


def _scoring(_options: argparse.Namespace) -> Iterator[Figure]:
    return scoring_crowd.scoring_figures()


def _starts(_options: argparse.Namespace) -> Iterator[Figure]:
    yield starts.fresh_clone()
    yield starts.test_suite()


def _effort(options: argparse.Namespace) -> tuple[int, int]:
    """Batches, and requests in each."""
    return (3, 25) if options.quick else (7, 60)


WHOLE = "All of it"
GROUPS = (
    Group("diplomas", "Diplomas", _diplomas),
    Group("conformance", "Standards", _conformance),
    Group("pages", "Pages", _pages),
    Group("rehearsal", "A whole edition", _rehearsal, "not quick"),
    Group("jobs", "Work for later", _jobs, "not quick"),
    Group("deadline", "A hundred learners before a deadline", _deadline, "only"),
    Group("datathon", "Datathon", _datathon),
    Group("datathon", "The evening of nine teams", _evening, "only"),
    Group("agreement", "Agreement of a jury", _agreement),
    Group("encounter", "Virtual patients", _encounter),
    Group("scoring", "A jury of six, in six browsers", _scoring, "only"),
    Group("starts", "From nothing", _starts, "all"),
)


def _options(arguments: list[str]) -> argparse.Namespace:
    names = sorted({group.name for group in GROUPS})
    parser = argparse.ArgumentParser(prog="./do bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer requests; nothing is kept")
    parser.add_argument(
        "--all", action="store_true", help="also a fresh clone and the whole test suite (minutes)"
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=names,
        metavar="NAME",
        help=f"these figures alone, the long ones included; again for more ({', '.join(names)})",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`./do bench`: every figure we hold ourselves to, measured on this machine, the bar beside it."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.config.settings_test")

import django

from tools.figures import diplomas, pages, processor, sheet, starts, visit
from tools.figures.sheet import Figure
from tools.figures.site import served

LEARNERS, CROWD = 25, 2_500


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    django.setup()
    started = time.monotonic()
    print(f"  {sheet.machine()}\n", flush=True)
    figures: list[Figure] = []
    for figure in _measured(options):
        sheet.show([figure])
        figures.append(figure)
    seconds = time.monotonic() - started
    if not options.all:
        whole = sheet.at_most("the whole `./do bench`", seconds, 300, "s", places=0)
        sheet.show([whole])
        figures.append(whole)
    if not options.quick:
        sheet.keep(figures, command=" ".join(["./do bench", *arguments]), seconds=seconds)
        print(f"\n  Kept in {sheet.PAGE.relative_to(Path.cwd())}")
    return 0 if all(figure.reached is not False for figure in figures) else 1


def _measured(options: argparse.Namespace) -> Iterator[Figure]:
    batches, size = (3, 25) if options.quick else (7, 60)
    yield processor.speed()
    yield from diplomas.diploma_figures(batches=batches, size=size // 5)
    with tempfile.TemporaryDirectory(prefix="passerelle-bench-") as scratch:
        data = Path(scratch) / "demo"
        yield from starts.two_starts(data)
        with served(data) as site:
            places = pages.places_of(site)
            yield from pages.cpu_figures(site, places, batches=batches, size=size)
            module = pages.path_of(places, pages.LEARNER, "module")
            yield from visit.visit_figures(site, module, persona=pages.LEARNER)
            yield from pages.query_figures(site, places, crowd=CROWD)
    if options.quick:
        return
    yield from starts.rehearsal(LEARNERS)
    if options.all:
        yield starts.fresh_clone()
        yield starts.test_suite()


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./do bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer requests; nothing is kept")
    parser.add_argument(
        "--all", action="store_true", help="also a fresh clone and the whole test suite (minutes)"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

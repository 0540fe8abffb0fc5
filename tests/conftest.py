"""What every test may ask for."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from passerelle.foundation import clock
from tests.factories import NOW

TESTDATA = Path(
    os.environ.get("PASSERELLE_TESTDATA", Path(__file__).parents[2] / "shared" / "testdata")
)

# The loop that Django sees beside some tests is that of Chromium's driver: none of ours runs in it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
# Fifty examples a property keep the suite short; `./do ci` takes two hundred, and
# `HYPOTHESIS_EXAMPLES=1000 ./do test` digs deeper.
settings.register_profile(
    "house", max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "50")), deadline=None
)
settings.load_profile("house")


# How many quick tests are between the two long ones that begin and those that need the demo.
MEANWHILE = 100
FEW_CORES = (os.cpu_count() or 2) <= 2
PLAY = "tests/browser/test_pages.py::test_every_page_of_the_product_is_reached_by_following_links"
# Files whose tests share a year that takes seconds to play: one worker plays it, once.
PLAYED_ONCE = ("tests/permissions/test_routes.py", "tests/home/test_rehearsal.py")


def group_of(nodeid: str) -> str:
    """The tests that one worker takes together; the empty name for those that go to anyone."""
    # On two cores one campus, one server and one Chromium do for all the pages.
    if nodeid.startswith("tests/browser/" if FEW_CORES else PLAY):
        return "play"
    if nodeid.startswith("tests/browser/"):
        widths = {"1280": "wide pages", "360": "telephone"}
        return next((name for width, name in widths.items() if width in nodeid), "journeys")
    return next((path for path in PLAYED_ONCE if nodeid.startswith(path)), "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Nobody waits: one worker plays the demo while another asks every address, Chromium's tests
    begin when it is there, and the rest goes to whoever is free, long before short."""
    groups: dict[str, list[pytest.Item]] = {}
    for item in items:
        groups.setdefault(group_of(item.nodeid), []).append(item)
    rest = groups.pop("", [])
    begin = [*groups.pop("play", []), *groups.pop(PLAYED_ONCE[0], [])]
    long = [item for name in sorted(groups, reverse=True) for item in groups[name]]
    items[:] = [*begin, *rest[:MEANWHILE], *long, *rest[MEANWHILE:]]


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Of what is collected nothing is rubbish, and it stays to the end: the collector of rubbish
    looks at it neither then nor later, and less often at the rest: a twelfth of the suite."""
    gc.disable()
    if getattr(session.config, "workerinput", {}).get("workerid") == "gw1":
        read_from_the_last()
    collected = yield
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
    return collected


def read_from_the_last() -> None:
    """In a fresh clone two workers would each compile every file of the tests: one begins at the
    other end, and where they meet each finds what the other has kept."""
    root = Path(__file__).parent
    for file in sorted(root.rglob("test_*.py"), reverse=True):
        with suppress(Exception):  # collecting says what is wrong, and where
            import_module(".".join(file.relative_to(root.parent).with_suffix("").parts))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Units of work in the order above, each a group, or a file. (pytest-
    xdist's own groups are written on the names of tests, which pytest 9 no longer lets it change.)"""
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    class InOrder(LoadScopeScheduling):  # type: ignore[misc]  # untyped
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid) or nodeid.partition("::")[0]

        def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
            super().mark_test_complete(node, item_index, duration)
            # What is done is forgotten: the scheduler counts all it remembers after each test.
            work = self.assigned_work.get(node, {})
            unit = self._split_scope(self.registered_collections[node][item_index])
            if all(work.get(unit, {}).values()):
                work.pop(unit, None)

    config.option.loadscopereorder = False
    return InOrder(config, log)


@pytest.fixture
def testdata() -> Path:
    """Real material nobody here wrote; absent on some machines."""
    if not TESTDATA.is_dir():
        pytest.skip(f"no test material at {TESTDATA}; set PASSERELLE_TESTDATA")
    return TESTDATA


@pytest.fixture(scope="module")
def file_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database, for what all the tests of a file start from: made once, and taken back after
    the last of them, as what each test adds is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def standing_now() -> Iterator[None]:
    """The product's clock stands on Thursday 18 February 2027, 13:00 in Paris."""
    with clock.standing_at(NOW):
        yield

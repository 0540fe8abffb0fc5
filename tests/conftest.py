"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

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


# Files whose tests share a year that takes seconds to play: one worker plays it, once.
PLAYED_ONCE = ("tests/home/test_rehearsal.py", "tests/permissions/test_routes.py")
# How many quick tests the others do while one plays the demo that Chromium's tests read.
MEANWHILE = 500


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Nobody waits: the demo is played first, Chromium's tests begin when it is there, in three
    groups (telephone, wide pages, journeys), and the rest goes to whoever is free, long before
    short."""
    first, long, rest = [], [], []
    for item in items:
        if item.get_closest_marker("browser"):
            group = _chromium_group(item)
            item.add_marker(pytest.mark.xdist_group(group))
            (first if group == "play" else long).append(item)
        elif item.nodeid.startswith(PLAYED_ONCE):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
            long.append(item)
        else:
            rest.append(item)
    items[:] = [*first, *rest[:MEANWHILE], *long, *rest[MEANWHILE:]]


def _chromium_group(item: pytest.Item) -> str:
    if item.name == "test_every_page_of_the_product_is_reached_by_following_links":
        return "play"
    if "1280" in item.name:
        return "wide pages"
    return "telephone" if "360" in item.name else "journeys"


@pytest.fixture
def testdata() -> Path:
    """Real material nobody here wrote; absent on some machines."""
    if not TESTDATA.is_dir():
        pytest.skip(f"no test material at {TESTDATA}; set PASSERELLE_TESTDATA")
    return TESTDATA


@pytest.fixture
def standing_now() -> Iterator[None]:
    """The product's clock stands on Thursday 18 February 2027, 13:00 in Paris."""
    with clock.standing_at(NOW):
        yield

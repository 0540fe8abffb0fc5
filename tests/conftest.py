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

# Twenty-five examples a property keep the suite short; `./do ci` takes two hundred, and
# `HYPOTHESIS_EXAMPLES=1000 ./do test` digs deeper.
settings.register_profile(
    "house", max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "25")), deadline=None
)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Chromium's tests wait much: one worker takes its journeys and the pages of a telephone,
    another the wide pages, the rest goes to whoever is free."""
    for item in items:
        if item.get_closest_marker("browser"):
            group = "wide pages" if "1280" in item.name else "browser"
            item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: "1280" in item.name)


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

"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from passerelle.foundation import clock
from tests.factories import NOW

TESTDATA = Path(
    os.environ.get("PASSERELLE_TESTDATA", Path(__file__).parents[2] / "shared" / "testdata")
)


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

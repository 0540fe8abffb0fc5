"""The datathon's second day, with its small challenge."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from passerelle.foundation import clock
from tests.datathon.core_cast import DAY_TWO, Stage, make_stage


@pytest.fixture
def stage(db: None) -> Iterator[Stage]:
    with clock.standing_at(DAY_TWO):
        yield make_stage()

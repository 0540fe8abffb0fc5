"""The datathon's second day, with its small challenge."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest

from passerelle.foundation import clock
from tests.datathon.core_cast import DAY_TWO, Stage, make_stage


@pytest.fixture(scope="module")
def stage_of_the_file(file_db: None) -> Stage:
    with clock.standing_at(DAY_TWO):
        return make_stage()


@pytest.fixture
def stage(stage_of_the_file: Stage, db: None) -> Iterator[Stage]:
    with clock.standing_at(DAY_TWO):
        yield deepcopy(stage_of_the_file)

"""The graduation every diploma test starts from, in June 2026."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest

from passerelle.foundation import clock
from tests.diploma.graduation import JUNE, Graduation, make_graduation


@pytest.fixture(scope="module")
def graduation_of_the_file(file_db: None) -> Graduation:
    with clock.standing_at(JUNE):
        return make_graduation()


@pytest.fixture
def graduation(graduation_of_the_file: Graduation, db: None) -> Iterator[Graduation]:
    with clock.standing_at(JUNE):
        yield deepcopy(graduation_of_the_file)

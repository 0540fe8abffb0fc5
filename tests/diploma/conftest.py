"""The graduation every diploma test starts from, in June 2026."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from passerelle.foundation import clock
from tests.diploma.graduation import JUNE, Graduation, make_graduation


@pytest.fixture
def graduation(db: None) -> Iterator[Graduation]:
    with clock.standing_at(JUNE):
        yield make_graduation()

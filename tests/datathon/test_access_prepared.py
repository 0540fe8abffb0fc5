"""Access and approach, compiled once, give what the plain queries give."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from passerelle.datathon.queries.access import _with_access
from passerelle.datathon.queries.reached import _approached
from passerelle.foundation import clock
from tests.campus.prepared_rows import Keys, compared
from tests.datathon.access_cast import get_ready, guarded_stage
from tests.datathon.core_cast import DAY_TWO, OPENS, Stage
from tests.factories import make_person

MOMENTS = (OPENS - timedelta(seconds=1), DAY_TWO, DAY_TWO + timedelta(days=90))


@pytest.fixture
def stage() -> Stage:
    """One who may have the data, and a stranger."""
    with clock.standing_at(DAY_TWO):
        found = guarded_stage()
        get_ready(found.amina)
    return found


@pytest.mark.django_db
def test_the_access_is_that_of_the_plain_query(stage: Stage) -> None:
    people = [stage.amina.person_id, make_person().pk]
    challenge = stage.challenge.pk

    for person, team, at in product(people, (None, 1), MOMENTS):
        keys: Keys = {"challenge": challenge, "person": person, "team": team, "at": at}
        rows, plain = compared(_with_access, keys)
        assert rows == plain


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_approach_is_that_of_the_plain_query(stage: Stage, language: str) -> None:
    edition, slug = stage.challenge.edition_id, stage.challenge.slug
    people = [stage.amina.person_id, None]

    for person, team, asked in product(people, (None, 1), (slug, "nowhere")):
        keys: Keys = {"edition": edition, "slug": asked, "person": person, "team": team}
        keys |= {"at": DAY_TWO, "language": language}
        rows, plain = compared(_approached, keys)
        assert rows == plain
        assert len(rows) == (asked == slug)

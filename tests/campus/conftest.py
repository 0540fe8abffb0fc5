"""The small schools most tests begin with, each made once for all the tests of a file."""

from __future__ import annotations

from copy import deepcopy

import pytest

from passerelle.foundation import clock
from tests.campus.learning_cast import School, make_school
from tests.campus.marking_cast import Stage, set_stage
from tests.campus.team_cast import Datathon, set_datathon
from tests.factories import NOW


@pytest.fixture(scope="module")
def stage_of_the_file(file_db: None) -> Stage:
    with clock.standing_at(NOW):
        return set_stage()


@pytest.fixture
def stage(stage_of_the_file: Stage, db: None) -> Stage:
    """A learner's assignment is handed in; nothing else is due."""
    return deepcopy(stage_of_the_file)


@pytest.fixture(scope="module")
def school_of_the_file(file_db: None) -> School:
    with clock.standing_at(NOW):
        return make_school()


@pytest.fixture
def school(school_of_the_file: School, db: None) -> School:
    """A module with a lesson, a quiz and an assignment."""
    return deepcopy(school_of_the_file)


@pytest.fixture(scope="module")
def datathon_of_the_file(file_db: None) -> Datathon:
    with clock.standing_at(NOW):
        return set_datathon()


@pytest.fixture
def datathon(datathon_of_the_file: Datathon, db: None) -> Datathon:
    """A datathon whose teams hand in one report, before there are teams."""
    return deepcopy(datathon_of_the_file)

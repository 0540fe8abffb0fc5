"""What is prepared is what is plain: the same rows, for everyone, from one compilation."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.db.models import QuerySet

from passerelle.campus.models import Enrolment, Session, Team, TeamMember
from passerelle.campus.queries import agenda, learning_modules
from passerelle.campus.viewer import _editions_named, _enrolments_of
from passerelle.people import prepared as module
from passerelle.people.prepared import Key, prepared
from tests.campus.agenda_cast import a_year, attend, give, reader
from tests.campus.prepared_rows import Keys, compared
from tests.campus.team_cast import join
from tests.factories import NOW, make_activity, make_attempt, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _compiled_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_compiled", {})


@pytest.fixture
def keys() -> dict[str, list[Key]]:
    """Two learners with presence and work, one of them in a team, and nobody."""
    edition, first = a_year()
    sessions = [make_session(first), make_session(first, retired_at=NOW), make_session(first)]
    activity, other = make_activity(first), make_activity(first, by_team=True)
    learners = [reader(edition), reader(edition)]
    give(sessions[0], learners[0].person)
    give(sessions[0], learners[1].person)
    attend(sessions[0], learners[0], 30)
    attend(sessions[1], learners[1], 40)
    make_attempt(activity, learners[0])
    make_attempt(other, learners[1], submitted_at=NOW)
    team = Team.objects.create(edition=edition, number=1, name="Équipe 1")
    join(team, learners[1])
    enrolments: list[Key] = [each.pk for each in learners]
    return {
        "edition": [edition.pk, edition.pk + 1],
        "module": [first.pk, first.pk + 1],
        "enrolment": [*enrolments, None],
        "team": [team.pk, None],
        "person": [each.person_id for each in learners],
        "slug": [edition.slug, "nowhere"],
    }


@pytest.mark.parametrize(
    ("build", "names"),
    [
        (_enrolments_of, ["person"]),
        (_editions_named, ["slug"]),
        (agenda._every_meeting, ["edition", "enrolment"]),
        (agenda._every_duty, ["edition", "enrolment", "team"]),
        (learning_modules._sessions_in, ["module", "enrolment"]),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_the_rows_are_those_of_the_plain_query(
    build: Callable[..., QuerySet[Any, Any]], names: list[str], keys: dict[str, list[Key]]
) -> None:
    asked: list[Keys] = [
        dict(zip(names, each, strict=True)) for each in product(*(keys[name] for name in names))
    ]

    for _once_compiled_and_once_known in range(2):
        for each in asked:
            rows, plain = compared(build, each)
            assert rows == plain
    assert any(prepared(build, **each) for each in asked)


def test_a_query_is_written_once_for_each_shape(keys: dict[str, list[Key]]) -> None:
    written: list[Key] = []

    def build(module: int, enrolment: int | None) -> QuerySet[Session]:
        written.append(enrolment)
        return learning_modules._sessions_in(module, enrolment)

    for _again in range(3):
        for enrolment in keys["enrolment"]:
            prepared(build, module=keys["module"][0], enrolment=enrolment)

    assert len(written) == 2
    assert written[1] is None


def test_a_key_that_is_not_asked_for_is_refused() -> None:
    def build(team: int, person: int) -> QuerySet[TeamMember]:
        return TeamMember.objects.filter(team=team)

    with pytest.raises(ValueError, match="build does not use person"):
        prepared(build, team=1, person=2)


def test_rows_are_read_anew_each_time(keys: dict[str, list[Key]]) -> None:
    person = keys["person"][0]
    assert isinstance(person, int)
    before = prepared(_enrolments_of, person=person)

    Enrolment.objects.filter(person=person).update(role="expert")

    after = prepared(_enrolments_of, person=person)
    assert [each.role for each in (*before, *after)] == ["learner", "expert"]

"""Every page of the datathon within eight queries, whatever waits, runs or is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from passerelle.datathon.actions import appoint
from passerelle.datathon.enums import StewardPart
from passerelle.datathon.models import Phase
from passerelle.foundation import clock
from passerelle.people.models import Person
from tests.datathon.core_cast import DAY_TWO, Stage, evaluate, guesses, send
from tests.datathon.dossier_cast import judged_stage, write
from tests.factories import sign_in

pytestmark = pytest.mark.django_db
HERE = "/2027/datathon/fievre/"
FOR_A_TEAM = (
    "/2027/datathon/",
    "/2027/datathon-queue/",
    "/2027/teams/1/",
    HERE,
    f"{HERE}board/",
    f"{HERE}submissions/",
    f"{HERE}submissions/new/",
    f"{HERE}submissions/%(scored)s/",
    f"{HERE}submissions/%(waiting)s/",
)
FOR_AN_OWNER = (
    "/2027/datathon/",
    "/2027/datathon-queue/",
    "/2027/datathon-projects/",
    "/2027/teams/1/",
    "/2027/teams/2/",
    f"{HERE}desk/",
    f"{HERE}board/private/",
    f"{HERE}board/panel/",
    f"{HERE}submissions/%(scored)s/",
    f"{HERE}submissions/%(waiting)s/",
)


@pytest.fixture(autouse=True)
def _day_two() -> Iterator[None]:
    with clock.standing_at(DAY_TWO):
        yield


@pytest.fixture
def stage() -> Stage:
    return judged_stage()


def play(stage: Stage) -> dict[str, int]:
    """A score, one that waits behind another, a part of the report."""
    scored = send(stage, guesses(0.6))
    evaluate(scored)
    send(stage, guesses(0.7), team=stage.loutres)
    waiting = send(stage, guesses(0.8))
    write(stage)
    return {"scored": scored.pk, "waiting": waiting.pk}


def play_more(stage: Stage) -> None:
    """The same again, a second phase at once, and someone to look after the challenge."""
    evaluate(send(stage, guesses(0.5), team=stage.loutres))
    send(stage, guesses(0.9), team=stage.loutres)
    appoint(
        stage.challenge, person=stage.coordinator, part=StewardPart.MENTOR, by=stage.coordinator
    )
    Phase.objects.create(
        challenge=stage.challenge,
        slug="finale",
        title=stage.phase.title,
        opens_at=DAY_TWO - timedelta(hours=1),
        closes_at=DAY_TWO + timedelta(hours=1),
        zone="Europe/Paris",
        most_per_team=3,
    )


@pytest.mark.parametrize("who", ["team", "owner"])
def test_pages_cost_eight_queries_at_most_whatever_happens(stage: Stage, who: str) -> None:
    reader, paths = (
        (stage.amina.person, FOR_A_TEAM) if who == "team" else (stage.coordinator, FOR_AN_OWNER)
    )
    sent = play(stage)
    few = {path: queries_of(reader, path % sent) for path in paths}
    play_more(stage)

    more = {path: queries_of(reader, path % sent) for path in paths}

    assert more == few
    assert {path: count for path, count in more.items() if count > 8} == {}


def queries_of(person: Person, path: str) -> int:
    client = Client()
    sign_in(client, person)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(captured)

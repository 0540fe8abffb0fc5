"""The datathon in the browser: what a page says, and what it never sends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from passerelle.campus.enums import Role
from passerelle.campus.models import Team
from passerelle.datathon.metric_words import slice_said
from passerelle.datathon.models import Challenge, Score, Submission
from passerelle.foundation import clock
from passerelle.foundation.models import Entry
from passerelle.people.models import Person
from tests.datathon.core_cast import CLOSES, DAY_TWO, Stage, evaluate, guesses
from tests.datathon.core_cast import send as send_through_actions
from tests.factories import make_enrolment, sign_in

pytestmark = pytest.mark.django_db
HERE = "/2027/datathon/fievre/"


@pytest.fixture(autouse=True)
def _day_two() -> Iterator[None]:
    with clock.standing_at(DAY_TWO):
        yield


@pytest.fixture
def amina(stage: Stage, client: Client) -> Client:
    return signed_in(client, stage.amina.person)


def signed_in(client: Client, person: Person) -> Client:
    sign_in(client, person)
    return client


def scored(stage: Stage, quality: float, team: Team | None = None) -> Submission:
    sent = send_through_actions(stage, guesses(quality), team=team)
    evaluate(sent)
    return sent


def send(client: Client, data: bytes, name: str = "predictions.csv") -> HttpResponse:
    page = client.get(f"{HERE}submissions/new/")
    form = page.context["form"]
    file = SimpleUploadedFile(name, data)
    sent = {"form_key": form["form_key"].value(), "kind": "predictions", "file": file}
    return client.post(f"{HERE}submissions/new/", sent)  # type: ignore[return-value]


def test_a_team_submits_and_reads_its_score_with_its_interval(stage: Stage, amina: Client) -> None:
    answer = send(amina, guesses(0.7))
    evaluate(Submission.objects.get(team=stage.herons))

    page = amina.get(answer["Location"]).content.decode()

    assert "La remise 1 est évaluée." in page
    assert "Sur 24 cas, intervalle à 95\u202f%." in page
    assert "Trop peu de cas pour donner un chiffre." in page


def test_what_is_wrong_is_shown_by_row_and_nothing_is_stored(amina: Client) -> None:
    broken = guesses(0.7).decode().splitlines()
    broken[3] = "c02,beaucoup"

    answer = send(amina, "\n".join(broken).encode())

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ligne 4, score" in page
    assert "beaucoup" in page
    assert Submission.objects.filter(team__isnull=False).count() == 0


def test_the_private_board_is_in_no_page_before_its_reveal(
    stage: Stage, amina: Client, client: Client
) -> None:
    sent = scored(stage, 0.3)
    private = Score.objects.get(evaluation__submission=sent, board="private").value
    said = f"{private:.3f}".replace(".", ",")
    owner = signed_in(Client(), stage.coordinator)
    paths = [HERE, f"{HERE}board/", f"{HERE}submissions/", f"{HERE}submissions/{sent.pk}/"]

    pages = "".join(amina.get(path).content.decode() for path in paths)

    assert said in owner.get(f"{HERE}board/private/").content.decode()
    assert said not in pages
    assert amina.get(f"{HERE}board/private/").status_code == 404
    assert amina.get(f"{HERE}board/private/live/").status_code == 404


def test_revealing_shows_the_private_board_to_everyone(stage: Stage, amina: Client) -> None:
    scored(stage, 0.6)
    owner = signed_in(Client(), stage.coordinator)

    too_early = owner.post(f"{HERE}revelation/", follow=True).content.decode()
    with clock.standing_at(CLOSES):
        owner.post(f"{HERE}revelation/")
        seen = amina.get(f"{HERE}board/private/").status_code

    assert "Le classement privé se dévoile une fois la dernière phase close" in too_early
    assert seen == 200


def test_a_team_without_scripts_is_told_of_changes_by_one_event(amina: Client) -> None:
    answer = amina.get(f"{HERE}board/public/live/")

    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "text/event-stream"
    assert body.startswith(b"retry: 5000\nevent: version\ndata: ")


def test_taking_back_what_is_scored_is_refused_in_a_sentence(stage: Stage, amina: Client) -> None:
    sent = scored(stage, 0.6)

    answer = amina.post(f"{HERE}submissions/{sent.pk}/cancellation/", follow=True)

    assert "Cette remise est déjà évaluée" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    ["", "board/", "submissions/", "submissions/new/"],
    ids=["brief", "board", "list", "new"],
)
def test_pages_cost_the_same_with_one_submission_and_with_three(
    stage: Stage, amina: Client, path: str
) -> None:
    scored(stage, 0.6)
    one = queries_of(amina, HERE + path)
    scored(stage, 0.7)
    scored(stage, 0.8, team=stage.loutres)

    three = queries_of(amina, HERE + path)

    assert (three, three <= 8) == (one, True)


def queries_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("age_band", "75+", "Âge · 75\u00a0ans et plus"),
        ("age_band", "18-49", "Âge · 18 à 49\u00a0ans"),
        ("sex", "F", "Sexe · femmes"),
        ("site", "val-brume", "Site · Val-Brume"),
        ("ward", "B2", "ward · B2"),
    ],
)
def test_a_group_of_cases_is_said_in_words(column: str, value: str, said: str) -> None:
    with translation.override("fr"):
        assert slice_said(column, value) == said


def test_an_owner_who_is_thanked_no_longer_sees_the_private_board(stage: Stage) -> None:
    expert = make_enrolment(stage.edition, Role.EXPERT).person
    coordinator, theirs = signed_in(Client(), stage.coordinator), signed_in(Client(), expert)
    sent = {"person": expert.pk, "part": "owner"}
    coordinator.post(f"{HERE}stewards/", sent)
    seen = theirs.get(f"{HERE}board/private/").status_code

    coordinator.post(f"{HERE}stewards/departure/", sent)

    assert (seen, theirs.get(f"{HERE}board/private/").status_code) == (200, 404)
    assert theirs.get(HERE).context["page"].stewards == ()


@pytest.mark.parametrize("seed, is_warned", [(2027, True), (1 << 100, False), (None, False)])
def test_owners_are_warned_of_labels_that_anyone_can_make_again(
    stage: Stage, seed: int | None, is_warned: bool
) -> None:
    owner, settings = signed_in(Client(), stage.coordinator), dict(stage.challenge.settings)
    if seed is not None:
        generator = {"name": "triage_deterioration", "seed": seed, "rows": 300}
        settings["data"] = {**settings["data"], "files": None, "generator": generator}
    Challenge.objects.update(settings=settings)

    page = owner.get(f"{HERE}desk/").content.decode()

    assert ("une graine secrète de 128 bits" in page) is is_warned


@pytest.mark.parametrize("person", ["9" * 30, "9" * 5000, "x", "-1", ""])
def test_thanking_nobody_of_the_challenge_changes_nothing(stage: Stage, person: str) -> None:
    owner, sent = signed_in(Client(), stage.coordinator), {"person": person, "part": "owner"}

    answer = owner.post(f"{HERE}stewards/departure/", sent)

    assert (answer.status_code, Entry.objects.filter(verb="thanked").count()) == (302, 0)

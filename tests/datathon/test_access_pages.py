"""Access in the browser: what to do next, signing, and what the coordinator reads and decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from passerelle.campus.models import Activity
from passerelle.datathon.models import (
    AccessSuspension,
    AgreementSignature,
    DataDownload,
    DataGrant,
    TrainingRecognition,
)
from passerelle.foundation import clock
from passerelle.people.models import Person
from tests.datathon.access_cast import get_ready, guarded_stage, sign, train_file
from tests.datathon.core_cast import CLOSES, DAY_TWO, Stage
from tests.factories import make_enrolment, sign_in

pytestmark = pytest.mark.django_db
HERE, AGREEMENT, OFFICE = (
    "/2027/datathon/fievre/",
    "/2027/agreements/donnees/",
    "/2027/datathon-access/",
)


@pytest.fixture(scope="module")
def guarded_of_the_file(file_db: None) -> Stage:
    with clock.standing_at(DAY_TWO):
        return guarded_stage()


@pytest.fixture
def guarded(guarded_of_the_file: Stage, db: None) -> Iterator[Stage]:
    with clock.standing_at(DAY_TWO):
        yield deepcopy(guarded_of_the_file)


@pytest.fixture
def amina(guarded: Stage) -> Client:
    return signed_in(guarded.amina.person)


@pytest.fixture
def office(guarded: Stage) -> Client:
    return signed_in(guarded.coordinator)


def signed_in(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def body(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_files_are_listed_and_their_links_wait_for_what_is_missing(
    guarded: Stage, amina: Client
) -> None:
    link = f'href="{HERE}files/'

    before = body(amina, HERE)
    form = body(amina, f"{HERE}submissions/new/")
    get_ready(guarded.amina)
    after = body(amina, HERE)

    assert ("train.csv" in before, link in before, AGREEMENT in before) == (True, False, True)
    assert ('type="file"' in form, AGREEMENT in form) == (False, True)
    assert link in after


def test_files_that_have_closed_are_news_and_no_warning(guarded: Stage, amina: Client) -> None:
    get_ready(guarded.amina)

    with clock.standing_at(CLOSES + timedelta(days=1)):
        page = body(amina, HERE)

    assert '<p class="notice">Les fichiers ne sont plus disponibles depuis le' in page


def test_a_quiz_that_is_not_open_says_when_on_the_reader_s_own_clock_first(
    guarded: Stage, amina: Client
) -> None:
    quiz = Activity.objects.filter(slug="01-quiz")
    link = "07-datathon/01-quiz/"

    opened = link in body(amina, HERE)
    quiz.update(opens_at=clock.now() + timedelta(days=2))
    Person.objects.filter(pk=guarded.amina.person_id).update(zone="America/Toronto")
    page = body(amina, HERE)

    assert (opened, link in page) == (True, False)
    assert "Cela ouvre le " in page
    assert re.search(r"\d\d Montréal · (?:\w+ )?\d+\u00a0h\u00a0\d\d Paris", page)


def test_a_file_is_given_and_written_down_or_refused_in_a_sentence(
    guarded: Stage, amina: Client
) -> None:
    path = f"{HERE}files/{train_file().pk}/"

    refused = amina.get(path, follow=True).content.decode()
    get_ready(guarded.amina)
    given = amina.get(path)

    assert "Lisez la convention" in refused
    assert b"".join(given.streaming_content).startswith(b"id,pulse")  # type: ignore[attr-defined]
    assert DataDownload.objects.get().person == guarded.amina.person
    assert "train.csv" in body(amina, AGREEMENT)


def test_one_signs_by_typing_one_s_name_under_the_version_one_read(
    guarded: Stage, amina: Client
) -> None:
    name = guarded.amina.person.name

    wrong = amina.post(AGREEMENT, {"full_name": "Quelqu’un", "version": "1"})
    stale = amina.post(AGREEMENT, {"full_name": name, "version": "7"})
    right = amina.post(AGREEMENT, {"full_name": name, "version": "1"}, follow=True)

    assert (wrong.status_code, stale.status_code) == (422, 422)
    assert name in wrong.content.decode()
    assert AgreementSignature.objects.get().full_name == name
    assert "Vous avez signé cette version" in right.content.decode()


def test_the_coordinator_reads_who_signed_and_who_took_what(guarded: Stage, office: Client) -> None:
    get_ready(guarded.amina)
    sign(guarded.luc)
    signed_in(guarded.amina.person).get(f"{HERE}files/{train_file().pk}/")

    people = body(office, OFFICE)
    sheet = b"".join(office.get(f"{OFFICE}people.csv").streaming_content).decode()  # type: ignore[attr-defined]
    log = b"".join(office.get(f"{OFFICE}downloads.csv").streaming_content).decode()  # type: ignore[attr-defined]

    assert "1 personne sur 2 a signé et s’est formée." in people
    assert [line.split(";")[-1] for line in sheet.splitlines()[1:]] == ["oui", "non"]
    assert log.splitlines()[1].endswith(f"{guarded.amina.person};Les Hérons;Fièvre;train.csv;1")


def test_the_coordinator_s_pages_cost_the_same_with_one_row_and_with_three(
    guarded: Stage, office: Client
) -> None:
    pages = ("", "downloads/", "decisions/")
    _take(guarded)
    one = {page: _queries(office, OFFICE + page) for page in pages}
    for _ in range(2):
        guarded.herons.members.create(enrolment=make_enrolment(guarded.edition), since=DAY_TWO)
        _take(guarded)

    three = {page: _queries(office, OFFICE + page) for page in pages}

    assert three == one
    assert max(three.values()) <= 8


def test_what_only_the_coordinator_decides_is_decided_there(guarded: Stage, office: Client) -> None:
    luc, team = guarded.luc.person, guarded.herons

    office.post(f"{OFFICE}recognitions/", {"person": luc.pk, "reason": "Un diplôme."})
    office.post(
        f"{OFFICE}grants/", {"to": f"team-{team.pk}", "until": "2027-05-21", "reason": "Jury."}
    )
    office.post(f"{OFFICE}suspensions/", {"team": team.pk, "reason": "Une fuite."})
    suspended = body(office, f"{OFFICE}decisions/")
    office.post(f"{OFFICE}suspensions/{AccessSuspension.objects.get().pk}/lifting/")
    early = office.post(
        f"{OFFICE}grants/", {"to": f"person-{luc.pk}", "until": "2027-04-01", "reason": "?"}
    )

    assert TrainingRecognition.objects.get().person == luc
    assert f"{DataGrant.objects.get().ends_at:%Y-%m-%d %H:%M}" == "2027-05-21 21:59"
    assert "Une fuite." in suspended
    assert AccessSuspension.objects.get().lifted_by == guarded.coordinator
    assert early.status_code == 422


def test_a_guest_may_take_the_quiz_that_the_data_ask_for_and_no_other(guarded: Stage) -> None:
    guest = signed_in(guarded.luc.person)
    quiz = Activity.objects.get(slug="01-quiz")
    path = reverse("activity", args=["2027", "07-datathon", quiz.slug])

    opened = guest.get(path).status_code
    quiz.settings = quiz.settings | {"guests": False}
    quiz.save()

    assert (opened, guest.get(path).status_code) == (200, 404)


def _take(guarded: Stage) -> None:
    """Everybody in the team signs and takes a file."""
    file = train_file()
    for member in guarded.herons.members.select_related("enrolment__person"):
        person = member.enrolment.person
        if not DataDownload.objects.filter(person=person).exists():
            sign(member.enrolment)
            DataDownload.objects.create(file=file, person=person, at=DAY_TWO)


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)

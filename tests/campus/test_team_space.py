"""What a team keeps together, and for whose eyes."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from passerelle.campus import team_space
from passerelle.campus.actions import name_mentor, share_files, share_link, withdraw, write_to_team
from passerelle.campus.actions.team_space import MOST_FILES
from passerelle.campus.enums import Role
from passerelle.campus.errors import CampusRefusal, TeamSpaceFull
from passerelle.campus.models import Team, TeamFile, TeamLink
from passerelle.campus.team_space import TeamBlock, blocks_for, register_block
from passerelle.campus.viewer import Viewer
from passerelle.foundation.models import Notice
from tests.campus.marking_cast import at, make_staff, signed_in
from tests.campus.team_cast import Datathon, make_team, member_of
from tests.factories import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
ENGLISH = {"accept-language": "en"}
REPOSITORY = "https://git.invente.example/equipe-1"


@pytest.fixture(autouse=True)
def _in_a_store_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def no_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever other parts register, the page of these tests has none."""
    monkeypatch.setattr(team_space, "_blocks", [])


def text_of(client: Client, path: str) -> str:
    text: str = client.get(at(path), headers=ENGLISH).content.decode()
    return text


def upload(name: str = "plan.txt", data: bytes = b"Un plan.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_team_reads_who_is_in_it_and_shares_addresses_files_and_words(
    client: Client, datathon: Datathon
) -> None:
    team = make_team(datathon, 1, "Amina Inventée", "Basile Inventé")
    team.members.earliest("pk").enrolment.__class__.objects.update(profession="radiologue")
    signed_in(client, member_of(team))
    link = {"label": "Dépôt", "url": REPOSITORY, "form_key": uuid4()}

    for _ in range(2):
        client.post(at("teams/1/links/"), link)
    client.post(at("teams/1/files/"), {"files": upload(), "form_key": uuid4()})
    client.post(at("teams/1/discussion/"), {"text": "On commence ?", "form_key": uuid4()})
    page = text_of(client, "teams/1/")

    assert "<h1>Équipe 1: 2 people.</h1>" in page
    found = (REPOSITORY, "plan.txt", "On commence ?", "Basile Inventé", "radiologue")
    assert [words in page for words in found] == [True] * 5
    assert TeamLink.objects.count() == 1


def test_the_others_of_the_team_hear_of_a_message(datathon: Datathon) -> None:
    team = make_team(datathon, 1, "Amina Inventée", "Basile Inventé")
    amina, basile = (
        each.enrolment.person
        for each in team.members.select_related("enrolment__person").order_by("pk")
    )

    write_to_team(team, author=amina, text="Qui prend les données ?", form_key=uuid4())

    assert list(Notice.objects.values_list("person_id", "verb")) == [(basile.pk, "team wrote")]


def test_only_the_team_its_mentors_and_the_staff_see_it(client: Client, datathon: Datathon) -> None:
    team, other = make_team(datathon, 1), make_team(datathon, 2)
    mentor = make_person()
    name_mentor(mentor, edition=datathon.edition, field="statistiques")
    (file,) = share_files(team, files=[upload()], by=member_of(team), form_key=uuid4())
    people = {
        "own": member_of(team),
        "other": member_of(other),
        "mentor": mentor,
        "coordinator": datathon.coordinator,
        "lead": make_staff(datathon.edition, Role.MODULE_LEAD),
        "juror": make_staff(datathon.edition, Role.JUROR),
    }

    codes = {}
    for name, person in people.items():
        signed_in(client, person)
        paths = (at("teams/1/"), at(f"teams/1/files/{file.pk}/"))
        codes[name] = {client.get(path).status_code for path in paths}

    let_in, hidden, refused = {200}, {404}, {403}
    assert codes == {
        "own": let_in,
        "other": hidden,
        "mentor": let_in,
        "coordinator": let_in,
        "lead": let_in,
        "juror": refused,
    }


def test_a_shared_file_is_saved_never_shown(client: Client, datathon: Datathon) -> None:
    team = make_team(datathon, 1)
    (file,) = share_files(team, files=[upload()], by=member_of(team), form_key=uuid4())

    answer = signed_in(client, member_of(team)).get(at(f"teams/1/files/{file.pk}/"))

    assert answer["Content-Disposition"] == 'attachment; filename="plan.txt"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        "application/octet-stream",
        "nosniff",
    )
    assert b"".join(answer.streaming_content) == b"Un plan."  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "name, data, says",
    [
        ("plan.exe", b"MZ", "is not of an accepted type"),
        ("plan.pdf", b"GIF89a", "does not hold what its name says"),
        ("plan.txt", b"", "is empty"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    client: Client, datathon: Datathon, name: str, data: bytes, says: str
) -> None:
    team = make_team(datathon, 1)
    sent = {"files": upload(name, data), "form_key": uuid4()}

    answer = signed_in(client, member_of(team)).post(at("teams/1/files/"), sent, headers=ENGLISH)

    assert (answer.status_code, says in answer.content.decode()) == (422, True)
    assert not TeamFile.objects.exists()


def test_a_team_shares_so_many_files_and_no_more_all_or_none(datathon: Datathon) -> None:
    team = make_team(datathon, 1)
    by, key = member_of(team), uuid4()
    kept = {"team": team, "added_by": by, "added_at": NOW, "size_bytes": 1, "form_key": uuid4()}
    TeamFile.objects.bulk_create(TeamFile(name=f"{n}", **kept) for n in range(MOST_FILES - 1))

    with pytest.raises(TeamSpaceFull):
        share_files(team, files=[upload("a.txt"), upload("b.txt")], by=by, form_key=key)
    share_files(team, files=[upload("a.txt")], by=by, form_key=key)
    share_files(team, files=[upload("a.txt")], by=by, form_key=key)

    assert team.files.count() == MOST_FILES


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_an_address_that_a_browser_would_run_is_refused(
    client: Client, datathon: Datathon, url: str
) -> None:
    team = make_team(datathon, 1)
    signed_in(client, member_of(team))

    answer = client.post(
        at("teams/1/links/"), {"label": "x", "url": url, "form_key": uuid4()}, headers=ENGLISH
    )
    with pytest.raises(CampusRefusal):
        share_link(team, label="x", url=url, by=member_of(team), form_key=uuid4())

    assert answer.status_code == 422
    assert not TeamLink.objects.exists()


def test_the_team_takes_away_what_it_likes_and_a_mentor_what_they_brought(
    client: Client, datathon: Datathon
) -> None:
    team, mentor = make_team(datathon, 1), make_person()
    name_mentor(mentor, edition=datathon.edition, field="statistiques")
    theirs = share_link(team, label="A", url=REPOSITORY, by=member_of(team), form_key=uuid4())
    (file,) = share_files(team, files=[upload()], by=mentor, form_key=uuid4())

    signed_in(client, mentor)
    refused = client.post(at(f"teams/1/links/{theirs.pk}/removal/")).status_code
    own = client.post(at(f"teams/1/files/{file.pk}/removal/")).status_code
    signed_in(client, member_of(team)).post(at(f"teams/1/links/{theirs.pk}/removal/"))
    gone = client.get(at(f"teams/1/files/{file.pk}/")).status_code

    file.refresh_from_db()
    theirs.refresh_from_db()
    assert (refused, own, gone) == (404, 302, 404)
    assert (file.removed_by, theirs.removed_by) == (mentor, member_of(team))


def test_a_part_adds_its_block_to_the_page_for_those_it_concerns(
    no_blocks: None, datathon: Datathon
) -> None:
    team, viewer = make_team(datathon, 1), Viewer()

    def silent(_viewer: Viewer, _team: Team) -> None:
        return None

    def loud(_viewer: Viewer, asked: Team) -> TeamBlock:
        return TeamBlock("campus/thread.html", {"number": asked.number})

    def first(_viewer: Viewer, _team: Team) -> TeamBlock:
        return TeamBlock("campus/team_help.html")

    for block, place in ((silent, 1), (loud, 30), (first, 10), (loud, 30)):
        register_block(block, place=place)

    assert blocks_for(viewer, team) == (
        TeamBlock("campus/team_help.html"),
        TeamBlock("campus/thread.html", {"number": 1}),
    )


@pytest.mark.parametrize("things", [1, 3])
def test_a_teams_page_costs_the_same_whatever_it_holds(
    client: Client,
    no_blocks: None,
    datathon: Datathon,
    things: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    team = make_team(datathon, 1, *(f"Membre {n}" for n in range(things)))
    by = member_of(team)
    for number in range(things):
        share_link(team, label=f"{number}", url=REPOSITORY, by=by, form_key=uuid4())
        share_files(team, files=[upload()], by=by, form_key=uuid4())
        write_to_team(team, author=by, text="Mot.", form_key=uuid4())

    for reader in (by, datathon.coordinator):
        signed_in(client, reader)
        with django_assert_num_queries(7):
            client.get(at("teams/1/"))


def test_a_team_without_anybody_left_still_has_its_page(client: Client, datathon: Datathon) -> None:
    team = make_team(datathon, 1)
    left = team.members.get().enrolment
    Team.objects.create(edition=datathon.edition, number=2, name="Équipe 2")
    signed_in(client, datathon.coordinator)

    withdraw(left, reason="Part.", by=datathon.coordinator)

    assert "<h1>Équipe 1: 0 people.</h1>" in text_of(client, "teams/1/")
    assert "<h1>Équipe 2: 0 people.</h1>" in text_of(client, "teams/2/")
    assert client.get(at("teams/3/")).status_code == 404

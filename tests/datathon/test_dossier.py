"""A team's dossier: written by several hands, measured, handed in once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from passerelle.campus.actions import name_mentor, share_files, share_link
from passerelle.campus.enums import Role
from passerelle.campus.models import Attempt
from passerelle.datathon.actions import hand_in_dossier
from passerelle.datathon.differences import Piece, differences
from passerelle.datathon.enums import DossierPart
from passerelle.datathon.errors import (
    DatathonRefusal,
    DossierEmpty,
    DossierHandedIn,
    DossierIncomplete,
    NotYourTeam,
    WrittenMeanwhile,
)
from passerelle.datathon.models import DossierText, ReplacedText
from passerelle.datathon.queries.dossiers import dossier_of
from passerelle.foundation import clock
from passerelle.people.models import Person
from tests.datathon.core_cast import DAY_TWO, Stage, evaluate, guesses, send
from tests.datathon.dossier_cast import (
    LONG,
    hand_in_for,
    join,
    judged_stage,
    write,
    write_everything,
)
from tests.factories import make_enrolment, sign_in

pytestmark = pytest.mark.django_db
HERE = "/2027/teams/1/dossier/"


@pytest.fixture(scope="module")
def judged_of_the_file(file_db: None) -> Stage:
    with clock.standing_at(DAY_TWO):
        return judged_stage()


@pytest.fixture
def judged(judged_of_the_file: Stage, db: None) -> Iterator[Stage]:
    with clock.standing_at(DAY_TWO):
        yield deepcopy(judged_of_the_file)


@pytest.fixture
def amina(judged: Stage) -> Client:
    return signed_in(judged.amina.person)


def signed_in(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def body(client: Client, path: str = HERE) -> str:
    return client.get(path).content.decode()


def test_a_part_counts_from_half_its_length_and_what_is_missing_is_named(judged: Stage) -> None:
    write(judged, "mot " * 99, part=DossierPart.NEED)
    write(judged, "mot " * 100, part=DossierPart.DATA)

    found = dossier_of(judged.herons)

    assert (found.written, found.words) == (1, 199)
    assert [row.part for row in found.rows if row.is_written] == [DossierPart.DATA]
    assert len(found.missing) == 6


def test_in_english_it_is_a_report_as_in_the_glossary(judged: Stage) -> None:
    judged.amina.person.language = "en"
    judged.amina.person.save()
    amina = signed_in(judged.amina.person)

    pages = [body(amina, path) for path in ("/2027/teams/1/", HERE, f"{HERE}handing-in/")]

    texts = [re.sub(r"<[^>]+>", " ", page).lower() for page in pages]
    assert [("team report" in text, "dossier" in text) for text in texts] == [(True, False)] * 3


def test_a_page_goes_on_by_itself_and_another_must_have_read_it(judged: Stage) -> None:
    basile, page = join(judged), uuid4()
    write(judged, "Un.", hand=page)

    write(judged, "Un, deux.", hand=page)
    with pytest.raises(WrittenMeanwhile) as refused:
        write(judged, "Trois.", version=1, by=basile)
    write(judged, "Un, deux, trois.", version=2, by=basile)
    with pytest.raises(WrittenMeanwhile):
        write(judged, "Quatre.", hand=page)

    row = DossierText.objects.get()
    assert (row.text, row.version, row.written_by) == ("Un, deux, trois.", 3, basile.person)
    assert str(judged.amina.person) in str(refused.value)
    assert ReplacedText.objects.get().text == "Un, deux."


def test_nobody_writes_for_another_team(judged: Stage) -> None:
    with pytest.raises(NotYourTeam):
        write(judged, by=make_enrolment(judged.edition))


def test_it_is_handed_in_whole_or_knowingly_incomplete_and_then_rests(judged: Stage) -> None:
    team, person, key = judged.herons, judged.amina.person, uuid4()
    with pytest.raises(DossierEmpty):
        hand_in_dossier(team, by=person, form_key=uuid4())
    write(judged, part=DossierPart.METHOD)
    with pytest.raises(DossierIncomplete) as refused:
        hand_in_dossier(team, by=person, form_key=uuid4())

    first = hand_in_dossier(team, by=person, form_key=key, even_incomplete=True)
    second = hand_in_dossier(team, by=person, form_key=key, even_incomplete=True)

    assert (first, len(refused.value.parts)) == (second, 6)
    assert (first.team, first.submitted_by) == (team, person)
    with pytest.raises(DossierHandedIn):
        write(judged, version=1)


def test_the_paper_holds_the_parts_in_order_and_no_name(judged: Stage) -> None:
    write_everything(judged)
    person = judged.amina.person
    link = share_link(
        judged.herons, label="Dépôt", url="https://git.example/a", by=person, form_key=uuid4()
    )
    file = ContentFile(b"Une figure.", name="herons.txt")
    share_files(judged.herons, files=[file], by=person, form_key=uuid4())  # type: ignore[list-item]

    paper = hand_in_dossier(
        judged.herons, by=person, form_key=uuid4(), files=judged.herons.files.all(), links=[link]
    )

    titles = [line for line in paper.text.splitlines() if line[:1].isdigit()]
    assert [title[:2] for title in titles] == [f"{number}." for number in range(1, 8)]
    assert "https://git.example/a" in paper.text
    assert (person.name in paper.text, judged.herons.name in paper.text) == (False, False)
    assert paper.files.get().name == "herons.txt"


def test_files_that_the_assignment_does_not_take_are_refused_and_nothing_is_handed_in(
    judged: Stage,
) -> None:
    write_everything(judged)
    person = judged.amina.person
    file = ContentFile(b"print(1)", name="herons.ipynb")
    share_files(judged.herons, files=[file], by=person, form_key=uuid4())  # type: ignore[list-item]

    with pytest.raises(DatathonRefusal):
        hand_in_dossier(judged.herons, by=person, form_key=uuid4(), files=judged.herons.files.all())

    assert not Attempt.objects.filter(submitted_at__isnull=False).exists()


def test_two_who_write_at_once_are_shown_the_difference(judged: Stage, amina: Client) -> None:
    basile, path = signed_in(join(judged).person), f"{HERE}need/"
    hers, his = (page.get(path).context["form"] for page in (amina, basile))
    sent = [
        {"text": text, "version": form["version"].value(), "hand": form["hand"].value()}
        for text, form in (("Le tri prend dix minutes.", hers), ("Le tri prend une heure.", his))
    ]

    kept = amina.post(path, sent[0], headers={"X-Autosave": "1"})
    told = basile.post(path, sent[1], headers={"X-Autosave": "1"})
    shown = basile.post(path, sent[1])

    page = shown.content.decode()
    again = shown.context["form"]
    assert (kept.status_code, told.status_code, shown.status_code) == (204, 409, 409)
    assert "<del>dix</del>" in page
    assert "<ins>une</ins>" in page
    assert DossierText.objects.get().text == "Le tri prend dix minutes."
    settled = {"text": "Dix, parfois soixante.", "version": 1, "hand": again["hand"].value()}
    assert basile.post(path, settled).status_code == 302
    assert DossierText.objects.get().text == "Dix, parfois soixante."


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_gives_back_both_texts_whole(theirs: str, mine: str) -> None:
    pieces = differences(theirs, mine)

    assert "".join(each.text for each in pieces if each.only != "mine") == theirs
    assert "".join(each.text for each in pieces if each.only != "theirs") == mine


def test_a_difference_is_told_by_words() -> None:
    assert differences("Elle dort peu.", "Elle dort bien.") == (
        Piece("Elle dort "),
        Piece("peu", "theirs"),
        Piece("bien", "mine"),
        Piece("."),
    )


def test_empty_parts_begin_with_what_the_platform_knows(judged: Stage, amina: Client) -> None:
    evaluate(send(judged, guesses(0.7)))
    amina.post(f"{HERE}challenge/", {"challenge": judged.challenge.pk})

    results, data, need = (
        amina.get(f"{HERE}{part}/").context["form"]["text"].value()
        for part in ("results", "data", "need")
    )

    assert results.splitlines()[0] == "1 remise."
    assert "sur 24 cas" in results
    assert "composition" in data
    assert (need, DossierText.objects.count()) == ("", 0)


def test_a_mentor_reads_it_another_team_does_not(judged: Stage) -> None:
    write(judged)
    mentor = make_enrolment(judged.edition, Role.EXPERT).person
    name_mentor(mentor, edition=judged.edition, field="statistiques", by=judged.coordinator)
    reader, rival = signed_in(mentor), signed_in(judged.luc.person)

    read = body(reader)

    assert (LONG[:20] in read, f"{HERE}need/" in read) == (True, False)
    assert reader.get(f"{HERE}need/").status_code == 404
    assert rival.get(HERE).status_code == 404


def test_it_is_handed_in_from_its_page(judged: Stage, amina: Client) -> None:
    write(judged)
    page = f"{HERE}handing-in/"
    key = amina.get(page).context["form"]["form_key"].value()

    refused = amina.post(page, {"form_key": key})
    done = amina.post(page, {"form_key": key, "even_incomplete": "on"}, follow=True)

    assert refused.status_code == 422
    assert "Le dossier est remis." in done.content.decode()
    assert Attempt.objects.get(team=judged.herons).submitted_at == DAY_TWO


def test_its_pages_cost_eight_queries_at_most(judged: Stage, amina: Client) -> None:
    evaluate(send(judged, guesses(0.7)))
    amina.post(f"{HERE}challenge/", {"challenge": judged.challenge.pk})
    pages = ("", "results/", "handing-in/")
    empty = {page: _queries(amina, HERE + page) for page in pages}
    write(judged)
    write(judged, part=DossierPart.ETHICS)

    written = {page: _queries(amina, HERE + page) for page in pages}

    assert written == empty
    assert max(written.values()) <= 8


def test_a_dossier_handed_in_is_read_on_its_page_only(judged: Stage, amina: Client) -> None:
    hand_in_for(judged, judged.amina)

    assert amina.get(f"{HERE}need/").status_code == 302
    assert amina.get(f"{HERE}handing-in/").status_code == 302
    late = {"text": "Encore.", "version": 1, "hand": str(uuid4())}
    assert amina.post(f"{HERE}need/", late).status_code == 409


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)

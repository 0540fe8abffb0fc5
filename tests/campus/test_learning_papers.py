"""Handing in: what is refused, what is kept, who reads it, the marks and what is said of them."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from passerelle.campus.actions import assign_rater, form_team, save_sheet, submit_sheet
from passerelle.campus.enums import Role
from passerelle.campus.forms.uploads import UploadRules, refusal_of
from passerelle.campus.models import Activity, Attempt, Enrolment, PaperFile
from passerelle.foundation.models import Comment, Entry, Notice
from tests.campus.learning_cast import (
    School,
    client_of,
    later,
    make_paper,
    make_reader,
)
from tests.factories import NOW, make_enrolment, make_module, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]

PDF = b"%PDF-1.7\n%fake\n"


@pytest.fixture
def learner(school: School) -> Enrolment:
    return make_reader(school)


@pytest.fixture
def client(learner: Enrolment) -> Client:
    return client_of(learner)


def upload(name: str = "lettre.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def zipped(*names: str, mimetype: bytes = b"") -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def paper(**fields: Any) -> dict[str, Any]:
    return {"form_key": str(uuid4()), "text": "Trois <b>erreurs</b>."} | fields


def hand_in(school: School, client: Client, **fields: Any) -> Attempt:
    client.post(school.url(school.paper, name="papers"), paper(**fields))
    return Attempt.objects.get(activity=school.paper)


def marked(attempt: Attempt, *, level: str = "solide") -> Enrolment:
    expert = make_enrolment(
        attempt.activity.edition, role=Role.EXPERT, person=make_person(language="en")
    )
    sheet = assign_rater(attempt, rater=expert.person)
    save_sheet(sheet, levels={"preuve": level}, remark="Relisez la <i>ligne 3</i>.")
    submit_sheet(sheet, by=expert.person)
    return expert


def test_the_brief_and_the_rubric_are_read_before_the_work(school: School, client: Client) -> None:
    page = client.get(school.url(school.paper)).content.decode()

    said = ["English brief.", "Is it proven?", "Each fact is sourced.", "“Notes, line 3.”"]
    assert [words for words in said if words in page] == said


def test_a_text_and_files_are_handed_in_once(school: School, client: Client) -> None:
    key = str(uuid4())
    url = school.url(school.paper, name="papers")

    answers = [client.post(url, paper(form_key=key, files=[upload()])) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert PaperFile.objects.count() == 1
    assert Entry.objects.filter(verb="handed in").count() == 1
    page = client.get(school.url(school.paper)).content.decode()
    assert "Trois &lt;b&gt;erreurs&lt;/b&gt;." in page
    assert "lettre.pdf" in page


def test_a_name_too_long_for_a_disk_is_kept_for_people_alone(
    school: School, client: Client
) -> None:
    name = "病" * 120 + ".pdf"

    hand_in(school, client, files=[upload(name)])

    kept = PaperFile.objects.get()
    assert kept.name == name
    assert kept.file.name.rpartition("/")[2].startswith(kept.digest[:24])


def test_a_second_window_is_told_and_loses_nothing(school: School, client: Client) -> None:
    hand_in(school, client)

    refused = client.post(school.url(school.paper, name="papers"), paper(text="Une autre version."))
    page = refused.content.decode()

    assert refused.status_code == 422
    assert "This was already submitted; nothing was changed." in page
    assert "Une autre version.</textarea>" in page
    assert Attempt.objects.get().text == "Trois <b>erreurs</b>."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("vide.pdf", b"", "“vide.pdf” is empty"),
        ("gros.pdf", PDF + b"0" * 1_000_000, "“gros.pdf” is too large: 1 MB at most."),
        ("outil.exe", b"MZ", "“outil.exe” is not of an accepted type"),
        ("sans", PDF, "“sans” is not of an accepted type"),
        ("faux.pdf", b"MZ\x90 executable", "“faux.pdf” does not hold what its name says"),
        ("faux.docx", zipped("xl/a.xml"), "“faux.docx” does not hold what its name says"),
        ("faux.png", b"GIF89a", "“faux.png” does not hold what its name says"),
        ("faux.txt", b"MZ\0\0", "“faux.txt” does not hold what its name says"),
    ],
)
def test_a_bad_file_gets_a_sentence_and_the_text_is_kept(
    school: School, client: Client, name: str, data: bytes, sentence: str
) -> None:
    refused = client.post(
        school.url(school.paper, name="papers"), paper(files=[upload(name, data)])
    )
    page = refused.content.decode()

    assert refused.status_code == 422
    assert sentence in page
    assert "Trois &lt;b&gt;erreurs&lt;/b&gt;.</textarea>" in page
    assert not Attempt.objects.exists()


def test_too_many_files_are_counted(school: School, client: Client) -> None:
    files = [upload(f"{number}.pdf") for number in range(3)]

    refused = client.post(school.url(school.paper, name="papers"), paper(files=files))

    assert "You chose 3 files; at most 2 are accepted." in refused.content.decode()


def test_a_text_too_long_is_refused_whole_rather_than_cut(school: School, client: Client) -> None:
    shown = client.get(school.url(school.paper)).content.decode()
    long = "é" * 100_001

    refused = client.post(school.url(school.paper, name="papers"), paper(text=long))
    text = refused.content.decode()

    assert "maxlength" not in shown
    assert (refused.status_code, long in text) == (422, True)
    assert "longer than 100,000 characters" in text
    assert not Attempt.objects.filter(submitted_at__isnull=False).exists()


def test_who_comes_after_the_date_reads_so_before_handing_in(
    school: School, client: Client
) -> None:
    in_time = client.get(school.url(school.paper)).content.decode()
    Activity.objects.filter(pk=school.paper.pk).update(due_at=NOW - timedelta(days=3))

    late = client.get(school.url(school.paper)).content.decode()

    lead = make_reader(school, role=Role.MODULE_LEAD)
    watched = client_of(lead).get(school.url(school.paper)).content.decode()

    assert "late by" not in in_time
    assert "This date has passed (late by 3 days); your work is still accepted." in late
    assert "late by" not in watched


def test_neither_text_nor_files_is_called_optional_where_one_is_needed(
    school: School, client: Client
) -> None:
    text = client.get(school.url(school.paper)).content.decode()

    assert "A text, files, or both." in text
    assert "(optional)" not in text.partition('id="hand-in"')[2].partition("</form>")[0]


def test_nothing_at_all_is_refused_beside_the_text(school: School, client: Client) -> None:
    refused = client.post(school.url(school.paper, name="papers"), paper(text="  "))

    assert refused.status_code == 422
    assert refused.context["form"].errors["text"] == [
        "Write a text or add a file before handing in."
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", PDF),
        ("a.PDF", PDF),
        ("a.docx", zipped("[Content_Types].xml", "word/document.xml")),
        ("a.pptx", zipped("[Content_Types].xml", "ppt/presentation.xml")),
        ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml")),
        ("a.odt", zipped("content.xml", mimetype=b"application/vnd.oasis.opendocument.text")),
        ("a.ods", zipped("c.xml", mimetype=b"application/vnd.oasis.opendocument.spreadsheet")),
        ("a.odp", zipped("c.xml", mimetype=b"application/vnd.oasis.opendocument.presentation")),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.jpeg", b"\xff\xd8\xff\xe0"),
        ("a.csv", "é;1".encode("latin-1")),
        ("a.txt", "é".encode("utf-16")),
        ("a.md", b"# a"),
        ("a.ipynb", b'{"cells": []}'),
    ],
)
def test_each_accepted_type_is_recognised(name: str, data: bytes) -> None:
    kinds = "pdf docx pptx xlsx odt ods odp png jpg csv txt md ipynb"
    rules = UploadRules(most=1, megabytes=1, types=tuple(kinds.split()))

    assert refusal_of(upload(name, data), rules) == ""


def test_a_draft_is_kept_and_comes_back(school: School, client: Client) -> None:
    kept = client.post(
        school.url(school.paper, name="papers"),
        paper(text="Un début"),
        headers={"X-Autosave": "1"},
    )
    page = client.get(school.url(school.paper)).content.decode()
    handed = hand_in(school, client, text="Un début et une fin")

    assert kept.status_code == 204
    assert "Un début</textarea>" in page
    assert handed.text == "Un début et une fin"
    assert handed.number == 1


def test_handing_in_before_the_opening_is_refused(school: School, client: Client) -> None:
    for field, value in later(2).items():
        setattr(school.paper, field, value)
    school.paper.save()

    refused = client.post(school.url(school.paper, name="papers"), paper())

    assert refused.status_code == 422
    assert "This activity is not open yet." in refused.content.decode()
    assert not Attempt.objects.exists()


def test_marks_are_read_with_their_level_and_remark(school: School, client: Client) -> None:
    attempt = hand_in(school, client)
    before = client.get(school.url(school.paper)).content.decode()
    marked(attempt)

    page = client.get(school.url(school.paper)).content.decode()

    assert "The marks appear here once the rater has signed." in before
    assert "Your work is marked: 20 / 20." in page
    assert "<b>Sound</b>, 8 / 8" in page
    assert "Relisez la &lt;i&gt;ligne 3&lt;/i&gt;." in page


def test_a_draft_sheet_is_never_shown_to_the_author(school: School, client: Client) -> None:
    attempt = hand_in(school, client)
    expert = make_enrolment(school.edition, role=Role.EXPERT)
    sheet = assign_rater(attempt, rater=expert.person)
    save_sheet(sheet, levels={"preuve": "solide"}, remark="Brouillon secret.")

    page = client.get(school.url(school.paper)).content.decode()

    assert "Brouillon secret." not in page


def test_a_comment_reaches_the_other_side_once(school: School, client: Client) -> None:
    attempt = hand_in(school, client)
    expert = marked(attempt)
    Notice.objects.all().delete()
    url = reverse("comments", args=["2027", attempt.pk])
    form = {"form_key": str(uuid4()), "text": "Pourquoi <u>8</u> ?"}

    for _ in range(2):
        client.post(url, form)
    client_of(expert).post(url, {"form_key": str(uuid4()), "text": "Relisez."})

    assert Comment.objects.count() == 2
    assert set(Notice.objects.values_list("person_id", "verb")) == {
        (expert.person_id, "commented"),
        (attempt.enrolment.person_id, "commented"),  # type: ignore[union-attr]
    }
    page = client.get(school.url(school.paper)).content.decode()
    assert "Pourquoi &lt;u&gt;8&lt;/u&gt; ?" in page


def test_an_empty_comment_gets_a_sentence(school: School, client: Client) -> None:
    attempt = hand_in(school, client)

    refused = client.post(
        reverse("comments", args=["2027", attempt.pk]), {"form_key": str(uuid4()), "text": " "}
    )

    assert refused.status_code == 422
    assert "Write a few words first." in refused.content.decode()


def test_a_comment_never_leads_to_another_site(school: School, client: Client) -> None:
    attempt = hand_in(school, client)
    form = {"form_key": str(uuid4()), "text": "Merci.", "next": "https://ailleurs.example/"}

    answer = client.post(reverse("comments", args=["2027", attempt.pk]), form)

    assert answer.url == reverse("attempt", args=["2027", attempt.pk])


def test_a_file_is_downloaded_under_its_name_and_nothing_else(
    school: School, client: Client
) -> None:
    attempt = hand_in(school, client, files=[upload("été.pdf")])

    answer = client.get(reverse("paper_file", args=["2027", attempt.files.get().pk]))

    assert b"".join(answer.streaming_content) == PDF
    assert [answer[name] for name in ("Content-Type", "X-Content-Type-Options")] == [
        "application/octet-stream",
        "nosniff",
    ]
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%C3%A9t%C3%A9.pdf"


def test_a_work_is_for_its_author_its_raters_and_the_staff(school: School, client: Client) -> None:
    attempt = hand_in(school, client, files=[upload()])
    rater = marked(attempt)
    others = {
        "coordinator": make_enrolment(school.edition, role=Role.COORDINATOR),
        "rater": rater,
        "expert": make_enrolment(school.edition, role=Role.EXPERT),
        "learner": make_reader(school),
        "juror": make_enrolment(school.edition, role=Role.JUROR),
    }
    addresses = [
        reverse("attempt", args=["2027", attempt.pk]),
        reverse("paper_file", args=["2027", attempt.files.get().pk]),
    ]

    seen = {
        name: [client_of(one).get(url).status_code for url in addresses]
        for name, one in others.items()
    }

    assert seen == {
        "coordinator": [200, 200],
        "rater": [200, 200],
        "expert": [404, 404],
        "learner": [404, 404],
        "juror": [404, 404],
    }


def test_a_datathon_guest_works_with_their_team(school: School) -> None:
    datathon = make_module(school.edition, 7, kind="datathon")
    report = make_paper(datathon, slug="dossier", by_team=True)
    guest = make_reader(school, role=Role.GUEST)
    member, stranger = make_reader(school), make_reader(school)
    form_team(school.edition, number=4, name="Équipe 4", members=[guest, member])

    handed = client_of(guest).post(school.url(report, name="papers"), paper())
    seen = client_of(member).get(school.url(report)).content.decode()
    teamless = client_of(stranger).get(school.url(report)).content.decode()

    assert handed.status_code == 302
    assert f"Handed in by {guest.person}" in seen
    assert "you are in no team yet" in teamless
    assert "Trois" not in teamless


def test_team_work_without_a_team_is_refused_in_words(school: School) -> None:
    report = make_paper(school.module, slug="dossier", by_team=True)

    refused = client_of(make_reader(school)).post(school.url(report, name="papers"), paper())

    assert refused.status_code == 422
    assert "Ask the coordinator." in refused.content.decode()


def test_an_assignment_takes_eight_queries_at_most(
    school: School, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(school.url(school.paper))
    with django_assert_max_num_queries(6):
        client.get(school.url(school.paper))
    attempt = hand_in(school, client, files=[upload(), upload("b.pdf")])
    marked(attempt)

    with django_assert_max_num_queries(8):
        client.get(school.url(school.paper))
    with django_assert_max_num_queries(8):
        client.get(reverse("attempt", args=["2027", attempt.pk]))

"""A form sent after one's session ended: nothing is stored, nothing one wrote is lost."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from passerelle.foundation.models import Comment
from tests.campus.agenda_cast import a_year, reader
from tests.factories import make_activity, make_attempt

pytestmark = pytest.mark.django_db
WORDS = "Une remarque <b>écrite</b> le soir, sur un téléphone."


@pytest.fixture
def comments() -> str:
    edition, module = a_year()
    attempt = make_attempt(make_activity(module), reader(edition))
    return f"/{edition.slug}/attempts/{attempt.pk}/comments/"


def test_ones_words_are_shown_with_the_way_back_and_not_stored(comments: str) -> None:
    page = "/2027/modules/02-transformateurs/?essai=2"
    sent = {"text": WORDS, "title": "Merci !", "choice": "for", "at": "2027-02-18"}
    sent |= {"form_key": "Not to be shown", "old_password": "Nor this one"}

    answer = Client(headers={"accept-language": "en"}).post(
        comments, sent, HTTP_REFERER=f"http://testserver{page}"
    )
    text = answer.content.decode()

    assert (answer.status_code, answer["Cache-Control"]) == (401, "no-store")
    assert "Une remarque &lt;b&gt;écrite&lt;/b&gt; le soir" in text
    assert text.count("<textarea") == 2
    assert "Merci !" in text
    assert "Not to be shown" not in text
    assert "Nor this one" not in text
    assert f"?next={page.replace('?', '%3F').replace('=', '%3D')}" in text
    assert not Comment.objects.exists()


@pytest.mark.parametrize("elsewhere", ["", "https://ailleurs.example/a", "javascript:alert(1)"])
def test_nobody_is_led_out_of_the_campus(comments: str, elsewhere: str) -> None:
    answer = Client(headers={"accept-language": "en"}).post(
        comments, {"text": WORDS}, HTTP_REFERER=elsewhere
    )

    assert "?next=/" in answer.content.decode()
    assert "ailleurs" not in answer.content.decode()


def test_files_are_to_be_chosen_again_and_what_was_ticked_is_not_shown(comments: str) -> None:
    answer = Client(headers={"accept-language": "en"}).post(
        comments, {"choice": "for", "file": ContentFile(b"x", name="a.pdf")}
    )

    assert "Files have to be chosen again." in answer.content.decode()
    assert "<textarea" not in answer.content.decode()


def test_a_page_that_is_only_read_still_leads_to_the_door(comments: str) -> None:
    answer = Client(headers={"accept-language": "en"}).get("/2027/agenda/")

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/2027/agenda/")

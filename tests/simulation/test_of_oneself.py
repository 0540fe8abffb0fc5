"""A question that may be of oneself: the patient answers, and its author alone is asked, once."""

from __future__ import annotations

import logging
import re
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client

from passerelle.foundation.models import Entry
from passerelle.simulation.models import Encounter, Pause, Turn, Word
from passerelle.simulation.views import encounters
from tests.simulation.cast import (
    Clinic,
    Script,
    client_of,
    make_clinic,
    make_learner,
    make_staff,
    make_team,
    met,
    said,
    url_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
WORN_OUT = "I can't see any way out anymore."
PLAIN = "Where does it hurt?"
ASKED = "Are you speaking of yourself?"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _heard_by_a_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encounters, "reader_of", lambda _case: Script())


@pytest.fixture
def clinic() -> Clinic:
    return make_clinic()


def question(text: str, *, seen: int = 0) -> dict[str, Any]:
    return {"text": text, "seen": seen, "form_key": str(uuid4())}


def stored() -> dict[str, list[str]]:
    """Every row of every table but the visitor's session, which the log-in renews."""
    models = (each for each in apps.get_models() if each.__name__ != "Session")
    return {each.__name__: sorted(map(str, each._default_manager.values_list())) for each in models}


def asks(client: Client, encounter: Encounter, sent: dict[str, Any], **headers: str) -> str:
    answer = client.post(url_of(encounter, "encounter_turns"), sent, headers=headers, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_turn_says_so_and_is_stored_like_any_other(clinic: Clinic) -> None:
    learner = make_learner(clinic)
    encounter = met(clinic, learner)
    lines = Entry.objects.count()

    turns = [said(encounter, learner, text) for text in (WORN_OUT, PLAIN)]

    assert [each.may_be_of_oneself for each in turns if isinstance(each, Turn)] == [True, False]
    assert [each.may_be_of_oneself for each in Turn.objects.all()] == [False, False]
    assert "may_be_of_oneself" not in {field.name for field in Turn._meta.get_fields()}
    assert (Pause.objects.count(), Entry.objects.count()) == (0, lines)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_answer_is_there_and_the_page_asks_once(
    clinic: Clinic, headers: dict[str, str]
) -> None:
    learner = make_learner(clinic)
    client, encounter = client_of(learner), met(clinic, learner)

    page = asks(client, encounter, question(WORN_OUT), **headers)
    anew = client.get(url_of(encounter)).content.decode()
    following = asks(client, encounter, question(PLAIN, seen=1), **headers)

    turn = Turn.objects.get(number=1)
    assert (page.count(ASKED), turn.say in page) == (1, True)
    assert url_of(encounter, "encounter_turn_withdrawal", turn.pk) in page
    assert re.search(r'role="status"\s+id="of-yourself"', page)
    assert 'aria-describedby="of-yourself"' in page
    assert "autofocus" not in page
    assert (anew.count(ASKED), following.count(ASKED)) == (0, 0)
    assert turn.say in anew


def test_an_answer_lost_on_its_way_asks_again_when_it_is_sent_again(clinic: Clinic) -> None:
    learner = make_learner(clinic)
    client, encounter, sent = client_of(learner), met(clinic, learner), question(WORN_OUT)

    pages = [asks(client, encounter, sent, **HTMX) for _time in range(2)]

    assert [page.count(ASKED) for page in pages] == [1, 1]
    assert Turn.objects.count() == 1


def test_that_it_was_asked_and_that_they_stopped_is_kept_nowhere(
    clinic: Clinic, caplog: pytest.LogCaptureFixture
) -> None:
    learner = make_learner(clinic)
    client, encounter = client_of(learner), met(clinic, learner)
    caplog.set_level(logging.DEBUG)
    asks(client, encounter, question(WORN_OUT))
    session, before = dict(client.session), stored()

    page = client.get(url_of(encounter, "encounter_pause"))
    client.post(url_of(encounter, "encounter_resumption"))

    assert page.status_code == 200
    assert (stored(), dict(client.session), mail.outbox) == (before, session, [])
    assert set(session) == {"_auth_user_id", "_auth_user_backend", "_auth_user_hash"}
    logged = "".join(each.getMessage() for each in caplog.records if "sql" not in each.__dict__)
    assert "way out" not in logged


def test_yes_leads_to_the_help_lines_and_says_what_is_true_of_the_words(clinic: Clinic) -> None:
    learner = make_learner(clinic)
    client, encounter = client_of(learner), met(clinic, learner)
    asks(client, encounter, question(WORN_OUT))

    yes = client.post(
        url_of(encounter, "encounter_turn_withdrawal", Turn.objects.get().pk), follow=True
    )
    page = yes.content.decode()
    back = client.post(url_of(encounter, "encounter_resumption"), follow=True)

    assert yes.redirect_chain == [(f"{url_of(encounter, 'encounter_pause')}?of=talk", 302)]
    assert all(line in page for line in ("3114", "9-8-8", "no longer in the talk"))
    assert "was not kept" not in page
    assert back.redirect_chain == [(url_of(encounter), 302)]
    assert ASKED not in back.content.decode()


def test_a_pause_that_was_heard_keeps_its_own_words(clinic: Clinic) -> None:
    learner = make_learner(clinic)
    client, encounter = client_of(learner), met(clinic, learner)
    said(encounter, learner, "I want to kill myself")

    pages = [
        client.get(url_of(encounter, name)).content.decode()
        for name in ("encounter", "encounter_pause")
    ]

    assert all("What you wrote was not kept" in page for page in pages)
    assert not any("in the talk" in page for page in pages)


def test_a_word_sent_from_there_comes_back_there(clinic: Clinic) -> None:
    learner, chosen = make_learner(clinic), make_staff(clinic)
    client, encounter = client_of(learner), met(clinic, learner)
    form = {"to": chosen.person.pk, "text": "", "form_key": uuid4()}

    sent = client.post(url_of(encounter, "encounter_words"), form, follow=True)

    assert sent.redirect_chain == [(url_of(encounter, "encounter_pause"), 302)]
    assert "knows that you would like a word" in sent.content.decode()
    assert Word.objects.get().to == chosen.person


def test_another_member_of_the_team_reads_the_talk_and_sees_nothing_of_it() -> None:
    clinic = make_clinic(mode="team")
    one, other = make_learner(clinic), make_learner(clinic)
    make_team(clinic, one, other)
    encounter, client = met(clinic, one), client_of(other)

    own = asks(client_of(one), encounter, question(WORN_OUT))
    client_of(one).get(url_of(encounter, "encounter_pause"))
    read = client.get(url_of(encounter)).content.decode()
    polled = client.get(url_of(encounter), headers=HTMX).content.decode()
    after = asks(client, encounter, question(PLAIN, seen=1))

    assert ASKED in own
    assert all(Turn.objects.get(number=1).say in page for page in (read, polled))
    assert not any(ASKED in page or "withdrawal" in page for page in (read, polled, after))

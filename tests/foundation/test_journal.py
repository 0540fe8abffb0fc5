"""The journal: who did what, when, on what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.forms.models import model_to_dict

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, entries_of, note
from passerelle.foundation.models import Entry
from tests.factories import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
LESSON = Thing("lesson", "4", "Attention et contexte")


def line_of(entry: Entry) -> dict[str, Any]:  # Any: a row's values
    return model_to_dict(entry, exclude=["id"])


def test_a_line_says_who_did_what_when_on_what() -> None:
    amina = make_person("Amina Inventée")

    entry = note(amina, "read", LESSON, edition="2027", number=1)

    entry.refresh_from_db()
    assert line_of(entry) == {
        "at": NOW,
        "edition": "2027",
        "actor_id": amina.pk,
        "actor_label": "Amina Inventée",
        "verb": "read",
        "object_kind": "lesson",
        "object_id": "4",
        "object_label": "Attention et contexte",
        "detail": {"number": 1},
    }


def test_without_an_actor_the_product_itself_is_named() -> None:
    entry = note(None, "loaded", LESSON)

    assert (entry.actor_id, entry.actor_label, entry.edition) == (None, "Passerelle", "")


def test_a_line_keeps_the_name_of_then_when_the_person_changes_theirs() -> None:
    amina = make_person("Amina Inventée")
    note(amina, "read", LESSON, edition="2027")

    amina.name = "Amina Autrement"
    amina.save()

    assert [str(entry) for entry in entries_of("2027")] == [
        "Amina Inventée read Attention et contexte"
    ]


def test_an_editions_journal_holds_its_own_lines_the_latest_first() -> None:
    amina = make_person()
    note(amina, "read", LESSON, edition="2026")
    for day, verb in enumerate(("enrolled", "read", "handed in")):
        with clock.standing_at(NOW + timedelta(days=day)):
            note(amina, verb, LESSON, edition="2027")

    verbs = [entry.verb for entry in entries_of("2027")]

    assert verbs == ["handed in", "read", "enrolled"]


def test_lines_of_one_instant_stay_in_the_order_they_were_written() -> None:
    amina = make_person()
    for verb in ("decided", "prepared a diploma", "signed a diploma"):
        note(amina, verb, LESSON, edition="2027")

    verbs = [entry.verb for entry in entries_of("2027").reverse()]

    assert verbs == ["decided", "prepared a diploma", "signed a diploma"]


def test_a_very_long_label_is_cut_not_refused() -> None:
    entry = note(None, "loaded", Thing("lesson", "4", "long " * 100), edition="2027")

    entry.refresh_from_db()
    assert entry.object_label == ("long " * 100)[:300]

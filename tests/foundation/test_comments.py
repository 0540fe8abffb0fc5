"""Remarks on any thing: kept once, in the order written, under the name of then."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from passerelle.foundation import clock
from passerelle.foundation.comments import EmptyComment, comment, comments_on
from passerelle.foundation.models import Comment
from tests.factories import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def test_the_same_form_sent_twice_leaves_one_remark() -> None:
    amina, key = make_person(), uuid4()

    first = comment("attempt", 7, author=amina, text="Bien vu.", form_key=key)
    second = comment("attempt", 7, author=amina, text="Bien vu.", form_key=key)

    assert first == second
    assert list(comments_on("attempt", 7)) == [first]


def test_the_same_words_in_two_forms_are_two_remarks() -> None:
    amina = make_person()

    said = [comment("attempt", 7, author=amina, text="Merci.", form_key=uuid4()) for _ in range(2)]

    assert list(comments_on("attempt", 7)) == said


def test_remarks_come_in_the_order_written_on_their_own_thing_only() -> None:
    amina, luc = make_person("Amina Inventée"), make_person("Luc Inventé")
    comment("attempt", 8, author=luc, text="Ailleurs.", form_key=uuid4())
    comment("session", 7, author=luc, text="Autre chose.", form_key=uuid4())
    with clock.standing_at(NOW + timedelta(hours=1)):
        comment("attempt", 7, author=luc, text="Réponse.", form_key=uuid4())
    comment("attempt", 7, author=amina, text="Question ?", form_key=uuid4())

    thread = [(each.author_label, each.text, each.at) for each in comments_on("attempt", 7)]

    assert thread == [
        ("Amina Inventée", "Question ?", NOW),
        ("Luc Inventé", "Réponse.", NOW + timedelta(hours=1)),
    ]


def test_blanks_around_a_remark_are_left_out() -> None:
    said = comment("attempt", 7, author=make_person(), text="\n  Oui. \n", form_key=uuid4())

    assert said.text == "Oui."


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_a_blank_remark_is_refused_and_nothing_is_kept(text: str) -> None:
    with pytest.raises(EmptyComment):
        comment("attempt", 7, author=make_person(), text=text, form_key=uuid4())

    assert not Comment.objects.exists()

"""Remarks on any thing: kept once, in the order written, under the name of then."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from passerelle.foundation import clock
from passerelle.foundation.comments import (
    EmptyComment,
    FormUsedElsewhere,
    comment,
    comments_on,
    discuss,
)
from passerelle.foundation.models import Comment, Notice
from tests.factories import NOW, both, make_person

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


def test_a_form_of_another_thing_or_person_leaves_nothing() -> None:
    amina, luc, key = make_person(), make_person(), uuid4()
    said = comment("team", 3, author=amina, text="Oui.", form_key=key)

    with pytest.raises(FormUsedElsewhere):
        comment("team", 4, author=amina, text="Oui.", form_key=key)
    with pytest.raises(FormUsedElsewhere):
        comment("team", 3, author=luc, text="Oui.", form_key=key)

    assert list(Comment.objects.all()) == [said]


def test_a_discussion_tells_once_those_who_wrote_before_and_the_followers_never_the_author() -> (
    None
):
    amina, luc, zoe, key = make_person(), make_person(), make_person(), uuid4()
    comment("team", 3, author=luc, text="Bonjour.", form_key=uuid4())

    for _ in range(2):
        discuss(
            "team",
            3,
            author=amina,
            text="Réponse.",
            form_key=key,
            label=both("Équipe 3"),
            url="/2027/team/",
            followers=[zoe.pk, amina.pk],
        )

    told = Notice.objects.order_by("person_id").values_list("person_id", "verb", "label", "url")
    assert list(told) == [
        (each.pk, "commented", both("Équipe 3"), "/2027/team/") for each in (luc, zoe)
    ]

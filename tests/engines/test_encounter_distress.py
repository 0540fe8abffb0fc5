"""A learner's own distress pauses the encounter; a clinical question about death does not.

`distress/own.txt` and `not_own.txt` hold one invented sentence a line. The phrases were written
with them: they are a regression, not a measure of what is missed.

`unseen_own.txt` (80 a language, French first) and `unseen_not_own.txt` were written before the
second net, by someone who had read the first one's phrases and looked for what they miss: the
first net heard 16 of the 160, and the second was then written by the same hand. So these are a
regression too. On statements written by others, never seen before the patterns were fixed, both
nets together heard 106 of 202, then (widened) 95 of 130, then (widened) 55 of 82; the first net
alone 65, 25 and 30."""

from pathlib import Path

import pytest

from passerelle.engines.encounter import (
    HELP_LINES,
    LANGUAGES,
    Kind,
    Note,
    State,
    is_own_distress,
    pause_words,
    shared_library,
)
from passerelle.engines.encounter._distress import may_be_own_distress

from .encounter_cast import asking, say

SENTENCES = Path(__file__).parent / "distress"


def sentences(name):
    return (SENTENCES / name).read_text("utf-8").splitlines()


def test_ones_own_distress_pauses():
    own = sentences("own.txt")

    assert len(own) > 400
    assert [each for each in own if not is_own_distress(each)] == []


def test_a_question_a_report_or_an_idiom_does_not_pause():
    not_own = sentences("not_own.txt")

    assert len(not_own) > 300
    assert [each for each in not_own if is_own_distress(each)] == []


def test_distress_at_the_end_of_a_very_long_message_is_seen():
    assert is_own_distress("Avez-vous mal au ventre ? " * 380 + "Je veux mourir.")


def test_what_stands_between_quotation_marks_is_not_said():
    assert not is_own_distress("Que répondre à « je veux mourir » ?")
    assert is_own_distress("Il a dit « bonjour ». Je veux mourir.")


def test_the_pause_names_the_lines_of_both_countries():
    numbers = [line.number for line in HELP_LINES.values()]

    assert numbers == ["3114", "9-8-8"]
    assert all(n in pause_words("fr") and n in pause_words("en") for n in numbers)


def test_the_second_net_hears_what_the_first_does_not():
    own = sentences("unseen_own.txt")
    first = [each for each in own if is_own_distress(each)]
    both = [each for each in own if is_own_distress(each) or may_be_own_distress(each)]

    assert (len(own), len(first)) == (160, 16)
    assert len(both) >= 155


def test_the_first_net_takes_nothing_unseen_for_distress_and_the_second_little():
    not_own = sentences("unseen_not_own.txt")

    assert len(not_own) == 100
    assert [each for each in not_own if is_own_distress(each)] == []
    assert sum(map(may_be_own_distress, not_own)) <= 1
    assert sum(map(may_be_own_distress, sentences("not_own.txt"))) <= 11


def test_the_library_alarms_neither_net():
    asked = [
        phrasing
        for topic in shared_library().topics
        for language in LANGUAGES
        for phrasing in topic.phrasings.in_language(language)[1::4]
    ]

    assert len(asked) > 1000
    assert [each for each in asked if may_be_own_distress(each)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Voyez-vous une issue ?",
        "Avez-vous déjà dit « je ne vois plus d’issue » ?",
        "Vous sentez-vous inutile ?",
        "Votre mari dit que tout irait mieux sans lui ?",
        "Do you see any way out?",
        "Je n’ai plus de questions.",
        "Je suis fatiguée ce matin.",
    ],
)
def test_a_question_a_quotation_or_a_plain_tiredness_is_nothing_to_check(text):
    assert not may_be_own_distress(text)


def test_the_patient_goes_on_and_the_turn_says_to_check_in():
    given = say("Je ne vois plus d’issue.", asking("pills"))

    assert (given.kind, given.facts, given.notes) == (Kind.TOLD, ("pills",), (Note.CHECK_IN,))


def test_what_pauses_is_not_also_checked_and_a_plain_turn_is_not():
    paused, plain = say("Je veux mourir."), say("Un cachet ?", asking("pills"))

    assert (paused.kind, paused.notes, paused.state) == (Kind.PAUSED, (), State("fr"))
    assert plain.notes == ()

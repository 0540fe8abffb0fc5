"""A model's words for what a patient tells: faithful, or not said."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from passerelle.engines.encounter import Kind, State, Unfaithful, WordingRequest, unfaithful, worded

from .encounter_cast import asking, near, odile, say

LINES = (
    "J’ai pris 2 cachets de 500 mg à 8:30.",
    "Je n’ai pas de fièvre, mais je tousse.",
    "Mon père est mort à 61 ans.",
)
TEXT = " ".join(LINES)


def verdict(text, lines=LINES, language="fr", reserved=("infarctus",)):
    return unfaithful(text, lines, language=language, reserved=reserved)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Euh, j’ai pris 2 cachets de 500 mg à 8:30. Je n’ai pas de fièvre mais je tousse… Mon père est mort à 61 ans, vous savez.",
        "Mon père est mort à 61 ans. J’ai pas de fièvre, et je tousse, docteur. J’ai pris 2 cachets de 500 mg, à 8:30.",
    ],
)
def test_the_same_sentences_with_a_hesitation_are_accepted(text):
    assert verdict(text) is None


def test_english_contractions_are_the_same_words():
    lines = ["I do not smoke.", "It is my chest."]

    assert verdict("Well, I don’t smoke. It’s my chest.", lines, "en") is None


@pytest.mark.parametrize(
    "text, why",
    [
        ("", Unfaithful.EMPTY),
        ("…", Unfaithful.EMPTY),
        (TEXT.replace("500", "50"), Unfaithful.NUMBER),
        (TEXT.replace("8:30", "8,30"), Unfaithful.NUMBER),
        (TEXT.replace("61", "−61"), Unfaithful.NUMBER),
        (TEXT.replace("pas de fièvre", "de fièvre"), Unfaithful.NEGATION),
        (TEXT.replace("mais je tousse", "mais je ne tousse pas"), Unfaithful.NEGATION),
        (TEXT.replace("fièvre, mais je tousse", "toux, mais je fièvre"), Unfaithful.ADDED),
        (TEXT.replace("Mon père", "Ma mère"), Unfaithful.ADDED),
        (TEXT + " J’ai peur.", Unfaithful.ADDED),
        (TEXT + " <b>", Unfaithful.ADDED),
        (TEXT + " нет", Unfaithful.ADDED),
        (TEXT + " 👍", Unfaithful.ADDED),
        (TEXT[:-1] + " ?", Unfaithful.ADDED),
        (TEXT + " C’est un infarctus.", Unfaithful.RESERVED),
        (" ".join(LINES[1:]), Unfaithful.NUMBER),
        (" ".join((LINES[0], LINES[2])), Unfaithful.NEGATION),
        (
            "I took 2 pills of 500 mg at 8:30 and I have no fever; my father died at 61.",
            Unfaithful.LANGUAGE,
        ),
    ],
)
def test_anything_else_is_refused_with_its_reason(text, why):
    assert verdict(text) is why


def test_the_same_words_in_another_order_are_refused():
    lines = ["Pas de fièvre, une toux."]

    assert verdict("Pas de toux, une fièvre.", lines) is Unfaithful.ORDER


def test_a_word_that_hesitates_only_at_the_beginning_counts_elsewhere():
    assert verdict("Well, I do not feel well.", ["I do not feel well."], "en") is None
    assert verdict("I do not feel.", ["I do not feel well."], "en") is Unfaithful.MISSING


def test_a_model_is_given_the_lines_and_nothing_else():
    turn = say("Un antidouleur ?", asking("pills"))
    seen = []

    said = worded(
        odile(), turn, "Un antidouleur ?", lambda request: seen.append(request) or turn.say
    )

    assert seen == [WordingRequest(turn.lines, "Un antidouleur ?", odile().persona, "fr")]
    assert (said.text, said.refused) == (turn.say, None)


def test_an_unfaithful_wording_leaves_the_authors_line():
    turn = say("Un antidouleur ?", asking("pills"))

    said = worded(odile(), turn, "…", lambda _: "J’ai pris de la morphine.")

    assert (said.text, said.refused, said.proposed) == (
        turn.say,
        Unfaithful.ADDED,
        "J’ai pris de la morphine.",
    )


def test_what_tells_no_fact_is_never_given_to_a_model():
    turn = say("Et ça ?", near("onset", "pills"), state=State("fr"))

    assert turn.kind is Kind.CLARIFY
    assert worded(odile(), turn, "Et ça ?", lambda _: 1 / 0).text == turn.say


@settings(max_examples=50)
@given(st.integers(0, 9), st.integers(0, len(TEXT) - 1))
def test_any_changed_digit_is_refused(digit, start):
    place = next((i for i in range(start, len(TEXT)) if TEXT[i].isdigit()), None)
    assume(place is not None and TEXT[place] != str(digit))

    assert verdict(TEXT[:place] + str(digit) + TEXT[place + 1 :]) is Unfaithful.NUMBER


@settings(max_examples=50)
@given(st.permutations(LINES), st.integers(0, 2))
def test_any_order_of_lines_is_accepted_and_any_dropped_line_refused(lines, dropped):
    kept = [line for place, line in enumerate(lines) if place != dropped]

    assert verdict(" ".join(lines)) is None
    assert verdict(" ".join(kept)) is not None


SENTENCES = st.sampled_from(
    [
        "J’ai mal.",
        "Oui.",
        "Je fume.",
        "Pas du tout.",
        "Depuis hier.",
        "À gauche.",
        "Et mon bras aussi.",
        LINES[1],
    ]
)


@settings(max_examples=50)
@given(st.integers(0, 3), SENTENCES)
def test_any_added_sentence_is_refused(place, sentence):
    said = [*LINES]
    said.insert(place, sentence)

    assert verdict(" ".join(said)) is not None


@settings(max_examples=50)
@given(st.data())
def test_any_dropped_telling_word_is_refused(data):
    words = TEXT.split(" ")
    light = {"de", "mais"}
    place = data.draw(st.sampled_from([i for i, word in enumerate(words) if word not in light]))

    assert verdict(" ".join(words[:place] + words[place + 1 :])) is not None

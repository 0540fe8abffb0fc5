"""Turns read together are read as one by one, to the last digit; a vector is asked for once."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.engines.encounter import Asking, Exchange, Matcher, shared_lexicon
from passerelle.engines.encounter._matching_index import Placed
from passerelle.engines.encounter._matching_learned import shipped_vectors
from passerelle.engines.encounter._matching_vectors import Remembered, Vectors
from passerelle.gateway.embeddings import MODEL, embed, hashed
from passerelle.simulation.questioning import lexicon

from .encounter_cast import odile

PIECES = (
    "Avez-vous mal à la tête", "depuis quand", "buvez-vous", "prenez-vous un antidouleur",
    "fièvre, toux, frissons", "Bonjour", "Comment se transmet la gale", "mal au vntre", "xyz",
    "any fever, chills or a cough", "do you drink alcohol", "since when", "I am listening", "?!",
)  # fmt: skip
TURNS = st.lists(
    st.builds(
        Asking,
        st.lists(st.sampled_from(PIECES), max_size=4).map(" ? ".join) | st.text(max_size=30),
        st.sampled_from(("fr", "en")),
    ),
    max_size=6,
)


class Counting:
    """An `Embed` that says what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return hashed(texts)


@cache
def matcher() -> Matcher:
    """Its vectors are those of letters: shipped ones would not lie near them."""
    return Matcher(odile(), shared_lexicon(hashed, model="none"), hashed)


@settings(max_examples=60, deadline=None)
@given(TURNS)
def test_turns_read_together_are_read_as_one_by_one(turns: list[Asking]) -> None:
    alone = [matcher().read(text, language=language) for text, language in turns]

    assert matcher().read_each(turns) == alone


@settings(max_examples=60, deadline=None)
@given(TURNS.filter(bool))
def test_clauses_compared_together_have_the_chances_they_have_alone(turns: list[Asking]) -> None:
    likeness = matcher().likeness

    assert np.array_equal(
        likeness.signs(turns), np.concatenate([likeness.signs([each]) for each in turns])
    )


def test_the_model_gives_texts_asked_together_the_vectors_it_gives_each() -> None:
    texts = ["Avez-vous de la fièvre ?", "Since when?", "mal " * 90, "", "Buvez-vous de l’alcool ?"]

    assert np.array_equal(embed(texts), np.concatenate([embed([text]) for text in texts]))


def test_a_reader_that_compared_beforehand_still_hears_what_was_said_before() -> None:
    reader = Matcher(odile(), lexicon(), embed)
    turn, earlier = "Et depuis quand ?", (Exchange("Avez-vous mal à la tête ?", ("headache",)),)

    ready = reader.having_compared([Asking(turn, "fr")])

    assert ready.read(turn, language="fr", earlier=earlier)[0].facts == ("onset",)
    assert ready.read(turn, language="fr", earlier=()) == reader.read(turn, language="fr")


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_a_vector_that_is_remembered_is_not_asked_for_again(size: int) -> None:
    counting = Counting()
    remembered = Remembered(counting, size)

    found = [remembered(["a", "b", "a"]), remembered(["b"]), remembered(["a", "b"])]

    assert np.array_equal(np.concatenate(found), hashed(["a", "b", "a", "b", "a", "b"]))
    assert counting.asked == ["a", "b"] if size >= 3 else len(counting.asked) <= 6


def test_one_table_gives_the_cosines_of_both_vectors() -> None:
    texts, space = lexicon().phrasings.texts[::200], lexicon().space
    asked = [space.seen(row, "fr") for row in embed(("Avez-vous mal ?", "Since when?"))]
    vectors = shipped_vectors(MODEL).of(texts, embed)
    placed = Placed(space, vectors, ["en"] * len(texts))
    rows = [space.seen(row, "en") for row in vectors]

    near, centred = placed.cosines(asked)

    for place, each in enumerate(asked):
        assert near[place] == pytest.approx(
            [row.projected @ each.projected for row in rows], abs=1e-6
        )
        assert centred[place] == pytest.approx(
            [row.centred @ each.centred for row in rows], abs=1e-6
        )
        assert placed.seen(place).projected == pytest.approx(rows[place].projected, abs=1e-6)

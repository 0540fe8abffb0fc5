"""Vectors kept in a file: found by their text, never wrong, at most incomplete."""

import numpy as np
import pytest

from passerelle.engines.encounter import VectorsUnreadable, known_vectors, no_vectors, vectors_in
from passerelle.engines.encounter._matching_learned import texts_without_vectors
from passerelle.gateway.embeddings import MODEL, hashed

TEXTS = ("Avez-vous mal ?", "Since when?")


def not_asked(texts):
    raise AssertionError(f"computed: {texts}")


def test_what_is_written_is_read_back_to_a_hundredth():
    kept = vectors_in(known_vectors(TEXTS, hashed(TEXTS), model="m").as_bytes(), model="m")

    assert np.allclose(kept.of(TEXTS, not_asked), hashed(TEXTS), atol=0.01)


def test_a_changed_text_is_missing_and_computed():
    kept = known_vectors(TEXTS, hashed(TEXTS), model="m")

    assert kept.missing(["Since when?", "Since then?"]) == ("Since then?",)
    assert np.array_equal(kept.of(["Since then?"], hashed), hashed(["Since then?"]))


def test_only_the_texts_named_are_kept():
    kept = known_vectors(TEXTS, hashed(TEXTS), model="m").only(TEXTS[:1])

    assert kept.missing(TEXTS) == TEXTS[1:]


def test_another_models_file_holds_nothing():
    content = known_vectors(TEXTS, hashed(TEXTS), model="m").as_bytes()

    assert vectors_in(content, model="other").missing(TEXTS) == TEXTS
    assert no_vectors("m").missing(TEXTS) == TEXTS


@pytest.mark.parametrize("content", [b"", b"{}\n", b"no\n1", b"[1]\n"])
def test_another_programs_file_is_refused(content):
    with pytest.raises(VectorsUnreadable):
        vectors_in(content, model="m")


def test_a_file_cut_short_is_refused():
    content = known_vectors(TEXTS, hashed(TEXTS), model="m").as_bytes()

    with pytest.raises(VectorsUnreadable, match="cut short"):
        vectors_in(content[:-1], model="m")


def test_the_librarys_vectors_are_those_of_its_phrasings():
    assert texts_without_vectors(MODEL) == (), "Run: python -m tools.lexicon"

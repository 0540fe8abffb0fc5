"""Texts as vectors: one call a text, kept on disk, and a model that tells near from far."""

from pathlib import Path

import numpy as np
import pytest

from passerelle.gateway.embeddings import DIMENSION, KeptVectors, embed, hashed


class Counting:
    """A stand-in that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts):
        self.asked += texts
        return hashed(texts)


@pytest.fixture
def counting() -> Counting:
    return Counting()


def test_each_text_is_asked_once_and_then_read_from_the_folder(tmp_path: Path, counting):
    first = KeptVectors(tmp_path, counting)(["fièvre", "toux", "fièvre"])

    again = KeptVectors(tmp_path, counting)(["toux", "fièvre"])

    assert counting.asked == ["fièvre", "toux"]
    assert np.array_equal(again, first[[1, 0]])


def test_a_file_cut_short_is_computed_again(tmp_path: Path, counting):
    kept = KeptVectors(tmp_path, counting)(["fièvre"])
    (file,) = tmp_path.rglob("*.f32")
    file.write_bytes(b"cut")

    assert np.array_equal(KeptVectors(tmp_path, counting)(["fièvre"]), kept)


def test_vectors_of_another_model_are_not_read_back(tmp_path: Path, counting):
    KeptVectors(tmp_path, counting, model="one")(["fièvre"])

    KeptVectors(tmp_path, counting, model="other")(["fièvre"])

    assert counting.asked == ["fièvre", "fièvre"]


def test_progress_is_told_for_what_must_be_computed(tmp_path: Path, counting):
    steps = []

    KeptVectors(tmp_path, counting, progress=lambda *step: steps.append(step))([*"abcdefghija"])

    assert steps == [(8, 10), (10, 10)]


def test_the_model_puts_a_question_nearer_its_translation_than_another_question():
    asked, translated, other = embed(
        ["Avez-vous de la fièvre ?", "Do you have a fever?", "Prenez-vous le train ?"]
    )

    assert asked @ translated > asked @ other
    assert np.linalg.norm(asked) == pytest.approx(1, abs=1e-3)


def test_no_text_gives_no_vector_and_a_long_one_or_a_nul_is_taken_whole():
    assert embed([]).shape == (0, DIMENSION)
    assert np.isfinite(embed(["\0" * 3 + "mal " * 3_000])).all()

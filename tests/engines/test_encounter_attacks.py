"""Hostile texts, cases and files cost what honest ones do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import process_time

import pytest

from passerelle.engines.critique import mutations_of, sentences_of
from passerelle.engines.encounter import (
    Level,
    State,
    VectorsUnreadable,
    is_own_distress,
    thresholds_in,
    turn,
    vectors_in,
)
from passerelle.engines.encounter._clauses import clauses_of
from passerelle.engines.encounter._matching import DEFAULT_THRESHOLDS
from tests.engines.encounter_cast import Script, asking, odile, say

LETTERS = 10_000


@contextmanager
def within(seconds: float) -> Iterator[None]:
    began = process_time()
    yield
    assert process_time() - began < seconds


@pytest.mark.parametrize("piece", [".", "?", "…", "p. ", '."', "» ", "\n", "a.b "])
def test_a_text_made_to_be_slow_is_cut_into_sentences_at_once(piece: str) -> None:
    with within(0.5):
        sentences_of(piece * (LETTERS // len(piece)) + "z")


@pytest.mark.parametrize("piece", ["1", "19", "1,", "1g ", "ne a ", "n’", "gauche ", "is not "])
def test_a_text_made_to_be_slow_is_mutated_at_once(piece: str) -> None:
    text = piece * (LETTERS // len(piece)) + "z"

    with within(0.5):
        found = [*mutations_of(text, language="fr"), *mutations_of(text, language="en")]

    assert sum(len(each.text) for each in found) < 10_000_000


@pytest.mark.parametrize(
    "piece", ["je ", "i ", "i m ", "j ", "«", "“", '"', "can ve i ", "?", "-vous ", "et ", "a,"]
)
def test_a_turn_made_to_be_slow_is_heard_at_once(piece: str) -> None:
    text = piece * (3_000 // len(piece)) + "z"

    with within(3):  # some tenths of a second; a pattern that goes astray takes minutes
        is_own_distress(text)
        clauses_of(text)
        say(text)


def test_a_list_without_end_asks_for_a_few_things() -> None:
    listed = ", ".join(f"sign{n}" for n in range(200))

    asked = clauses_of(f"Do you have {listed}? Any {listed}")

    assert sum(len(clause.items) for clause in asked) == 10


def test_facts_that_all_need_each_other_are_told_at_once() -> None:
    one = replace(odile().facts[1], needs=(), level=Level.ASKED)
    names = [f"f{n}" for n in range(30)]
    facts = tuple(replace(one, id=name, needs=tuple(names[:n])) for n, name in enumerate(names))
    case = replace(odile(), facts=facts)

    with within(0.5):
        told = turn(case, Script(asking("f29")), State("fr"), "…a").facts

    assert told == ("f0", "f1", "f2", "f3", "f4", "f5")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[" * 100_000 + b"\n",
        b'{"format": 1, "model": "m", "rows": Infinity}\n',
        b'{"format": 1, "model": "m", "rows": -1}\n',
        b'{"format": 1, "model": "m", "rows": 99999999}\n',
        b'{"format": 1, "model": "m", "rows": 1}\n12345678\x00\x00\xc0\x7f' + b"\1" * 384,
    ],
)
def test_a_forged_file_of_vectors_is_unreadable(content: bytes) -> None:
    with pytest.raises(VectorsUnreadable):
        vectors_in(content, model="m")


@pytest.mark.parametrize("chance", [0, -1, 1.5, float("nan"), float("inf"), 10**400])
def test_thresholds_that_are_no_chances_are_the_usual_ones(chance: float) -> None:
    usual = DEFAULT_THRESHOLDS.as_json()

    for forged in (
        usual | {"told": usual["told"] | {"sensitive": chance}},
        usual | {"denied": chance},
        usual | {"by_fact": {"onset": chance}},
    ):
        assert thresholds_in(forged) == DEFAULT_THRESHOLDS

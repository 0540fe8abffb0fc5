"""Signal detection on a key: published figures, and what no strategy without eyes can earn."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.critique import (
    Choice,
    CritiqueRefused,
    ErrorType,
    Item,
    Mark,
    PlantedError,
    Response,
    Severity,
    Span,
    Tally,
    Verdict,
    detection,
    false_marks,
    found_in,
    report,
    sensitivity,
    sentences_of,
    weighted_recall,
)

RIGHT = Choice(before="a", model="a", after="a", right="a")
OUTPUT = "Give 10 mg. Never with nitrates. Call in two days."
SENTENCES = sentences_of(OUTPUT)


def response(item: Item, *marks: Mark, verdict: Verdict = Verdict.EDIT) -> Response:
    return Response(item, marks, verdict, RIGHT, confidence=0.8, seconds=60)


def dose(span: Span, *, severity: Severity = Severity.SEVERE) -> PlantedError:
    return PlantedError("dose", ErrorType.DOSE, severity, (span,), document="leaflet")


def mark(span: Span | None, kind: ErrorType = ErrorType.DOSE) -> Mark:
    return Mark(span, kind, Severity.SEVERE, document="leaflet")


def test_the_faces_of_the_textbook_give_its_figures() -> None:
    """Macmillan & Creelman, Detection Theory (2005), table 1.1: H = .8, F = .4, d′ = 1.095."""
    d_prime, criterion = sensitivity(20 / 25, 10 / 25)

    assert (round(d_prime, 3), round(criterion, 3)) == (1.095, -0.294)


def test_equal_numbers_follow_the_rule_of_hautus() -> None:
    """Hautus (1995): (hits + 0.5) / (signals + 1)."""
    d_prime, criterion = sensitivity(25.5 / 26, 0.5 / 26)

    found = detection(Tally(hits=25, faulty=25, false_alarms=0, sound=25))

    assert (found.d_prime, found.criterion) == (round(d_prime, 4), round(criterion, 4) + 0.0)


def test_the_standard_error_is_that_of_gourevitch_and_galanter() -> None:
    """At H = F = ½ each variance is ¼ ÷ (n φ(0)²), with φ(0)² = 1/2π: π/2n."""
    found = detection(Tally(hits=50, faulty=100, false_alarms=50, sound=100))

    assert found.standard_error is not None
    assert isclose(found.standard_error, sqrt(3.14159265 / 100), abs_tol=1e-4)


def test_without_a_control_nothing_is_told_apart() -> None:
    found = detection(Tally(hits=3, faulty=3, false_alarms=0, sound=0))

    assert (found.d_prime, found.criterion) == (None, None)


def test_more_flags_than_units_are_refused() -> None:
    with pytest.raises(CritiqueRefused):
        Tally(hits=4, faulty=3, false_alarms=0, sound=1)


def items() -> st.SearchStrategy[Item]:
    def made(severities: list[int], omission: bool) -> Item:
        spans = [Span(10 * place, 10 * place + 9) for place in range(len(severities))]
        errors = [
            replace(dose(span), id=str(place), severity=Severity(level))
            for place, (span, level) in enumerate(zip(spans, severities, strict=True))
            if level
        ]
        missing = [PlantedError("gap", ErrorType.OMISSION, Severity.MODERATE)] if omission else []
        return Item("item", tuple(spans), (*errors, *missing))

    levels = st.lists(st.sampled_from([0, 0, 1, 2, 4]), min_size=1, max_size=8)
    return st.builds(made, levels, st.booleans())


@given(st.lists(items(), min_size=1, max_size=6))
def test_flagging_everything_is_worth_chance(several: list[Item]) -> None:
    everything = [
        response(item, mark(None), mark(Span(0, 10 * len(item.sentences)))) for item in several
    ]

    told = report(everything)

    assert told.by_sentence.d_prime in (0.0, None)
    assert told.by_omission.d_prime in (0.0, None)
    assert told.by_item.d_prime in (0.0, None)
    assert told.skill in (0, None)


@given(st.lists(items(), min_size=1, max_size=6))
def test_flagging_every_sentence_but_no_omission_is_worth_chance(several: list[Item]) -> None:
    told = report([response(item, mark(Span(0, 10 * len(item.sentences)))) for item in several])

    assert told.by_sentence.d_prime in (0.0, None)
    assert told.skill in (0, None)


@given(st.lists(items(), min_size=1, max_size=6))
def test_flagging_nothing_is_worth_chance(several: list[Item]) -> None:
    told = report([response(item, verdict=Verdict.ACCEPT) for item in several])

    assert told.by_sentence.d_prime in (0.0, None)
    assert told.by_item.d_prime in (0.0, None)
    assert told.skill in (0, None)


@given(st.lists(items(), min_size=1, max_size=6))
def test_the_key_itself_earns_everything(several: list[Item]) -> None:
    answers = [
        response(item, *(mark(error.spans[0] if error.spans else None) for error in item.errors))
        for item in several
    ]

    told = report(answers)

    assert told.weighted_recall in (1, None)
    assert told.skill in (1, None)


@given(st.permutations(range(3)))
def test_the_order_of_the_responses_changes_nothing(order: list[int]) -> None:
    faulty = Item("faulty", SENTENCES, (dose(SENTENCES[0]),))
    rows = [
        response(faulty, mark(SENTENCES[0])),
        response(Item("clean", SENTENCES), mark(SENTENCES[2])),
        response(faulty, verdict=Verdict.ACCEPT),
    ]

    assert report([rows[place] for place in order]) == report(rows)


def test_a_mark_reaches_what_stands_in_the_same_sentence() -> None:
    item = Item("faulty", SENTENCES, (dose(Span(5, 10)),))
    near, beside = Span(0, 4), SENTENCES[1]

    (found,) = found_in(response(item, mark(near)))
    (missed,) = found_in(response(item, mark(beside)))

    assert (found.mark, found.type_named, found.evidence_given) == (mark(near), True, True)
    assert missed.mark is None
    assert false_marks(response(item, mark(near), mark(beside))) == (mark(beside),)


def test_an_omission_is_found_by_saying_that_something_is_missing() -> None:
    gap = PlantedError("gap", ErrorType.OMISSION, Severity.SEVERE)
    item = Item("faulty", SENTENCES, (gap,))

    said = found_in(response(item, mark(None, ErrorType.OMISSION)))
    pointed = found_in(response(item, mark(SENTENCES[0], ErrorType.OMISSION)))

    assert said[0].mark is not None
    assert pointed[0].mark is None


def test_a_lethal_dose_weighs_four_slips() -> None:
    slips = [replace(dose(SENTENCES[1]), id="slip", severity=Severity.MINOR)]
    item = Item("faulty", SENTENCES, (dose(SENTENCES[0]), *slips))

    found = found_in(response(item, mark(SENTENCES[0])))

    assert weighted_recall(found) == Fraction(4, 5)

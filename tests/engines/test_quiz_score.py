"""What answers earn, and how they are read from a form."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.quiz import (
    Chosen,
    Format,
    Matched,
    NoAnswer,
    Number,
    Outcome,
    Question,
    ResponseRefused,
    Text,
    TrueOrFalse,
    Verdict,
    Wording,
    Written,
    check,
    match_options,
    parse_gift,
    read_response,
)

TRUTH = "The sky is green.{F#Look up.#Well seen.}"
SINGLE = "Capital?{=Paris#Yes. ~%25%Lyon#Close. ~Oslo}"
MULTIPLE = "Continents?{~%33.33333%Africa ~%33.33333%Asia ~%33.33333%Europe ~%-100%China}"
SHORT = "Who?{=l'hôpital =%50%*pital*#Nearly. =%0%*#No.}"
NUMERIC = "Born?{#=1822:0#Exact. =%50%1822:2#Near. ~#Far.}"
MATCHING = "Match{=Canada -> Ottawa =Italy -> Rome =Japan -> Tokyo = -> Oslo}"
CASES = [TRUTH, SINGLE, MULTIPLE, SHORT, NUMERIC, MATCHING]


def asked(gift: str) -> Question:
    (question,) = parse_gift(gift).questions
    return question


def said(text: str) -> Text:
    return Text(Format.MOODLE, text)


def points(gift: str, **values: list[str]) -> Fraction | None:
    question = asked(gift)
    fields = {name.replace("_", "-"): given for name, given in values.items()}
    return check(question, read_response(question, fields)).points


def test_the_first_feedback_is_shown_on_a_wrong_answer_and_the_second_on_a_right_one() -> None:
    question = asked(TRUTH)

    wrong, right = (check(question, TrueOrFalse(answer)) for answer in (True, False))

    assert wrong == Outcome(
        Fraction(0),
        right=False,
        verdicts=(Verdict(0, chosen=True, right=False), Verdict(1, chosen=False, right=True)),
        feedback=(said("Look up."),),
        right_answer=Wording("Faux", "False"),
    )
    assert (right.points, right.right, right.feedback) == (1, True, (said("Well seen."),))


def test_a_single_choice_earns_its_credit() -> None:
    outcome = check(asked(SINGLE), Chosen(frozenset({1})))

    assert outcome == Outcome(
        Fraction(1, 4),
        right=False,
        verdicts=(
            Verdict(0, chosen=False, right=True, feedback=said("Yes.")),
            Verdict(1, chosen=True, right=True, feedback=said("Close.")),
            Verdict(2, chosen=False, right=False),
        ),
        feedback=(said("Close."),),
        right_answer=Wording("Paris", "Paris"),
    )


@pytest.mark.parametrize(
    ("ticked", "earned"),
    [
        (["0", "1", "2"], Fraction(1)),
        (["0", "1"], Fraction(2, 3)),
        (["0", "3"], Fraction(0)),
        ([], Fraction(0)),
    ],
)
def test_multiple_choices_add_up_between_nothing_and_everything(
    ticked: list[str], earned: Fraction
) -> None:
    assert points(MULTIPLE, answer=ticked) == earned


@pytest.mark.parametrize(
    ("typed", "earned"),
    [
        ("L’Hôpital", Fraction(1)),
        ("  l'ho\u0302pital ", Fraction(1)),
        ("un hôpital à Dijon", Fraction(1, 2)),
        ("l'hopital", Fraction(1, 2)),
        ("école", Fraction(0)),
    ],
)
def test_typed_words_are_compared_with_indulgence(typed: str, earned: Fraction) -> None:
    assert points(SHORT, answer=[typed]) == earned


def test_accents_can_be_forgiven() -> None:
    outcome = check(asked(SHORT), Written("l'hopital"), ignore_accents=True)

    assert outcome.points == 1


@pytest.mark.parametrize(
    ("typed", "earned"),
    [
        ("1822", Fraction(1)),
        ("1 822", Fraction(1)),
        ("1\u202f822,0", Fraction(1)),
        ("1,823.5", Fraction(1, 2)),
        ("1.822", Fraction(0)),
    ],
)
def test_numbers_are_read_with_a_comma_or_a_point(typed: str, earned: Fraction) -> None:
    assert points(NUMERIC, answer=[typed]) == earned


def test_tolerance_is_exact_in_decimals() -> None:
    assert points("x{#0.3:0.1}", answer=["0,4"]) == 1


def test_each_pair_joined_well_earns_its_share() -> None:
    question = asked(MATCHING)
    options = match_options(question)
    fields = {"q1-pair-0": [str(options.index("Ottawa"))], "q1-pair-1": ["0"]}

    response = read_response(question, fields, prefix="q1-")

    assert options == ("Oslo", "Ottawa", "Rome", "Tokyo")
    assert response == Matched(("Ottawa", "Oslo", None, None))
    assert check(question, response) == Outcome(
        Fraction(1, 3),
        right=False,
        verdicts=(
            Verdict(0, chosen=True, right=True),
            Verdict(1, chosen=True, right=False),
            Verdict(2, chosen=False, right=False),
        ),
        right_answer=Wording(
            "Canada → Ottawa\u202f; Italy → Rome\u202f; Japan → Tokyo",
            "Canada → Ottawa; Italy → Rome; Japan → Tokyo",
        ),
    )


def test_a_person_marks_an_essay_and_nobody_a_description() -> None:
    essay, description = parse_gift("Why?{}\n\nRead this.").questions

    outcomes = [check(essay, Written("Because.")), check(description, NoAnswer())]

    assert outcomes == [Outcome(None, right=None), Outcome(None, right=None)]


@pytest.mark.parametrize("gift", CASES)
def test_a_blank_answer_is_no_answer_and_earns_nothing(gift: str) -> None:
    question = asked(gift)

    response = read_response(question, {"answer": [" "]})

    assert response == NoAnswer()
    assert (check(question, response).points, check(question, response).feedback) == (0, ())


@pytest.mark.parametrize(
    ("gift", "fields"),
    [
        (TRUTH, {"answer": ["maybe"]}),
        (SINGLE, {"answer": ["3"]}),
        (SINGLE, {"answer": ["-1"]}),
        (MULTIPLE, {"answer": ["0", "٣"]}),
        (NUMERIC, {"answer": ["1 2 ans"]}),
        (MATCHING, {"pair-0": ["4"]}),
        (SHORT, {"answer": ["x" * 60_000]}),
    ],
)
def test_an_answer_not_on_offer_is_refused_in_both_languages(
    gift: str, fields: dict[str, list[str]]
) -> None:
    with pytest.raises(ResponseRefused) as refused:
        read_response(asked(gift), fields)

    assert refused.value.wording.fr.endswith((".", ". "))
    assert refused.value.wording.en.endswith(".")


def test_an_answer_of_another_kind_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="A Number is no answer to a true_false question"):
        check(asked(TRUTH), Number(Decimal(1)))


@given(st.sampled_from(CASES), st.lists(st.text("0123,.- aé*", max_size=6), max_size=3))
def test_points_stay_between_nothing_and_everything(gift: str, answers: list[str]) -> None:
    question = asked(gift)
    fields = {"answer": answers, "pair-0": answers}
    try:
        outcome = check(question, read_response(question, fields))
    except ResponseRefused:
        return

    assert outcome.points is not None
    assert 0 <= outcome.points <= 1
    assert outcome.right == (outcome.points == 1)

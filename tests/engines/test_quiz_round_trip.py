"""Whatever the questions, GIFT printed and read again has the same content."""

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from passerelle.engines.quiz import (
    Between,
    Choice,
    Format,
    Kind,
    Near,
    NumericAnswer,
    Pair,
    Question,
    Sign,
    Text,
    parse_gift,
    print_gift,
)

CHARACTERS = "ab é’\u00a0\u202f\\:#={}~%[]$/>-*\n._01T"
KEEPING_LINES = (Format.HTML, Format.MARKDOWN)

formats = st.sampled_from(Format)
tags = st.text("abcé:-[]", min_size=1, max_size=8).map(str.strip).filter(bool)
percents = st.none() | st.decimals(-100, 100, places=5)
decimals = st.decimals(-(10**6), 10**6, places=4)


@st.composite
def texts(draw: st.DrawFn, characters: str = CHARACTERS, minimum: int = 1) -> Text:
    """A text as a GIFT file can hold it: blanks neither around nor, where they collapse, doubled."""
    text_format = draw(formats)
    said = draw(st.text(characters, min_size=minimum, max_size=25)).strip()
    if text_format not in KEEPING_LINES:
        said = "\n".join(" ".join(line.split(" ")) for line in said.split("\n"))
        while "  " in said:
            said = said.replace("  ", " ")
    return Text(text_format, said or "x")


feedbacks = st.none() | texts()
subjects = texts(characters="ab é:#={}~[]\n")


@st.composite
def choices(draw: st.DrawFn, sign: Sign) -> Choice:
    return Choice(draw(texts()), sign, draw(percents), draw(feedbacks))


numeric_answers = st.builds(
    NumericAnswer,
    st.none()
    | st.builds(Near, decimals, st.none() | decimals.map(abs))
    | st.builds(Between, decimals, decimals),
    st.sampled_from((Sign.EQUALS, Sign.TILDE)),
    percents,
    feedbacks,
)
exact_answers = st.builds(NumericAnswer, st.builds(Near, decimals), st.just(Sign.BARE))
pairs = st.builds(
    Pair, subjects, texts(characters="ab é:#={}~[]>-").map(lambda text: text.text.replace("  ", ""))
).filter(lambda pair: "  " not in pair.right)
right, wrong = choices(Sign.EQUALS), choices(Sign.TILDE)
several = {"min_size": 1, "max_size": 4}
bodies = st.one_of(
    st.fixed_dictionaries(
        {
            "kind": st.just(Kind.TRUE_FALSE),
            "is_true": st.booleans(),
            "wrong_feedback": feedbacks,
            "right_feedback": feedbacks,
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just(Kind.SINGLE),
            "choices": st.tuples(right, wrong, wrong) | st.tuples(wrong, right),
        }
    ),
    st.fixed_dictionaries(
        {"kind": st.just(Kind.MULTIPLE), "choices": st.lists(wrong, **several).map(tuple)}
    ),
    st.fixed_dictionaries(
        {"kind": st.just(Kind.SHORT), "choices": st.lists(right, **several).map(tuple)}
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just(Kind.NUMERIC),
            "numbers": st.lists(numeric_answers, **several).map(tuple) | st.tuples(exact_answers),
        }
    ),
    st.fixed_dictionaries(
        {"kind": st.just(Kind.MATCHING), "pairs": st.lists(pairs, **several).map(tuple)}
    ),
    st.just({"kind": Kind.ESSAY}),
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    stem = draw(texts())
    after = draw(st.none() | texts().map(lambda text: text.text.replace("\n", " ").strip()))
    if after is not None:
        after = " ".join(after.split(" ")) if stem.format in KEEPING_LINES else _single(after)
    return Question(
        **draw(bodies),
        stem=stem,
        after=after or None,
        id=draw(st.none() | tags),
        tags=tuple(draw(st.lists(tags, max_size=3))),
        title=draw(st.none() | st.text(CHARACTERS, min_size=1, max_size=10)),
        general_feedback=draw(feedbacks),
        case_sensitive=draw(st.booleans()),
    )


def _single(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return text


descriptions = st.builds(Question, st.just(Kind.DESCRIPTION), texts(), id=st.none() | tags)
categories = st.builds(
    Question,
    st.just(Kind.CATEGORY),
    st.just(Text(Format.MOODLE, "")),
    title=st.text("ab/$é: {}=~", min_size=1).map(str.strip).filter(bool),
)


fragments = st.sampled_from(
    ["a", " ", "\n", "\n\n", "{", "}", "=", "~", "#", "####", "->", "::", "//", "%50%", "%", "\\n"]
    + ["\\", "T", "FALSE", "1", "..", ":", "*", "[html]", "[plain]", "[id:x]", "$CATEGORY:"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(questions() | descriptions | categories, max_size=4))
def test_what_is_printed_is_read_with_the_same_content(asked: list[Question]) -> None:
    printed = print_gift(asked)

    file = parse_gift(printed)

    assert (file.problems, list(file.questions)) == ((), asked)


@settings(max_examples=150, deadline=None)
@given(st.text("ab{}=~#:\\\n T%->/[]", max_size=120) | st.lists(fragments).map("".join))
@example("{}[html]")
@example("[html]{}[html]")
def test_whatever_was_read_can_be_printed_and_read_again(text: str) -> None:
    read = parse_gift(text).questions

    again = parse_gift(print_gift(read))

    assert (again.problems, again.questions) == ((), read)


def test_a_weight_keeps_its_digits() -> None:
    asked = parse_gift("Q{~%33.33333%a ~%-5.5%b}").questions

    weights = [choice.weight for choice in asked[0].choices]

    assert weights == [Decimal("33.33333"), Decimal("-5.5")]

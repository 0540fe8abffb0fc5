"""A rubric is read whole or refused whole, and a better level never lowers a score."""

from decimal import Decimal
from fractions import Fraction

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.rubric import (
    Criterion,
    Level,
    Problem,
    Rubric,
    RubricProblems,
    SheetRefused,
    Take,
    Text,
    combine,
    rubric_from,
    score,
)

READING = """
title: {fr: Lecture critique, en: Critical reading}
criteria:
  - id: exactitude
    title: {fr: Exactitude, en: Accuracy}
    question: {fr: "Les faits sont-ils justes ?", en: "Are the facts right?"}
    weight: 2
    levels:
      - id: absent
        points: 0
        title: {fr: Absent, en: Absent}
        describes: {fr: Rien n’est vérifié., en: Nothing is checked.}
      - id: juste
        points: 2.5
        title: {fr: Juste, en: Right}
        describes: {fr: Chaque fait a sa source., en: Every fact has a source.}
        example: {fr: Selon la page 4…, en: As page 4 says…}
  - id: clarte
    title: {fr: Clarté, en: Clarity}
    question: {fr: "Le texte se suit-il ?", en: "Can the text be followed?"}
    weight: 1.5
    levels:
      - id: confus
        points: 1
        title: {fr: Confus, en: Confused}
        describes: {fr: On se perd., en: One gets lost.}
      - id: moyen
        points: 2
        title: {fr: Moyen, en: Fair}
        describes: {fr: On suit avec effort., en: One follows with effort.}
      - id: clair
        points: 4
        title: {fr: Clair, en: Clear}
        describes: {fr: On suit sans effort., en: One follows with ease.}
"""


@pytest.fixture(name="reading")
def _reading():
    return rubric_from(yaml.safe_load(READING), slug="lecture-critique")


def plain(words):
    return Text(words, words)


def rubric_of(*criteria):
    return Rubric(
        id="essai",
        title=plain("Essai"),
        criteria=tuple(
            Criterion(
                id=f"c{place}",
                title=plain("C"),
                question=plain("?"),
                weight=weight,
                levels=tuple(
                    Level(id=str(step), points=points, title=plain("L"), describes=plain("…"))
                    for step, points in enumerate(levels)
                ),
            )
            for place, (weight, levels) in enumerate(criteria)
        ),
    )


POINTS = st.decimals(min_value=0, max_value=20, places=2)
RUBRICS = st.lists(
    st.tuples(
        st.decimals(min_value="0.25", max_value=5, places=2),
        st.lists(POINTS, min_size=2, max_size=5, unique=True).map(sorted),
    ),
    min_size=1,
    max_size=5,
).map(lambda criteria: rubric_of(*criteria))


def test_a_file_becomes_a_rubric(reading):
    assert reading.criteria[0] == Criterion(
        id="exactitude",
        title=Text("Exactitude", "Accuracy"),
        question=Text("Les faits sont-ils justes ?", "Are the facts right?"),
        weight=Decimal(2),
        levels=(
            Level(
                id="absent",
                points=Decimal(0),
                title=Text("Absent", "Absent"),
                describes=Text("Rien n’est vérifié.", "Nothing is checked."),
            ),
            Level(
                id="juste",
                points=Decimal("2.5"),
                title=Text("Juste", "Right"),
                describes=Text("Chaque fait a sa source.", "Every fact has a source."),
                example=Text("Selon la page 4…", "As page 4 says…"),
            ),
        ),
    )


def test_points_are_weighted_and_put_on_a_scale(reading):
    sheet = score(reading, {"exactitude": "juste", "clarte": "moyen"})

    assert (sheet.points, sheet.maximum, sheet.missing) == (Decimal(8), Decimal(11), ())
    assert [(line.level.id, line.points, line.maximum) for line in sheet.lines] == [
        ("juste", Decimal("5.0"), Decimal("5.0")),
        ("moyen", Decimal("3.0"), Decimal("6.0")),
    ]
    assert sheet.on(Decimal(20)) == Decimal("14.55")


def test_a_sheet_in_progress_says_what_is_missing(reading):
    sheet = score(reading, {"clarte": "clair"})

    assert (sheet.points, sheet.missing, sheet.complete, sheet.on(Decimal(20))) == (
        Decimal(6),
        ("exactitude",),
        False,
        None,
    )


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (
            {"style": "clair"},
            "The rubric “lecture-critique” has no criterion “style”: it has exactitude, clarte.",
        ),
        (
            {"clarte": "juste"},
            "The criterion “clarte” has no level “juste”: choose one of confus, moyen, clair.",
        ),
    ],
)
def test_an_unknown_choice_is_refused_with_a_sentence(reading, chosen, sentence):
    with pytest.raises(SheetRefused) as refused:
        score(reading, chosen)

    assert str(refused.value) == sentence


def test_the_median_of_raters_resists_a_stray_one(reading):
    sheets = [
        {"exactitude": "juste", "clarte": "clair"},
        {"exactitude": "juste", "clarte": "clair"},
        {"exactitude": "absent", "clarte": "confus"},
    ]

    median = combine(reading, sheets)
    mean = combine(reading, sheets, take=Take.MEAN)

    assert (median.points, median.on(Decimal(20)), median.spread) == (
        Decimal(11),
        Decimal("20.00"),
        Decimal("9.5"),
    )
    assert (mean.share, mean.on(Decimal(20))) == (Fraction(47, 66), Decimal("14.24"))
    assert [(line.raters, line.spread) for line in mean.lines] == [
        (3, Decimal("5.0")),
        (3, Decimal("4.5")),
    ]


def test_a_rater_who_skips_a_criterion_does_not_count_as_zero(reading):
    combined = combine(reading, [{"clarte": "clair"}, {"clarte": "moyen"}])

    assert (combined.lines[1].points, combined.missing, combined.on(Decimal(20))) == (
        Decimal("4.5"),
        ("exactitude",),
        None,
    )


def test_no_sheet_cannot_be_combined(reading):
    with pytest.raises(SheetRefused, match="at least one rater"):
        combine(reading, [])


@given(RUBRICS, st.data())
def test_a_better_level_never_lowers_the_score(rubric, data):
    chosen = {some.id: data.draw(st.sampled_from(some.levels)).id for some in rubric.criteria}
    raised = data.draw(st.sampled_from(rubric.criteria))
    better = data.draw(st.integers(int(chosen[raised.id]), len(raised.levels) - 1))

    before = score(rubric, chosen)
    after = score(rubric, {**chosen, raised.id: str(better)})

    assert after.points >= before.points
    assert after.on(Decimal(20)) >= before.on(Decimal(20))


@given(RUBRICS, st.sampled_from(Take), st.data())
def test_one_rater_combined_is_that_rater(rubric, take, data):
    chosen = {some.id: data.draw(st.sampled_from(some.levels)).id for some in rubric.criteria}

    alone = combine(rubric, [chosen] * data.draw(st.integers(1, 3)), take=take)

    assert (alone.points, alone.spread) == (score(rubric, chosen).points, Decimal(0))


def test_every_problem_of_a_file_is_told_at_once():
    broken = yaml.safe_load(READING)
    first, second = broken["criteria"]
    del broken["title"]["en"]
    broken["colour"] = "blue"
    first["wieght"] = first.pop("weight")
    first["levels"][1]["points"] = "beaucoup"
    second["id"] = "exactitude"
    second["weight"] = 0
    second["levels"][1]["points"] = 1
    second["levels"][2]["id"] = "Clair !"
    second["levels"][2]["describes"]["fr"] = ""

    with pytest.raises(RubricProblems) as refused:
        rubric_from(broken, slug="essai")

    assert sorted(str(problem) for problem in refused.value.problems) == [
        "colour: is not a field here. Use one of title, criteria.",
        "criteria[0].levels[1].points: is not a number. “beaucoup” is not a number: write digits.",
        "criteria[0].weight: is missing. Add this field.",
        "criteria[0].wieght: is not a field here. Did you mean weight?",
        "criteria[1].id: “exactitude” is already taken. Give each entry an id of its own.",
        "criteria[1].levels[1].points: is 1, after 1."
        " Levels go from worst to best: write more points than the level before.",
        "criteria[1].levels[2].describes.fr: holds no words."
        " Write the text of this language, in quotes if need be.",
        "criteria[1].levels[2].id: “Clair !” is not an id."
        " Write small letters without accents, digits and hyphens: esprit-critique.",
        "criteria[1].weight: is 0. Write a number above 0.",
        "title.en: is missing. Add this field.",
    ]


@pytest.mark.parametrize(
    ("mapping", "problem"),
    [
        ([], Problem((), "is not a set of fields.", "Write the fields title, criteria.")),
        (
            {"title": {"fr": "T", "en": "T"}, "criteria": []},
            Problem(("criteria",), "is empty.", "Write at least one entry."),
        ),
        (
            {"title": {"fr": "T", "en": "T"}, "criteria": "none"},
            Problem(("criteria",), "is not a list.", "Begin each entry with a dash."),
        ),
        (
            {"title": "T", "criteria": yaml.safe_load(READING)["criteria"]},
            Problem(("title",), "is not a set of fields.", "Write the fields fr, en."),
        ),
    ],
)
def test_a_file_of_another_shape_is_refused(mapping, problem):
    with pytest.raises(RubricProblems) as refused:
        rubric_from(mapping, slug="essai")

    assert refused.value.problems == (problem,)


def test_a_criterion_of_one_level_is_refused():
    broken = yaml.safe_load(READING)
    del broken["criteria"][0]["levels"][1]

    with pytest.raises(RubricProblems) as refused:
        rubric_from(broken, slug="essai")

    assert str(refused.value) == (
        "criteria[0].levels: are 1 in number. Write 2 to 9: a digit key chooses each of them."
    )

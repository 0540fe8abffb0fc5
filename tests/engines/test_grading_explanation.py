"""The steps are read by a jury, in French or English, and replay to the same verdict."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from passerelle.engines.grading import (
    ComponentStanding,
    Hours,
    MarkOnScale,
    Outcome,
    ReplayDiffers,
    Resits,
    Text,
    ThresholdCheck,
    TotalRounded,
    explain,
    explain_reasons,
    explain_standing,
    grade,
    replay,
    standing,
    table,
    table_of_standing,
)
from tests.engines.grading_cases import HOURS, RULE, mark, marks

THIRDS = marks(quizzes=(8, "8.5"), datathon=(("7.38", 20),), soutenance=(12, 12, 13))
NARROW, WIDE = "\u202f", "\u00a0"


def plain(sentences):
    """Spaces of French typography made visible: ~ is no-break, ^ is narrow no-break."""
    return [sentence.replace(WIDE, "~").replace(NARROW, "^") for sentence in sentences]


def test_a_verdict_is_explained_in_french_with_every_rounding():
    verdict = grade(RULE, marks=THIRDS, hours=HOURS)

    assert plain(explain(verdict, "fr")) == [
        "quiz-0 fr~: 8 sur 10, soit 16 sur 20.",
        "quiz-1 fr~: 8,5 sur 10, soit 17 sur 20.",
        "Quiz~: moyenne de 16^; 17, soit 16,5 sur 20.",
        "devoir-0 fr~: 12 sur 20.",
        "Devoir~: une seule note, 12 sur 20.",
        "phase-0 fr~: 7,38 sur 20.",
        "Datathon~: une seule note, 7,38 sur 20.",
        "jury-0 fr~: 12 sur 20.",
        "jury-1 fr~: 12 sur 20.",
        "jury-2 fr~: 13 sur 20.",
        "Soutenance~: moyenne de 12^; 12^; 13, soit 12,3333… sur 20.",
        "Quiz~: 16,5 × 20^% = 3,3.",
        "Devoir~: 12 × 25^% = 3.",
        "Datathon~: 7,38 × 25^% = 1,845.",
        "Soutenance~: 12,3333… × 30^% = 3,7.",
        "Somme~: 3,3 + 3 + 1,845 + 3,7 = 11,845.",
        "Total~: 11,845 arrondi à 11,85 (demi vers le haut).",
        "Quiz~: 16,5 atteint le plancher de 6.",
        "Quiz~: 16,5 atteint le seuil de 10.",
        "Devoir~: 12 atteint le seuil de 10.",
        "Soutenance~: 12,3333… atteint le plancher de 8.",
        "Total~: 11,85 atteint le seuil de 10.",
        "Présence~: 72~h prouvées sur 80~h, soit 90^%^; le minimum de 80^% est atteint.",
        "Aucune mention~: la première commence à 14.",
        "Proposition~: diplôme accordé. Tous les seuils du règlement sont atteints.",
    ]


def test_honours_are_said_by_their_own_title():
    verdict = grade(RULE, marks=marks(devoir=(16,), datathon=((16, 20),)), hours=HOURS)

    said = [plain(explain(verdict, language))[-2] for language in ("fr", "en")]

    assert said == ["Mention bien~: à partir de 14.", "With honours: given from 14."]


def test_a_refusal_is_explained_in_english():
    rule = replace(RULE, resits=Resits(allowed=True))
    failed = [
        *marks(quizzes=(4, None), datathon=((11, 20), (1, 3)), soutenance=(14,)),
        mark("devoir", "devoir-0", 6, resit=True),
    ]

    verdict = grade(rule, marks=failed, hours=Hours(proven=Decimal("40.5"), required=Decimal(80)))

    assert list(explain(verdict, "en")) == [
        "quiz-0 en: 4 out of 10, that is 8 out of 20.",
        "quiz-1 en: no mark, which counts as 0 out of 20.",
        "Quizzes: mean of 8, 0, that is 4 out of 20.",
        "devoir-0 en: 12 out of 20.",
        "devoir-0 en (resit): 6 out of 20, not kept; the other attempt counts.",
        "Assignment: a single mark, 12 out of 20.",
        "phase-0 en: 11 out of 20.",
        "phase-1 en: 1 out of 3, that is 6.6666… out of 20.",
        "Datathon: points added up, that is 10.4347… out of 20.",
        "jury-0 en: 14 out of 20.",
        "Presentation: a single mark, 14 out of 20.",
        "Quizzes: 4 × 20% = 0.8.",
        "Assignment: 12 × 25% = 3.",
        "Datathon: 10.4347… × 25% = 2.6086…",
        "Presentation: 14 × 30% = 4.2.",
        "Sum: 0.8 + 3 + 2.6086… + 4.2 = 10.6086…",
        "Total: 10.6086… rounded to 10.61 (half up).",
        "Quizzes: 4 is below the floor of 6, which eliminates.",
        "Assignment: 12 reaches the pass of 10.",
        "Presentation: 14 reaches the floor of 8.",
        "Total: 10.61 reaches the pass of 10.",
        "Attendance: 40\u00a0h\u00a030 proven of 80\u00a0h, that is 50.625%; the minimum of 80% is not reached.",
        "Proposal: diploma not awarded. The component “Quizzes” is below its floor."
        " The proven hours are not enough.",
    ]


@pytest.mark.parametrize(
    ("given", "sentence", "reasons"),
    [
        (
            marks(quizzes=(4, 3)),
            "Compensation accordée~: il manque 3 à «~Quiz~».",
            ["La composante «~Quiz~» est compensée par le total."],
        ),
        (
            marks(quizzes=(4, 4), devoir=(9,)),
            "Compensation refusée~: il manque 2 à «~Quiz~», il manque 1 à «~Devoir~»^;"
            " au plus 1 sous le seuil, de 3 au plus.",
            [
                "La composante «~Quiz~» est sous son seuil et n’est pas compensée.",
                "La composante «~Devoir~» est sous son seuil et n’est pas compensée.",
            ],
        ),
    ],
)
def test_compensation_says_what_is_lacking(given, sentence, reasons):
    verdict = grade(RULE, marks=given, hours=HOURS)

    assert sentence in plain(explain(verdict, "fr"))
    assert plain(explain_reasons(verdict, "fr")) == reasons


def test_an_open_verdict_says_which_mark_is_missing():
    verdict = grade(RULE, marks=marks(devoir=(None,)), hours=HOURS)

    assert [line for line in explain(verdict, "en") if "missing" in line or "lacks" in line] == [
        "devoir-0 en: the mark is still missing.",
        "Proposal: incomplete. The component “Assignment” lacks a mark.",
    ]


def test_steps_are_rows_of_a_table_too():
    verdict = grade(RULE, marks=THIRDS, hours=HOURS)

    rows = [
        (row.label, row.formula, row.value)
        for row in table(verdict, "fr")
        if isinstance(row.step, MarkOnScale | TotalRounded | ThresholdCheck)
    ]

    assert rows[0] == ("quiz-0 fr", "8 ÷ 10 × 20", "16")
    assert rows[7:] == [
        ("Total arrondi", "11,845 → 11,85 (demi vers le haut)", "11,85"),
        ("Quiz, plancher", "16,5 ≥ 6", "atteint"),
        ("Quiz, seuil", "16,5 ≥ 10", "atteint"),
        ("Devoir, seuil", "12 ≥ 10", "atteint"),
        ("Soutenance, plancher", "12,3333… ≥ 8", "atteint"),
        ("Total, seuil", "11,85 ≥ 10", "atteint"),
    ]


def test_braces_in_a_title_are_left_alone():
    odd = replace(mark("devoir", "d", 12), label=Text("{0} {x}", "{0} {x}"))

    verdict = grade(RULE, marks=[odd, *marks(devoir=())], hours=HOURS)

    assert "{0} {x}: 12 out of 20." in explain(verdict, "en")


def test_a_changed_step_does_not_replay():
    verdict = grade(RULE, marks=THIRDS, hours=HOURS)
    place = next(at for at, step in enumerate(verdict.steps) if isinstance(step, TotalRounded))
    forged = list(verdict.steps)
    forged[place] = replace(verdict.steps[place], after=Decimal("14.00"))

    with pytest.raises(ReplayDiffers) as refused:
        replay(forged)

    assert (refused.value.position, refused.value.found) == (place + 1, verdict.steps[place])


@pytest.mark.parametrize("cut", [slice(0, -1), slice(1, None), slice(0, 0)])
def test_steps_with_one_taken_out_do_not_replay(cut):
    verdict = grade(RULE, marks=THIRDS, hours=HOURS)

    with pytest.raises(ReplayDiffers):
        replay(verdict.steps[cut])


def test_a_changed_decision_does_not_replay():
    verdict = grade(RULE, marks=marks(soutenance=(2,)), hours=HOURS)
    *before, last = verdict.steps

    with pytest.raises(ReplayDiffers):
        replay([*before, replace(last, outcome=Outcome.AWARDED, credits=last.offered)])


# Assessed: half of the quizzes (10 of 20 %), 12/20 of 25 %, 11/20 of 25 %:
# (8 × 10 + 12 × 25 + 11 × 25) ÷ 60 = 655 ÷ 60 = 10.9166…
def test_a_standing_is_earned_over_assessed_and_names_what_remains():
    awaited = mark("quizzes", "quiz-1", None, 10)
    given = [*marks(quizzes=(4,), soutenance=()), awaited]

    now = standing(RULE, marks=given, hours=HOURS)

    assert (now.so_far, now.assessed_percent, now.least, now.most) == (
        Decimal("10.92"),
        Decimal("60.0"),
        Decimal("6.55"),
        Decimal("14.55"),
    )
    assert now.components[0] == ComponentStanding(
        component="quizzes",
        title=Text("Quiz", "Quizzes"),
        weight=Decimal(20),
        value=now.components[0].value,
        take=RULE.components[0].take,
        values=(Fraction(8),),
        sizes=(Fraction(1),),
        assessed=1,
        remaining=(awaited,),
    )
    assert plain(explain_standing(now, "fr")) == [
        "Provisoire~: 10,92 sur 20, sur 60^% de l’évaluation.",
        "Le total final sera entre 6,55 et 14,55.",
        "Quiz~: il reste quiz-1 fr à évaluer.",
        "Soutenance~: l’évaluation n’a pas commencé.",
        "72~h prouvées sur 80~h.",
    ]
    rows = table_of_standing(now, "fr")
    assert [plain((row.label, row.formula, row.value)) for row in rows] == [
        ["Quiz~: 1 sur 2, compte pour 10^% au lieu de 20^%", "", "8"],
        ["Devoir~: compte pour 25^%", "", "12"],
        ["Datathon~: compte pour 25^%", "", "11"],
        ["Moyenne de ce qui est noté", "(8 × 10 + 12 × 25 + 11 × 25) ÷ (10 + 25 + 25)", "10,92"],
    ]


def test_several_marks_of_a_component_show_how_they_make_its_value_so_far():
    given = marks(quizzes=(8, "8.5", 3), datathon=(), devoir=(), soutenance=())

    row, total = table_of_standing(standing(RULE, marks=given, hours=HOURS), "en")

    assert (row.label, row.formula, row.value) == (
        "Quizzes: counts for 20%",
        "(16 + 17 + 6) ÷ 3",
        "13",
    )
    assert (total.formula, total.value) == ("13 × 20 ÷ 20", "13.00")


def test_before_the_first_mark_nothing_is_claimed():
    now = standing(RULE, marks=[], hours=Hours(proven=Decimal(0), required=Decimal(80)))

    assert (now.so_far, now.assessed_percent, now.least, now.most) == (
        None,
        Decimal("0.0"),
        Decimal("0.00"),
        Decimal("20.00"),
    )
    assert explain_standing(now, "en")[0] == "Provisional: nothing is assessed yet."
    assert table_of_standing(now, "en") == ()

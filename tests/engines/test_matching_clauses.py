"""A turn in its questions, and the letters and words by which they are compared."""

import pytest

from passerelle.engines.encounter._about import is_of_a_person
from passerelle.engines.encounter._clauses import MOST_CLAUSES, clauses_of
from passerelle.engines.encounter._ngrams import NgramIndex
from passerelle.engines.encounter._texts import plain, spelt_out


def texts(turn: str) -> list[str]:
    return [clause.text for clause in clauses_of(turn)]


@pytest.mark.parametrize(
    "turn, questions",
    [
        ("Où avez-vous mal et depuis quand ?", ["Où avez-vous mal", "depuis quand ?"]),
        ("vs fumez? et l'alcool?", ["vs fumez", "et l'alcool?"]),
        ("When did it start, and does it move?", ["When did it start", "does it move?"]),
        ("Que prend-elle, et lui a-t-on ajouté quelque chose ?",
         ["Que prend-elle", "lui a-t-on ajouté quelque chose ?"]),
        ("Bonjour. Qu’est-ce qui vous amène ?", ["Bonjour.", "Qu’est-ce qui vous amène ?"]),
    ],
)  # fmt: skip
def test_each_question_of_a_turn_stands_by_itself(turn, questions):
    assert texts(turn) == questions


@pytest.mark.parametrize(
    "turn",
    [
        "At home, what did she use to get off to sleep?",
        "Ça change quelque chose quand vous respirez ?",
        "Were there times when you hardly slept and felt on top of the world?",
        "La douleur est-elle continue ou par crises ?",
    ],
)
def test_a_scrap_a_subordinate_or_a_choice_is_not_a_question_by_itself(turn):
    assert texts(turn) == [turn]


def test_listed_things_are_asked_for_one_by_one():
    (clause,) = clauses_of("Avez-vous de la fièvre, des frissons ou de la toux ?")

    assert clause.items == (
        "avez-vous de la fièvre",
        "avez-vous des frissons",
        "avez-vous de la toux",
    )


def test_a_turn_without_a_word_has_no_question_and_a_long_one_has_a_few():
    assert (clauses_of(""), clauses_of("?!… —")) == ((), ())
    assert len(clauses_of("Et là ? " * 2_000)) == MOST_CLAUSES


def test_telephone_spelling_is_written_out():
    assert spelt_out("g mal dpuis qd, vs savez ?", "fr") == "j'ai mal depuis quand, vous savez ?"
    assert spelt_out("wen did u take ur meds", "en") == "when did you take your medicines"


def test_a_typo_stays_nearest_to_the_word_that_was_meant():
    index = NgramIndex([plain(text) for text in ("Avez-vous des allergies ?", "Avez-vous mal ?")])

    allergies, pain = index.scores(index.weighed("avez vous des alergies"))

    assert allergies > 0.6 > pain


@pytest.mark.parametrize(
    "said, of_a_person",
    [
        ("buvez-vous ?", True),
        ("consommation de stupefiants ?", True),
        ("parle-moi de ta consommation", True),
        ("comment se transmet la chlamydia ?", False),
        ("traduis idees suicidaires en espagnol.", False),
        ("give me a lecture on your alcohol", False),
        ("combien de mots dans « votre secret » ?", False),
    ],
)
def test_a_question_about_the_world_is_told_from_one_about_someone(said, of_a_person):
    assert is_of_a_person(said) is of_a_person

"""Hand-off notes on the programme's patients: what is well written earns, nothing else does."""

import random
import re

import pytest

from passerelle.engines.encounter import handed_off

from .handoff_cast import cases, contrary_notes, fresh_notes, notes, recognised, said

SLUGS = sorted(cases())
ITEMS = [(slug, item) for slug, case in cases().items() for item in case.handoff]
FEWEST_RECOGNISED, FEWEST_OF_A_CASE, MOST_FALSE = 0.85, 0.75, 0.05


@pytest.mark.parametrize("some", [notes(), fresh_notes()], ids=["notes", "fresh"])
def test_what_a_good_note_holds_is_recognised_and_little_else(some):
    found = recognised(some)

    assert found.recall >= FEWEST_RECOGNISED
    assert found.false <= MOST_FALSE


@pytest.mark.parametrize("slug", SLUGS)
def test_no_patient_is_harder_to_hand_off(slug):
    mine = [note for note in (*notes(), *fresh_notes()) if note.case == slug]

    assert recognised(mine).recall >= FEWEST_OF_A_CASE


@pytest.mark.parametrize("slug, item", ITEMS, ids=[f"{slug}-{item.id}" for slug, item in ITEMS])
def test_each_phrasing_earns_its_item_and_no_other_item_s_phrasings_do(slug, item):
    own = [*item.phrasings.fr, *item.phrasings.en]
    others = [
        phrasing
        for other in cases()[slug].handoff
        if other.id != item.id
        for phrasing in (*other.phrasings.fr, *other.phrasings.en)
    ]

    assert [phrasing for phrasing in own if item.id not in said(slug, phrasing)] == []
    assert item.id not in said(slug, "\n".join(others))


@pytest.mark.parametrize("slug, text", contrary_notes())
def test_a_note_that_says_the_contrary_earns_nothing(slug, text):
    assert said(slug, text) == frozenset()


@pytest.mark.parametrize("slug", SLUGS)
def test_the_notes_on_other_patients_earn_next_to_nothing(slug):
    foreign = [note for note in notes() if note.case != slug]

    earned = sum(len(said(slug, note.text)) for note in foreign)

    assert earned <= 0.03 * len(foreign) * len(cases()[slug].handoff)


def in_disorder(text, seed):
    """The same words, six a line, drawn."""
    words = re.findall(r"[^\s,:.;]+", text)
    random.Random(seed).shuffle(words)  # noqa: S311
    return "\n".join(" ".join(words[start : start + 6]) for start in range(0, len(words), 6))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_right_words_thrown_anywhere_earn_little(slug):
    bags = [
        in_disorder(note.text, seed) for note in notes() if note.case == slug for seed in (1, 2)
    ]

    earned = sum(len(said(slug, bag)) for bag in bags)

    assert earned <= 0.25 * len(bags) * len(cases()[slug].handoff)


@pytest.mark.parametrize("slug", SLUGS)
def test_another_line_takes_nothing_away(slug):
    mine = [note.text for note in notes() if note.case == slug]

    assert said(slug, mine[0]) <= said(slug, f"{mine[0]}\nPas de problème. {mine[3]}")


def test_what_earned_an_item_is_the_sentence_that_says_it():
    case = cases()["douleur-thoracique"]

    found = handed_off(case, "H 58 a.\nSildénafil hier soir : pas de nitrés\nAllergie pénicilline")

    assert [(each.item.id, each.sentence) for each in found] == [
        ("no-nitrates", "Sildénafil hier soir : pas de nitrés"),
        ("allergy-penicillin", "Allergie pénicilline"),
    ]


def test_a_very_long_note_is_read_too():
    text = "pas de nitroglycérine et bradycardie avec tension basse, " * 200

    assert said("douleur-thoracique", text) >= {"no-nitrates"}

"""Invented data: the same bytes everywhere, and true to what it says of itself."""

import hashlib
import os
import re
import subprocess
import sys

import numpy as np
import pytest

from passerelle.datathon.generators import GeneratorRefused, described, generate, generators
from passerelle.datathon.generators._messages_grave import NOW, TODAY
from passerelle.datathon.generators._messages_slow import LATER, WEEK

from .invented import auroc, column, made, read, rows_of

TRIAGE, DOSES, LEAFLETS, MESSAGES = "triage_deterioration", "weekly_dose", "leaflet_questions", "portal_messages"  # fmt: skip
TARGETS = {TRIAGE: "deterioration", DOSES: "weekly_dose_mg", LEAFLETS: "answers", MESSAGES: "urgency"}  # fmt: skip
GROUPS = {TRIAGE: "patient", DOSES: "patient", LEAFLETS: "drug", MESSAGES: "patient"}
SMALL = {
    TRIAGE: "8ebe94dea248cf86",
    DOSES: "11255268d27c33fd",
    LEAFLETS: "723363bfca3ebb24",
    MESSAGES: "1fda0b348a004ca9",
}
DIGESTS = """
import hashlib
from passerelle.datathon.generators import generate, generators
for name in generators():
    files = generate(name, seed=7, rows=240).files
    print(name, hashlib.sha256(b"".join(files[each] for each in sorted(files))).hexdigest()[:16])
"""


def digest(name: str) -> str:
    files = generate(name, seed=7, rows=240).files
    return hashlib.sha256(b"".join(files[each] for each in sorted(files))).hexdigest()[:16]


@pytest.mark.parametrize("name", generators())
def test_a_seed_gives_the_bytes_it_always_gave(name):
    assert digest(name) == SMALL[name]


def test_neither_hashing_nor_locale_changes_a_byte():
    elsewhere = {**os.environ, "PYTHONHASHSEED": "12345", "LC_ALL": "C", "PYTHONUTF8": "0"}

    said = subprocess.run(
        [sys.executable, "-c", DIGESTS], env=elsewhere, capture_output=True, text=True, check=True
    )

    assert dict(line.split() for line in said.stdout.splitlines()) == SMALL


@pytest.mark.parametrize("name", generators())
def test_another_seed_gives_other_cases(name):
    assert made(name, seed=8, rows=240).files["test.csv"] != made(name, rows=240).files["test.csv"]


@pytest.mark.parametrize("name", generators())
def test_train_and_test_share_no_case_and_no_patient(name):
    train, test = rows_of(made(name), "train.csv"), rows_of(made(name), "test.csv")
    group = GROUPS[name]

    assert len(train) + len(test) == 1500
    assert len({*column(train, "id"), *column(test, "id")}) == 1500
    assert not {*column(train, group)} & {*column(test, group)}


@pytest.mark.parametrize("name", generators())
def test_the_two_boards_share_no_patient_and_are_halves(name):
    truth = rows_of(made(name), "truth.csv")
    halves = [[row for row in truth if row["split"] == side] for side in ("public", "private")]

    assert not {*column(halves[0], GROUPS[name])} & {*column(halves[1], GROUPS[name])}
    assert abs(len(halves[0]) - len(halves[1])) <= 8


@pytest.mark.parametrize("name", generators())
def test_labels_are_in_the_truth_and_never_in_the_test(name):
    test, truth = rows_of(made(name), "test.csv"), rows_of(made(name), "truth.csv")
    sample = rows_of(made(name), "sample_submission.csv")

    assert {TARGETS[name], "split"}.isdisjoint(test[0])
    assert TARGETS[name] in truth[0]
    assert column(test, "id") == column(truth, "id") == column(sample, "id")


@pytest.mark.parametrize("name", generators())
def test_neither_ids_nor_the_order_of_rows_tell_the_label(name):
    truth = rows_of(made(name), "truth.csv")
    labels = column(truth, TARGETS[name])
    largest = max(set(labels), key=labels.count)
    said = [float(label == largest) for label in labels]
    ids = [int(each[1:]) for each in column(truth, "id")]

    assert auroc(said, ids) == pytest.approx(0.5, abs=0.1)
    assert auroc(said, range(len(ids))) == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize("name", generators())
def test_both_languages_are_there_in_utf_8_without_a_mark(name):
    files = made(name).files
    languages = column(read(files["train.csv"]) + read(files["test.csv"]), "language")

    assert 0.2 < languages.count("en") / len(languages) < 0.6
    assert not files["train.csv"].startswith(b"\xef\xbb\xbf")
    assert b"\r" not in b"".join(files.values())


@pytest.mark.parametrize("name", generators())
def test_a_generator_says_what_is_true_of_its_data(name):
    assert len(described(name).truth) >= 4
    assert {option.name for option in described(name).options} > {"test_share"}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"name": "sepsis", "rows": 300}, "No generator is called sepsis"),
        ({"name": TRIAGE, "rows": 12}, "Ask for 240 to 20000 rows"),
        ({"name": TRIAGE, "rows": 300, "options": {"colour": 1}}, "has no option colour"),
        ({"name": TRIAGE, "rows": 300, "options": {"prevalence": 2}}, "goes from 0.05 to 0.5"),
        ({"name": TRIAGE, "rows": 300, "options": {"prevalence": "0.2"}}, "is a number"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(asked, words):
    with pytest.raises(GeneratorRefused, match=words):
        generate(seed=1, **asked)


# Triage notes


def test_the_asked_share_of_notes_is_followed_by_a_deterioration():
    kept = made(TRIAGE, prevalence=0.25, label_noise=0.0)
    labels = column(rows_of(kept, "train.csv") + rows_of(kept, "truth.csv"), "deterioration")

    assert labels.count("1") == 375


def test_the_length_of_stay_tells_the_label_in_train_and_nothing_in_test():
    train, test = rows_of(made(TRIAGE), "train.csv"), rows_of(made(TRIAGE), "test.csv")
    truth = rows_of(made(TRIAGE), "truth.csv")

    known = auroc(column(train, "deterioration"), column(train, "stay_minutes"))
    asked = auroc(column(truth, "deterioration"), column(test, "stay_minutes"))

    assert known > 0.9
    assert asked == pytest.approx(0.5, abs=0.08)


def test_vital_signs_say_less_in_the_old():
    kept = made(TRIAGE, rows=3000)
    test, truth = rows_of(kept, "test.csv"), rows_of(kept, "truth.csv")
    labels = np.array(column(truth, "deterioration"), float)
    heart = np.array(column(test, "heart_rate"), float)
    old = np.array(column(test, "age_band")) == "75+"

    assert auroc(labels[old], heart[old]) < auroc(labels[~old], heart[~old]) - 0.1


def test_no_word_of_a_note_gives_the_answer_away():
    test, truth = rows_of(made(TRIAGE), "test.csv"), rows_of(made(TRIAGE), "truth.csv")
    labels = np.array(column(truth, "deterioration"), float)
    notes = [set(re.findall(r"\w+", note.lower())) for note in column(test, "note")]
    words = sorted(set.union(*notes))
    present = np.array([[word in note for word in words] for note in notes], float)
    ill, well = present[labels == 1].mean(axis=0), present[labels == 0].mean(axis=0)

    assert 0.5 + np.abs(ill - well).max() / 2 < 0.7


def test_wrong_labels_are_of_one_site_and_of_train_only():
    clean, noisy = made(TRIAGE, label_noise=0.0), made(TRIAGE, label_noise=0.3)
    pairs = list(zip(rows_of(clean, "train.csv"), rows_of(noisy, "train.csv"), strict=True))
    turned = [one for one, other in pairs if one["deterioration"] != other["deterioration"]]
    at_site = sum(one["site"] == "val-brume" for one, _ in pairs)

    assert set(column(turned, "site")) == {"val-brume"}
    assert len(turned) / at_site == pytest.approx(0.3, abs=0.07)
    assert clean.files["truth.csv"] == noisy.files["truth.csv"]


# Doses


def test_doses_typed_for_a_day_are_of_train_only():
    clean, noisy = made(DOSES, daily_entries=0.0), made(DOSES, daily_entries=0.1)
    doses = [
        np.array(column(rows_of(each, "train.csv"), "weekly_dose_mg"), float)
        for each in (clean, noisy)
    ]
    slipped = doses[0] != doses[1]

    assert slipped.mean() == pytest.approx(0.1, abs=0.03)
    assert doses[0][slipped] / 7 == pytest.approx(doses[1][slipped], abs=0.3)
    assert clean.files["truth.csv"] == noisy.files["truth.csv"]


def test_amiodarone_lowers_the_dose_and_the_inducer_multiplies_it():
    rows = rows_of(made(DOSES, rows=3000, boost=1.7), "truth.csv")
    usual, slowed, hastened = (
        np.mean([float(row["weekly_dose_mg"]) for row in rows if row["interaction"] == name])
        for name in ("none", "amiodarone", "inducer")
    )

    assert slowed / usual == pytest.approx(0.62, abs=0.06)
    assert hastened / usual == pytest.approx(1.7, abs=0.2)


def test_weights_in_pounds_are_of_one_clinic_and_say_so():
    rows = rows_of(made(DOSES), "train.csv")
    pounds = [row for row in rows if row["weight_unit"] == "lb"]
    kilograms = [row for row in rows if row["weight_unit"] == "kg"]

    assert set(column(pounds, "clinic")) == {"blackwater"}
    ratio = np.mean([float(r["weight"]) for r in pounds]) / np.mean(
        [float(r["weight"]) for r in kilograms]
    )
    assert ratio == pytest.approx(2.2, abs=0.15)


# Leaflets


def facts(leaflet: str) -> dict[str, int]:
    """What the English leaflet says of children, read by its words alone."""
    read = re.search(
        r"Children from (\d+) years: (\d+) mg/kg a day in (\d+) doses, no more than (\d+) mg",
        leaflet,
    )
    return dict(zip(("age", "per_kg", "takes", "most"), map(int, read.groups()), strict=True))


def right(option: str, row, known) -> bool:
    """A statement about a child's dose, reckoned again."""
    age, weight = (
        int(n) for n in re.search(r"child of (\d+) weighs (\d+)", row["question"]).groups()
    )
    raw = known["per_kg"] * weight
    daily = min(raw, known["most"])
    figure = int(number[1]) if (number := re.search(r"(\d+) mg", option)) else 0
    if option.startswith("Before"):
        return figure == raw
    if "each dose" in option:
        return figure * known["takes"] == daily
    if "seven days" in option:
        return figure == 7 * daily
    if "age" in option:
        return ("allows" in option) == (age >= known["age"])
    return ("applies" in option) == (raw > known["most"])


def test_keys_of_reckoned_questions_are_found_again_from_the_leaflet():
    kept = made(LEAFLETS)
    leaflets = {
        row["drug"]: row["leaflet"]
        for row in rows_of(kept, "leaflets.csv")
        if row["language"] == "en"
    }
    asked = [
        row
        for row in rows_of(kept, "train.csv")
        if (row["kind"], row["language"]) == ("calculation", "en")
    ]

    found = [
        "|".join(
            letter
            for letter in "ABCDE"
            if right(row[f"option_{letter.lower()}"], row, facts(leaflets[row["drug"]]))
        )
        for row in asked
    ]

    assert len(asked) > 40
    assert found == column(asked, "answers")


def test_one_to_four_statements_are_right():
    rows = rows_of(made(LEAFLETS), "train.csv") + rows_of(made(LEAFLETS), "truth.csv")

    assert {len(answers.split("|")) for answers in column(rows, "answers")} == {1, 2, 3, 4}


def test_a_leaflet_is_there_in_both_languages_for_every_drug_asked_about():
    kept = made(LEAFLETS)
    rows = rows_of(kept, "train.csv") + rows_of(kept, "test.csv")
    named = {*column(rows, "drug"), *column(rows, "other_drug")} - {""}
    there = {(row["drug"], row["language"]) for row in rows_of(kept, "leaflets.csv")}

    assert there == {(drug, language) for drug in named for language in ("fr", "en")}


# Messages


def test_train_never_uses_the_new_ways_of_putting_it():
    said = " ".join(column(rows_of(made(MESSAGES), "train.csv"), "message"))
    phrases = [phrase for every in (NOW, TODAY, WEEK, LATER) for phrase in every]

    assert [p[1] for p in phrases if p[0] and (p[1] in said or p[2] in said)] == []
    assert [p[1] for p in phrases if not p[0] and p[1] not in said and p[2] not in said] == []


def test_hasty_writers_are_rare_in_train_and_frequent_in_test():
    train, test = (
        column(rows_of(made(MESSAGES), name), "register") for name in ("train.csv", "test.csv")
    )

    assert train.count("colloquial") / len(train) == pytest.approx(0.08, abs=0.03)
    assert test.count("colloquial") / len(test) == pytest.approx(0.30, abs=0.06)


def test_the_word_urgent_is_more_frequent_in_what_can_wait():
    rows = rows_of(made(MESSAGES), "train.csv")
    shares = {
        name: np.mean(
            ["urgent" in row["message"].lower() for row in rows if row["urgency"] == name]
        )
        for name in ("now", "later")
    }

    assert shares["later"] > 1.5 * shares["now"]


def test_labels_of_train_err_by_one_step():
    clean, noisy = made(MESSAGES, label_noise=0.0), made(MESSAGES, label_noise=0.2)
    steps = {name: step for step, name in enumerate(("now", "today", "week", "later"))}
    labels = [
        [steps[each] for each in column(rows_of(kept, "train.csv"), "urgency")]
        for kept in (clean, noisy)
    ]
    gaps = np.abs(np.subtract(*labels))

    assert set(gaps) == {0, 1}
    assert gaps.mean() == pytest.approx(0.2, abs=0.05)
    assert clean.files["truth.csv"] == noisy.files["truth.csv"]

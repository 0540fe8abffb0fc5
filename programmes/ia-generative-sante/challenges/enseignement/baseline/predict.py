"""The baseline: how well each proposition matches the sentence of the leaflet most like it.

A logistic regression weighs the match, learnt on the questions that ask for what is right. Nothing
reads the question: one that asks for what is wrong is answered backwards.

    python predict.py [DATA_FOLDER] [OUTPUT_FOLDER]

It learns on train.csv and writes submission.csv for test.csv; leaflets.csv is beside them.
"""

import csv
import os
import re
import sys
from functools import cache
from pathlib import Path

import numpy as np

LETTERS = "ABCDE"
RIDGE, STEPS = 1.0, 25
NOT = re.compile(r"\b(?:ne|n|pas|non|aucun|rien|not|no|never|nothing|must|doit)\b", re.IGNORECASE)


def main() -> None:
    given = dict(enumerate(sys.argv))
    data = Path(given.get(1) or os.environ.get("INPUT", "data"))
    output = Path(given.get(2) or os.environ.get("OUTPUT", "."))
    leaflets = {
        (row["drug"], row["language"]): row["leaflet"] for row in rows_of(data / "leaflets.csv")
    }
    train, test = rows_of(data / "train.csv"), rows_of(data / "test.csv")
    train = [row for row in train if row["kind"] != "negation"]
    right = np.array([float(letter in row["answers"]) for row in train for letter in LETTERS])
    weights = fitted(table(train, leaflets), right)
    logits = (table(test, leaflets) @ weights).reshape(len(test), len(LETTERS))
    with (output / "submission.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "answers"])
        writer.writerows(
            [row["id"], held_true(line)] for row, line in zip(test, logits, strict=True)
        )


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def held_true(logits: np.ndarray) -> str:
    """Every proposition more likely right than wrong, or the likeliest."""
    held = [letter for letter, logit in zip(LETTERS, logits, strict=True) if logit > 0]
    return "|".join(held or [LETTERS[int(np.argmax(logits))]])


def table(rows: list[dict[str, str]], leaflets: dict[tuple[str, str], str]) -> np.ndarray:
    return np.array(
        [
            features(row[f"option_{letter.lower()}"], leaflets[row["drug"], row["language"]])
            for row in rows
            for letter in LETTERS
        ]
    )


def features(proposition: str, leaflet: str) -> list[float]:
    """What the likest sentence shares with the proposition: words, figures, a negation."""
    words, numbers = words_of(proposition), set(re.findall(r"\d+", proposition))
    sentences = re.split(r"(?<=[.;]) ", leaflet)
    best = max(sentences, key=lambda sentence: len(words & words_of(sentence)))
    shared = len(words & words_of(best)) / max(1, len(words))
    there = set(re.findall(r"\d+", best))
    return [
        1.0,
        shared,
        float(bool(numbers)),
        float(bool(numbers) and numbers <= there),
        float(bool(numbers) and numbers <= set(re.findall(r"\d+", leaflet))),
        float(bool(NOT.search(proposition)) != bool(NOT.search(best))),
    ]


@cache
def words_of(text: str) -> frozenset[str]:
    """The beginnings of the longer words, so that plural and verb forms meet."""
    return frozenset(word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.lower()))


def fitted(features: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Newton's steps, with a small ridge."""
    weights = np.zeros(features.shape[1])
    ridge = RIDGE * np.eye(len(weights))
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (labels - chances) - ridge @ weights
        curve = (features * (chances * (1 - chances))[:, None]).T @ features + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main()

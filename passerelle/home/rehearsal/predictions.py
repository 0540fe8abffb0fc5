"""What an invented team predicts: the truth seen through its ability, so that scores are real.

What is hard is hard for every team (the cases have their own difficulty); what is luck is a
team's own. Older cases are read a little less well, so that the fairness of a board shows."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from math import exp

from passerelle.datathon.kinds.schemas import ChallengeFile
from passerelle.datathon.labels import Labels
from passerelle.engines.scoring import metric

_OLDEST = frozenset({"75+", "65+"})
Guess = Callable[[str, float, random.Random], str]


def predictions_of(
    file: ChallengeFile, labels: Labels, *, ability: float, rng: random.Random
) -> bytes:
    """The CSV that a team of this ability (0 to 1) would send."""
    scoring = file.scoring
    truth = [str(each) for each in labels.columns[scoring.target]]
    guess = _guesser(file, truth)
    seen = [
        ability - difficulty - (0.12 if age in _OLDEST else 0)
        for difficulty, age in zip(_difficulties(labels.ids), _ages(labels), strict=True)
    ]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", scoring.predictions[0]])
    for key, label, clarity in zip(labels.ids, truth, seen, strict=True):
        writer.writerow([key, guess(label, clarity, rng)])
    return text.getvalue().encode()


def _difficulties(ids: Sequence[str]) -> list[float]:
    """The same for all teams: a case's own."""
    return [random.Random(f"hard {key}").uniform(0, 0.4) for key in ids]  # noqa: S311


def _ages(labels: Labels) -> Sequence[str]:
    ages = labels.columns.get("age_band")
    return [str(each) for each in ages] if ages is not None else [""] * len(labels.ids)


def _guesser(file: ChallengeFile, truth: Sequence[str]) -> Guess:
    column = next(
        each for each in file.submission.columns if each.name == file.scoring.predictions[0]
    )
    takes = metric(file.scoring.metric).takes
    if takes == "score":
        return _probability
    if takes == "value":
        return _value(column.low, column.high)
    if takes == "set":
        return _letters(column.categories or ())
    return _one_of(sorted(set(truth)))


def _probability(label: str, clarity: float, rng: random.Random) -> str:
    side = 1 if float(label) > 0 else -1
    return f"{1 / (1 + exp(-(side * max(clarity, 0) * 1.6 - 1.2 + rng.gauss(0, 1)))):.4f}"


def _value(low: float | None, high: float | None) -> Guess:
    def guess(label: str, clarity: float, rng: random.Random) -> str:
        said = float(label) + rng.gauss(0, 2 + 14 * (1 - max(clarity, 0)))
        return f"{min(high or 1e9, max(low or 0, said)):.1f}"

    return guess


def _letters(categories: Sequence[str]) -> Guess:
    def guess(label: str, clarity: float, rng: random.Random) -> str:
        right = set(label.split("|"))
        said = {
            letter
            for letter in categories
            if (letter in right) == (rng.random() < 0.72 + 0.35 * max(clarity, 0))
        }
        return "|".join(sorted(said)) or rng.choice(list(categories))

    return guess


def _one_of(classes: Sequence[str]) -> Guess:
    def guess(label: str, clarity: float, rng: random.Random) -> str:
        return label if rng.random() < 0.4 + 0.6 * max(clarity, 0) else rng.choice(list(classes))

    return guess

"""The baseline: naive Bayes on the words of the message, French and English together.

    python predict.py [DATA_FOLDER] [OUTPUT_FOLDER]

It learns on train.csv and writes submission.csv for test.csv.
"""

import csv
import os
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

CLASSES = ("now", "today", "week", "later")
SMOOTHING = 1.0


def main() -> None:
    given = dict(enumerate(sys.argv))
    data = Path(given.get(1) or os.environ.get("INPUT", "data"))
    output = Path(given.get(2) or os.environ.get("OUTPUT", "."))
    train, test = rows_of(data / "train.csv"), rows_of(data / "test.csv")
    words = sorted({word for row in train for word in words_of(row["message"])})
    places = {word: place for place, word in enumerate(words)}
    prior, likelihood = learned(train, places)
    with (output / "submission.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "urgency"])
        for row in test:
            seen = [places[word] for word in words_of(row["message"]) if word in places]
            scores = prior + likelihood[:, seen].sum(axis=1)
            writer.writerow([row["id"], CLASSES[int(np.argmax(scores))]])


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words_of(message: str) -> list[str]:
    return sorted(set(re.findall(r"\w+", message.lower())))


def learned(rows: list[dict[str, str]], places: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """Logarithms: how frequent each class is, and each word within a class."""
    counts = np.full((len(CLASSES), len(places)), SMOOTHING)
    for row in rows:
        for word in words_of(row["message"]):
            counts[CLASSES.index(row["urgency"]), places[word]] += 1
    frequent = Counter(row["urgency"] for row in rows)
    prior = np.log([frequent[name] / len(rows) for name in CLASSES])
    return prior, np.log(counts / counts.sum(axis=1, keepdims=True))


if __name__ == "__main__":
    main()

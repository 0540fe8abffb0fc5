"""The baseline: a logistic regression on age and five vital signs. It does not read the note.

    python predict.py [DATA_FOLDER] [OUTPUT_FOLDER]

It learns on train.csv and writes submission.csv for test.csv.
"""

import csv
import os
import sys
from pathlib import Path

import numpy as np

FEATURES = ("age", "heart_rate", "respiratory_rate", "systolic", "temperature", "spo2")
RIDGE, STEPS = 1.0, 25


def main() -> None:
    given = dict(enumerate(sys.argv))
    data = Path(given.get(1) or os.environ.get("INPUT", "data"))
    output = Path(given.get(2) or os.environ.get("OUTPUT", "."))
    train, test = rows_of(data / "train.csv"), rows_of(data / "test.csv")
    known, asked = table(train), table(test)
    mean, spread = known.mean(axis=0), known.std(axis=0)
    labels = np.array([float(row["deterioration"]) for row in train])
    weights = fitted(with_constant((known - mean) / spread), labels)
    chances = 1 / (1 + np.exp(-with_constant((asked - mean) / spread) @ weights))
    with (output / "submission.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "score"])
        writer.writerows(
            [row["id"], f"{chance:.4f}"] for row, chance in zip(test, chances, strict=True)
        )


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(rows: list[dict[str, str]]) -> np.ndarray:
    return np.array([[float(row[name]) for name in FEATURES] for row in rows])


def with_constant(values: np.ndarray) -> np.ndarray:
    return np.column_stack([np.ones(len(values)), values])


def fitted(features: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Newton's steps, with a small ridge on all weights but the constant."""
    weights = np.zeros(features.shape[1])
    ridge = RIDGE * np.eye(len(weights))
    ridge[0, 0] = 0.0
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (labels - chances) - ridge @ weights
        curve = (features * (chances * (1 - chances))[:, None]).T @ features + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main()

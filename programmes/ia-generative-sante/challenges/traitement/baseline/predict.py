"""The baseline: a straight line through age, weight, sex and target INR.

It looks neither at the other drugs nor at the genotype.

    python predict.py [DATA_FOLDER] [OUTPUT_FOLDER]

It learns on train.csv and writes submission.csv for test.csv.
"""

import csv
import os
import sys
from pathlib import Path

import numpy as np

POUNDS_PER_KG = 2.2046
LOWEST_MG, HIGHEST_MG = 7.0, 100.0


def main() -> None:
    given = dict(enumerate(sys.argv))
    data = Path(given.get(1) or os.environ.get("INPUT", "data"))
    output = Path(given.get(2) or os.environ.get("OUTPUT", "."))
    train, test = rows_of(data / "train.csv"), rows_of(data / "test.csv")
    doses = np.array([float(row["weekly_dose_mg"]) for row in train])
    weights, *_ = np.linalg.lstsq(table(train), doses, rcond=None)
    predicted = np.clip(table(test) @ weights, LOWEST_MG, HIGHEST_MG)
    with (output / "submission.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "dose"])
        writer.writerows(
            [row["id"], f"{dose:.2f}"] for row, dose in zip(test, predicted, strict=True)
        )


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(rows: list[dict[str, str]]) -> np.ndarray:
    return np.array([features(row) for row in rows])


def features(row: dict[str, str]) -> list[float]:
    weight = float(row["weight"])
    kilograms = weight / POUNDS_PER_KG if row["weight_unit"] == "lb" else weight
    return [1.0, float(row["age"]), kilograms, float(row["sex"] == "F"), float(row["target_inr"])]


if __name__ == "__main__":
    main()

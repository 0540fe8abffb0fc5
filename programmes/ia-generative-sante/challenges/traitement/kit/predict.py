"""A rule to start from: the usual weekly dose, a little less with age, a little more with weight.

    python predict.py [DATA_FOLDER] [OUTPUT_FOLDER] [FILE]

It reads FILE (test.csv) in the data folder and writes predictions.csv: an id, a dose in mg a week.
"""

import csv
import os
import sys
from pathlib import Path

USUAL_MG, USUAL_AGE, USUAL_KG = 30.0, 68.0, 75.0
MG_PER_YEAR, MG_PER_KG = -0.2, 0.15
LOWEST_MG, HIGHEST_MG = 7.0, 100.0


def main() -> None:
    given = dict(enumerate(sys.argv))
    data = Path(given.get(1) or os.environ.get("INPUT", "data"))
    output = Path(given.get(2) or os.environ.get("OUTPUT", "."))
    with (data / given.get(3, "test.csv")).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (output / "predictions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "dose"])
        writer.writerows([row["id"], f"{weekly_mg(row):.1f}"] for row in rows)
    print(f"{len(rows)} predictions written in {output / 'predictions.csv'}")


def weekly_mg(row: dict[str, str]) -> float:
    """The weight is taken as written: is it always in kilograms?"""
    older, heavier = float(row["age"]) - USUAL_AGE, float(row["weight"]) - USUAL_KG
    dose = USUAL_MG + MG_PER_YEAR * older + MG_PER_KG * heavier
    return min(HIGHEST_MG, max(LOWEST_MG, dose))


if __name__ == "__main__":
    main()

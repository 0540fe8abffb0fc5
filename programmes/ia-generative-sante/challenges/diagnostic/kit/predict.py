"""A rule to start from: points for each vital sign that strays, as at a triage desk.

    python predict.py [DATA_FOLDER] [OUTPUT_FOLDER] [FILE]

It reads FILE (test.csv) in the data folder and writes predictions.csv: an id, a score from 0 to 1.
"""

import csv
import os
import sys
from pathlib import Path

# A vital sign, its comfortable range, and how far beyond it each further point is.
RULES = (
    ("respiratory_rate", 12, 20, 4),
    ("heart_rate", 51, 90, 20),
    ("systolic", 110, 219, 10),
    ("temperature", 36.1, 38.0, 1),
    ("spo2", 95, 100, 2),
)
MOST_POINTS = 3


def main() -> None:
    given = dict(enumerate(sys.argv))
    data = Path(given.get(1) or os.environ.get("INPUT", "data"))
    output = Path(given.get(2) or os.environ.get("OUTPUT", "."))
    with (data / given.get(3, "test.csv")).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    most = MOST_POINTS * len(RULES)
    with (output / "predictions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "score"])
        writer.writerows([row["id"], f"{points(row) / most:.3f}"] for row in rows)
    print(f"{len(rows)} predictions written in {output / 'predictions.csv'}")


def points(row: dict[str, str]) -> int:
    return sum(strays(row[name], low, high, step) for name, low, high, step in RULES)


def strays(cell: str, low: float, high: float, step: float) -> int:
    """No point within the range (or when nothing was measured), then one for each step."""
    if not cell:
        return 0
    away = max(low - float(cell), float(cell) - high)
    return min(MOST_POINTS, 1 + int(away // step)) if away > 0 else 0


if __name__ == "__main__":
    main()

"""A rule to start from: a proposition is held true when its leaflet holds all its figures.

    python predict.py [DATA_FOLDER] [OUTPUT_FOLDER] [FILE]

It reads FILE (test.csv) and leaflets.csv, in the data folder or beside this program, and writes
predictions.csv: an id, the letters held true (A|C).
"""

import csv
import os
import re
import sys
from pathlib import Path

LETTERS = "ABCDE"


def main() -> None:
    given = dict(enumerate(sys.argv))
    data = Path(given.get(1) or os.environ.get("INPUT", "data"))
    output = Path(given.get(2) or os.environ.get("OUTPUT", "."))
    leaflets = {
        (row["drug"], row["language"]): row["leaflet"]
        for row in rows_of(beside(data, "leaflets.csv"))
    }
    rows = rows_of(data / given.get(3, "test.csv"))
    with (output / "predictions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "answers"])
        for row in rows:
            writer.writerow([row["id"], answers(row, leaflets[row["drug"], row["language"]])])
    print(f"{len(rows)} predictions written in {output / 'predictions.csv'}")


def beside(data: Path, name: str) -> Path:
    """The sandbox gives train and test only: put the leaflets in your archive."""
    return data / name if (data / name).exists() else Path(__file__).parent / name


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answers(row: dict[str, str], leaflet: str) -> str:
    known = figures(leaflet)
    held = [letter for letter in LETTERS if figures(row[f"option_{letter.lower()}"]) <= known]
    return "|".join(held or ["A"])


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


if __name__ == "__main__":
    main()

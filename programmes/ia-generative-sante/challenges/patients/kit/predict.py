"""A rule to start from: a few words that worry, a few that do not, in both languages.

    python predict.py [DATA_FOLDER] [OUTPUT_FOLDER] [FILE]

It reads FILE (test.csv) in the data folder and writes predictions.csv: an id, now, today, week or
later.
"""

import csv
import os
import sys
from pathlib import Path

# The first class whose words appear is the answer.
WORDS = (
    ("now", ("poitrine", "respire", "chest", "breath", "urgent", "sang", "blood")),
    (
        "today",
        ("fièvre", "39", "38", "depuis hier", "fever", "since yesterday", "ce soir", "tonight"),
    ),
    ("later", ("certificat", "rendez-vous", "copie", "certificate", "appointment", "copy", "?")),
)
OTHERWISE = "week"


def main() -> None:
    given = dict(enumerate(sys.argv))
    data = Path(given.get(1) or os.environ.get("INPUT", "data"))
    output = Path(given.get(2) or os.environ.get("OUTPUT", "."))
    with (data / given.get(3, "test.csv")).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (output / "predictions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "urgency"])
        writer.writerows([row["id"], urgency(row["message"])] for row in rows)
    print(f"{len(rows)} predictions written in {output / 'predictions.csv'}")


def urgency(message: str) -> str:
    said = message.lower()
    for answer, words in WORDS:
        if any(word in said for word in words):
            return answer
    return OTHERWISE


if __name__ == "__main__":
    main()

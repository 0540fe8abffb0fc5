"""Rows made into the four files of a challenge, with labels apart from what teams receive."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ._draws import Draws

Row = Mapping[str, str]
TRAIN, PUBLIC, PRIVATE = "train", "public", "private"


@dataclass(frozen=True, slots=True)
class Generated:
    """`files`: train.csv, test.csv, truth.csv, sample_submission.csv, and what a challenge adds."""

    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that stay together (a patient's notes, a drug's questions), all in one part."""

    id: str
    part: str
    size: int


@dataclass(frozen=True, slots=True)
class Columns:
    """What each file shows. `features` are in train and test; only train and truth have labels."""

    features: Sequence[str]
    target: str
    truth: Sequence[str]
    prediction: str
    unsure: str
    more: Mapping[str, bytes] = field(default_factory=dict)


def share_out(
    draws: Draws, *, rows: int, sizes: Sequence[tuple[int, float]], test_share: float, letter: str
) -> list[Group]:
    """Groups drawn until they hold `rows` cases; the test's groups go half public, half private."""
    counts: list[int] = []
    while (left := rows - sum(counts)) > 0:
        counts.append(min(left, draws.weighted(sizes)))
    names = draws.codes(letter, len(counts))
    order = draws.shuffled(range(len(counts)))
    parts: dict[int, str] = {}
    held = {PUBLIC: 0, PRIVATE: 0}
    for place in order:
        if sum(held.values()) >= test_share * rows:
            parts[place] = TRAIN
            continue
        part = PUBLIC if held[PUBLIC] <= held[PRIVATE] else PRIVATE
        parts[place] = part
        held[part] += counts[place]
    return [Group(names[place], parts[place], size) for place, size in enumerate(counts)]


def files_of(rows: Sequence[Row], columns: Columns, *, draws: Draws) -> Generated:
    """Each row says its `part`; the order of rows and the ids tell nothing about the label."""
    mixed = draws.shuffled(rows)
    train = [row for row in mixed if row["part"] == TRAIN]
    test = [{**row, "split": row["part"]} for row in mixed if row["part"] != TRAIN]
    sample = [{"id": row["id"], columns.prediction: columns.unsure} for row in test]
    seen = ["id", *columns.features]
    return Generated(
        {
            "train.csv": table(train, [*seen, columns.target]),
            "test.csv": table(test, seen),
            "truth.csv": table(test, ["id", columns.target, "split", *columns.truth]),
            "sample_submission.csv": table(sample, ["id", columns.prediction]),
            **columns.more,
        }
    )


def table(rows: Iterable[Row], columns: Sequence[str]) -> bytes:
    """CSV in UTF-8, commas, a line feed at each end of row."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns] for row in rows)
    return written.getvalue().encode("utf-8")

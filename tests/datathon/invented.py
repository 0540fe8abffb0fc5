"""Generated files read back, and small formulas that owe nothing to the engine."""

import csv
import io
from functools import cache

import numpy as np

from passerelle.datathon.generators import Generated, generate

Row = dict[str, str]


@cache
def made(name: str, *, seed: int = 2027, rows: int = 1500, **options: float) -> Generated:
    return generate(name, seed=seed, rows=rows, options=options)


def rows_of(generated: Generated, name: str) -> list[Row]:
    return read(generated.files[name])


def read(data: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def column(rows: list[Row], name: str) -> list[str]:
    return [row[name] for row in rows]


def auroc(labels, scores) -> float:
    """The share of pairs put in the right order, ties counting for half (Mann and Whitney)."""
    truth, said = np.asarray(labels, dtype=float), np.asarray(scores, dtype=float)
    ill, well = said[truth == 1][:, None], said[truth == 0][None, :]
    return float(((ill > well) + 0.5 * (ill == well)).mean())


def mean_error(labels, values) -> float:
    return float(np.abs(np.asarray(labels, float) - np.asarray(values, float)).mean())


def exactly(labels, answers) -> float:
    return float(np.mean([one == other for one, other in zip(labels, answers, strict=True)]))


def f1_macro(labels, answers) -> float:
    truth, said = np.asarray(labels), np.asarray(answers)
    return float(
        np.mean(
            [
                2
                * ((truth == name) & (said == name)).sum()
                / ((truth == name).sum() + (said == name).sum())
                for name in np.unique(truth)
            ]
        )
    )

"""The groups of cases a challenge asks about."""

from dataclasses import dataclass

import numpy as np

from passerelle.engines.scoring._columns import Columns, Places, as_texts, truth_column
from passerelle.engines.scoring._plan import Plan, ScoringRefused

_MOST_VALUES = 50


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows where a column has a value; “” where it has none."""

    column: str
    value: str
    rows: Places
    clusters: int | None

    def too_small(self, at_least: int) -> bool:
        """Fewer cases than may be told apart: patients are counted where they are known."""
        return min(self.rows.size, self.clusters or self.rows.size) < at_least


def slices_of(truth: Columns, plan: Plan, *, rows: int, clusters: Places | None) -> list[Slice]:
    """Every value of every slice column, in order. Raises ScoringRefused for a column that is
    absent, of another length, or of too many values to be groups."""
    slices = []
    for name in plan.slices:
        texts = np.array([text or "" for text in as_texts(truth_column(truth, name))])
        if texts.size != rows:
            raise ScoringRefused(f"The column “{name}” has {texts.size} rows, not {rows}.")
        values, places = np.unique(texts, return_inverse=True)
        if values.size > _MOST_VALUES:
            raise ScoringRefused(
                f"The column “{name}” holds {values.size} values, {_MOST_VALUES} are the most "
                "for slices: write bands instead."
            )
        for place, value in enumerate(values.tolist()):
            chosen = np.flatnonzero(places == place)
            patients = None if clusters is None else np.unique(clusters[chosen]).size
            slices.append(Slice(name, value, chosen, patients))
    return slices

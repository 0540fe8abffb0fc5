"""From a challenge's file to the engine's plan, and from predictions to cards and ranks."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from passerelle.engines.scoring import Plan, Ranking, ScoreCard, card, rank

from .kinds.schemas import ScoringSpec
from .labels import Labels

Columns = Mapping[str, NDArray[np.generic]]


def plan_of(scoring: ScoringSpec) -> Plan:
    """What the engine is told."""
    return Plan(
        metric=scoring.metric,
        target=scoring.target,
        prediction=scoring.prediction
        if isinstance(scoring.prediction, str)
        else scoring.predictions,
        also=tuple(scoring.also),
        threshold=scoring.threshold,
        slices=tuple(scoring.slices),
        cluster=scoring.cluster,
        resamples=scoring.resamples,
        level=scoring.level,
        bins=scoring.bins,
        at_least=scoring.at_least,
        options=scoring.options,
    )


def card_on(
    split: str, *, labels: Labels, predictions: Columns, scoring: ScoringSpec, seed: int
) -> ScoreCard:
    """A submission's card on the cases of one board."""
    kept = labels.rows_of(split)
    return card(_kept(labels.columns, kept), _kept(predictions, kept), plan_of(scoring), seed=seed)


def ranking_on(
    split: str,
    *,
    labels: Labels,
    entries: Mapping[str, Columns],
    scoring: ScoringSpec,
    seed: int,
) -> Ranking:
    """Several teams on the same cases of one board."""
    kept = labels.rows_of(split)
    same_cases = {name: _kept(columns, kept) for name, columns in entries.items()}
    return rank(_kept(labels.columns, kept), same_cases, plan_of(scoring), seed=seed)


def finite(value: float | None) -> float | None:
    """A number that can be stored and ranked, or nothing."""
    return value if value is not None and isfinite(value) else None


def plain(value: Any) -> Any:  # Any: JSON of the engine
    """The same JSON without NaN and infinities, which JSON has no word for."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    return finite(value) if isinstance(value, float) else value


def _kept(columns: Columns, rows: NDArray[np.bool_]) -> dict[str, NDArray[np.generic]]:
    return {name: values[rows] for name, values in columns.items()}

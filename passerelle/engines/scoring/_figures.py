"""From a metric on some cases to a figure with its interval."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from math import isfinite, isnan

import numpy as np

from passerelle.engines.numbers import percentile_interval, resampled_counts
from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._catalogue import Cases, Entry
from passerelle.engines.scoring._columns import (
    Columns,
    Floats,
    NoValue,
    Places,
    as_texts,
    truth_column,
)
from passerelle.engines.scoring._measures import Closed, Prepared
from passerelle.engines.scoring._plan import Plan, ScoringRefused
from passerelle.engines.scoring._results import Figure

# Below this share of resamples with a value, the rest says little of the interval.
_LEAST_SHARE = 0.5


class Submission:
    """One submission beside the truth, each kind of cases read once."""

    def __init__(self, truth: Columns, predictions: Columns, plan: Plan) -> None:
        self._columns = (truth, predictions)
        self._plan = plan
        self._read: dict[Callable[..., Cases], Cases] = {}
        self.rows = len(truth_column(truth, plan.target))

    def cases(self, entry: Entry) -> Cases:
        """Raises NoValue where the predictions cannot be scored so."""
        if entry.read not in self._read:
            try:
                self._read[entry.read] = entry.read(*self._columns, self._plan)
            except NoValue as reason:
                self._read[entry.read] = reason
        found = self._read[entry.read]
        if isinstance(found, NoValue):
            raise found
        return found


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure that still lacks its interval; `rows` are those of a slice, None for all."""

    metric: str
    value: float | None
    n: int
    note: str
    prepared: Prepared | None = None
    rows: Places | None = None

    def needs_resamples(self, clusters: Places | None) -> bool:
        """Formulas hold for independent cases; all else is resampled."""
        return self.prepared is not None and (self.prepared.closed is None or clusters is not None)


def draft_of(
    submission: Submission, entry: Entry, plan: Plan, *, rows: Places | None = None
) -> Draft:
    n = submission.rows if rows is None else rows.size
    try:
        if n < 2:
            raise NoValue(say.TOO_FEW.said(n=n) if n else say.NO_CASE.said())
        cases = submission.cases(entry)
        prepared = entry.prepare(cases if rows is None else _taken(cases, rows), plan)
        value = _finite_value(prepared, n)
    except NoValue as reason:
        return Draft(entry.metric.name, None, n, str(reason))
    return Draft(entry.metric.name, value, prepared.rests_on, prepared.note, prepared, rows)


def _taken(cases: Cases, rows: Places) -> Cases:
    columns = {field.name: getattr(cases, field.name) for field in fields(cases)}
    arrays = {name: held for name, held in columns.items() if isinstance(held, np.ndarray)}
    return replace(cases, **{name: held[rows] for name, held in arrays.items()})


def _finite_value(prepared: Prepared, cases: int) -> float:
    with np.errstate(over="ignore", invalid="ignore"):
        value = prepared.value(cases)
    if not isfinite(value):
        raise NoValue((say.UNDEFINED if isnan(value) else say.TOO_LARGE).said())
    return value


def clusters_of(truth: Columns, plan: Plan) -> Places | None:
    """The number of each row's patient, None where rows are independent.

    Raises ScoringRefused where a patient is missing.
    """
    if plan.cluster is None:
        return None
    texts = as_texts(truth_column(truth, plan.cluster))
    if None in texts:
        raise ScoringRefused(
            f"The column “{plan.cluster}” is blank for case {texts.index(None) + 1}: "
            "every case needs its patient."
        )
    if len(texts) != len(truth_column(truth, plan.target)):
        raise ScoringRefused(f"The column “{plan.cluster}” is not as long as the target’s.")
    numbers: Places = np.unique(np.array(texts), return_inverse=True)[1]
    return numbers


def resampled(
    drafts: Sequence[Draft], *, rows: int, plan: Plan, seed: int, clusters: Places | None
) -> Floats:
    """Each draft's value on each resample, the same resamples for all: (resamples, drafts)."""
    measures = [(draft.prepared.measure, draft.rows) for draft in drafts if draft.prepared]
    values = np.empty((plan.resamples, len(measures)))
    if not measures:
        return values
    done = 0
    with np.errstate(over="ignore", invalid="ignore"):
        for counts in resampled_counts(rows, times=plan.resamples, seed=seed, clusters=clusters):
            block = values[done : done + len(counts)]
            for place, (measure, chosen) in enumerate(measures):
                block[:, place] = measure(counts if chosen is None else counts.take(chosen, axis=1))
            done += len(counts)
    return values


def finished(draft: Draft, draws: Floats | None, *, plan: Plan, clusters: Places | None) -> Figure:
    """The figure with its interval: by its formula, or by percentiles of its draws."""
    interval = Closed(None, None, "")
    if draft.prepared is not None and draft.prepared.closed is not None and clusters is None:
        interval = draft.prepared.closed(plan.level)
    elif draft.value is not None and draws is not None:
        interval = _percentiles(draft, draws, plan=plan, clusters=clusters)
    return Figure(
        metric=draft.metric,
        value=draft.value,
        low=interval.low,
        high=interval.high,
        level=plan.level,
        n=draft.n,
        method=interval.method,
        note="\n".join(filter(None, (draft.note, interval.note))),
    )


def _percentiles(draft: Draft, draws: Floats, *, plan: Plan, clusters: Places | None) -> Closed:
    assert draft.value is not None
    of_slice = clusters if clusters is None or draft.rows is None else clusters[draft.rows]
    if of_slice is not None and (of_slice == of_slice[0]).all():
        return Closed(None, None, "", say.ONE_CLUSTER.said())
    valid = draws[np.isfinite(draws)]
    if valid.size < max(2, _LEAST_SHARE * draws.size):
        return Closed(None, None, "", say.FEW_DRAWS.said(valid=valid.size, draws=draws.size))
    interval = percentile_interval(valid, level=plan.level)
    low, high = min(interval.low, draft.value), max(interval.high, draft.value)
    notes = []
    if lost := draws.size - valid.size:
        left_out = say.ONE_DRAW if lost == 1 else say.SOME_DRAWS
        notes.append(left_out.said(lost=lost, draws=draws.size))
    if (low, high) != (interval.low, interval.high):
        notes.append(say.WIDENED.said())
    method = say.BOOTSTRAP if clusters is None else say.CLUSTER_BOOTSTRAP
    return Closed(low, high, method.said(draws=plan.resamples), "\n".join(notes))

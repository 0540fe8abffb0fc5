"""What two sets or two masks share, case by case."""

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._columns import (
    Columns,
    Floats,
    NoValue,
    is_missing,
    predicted_column,
    refuse_missing,
    truth_column,
)
from passerelle.engines.scoring._plan import Plan, ScoringRefused
from passerelle.engines.scoring._runs import covered, looks_like_runs, runs_of, shared_pixels

Parts = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class OverlapCases:
    """Sizes of what is shared, true and predicted; each of shape (cases,).

    `labels` counts the labels an answer may hold: those declared, else those of the truth.
    """

    shared: Floats
    true: Floats
    given: Floats
    labels: int


def read_sets(truth: Columns, predictions: Columns, plan: Plan) -> OverlapCases:
    """Sets, sequences, or texts such as “a|c|d” cut at “|”, “;” or “,” (or at `separator`)."""
    return _read(truth, predictions, plan, masks=False)


def read_masks(truth: Columns, predictions: Columns, plan: Plan) -> OverlapCases:
    """Arrays where non-zero is inside, texts of runs “start length …” from 1, or sets."""
    return _read(truth, predictions, plan, masks=True)


def _read(truth: Columns, predictions: Columns, plan: Plan, *, masks: bool) -> OverlapCases:
    wanted = truth_column(truth, plan.target)
    given = predicted_column(predictions, plan.predictions[0], rows=len(wanted))
    separator = separator_of(plan)
    references = [
        _reference(value, case, separator, masks=masks) for case, value in enumerate(wanted)
    ]
    answers = list(given)
    refuse_missing(np.array([is_missing(value) for value in answers]), sentence=say.NO_ANSWER)
    parts = np.empty((len(wanted), 3))
    for case, (reference, answer) in enumerate(zip(references, answers, strict=True)):
        try:
            parts[case] = overlap(reference, _shape(answer, separator, masks=masks))
        except NoValue as reason:
            raise NoValue(say.UNREADABLE.said(case=case + 1, reason=reason)) from None
    return OverlapCases(parts[:, 0], parts[:, 1], parts[:, 2], _labels(references, plan))


def separator_of(plan: Plan) -> re.Pattern[str]:
    separator = plan.options.get("separator", "")
    if not isinstance(separator, str):
        raise ScoringRefused("The option “separator” is not a text: write what parts the items.")
    return re.compile(re.escape(separator) if separator else r"[|;,]")


def items_of(value: object, separator: re.Pattern[str]) -> list[str]:
    """The items in their order, as texts. Raises NoValue for what holds none."""
    if isinstance(value, str):
        return [part for part in map(str.strip, separator.split(value)) if part]
    if isinstance(value, set | frozenset | list | tuple) or (
        isinstance(value, np.ndarray) and value.ndim == 1
    ):
        return [str(item) for item in value]
    if isinstance(value, int | float | np.generic):
        return [str(value)]
    raise NoValue(say.NOT_ITEMS.said())


Shape = frozenset[str] | np.ndarray


def _reference(value: object, case: int, separator: re.Pattern[str], *, masks: bool) -> Shape:
    try:
        if is_missing(value):
            raise NoValue(say.NOT_ITEMS.said())
        return _shape(value, separator, masks=masks)
    except NoValue as reason:
        raise ScoringRefused(f"The reference of case {case + 1} cannot be read: {reason}") from None


def _shape(value: object, separator: re.Pattern[str], *, masks: bool) -> Shape:
    """A set of items, an array of true and false, or runs as an array of whole numbers."""
    if masks and isinstance(value, str) and looks_like_runs(value):
        return runs_of(value)
    if masks and isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        inside: np.ndarray = value != 0
        return inside
    return frozenset(items_of(value, separator))


def overlap(first: Shape, second: Shape) -> Parts:
    """(shared, first, second) sizes. Raises NoValue for shapes that cannot be laid over."""
    sizes = _size(first), _size(second)
    if _kind(first) != _kind(second):
        # An empty text is an empty set as well as an empty mask.
        if 0 in sizes and not (_is_picture(first) and _is_picture(second)):
            return 0.0, *sizes
        raise NoValue(say.OTHER_SHAPE.said(given=_kind(second), wanted=_kind(first)))
    if isinstance(first, frozenset) or isinstance(second, frozenset):
        return float(len(frozenset(first) & frozenset(second))), *sizes
    if _is_picture(first):
        return float(np.count_nonzero(first & second)), *sizes
    return float(shared_pixels(first, second)), *sizes


def _size(shape: Shape) -> float:
    if isinstance(shape, frozenset):
        return float(len(shape))
    return float(np.count_nonzero(shape) if _is_picture(shape) else covered(shape))


def _kind(shape: Shape) -> str:
    if isinstance(shape, frozenset):
        return say.A_SET.said()
    return " × ".join(map(str, shape.shape)) if _is_picture(shape) else say.RUNS.said()


def _is_picture(shape: Shape) -> bool:
    return isinstance(shape, np.ndarray) and shape.dtype == np.bool_


def _labels(references: Collection[Shape], plan: Plan) -> int:
    declared = plan.options.get("labels")
    if isinstance(declared, list | tuple | set | frozenset):
        return len(set(map(str, declared)))
    if declared is not None:
        raise ScoringRefused("The option “labels” is not a list: write every label once.")
    return len(set().union(*(shape for shape in references if isinstance(shape, frozenset))))

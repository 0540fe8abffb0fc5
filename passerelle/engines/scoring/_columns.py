"""From columns of any kind to arrays a formula can trust."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._plan import Plan, ScoringRefused, SubmissionRefused

# A column's values are whatever a table held: numbers, texts, sets, masks.
Column = NDArray[Any]
Columns = Mapping[str, Column]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

_SHOWN = 5


class NoValue(Exception):
    """A measure has no value on these cases; the sentence says why."""


def truth_column(truth: Columns, name: str) -> Column:
    """A column of the truth. Raises ScoringRefused where it has none of that name."""
    if name not in truth:
        raise ScoringRefused(f"The truth has no column “{name}”: it has {written(truth)}.")
    return _column(truth[name])


def predicted_column(predictions: Columns, name: str, *, rows: int) -> Column:
    """A column of the submission, of that many rows. Raises SubmissionRefused otherwise."""
    if name not in predictions:
        raise SubmissionRefused(say.NO_COLUMN.said(column=name, columns=written(predictions)))
    column = _column(predictions[name])
    if len(column) != rows:
        raise SubmissionRefused(say.OTHER_LENGTH.said(column=name, given=len(column), wanted=rows))
    return column


def _column(values: object) -> Column:
    if isinstance(values, np.ndarray):
        return np.atleast_1d(values)
    listed = list(values) if isinstance(values, Iterable) else [values]
    column = np.empty(len(listed), dtype=object)
    for place, value in enumerate(listed):  # one by one: numpy would lay lists out as a table
        column[place] = value
    return column


def true_numbers(truth: Columns, name: str) -> Floats:
    """A column of finite numbers. Raises ScoringRefused for any other value."""
    numbers = as_numbers(truth_column(truth, name))
    wrong = np.flatnonzero(~np.isfinite(numbers))
    if wrong.size:
        raise ScoringRefused(
            f"The truth’s column “{name}” has no finite number for case {wrong[0] + 1}"
            f" ({wrong.size} such cases): correct the truth."
        )
    return numbers


def predicted_numbers(predictions: Columns, plan: Plan, *, rows: int) -> Floats:
    """The submission's finite numbers. Raises NoValue where one is missing or not finite."""
    numbers = as_numbers(predicted_column(predictions, plan.predictions[0], rows=rows))
    refuse_missing(~np.isfinite(numbers), sentence=say.NOT_NUMBERS)
    return numbers


def refuse_missing(missing: Flags, *, sentence: say.Sentence) -> None:
    """Raises NoValue that counts the missing predictions and names the first."""
    places = np.flatnonzero(missing)
    if places.size:
        raise NoValue(sentence.said(missing=places.size, n=missing.size, case=int(places[0]) + 1))


def as_numbers(column: Column) -> Floats:
    """Each value as a float, NaN where it is none."""
    if column.ndim == 1 and column.dtype.kind in "biuf":
        return column.astype(np.float64)
    return np.array([_number(value) for value in column], dtype=np.float64)


def _number(value: Any) -> float:  # any value may stand in a hostile table
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return float("nan")


def as_texts(column: Column) -> list[str | None]:
    """Each value as a text: 1, 1.0 and True are all “1”; None, NaN and blanks are None."""
    if column.dtype.kind == "U":
        return [text.strip() or None for text in column.tolist()]
    return [_text(value) for value in column.tolist()]


def _text(value: object) -> str | None:
    if is_missing(value):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool | int):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip() or None


def is_missing(value: object) -> bool:
    """None or NaN; an empty set or text is an answer."""
    return value is None or (isinstance(value, float | np.floating) and bool(np.isnan(value)))


def written(names: Iterable[object]) -> str:
    """The first few names, for a sentence."""
    shown = [str(name)[:40] for name in names]
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return (", ".join(shown[:_SHOWN]) or "none") + more

"""A true class and a predicted class for each case."""

from dataclasses import dataclass

import numpy as np

from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._columns import (
    Column,
    Columns,
    NoValue,
    Places,
    as_numbers,
    as_texts,
    predicted_column,
    predicted_numbers,
    refuse_missing,
)
from passerelle.engines.scoring._plan import Plan, ScoringRefused
from passerelle.engines.scoring._scores import positives_of, true_texts

_MOST_CLASSES = 100


@dataclass(frozen=True, slots=True)
class ClassCases:
    """Places of the true and the predicted class among `names`, of shape (cases,)."""

    truth: Places
    predicted: Places
    names: tuple[str, ...]
    positive: int | None
    """The place of the positive class, where the plan or the labels 0 and 1 tell it."""


def read_classes(truth: Columns, predictions: Columns, plan: Plan) -> ClassCases:
    """Texts compared as they are; scores at or above a declared threshold are positive.

    The classes are those declared, then those met, so that one predicted in vain counts too.
    """
    if plan.threshold is not None:
        labels = positives_of(truth, plan)
        called = predicted_numbers(predictions, plan, rows=labels.size) >= plan.threshold
        return ClassCases(labels.astype(np.intp), called.astype(np.intp), ("0", "1"), 1)
    wanted = true_texts(truth, plan)
    given = _given(predictions, plan, rows=len(wanted))
    declared = declared_classes(plan)
    positive = _positive(plan, wanted)
    met = sorted({*wanted, *given, *filter(None, [positive])} - {*declared}, key=_natural)
    names = (*declared, *met)
    if len(names) > _MOST_CLASSES:
        _refuse_many(wanted, given)
    place = {name: number for number, name in enumerate(names)}
    return ClassCases(
        np.array([place[text] for text in wanted], dtype=np.intp),
        np.array([place[text] for text in given], dtype=np.intp),
        names,
        place[positive] if positive else None,
    )


def declared_classes(plan: Plan) -> tuple[str, ...]:
    """The classes of the options, in their order. Raises ScoringRefused for anything else."""
    classes = plan.options.get("classes", ())
    if not isinstance(classes, list | tuple):
        raise ScoringRefused("The option “classes” is not a list: write the classes in order.")
    texts = as_texts(np.array([*classes, None], dtype=object))[:-1]
    known = [text for text in texts if text is not None]
    if len(set(known)) != len(texts):
        raise ScoringRefused("The option “classes” holds a blank or the same class twice.")
    return tuple(known)


def _given(predictions: Columns, plan: Plan, *, rows: int) -> list[str]:
    if len(plan.predictions) > 1:
        return _largest(predictions, plan, rows=rows)
    texts = as_texts(predicted_column(predictions, plan.predictions[0], rows=rows))
    missing = np.array([text is None for text in texts], dtype=np.bool_)
    refuse_missing(missing, sentence=say.NO_ANSWER)
    return [text for text in texts if text is not None]


def _largest(predictions: Columns, plan: Plan, *, rows: int) -> list[str]:
    """The class whose column is the largest; the first of equals."""
    names = declared_classes(plan) or plan.predictions
    if len(names) != len(plan.predictions):
        raise ScoringRefused(
            f"There are {len(plan.predictions)} prediction columns for {len(names)} classes."
        )
    columns: list[Column] = [
        predicted_column(predictions, name, rows=rows) for name in plan.predictions
    ]
    table = np.stack([as_numbers(column) for column in columns])
    refuse_missing(~np.isfinite(table).min(axis=0), sentence=say.NOT_NUMBERS)
    return [names[place] for place in table.argmax(axis=0).tolist()]


def _refuse_many(wanted: list[str], given: list[str]) -> None:
    if len(set(wanted)) > _MOST_CLASSES:
        raise ScoringRefused(
            f"The target holds {len(set(wanted))} classes, {_MOST_CLASSES} are the most: "
            "is it a number? Choose a metric of values."
        )
    if _numeric(given):
        raise NoValue(say.NEEDS_THRESHOLD.said())
    raise NoValue(say.MANY_CLASSES.said(classes=len(set(given)), most=_MOST_CLASSES))


def _positive(plan: Plan, wanted: list[str]) -> str | None:
    declared = as_texts(np.array([plan.options.get("positive")], dtype=object))[0]
    return declared or ("1" if {"0", "1"}.issuperset(wanted) else None)


def refuse_scores(cases: ClassCases) -> None:
    """Raises NoValue where fractions are given for classes that are none: no threshold is set."""
    extra = set(np.unique(cases.predicted)) - set(np.unique(cases.truth))
    if any("." in cases.names[place] and _numeric([cases.names[place]]) for place in extra):
        raise NoValue(say.NEEDS_THRESHOLD.said())


def numbers_of(names: tuple[str, ...]) -> list[float] | None:
    """The classes as numbers, None where one is not."""
    return [float(name) for name in names] if _numeric(names) else None


def _numeric(names: tuple[str, ...] | list[str]) -> bool:
    return bool(np.isfinite(as_numbers(np.array(names, dtype=object))).all())


def _natural(name: str) -> tuple[bool, float, str]:
    number = numbers_of((name,))
    return (number is None, number[0] if number else 0.0, name)

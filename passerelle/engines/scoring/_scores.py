"""Binary labels with a score each: the cases of AUROC, Brier and calibration."""

from dataclasses import dataclass

import numpy as np

from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._columns import (
    Columns,
    Flags,
    Floats,
    NoValue,
    Places,
    as_numbers,
    as_texts,
    predicted_numbers,
    truth_column,
    written,
)
from passerelle.engines.scoring._measures import Prepared, mean_of
from passerelle.engines.scoring._plan import Plan, ScoringRefused

# As far from 0 and 1 as a double can say: a wrong certainty costs 36, not infinity.
_CLIP = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True)
class ScoreCases:
    """Labels (true: positive), finite scores, and which case each is; all of shape (cases,)."""

    labels: Flags
    scores: Floats
    numbers: Places

    def refuse_one_class(self) -> None:
        """Raises NoValue unless both classes are there."""
        if self.labels.all() or not self.labels.any():
            raise NoValue(say.ONE_CLASS.said(n=self.labels.size))

    def refuse_constant(self) -> None:
        """Raises NoValue where no score differs from another."""
        if (self.scores == self.scores[0]).all():
            raise NoValue(say.CONSTANT.said())

    def refuse_beyond_probability(self) -> None:
        """Raises NoValue where a score cannot be a probability."""
        beyond = np.flatnonzero((self.scores < 0) | (self.scores > 1))
        if beyond.size:
            case = int(self.numbers[beyond[0]]) + 1
            value = f"{self.scores[beyond[0]]:.6g}"
            raise NoValue(say.NOT_PROBABILITY.said(case=case, value=value))


def read_scores(truth: Columns, predictions: Columns, plan: Plan) -> ScoreCases:
    labels = positives_of(truth, plan)
    scores = predicted_numbers(predictions, plan, rows=labels.size)
    return ScoreCases(labels, scores, np.arange(labels.size))


def positives_of(truth: Columns, plan: Plan) -> Flags:
    """Which cases are positive: those of the declared label, else those that are 1 and not 0.

    Raises ScoringRefused for a label that is missing, or is neither.
    """
    column = truth_column(truth, plan.target)
    if "positive" in plan.options:
        texts = true_texts(truth, plan)
        positive = as_texts(np.array([plan.options["positive"]], dtype=object))[0]
        return np.array([text == positive for text in texts], dtype=np.bool_)
    numbers = as_numbers(column)
    if not ((numbers == 0) | (numbers == 1)).all():
        held = written(sorted(set(true_texts(truth, plan))))
        raise ScoringRefused(
            f"The target “{plan.target}” holds {held}, not 0 and 1: "
            "say in the options which label is “positive”."
        )
    positive_cases: Flags = numbers == 1
    return positive_cases


def true_texts(truth: Columns, plan: Plan) -> list[str]:
    """The true labels as texts. Raises ScoringRefused where one is missing."""
    texts = as_texts(truth_column(truth, plan.target))
    known = [text for text in texts if text is not None]
    if len(known) != len(texts):
        raise ScoringRefused(
            f"The target “{plan.target}” has no label for case {texts.index(None) + 1}: "
            "correct the truth."
        )
    return known


def brier(cases: ScoreCases, _: Plan) -> Prepared:
    """Mean of (p − y)² (Brier 1950): 0 is perfect, 0.25 a coin's."""
    cases.refuse_beyond_probability()
    return Prepared(mean_of((cases.scores - cases.labels) ** 2), cases.labels.size)


def log_loss(cases: ScoreCases, _: Plan) -> Prepared:
    """Mean of −ln of what was given to the true class (Good 1952), in nats.

    A prediction of exactly 0 or 1 is taken as 2⁻⁵² from the end, lest one case cost infinity.
    """
    cases.refuse_beyond_probability()
    given = np.where(cases.labels, cases.scores, 1 - cases.scores)
    losses = -np.log(np.clip(given, _CLIP, 1 - _CLIP))
    return Prepared(mean_of(losses), cases.labels.size)

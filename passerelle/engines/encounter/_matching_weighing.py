"""What each sign of likeness weighs: learned from blind questions of several cases at once.

A multinomial logit fitted by Adam. Few weights for many questions, and the same for every case: a
case that was not there to learn from is read as well as the others (see `./do bench`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ._matching import Weights
from ._matching_learning import Adam

_ROUNDS, _SLOWER_FROM, _RATE, _SLOWER, _RIDGE = 500, 300, 0.3, 0.2, 1e-3
_FIRST_WEIGHT, _FIRST_NONE = 4.0, 6.0
_NOTHING = -1


@dataclass(frozen=True, slots=True)
class Lessons:
    """Questions of one case: signs (question, group, sign), the fact each asks for or -1."""

    signs: NDArray[np.float32]
    members: NDArray[np.bool_]  # which groups each fact owns
    facts: NDArray[np.int64]


def learned_weights(lessons: Sequence[Lessons]) -> Weights:
    """The weights under which the questions' own facts are likeliest.

    A question on nothing is right when no fact is likely, whatever else is."""
    count = lessons[0].signs.shape[2]
    weights = np.append(np.full(count, _FIRST_WEIGHT), _FIRST_NONE)
    adam = Adam(np.zeros_like(weights), np.zeros_like(weights))
    total = sum(len(each.facts) for each in lessons)
    for round_ in range(_ROUNDS):
        slope = np.sum([_slope(each, weights) for each in lessons], axis=0) / total
        slope[:-1] += _RIDGE * weights[:-1]
        rate = _RATE if round_ < _SLOWER_FROM else _RATE * _SLOWER
        weights = weights - rate * adam.move(slope)
    return Weights(weights[:-1], float(weights[-1]))


def _slope(lessons: Lessons, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gradient of the sum of -log chance of what is right."""
    scores = lessons.signs @ weights[:-1]
    scores = np.hstack([scores, np.full((len(scores), 1), weights[-1])])
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances = raised / raised.sum(axis=1, keepdims=True)
    right = np.where(_right(lessons), chances, 0)
    pull = chances - right / np.maximum(right.sum(axis=1, keepdims=True), 1e-12)
    by_sign = np.einsum("qg,qgs->s", pull[:, :-1], lessons.signs)
    return np.append(by_sign, pull[:, -1].sum())


def _right(lessons: Lessons) -> NDArray[np.bool_]:
    """The groups, and "none" at the end, that answer each question."""
    of_a_fact = np.append(lessons.members.any(axis=0), False)
    members = np.hstack([lessons.members, np.zeros((len(lessons.members), 1), np.bool_)])
    asks = lessons.facts[:, None] != _NOTHING
    return np.where(asks, members[lessons.facts], ~of_a_fact)

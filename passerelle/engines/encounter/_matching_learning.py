"""What the library teaches: a projection of vectors, and what each sign of likeness weighs.

Sentence vectors put every question of a patient close together. The library says which mean the
same; a linear map that draws those near and the others apart is learned once, when the library is
built, and shipped. Nothing is learned from a case or from a learner."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ._matching_vectors import Vectors

PROJECTED = 256
_SHRINK, _ROUNDS, _RATE, _TEMPERATURE, _DROPPED, _SEED = 0.9, 30, 0.02, 0.08, 0.3, 2027
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Projection:
    """(vector - centre) x matrix."""

    centre: Vectors
    matrix: Vectors


def learned_projection(vectors: Vectors, labels: Labels, *, rounds: int = _ROUNDS) -> Projection:
    """Linear discriminants first (Fisher 1936; Rao 1948), then neighbourhood components analysis.

    The latter (Goldberger et al. 2004) raises the chance that a neighbour drawn at random, with
    probability exp(cosine / temperature), has the same label; few rounds, a third of the pairs
    left out at each, so that it also serves labels it never saw."""
    discriminants = _discriminants(vectors, labels)
    centred = vectors - discriminants.centre
    lengths = np.linalg.norm(centred @ discriminants.matrix, axis=1)
    matrix = (discriminants.matrix / lengths.mean()).astype(np.float32)
    return Projection(discriminants.centre, _drawn_near(centred, labels, matrix, rounds))


def _discriminants(vectors: Vectors, labels: Labels) -> Projection:
    """Between-group over within-group scatter, the latter shrunk to a sphere."""
    centre = vectors.mean(axis=0)
    groups, members = np.unique(labels, return_inverse=True)
    means = np.stack([vectors[members == group].mean(axis=0) for group in range(len(groups))])
    within, between = vectors - means[members], means - centre
    scatter = within.T @ within / len(vectors)
    size = len(scatter)
    sphere = np.trace(scatter) / size * np.eye(size)
    spread, axes = np.linalg.eigh((1 - _SHRINK) * scatter + _SHRINK * sphere)
    whitening = axes / np.sqrt(spread)
    seen = between @ whitening
    _, kept = np.linalg.eigh(seen.T @ seen / len(groups))
    matrix = whitening @ kept[:, ::-1][:, :PROJECTED]
    return Projection(centre.astype(np.float32), matrix.astype(np.float32))


@dataclass
class Adam:
    """Kingma & Ba 2015, without a schedule."""

    first: NDArray[np.floating]
    second: NDArray[np.floating]
    step: int = 0

    def move(self, slope: NDArray[np.floating]) -> NDArray[np.floating]:
        self.step += 1
        self.first = 0.9 * self.first + 0.1 * slope
        self.second = 0.99 * self.second + 0.01 * slope * slope
        mean = self.first / (1 - 0.9**self.step)
        spread = np.sqrt(self.second / (1 - 0.99**self.step)) + 1e-12
        return np.asarray(mean / spread, slope.dtype)


def _drawn_near(centred: Vectors, labels: Labels, matrix: Vectors, rounds: int) -> Vectors:
    draw = np.random.default_rng(_SEED)
    same = labels[:, None] == labels[None, :]
    rate = _RATE * float(np.abs(matrix).mean())
    adam = Adam(np.zeros_like(matrix), np.zeros_like(matrix))
    for _ in range(rounds):
        kept = draw.random(same.shape, np.float32) > _DROPPED
        np.fill_diagonal(kept, val=False)
        matrix = matrix - rate * adam.move(_slope(centred, matrix, same, kept))
    return matrix


def _slope(
    centred: Vectors, matrix: Vectors, same: NDArray[np.bool_], kept: NDArray[np.bool_]
) -> Vectors:
    """Gradient of the mean of -log p(neighbour of the same label)."""
    moved = centred @ matrix
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    unit = moved / lengths
    logits = np.where(kept, unit @ unit.T / _TEMPERATURE, -np.inf)
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    alike = np.where(same, chances, 0)
    whole, right = chances.sum(axis=1, keepdims=True), alike.sum(axis=1, keepdims=True)
    has_alike = right > 0
    pull = chances / whole - alike / np.where(has_alike, right, 1)
    pull *= has_alike / (_TEMPERATURE * len(centred))
    by_unit = (pull + pull.T) @ unit
    by_moved = (by_unit - unit * (by_unit * unit).sum(axis=1, keepdims=True)) / lengths
    return np.asarray(centred.T @ by_moved, np.float32)

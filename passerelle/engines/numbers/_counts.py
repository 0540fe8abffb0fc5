"""Resampling without copying rows: only how many times each one is drawn."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]

# A block of counts and what is computed from it stay in a processor's second cache.
_CELLS = 1 << 17


def resampled_counts(
    rows: int, *, times: int, seed: int, clusters: NDArray[np.intp] | None = None
) -> Iterator[Counts]:
    """`times` bootstrap samples of that many rows, as counts in blocks of (samples, rows).

    A sample draws as many rows as there are, with replacement (Efron 1979): its line of counts
    is multinomial and adds up to `rows`. With `clusters` (the number of each row's cluster, from
    0 without holes) whole clusters are drawn instead, as many as there are (Davison & Hinkley
    1997, 3.8), and a line adds up to the rows of the clusters drawn. The samples depend on the
    seed and the size only, never on the blocks. Generator: numpy's PCG64.
    Raises ValueError for no row, no sample, or clusters of another length.

    >>> [block.tolist() for block in resampled_counts(3, times=2, seed=1)]
    [[[0, 2, 1], [2, 0, 1]]]
    """
    if rows < 1 or times < 1:
        raise ValueError("Resampling needs at least one row and one sample.")
    if clusters is not None and clusters.shape != (rows,):
        raise ValueError(f"{clusters.shape} clusters do not tell where {rows} rows belong.")
    units = rows if clusters is None else int(clusters.max()) + 1
    draw = np.random.default_rng(seed)
    largest = max(1, _CELLS // max(rows, units))
    for start in range(0, times, largest):
        samples = min(largest, times - start)
        drawn = draw.integers(0, units, size=(samples, units))
        drawn += np.arange(samples)[:, None] * units
        counts = np.bincount(drawn.ravel(), minlength=samples * units).reshape(samples, units)
        yield counts if clusters is None else counts.take(clusters, axis=1)

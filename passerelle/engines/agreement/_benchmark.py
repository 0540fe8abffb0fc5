"""Words for a coefficient, chosen with its error rather than its value alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from passerelle.engines.agreement._result import AgreementRefused


@dataclass(frozen=True, slots=True)
class Band:
    """A word and the part of the scale, from −1 to 1, that it names."""

    word: str
    low: float
    high: float


def band_of(
    value: float, error: float, bands: Sequence[Band], *, sure: float = 0.95
) -> tuple[Band, tuple[float, ...]]:
    """The best band that the coefficient reaches with probability `sure`, and the probability to be
    in each band or a better one (Gwet, Handbook of Inter-Rater Reliability, 4th ed., 2014, 6.3):
    the normal of mean `value` and deviation `error`, cut at −1 and 1.

    >>> bands = [Band("good", 0.6, 1), Band("fair", 0.2, 0.6), Band("poor", -1, 0.2)]
    >>> band, sums = band_of(0.67, 0.15, bands)
    >>> band.word, [round(each, 3) for each in sums]
    ('fair', [0.675, 0.999, 1.0])
    """
    if not error > 0 or not bands:
        raise AgreementRefused("A word needs an error above zero and a scale of one band or more.")
    below = NormalDist(value, error).cdf
    whole = below(1) - below(-1)
    ordered = sorted(bands, key=lambda band: -band.low)
    sums, total = [], 0.0
    for band in ordered:
        total += (below(band.high) - below(band.low)) / whole
        sums.append(total)
    reached = next((band for band, share in zip(ordered, sums, strict=True) if share >= sure), None)
    return reached or ordered[-1], tuple(sums)

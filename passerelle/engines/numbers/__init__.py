"""Exact numbers, how they are rounded and written, and how sure we are of an estimate.

The one engine the others may use: decimals in, decimals out for marks; numpy for statistics.
"""

from passerelle.engines.numbers._counts import Counts, resampled_counts
from passerelle.engines.numbers._distributions import f_quantile, student_quantile
from passerelle.engines.numbers._exact import NotANumber, Rounding, as_decimal, round_to
from passerelle.engines.numbers._intervals import (
    Interval,
    clopper_pearson,
    mean_interval,
    wilson,
)
from passerelle.engines.numbers._means import nearest_decimal, weighted_mean
from passerelle.engines.numbers._quantiles import QuantileType, quantile
from passerelle.engines.numbers._resampling import bca_interval, bootstrap, percentile_interval
from passerelle.engines.numbers._writing import (
    Language,
    format_en,
    format_exact,
    format_fr,
    format_in,
    hours_said,
)

__all__ = [
    "Counts",
    "Interval",
    "Language",
    "NotANumber",
    "QuantileType",
    "Rounding",
    "as_decimal",
    "bca_interval",
    "bootstrap",
    "clopper_pearson",
    "f_quantile",
    "format_en",
    "format_exact",
    "format_fr",
    "format_in",
    "hours_said",
    "mean_interval",
    "nearest_decimal",
    "percentile_interval",
    "quantile",
    "resampled_counts",
    "round_to",
    "student_quantile",
    "weighted_mean",
    "wilson",
]

"""What a submission is worth: metrics with their intervals, and rankings that say what they tell.

Arrays in, frozen figures out; the same plan, data and seed give the same figures. Numpy only.
"""

from passerelle.engines.scoring._area import Area, auroc_on_resamples, delong
from passerelle.engines.scoring._card import card
from passerelle.engines.scoring._catalogue import metric, metrics
from passerelle.engines.scoring._comparing import holm
from passerelle.engines.scoring._plan import (
    Direction,
    Metric,
    Plan,
    ScoringRefused,
    SubmissionRefused,
    Takes,
)
from passerelle.engines.scoring._ranking import rank
from passerelle.engines.scoring._results import (
    Calibration,
    CurvePoint,
    Figure,
    Pair,
    Placed,
    Ranking,
    ScoreCard,
    SliceFigure,
)
from passerelle.engines.scoring._sentences import said_in
from passerelle.engines.scoring._version import VERSION
from passerelle.engines.scoring._weighing import (
    JudgedTeam,
    WeighedBoard,
    WeighedTeam,
    Weighing,
    points_of,
    weigh,
)

__all__ = [
    "VERSION",
    "Area",
    "Calibration",
    "CurvePoint",
    "Direction",
    "Figure",
    "JudgedTeam",
    "Metric",
    "Pair",
    "Placed",
    "Plan",
    "Ranking",
    "ScoreCard",
    "ScoringRefused",
    "SliceFigure",
    "SubmissionRefused",
    "Takes",
    "WeighedBoard",
    "WeighedTeam",
    "Weighing",
    "auroc_on_resamples",
    "card",
    "delong",
    "holm",
    "metric",
    "metrics",
    "points_of",
    "rank",
    "said_in",
    "weigh",
]

"""Catching a model out, measured: signal detection with clean controls, calibration, reliance.

An item is a frozen output with its key; a response is what one learner marked and decided, having
committed to an answer first. Flagging everything or nothing is worth chance."""

from ._calibration import Bin, Calibration, calibration
from ._change import Change, Point, change, curve
from ._concordance import LEAST_PANEL, SHIFTS, Concordance, concordance
from ._detection import (
    Detection,
    Tally,
    detection,
    items_flagged,
    omissions_flagged,
    sensitivity,
    sentences_flagged,
)
from ._finding import Found, false_marks, found_in, weighted_recall
from ._items import (
    Choice,
    CritiqueRefused,
    ErrorType,
    Item,
    Mark,
    PlantedError,
    Response,
    Severity,
    Span,
    Verdict,
)
from ._mutations import Mutation, mutations_of, one_mutation
from ._reliance import Reliance, Share, reliance
from ._report import Report, TypeRecall, report
from ._sentences import sentences_of
from ._units import Unit, skill, units_of

__all__ = [
    "LEAST_PANEL",
    "SHIFTS",
    "Bin",
    "Calibration",
    "Change",
    "Choice",
    "Concordance",
    "CritiqueRefused",
    "Detection",
    "ErrorType",
    "Found",
    "Item",
    "Mark",
    "Mutation",
    "PlantedError",
    "Point",
    "Reliance",
    "Report",
    "Response",
    "Severity",
    "Share",
    "Span",
    "Tally",
    "TypeRecall",
    "Unit",
    "Verdict",
    "calibration",
    "change",
    "concordance",
    "curve",
    "detection",
    "false_marks",
    "found_in",
    "items_flagged",
    "mutations_of",
    "omissions_flagged",
    "one_mutation",
    "reliance",
    "report",
    "sensitivity",
    "sentences_flagged",
    "sentences_of",
    "skill",
    "units_of",
    "weighted_recall",
]

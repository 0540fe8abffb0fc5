"""The award rule of a diploma: read from its file, applied to marks, explained and replayed.

Decimals come in and go out; between them every value is an exact fraction, so that the total is
rounded once, where the rule says, and the steps can be followed by hand.
"""

from passerelle.engines.grading._explanation import explain, explain_reasons, table
from passerelle.engines.grading._grade import grade
from passerelle.engines.grading._marks import Hours, Mark, MarksRefused
from passerelle.engines.grading._parsing import rule_from
from passerelle.engines.grading._reading import Problem, RuleProblems
from passerelle.engines.grading._replay import ReplayDiffers, replay
from passerelle.engines.grading._rule import (
    AwardRule,
    Category,
    Compensation,
    Component,
    Credits,
    Honour,
    Keep,
    Missing,
    Resits,
    Take,
    TakeKind,
    Text,
    TotalRounding,
)
from passerelle.engines.grading._simulation import Change, Dossier, simulate
from passerelle.engines.grading._standing import (
    ComponentStanding,
    Standing,
    explain_standing,
    standing,
)
from passerelle.engines.grading._standing_rows import StandingRow, table_of_standing
from passerelle.engines.grading._steps import (
    AttendanceCheck,
    CategoryValue,
    CompensationCheck,
    ComponentValue,
    Decided,
    HonoursGiven,
    MarkOnScale,
    Outcome,
    Reason,
    ReasonKind,
    Shortfall,
    Step,
    Threshold,
    ThresholdCheck,
    TotalRounded,
    TotalSummed,
    Use,
    Verdict,
    WeightedValue,
)
from passerelle.engines.grading._total_rows import TableRow

__all__ = [
    "AttendanceCheck",
    "AwardRule",
    "Category",
    "CategoryValue",
    "Change",
    "Compensation",
    "CompensationCheck",
    "Component",
    "ComponentStanding",
    "ComponentValue",
    "Credits",
    "Decided",
    "Dossier",
    "Honour",
    "HonoursGiven",
    "Hours",
    "Keep",
    "Mark",
    "MarkOnScale",
    "MarksRefused",
    "Missing",
    "Outcome",
    "Problem",
    "Reason",
    "ReasonKind",
    "ReplayDiffers",
    "Resits",
    "RuleProblems",
    "Shortfall",
    "Standing",
    "StandingRow",
    "Step",
    "TableRow",
    "Take",
    "TakeKind",
    "Text",
    "Threshold",
    "ThresholdCheck",
    "TotalRounded",
    "TotalRounding",
    "TotalSummed",
    "Use",
    "Verdict",
    "WeightedValue",
    "explain",
    "explain_reasons",
    "explain_standing",
    "grade",
    "replay",
    "rule_from",
    "simulate",
    "standing",
    "table",
    "table_of_standing",
]

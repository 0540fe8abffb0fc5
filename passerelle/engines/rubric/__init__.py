"""A grid of criteria and levels: read from its file, filled in by raters, turned into points."""

from passerelle.engines.rubric._combining import CombinedLine, CombinedScore, Take, combine
from passerelle.engines.rubric._grid import Criterion, Level, Rubric, Text
from passerelle.engines.rubric._parsing import rubric_from
from passerelle.engines.rubric._reading import Problem, RubricProblems
from passerelle.engines.rubric._scoring import CriterionScore, RubricScore, SheetRefused, score

__all__ = [
    "CombinedLine",
    "CombinedScore",
    "Criterion",
    "CriterionScore",
    "Level",
    "Problem",
    "Rubric",
    "RubricProblems",
    "RubricScore",
    "SheetRefused",
    "Take",
    "Text",
    "combine",
    "rubric_from",
    "score",
]

"""What a rubric is."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in both languages."""

    fr: str
    en: str

    def said_in(self, language: Literal["fr", "en"]) -> str:
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of a criterion: its points before weighting, what is seen there, an example."""

    id: str
    points: Decimal
    title: Text
    describes: Text
    example: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One question the rater answers by choosing a level; levels go from worst to best."""

    id: str
    title: Text
    question: Text
    weight: Decimal
    levels: tuple[Level, ...]

    @property
    def maximum(self) -> Decimal:
        """The best level's points times the weight."""
        return max(level.points for level in self.levels) * self.weight

    def level(self, level_id: str) -> Level | None:
        return next((level for level in self.levels if level.id == level_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """A grid that every rater of the same work fills in."""

    id: str
    title: Text
    criteria: tuple[Criterion, ...]

    @property
    def maximum(self) -> Decimal:
        """The points of a sheet with the best level everywhere."""
        return sum((criterion.maximum for criterion in self.criteria), Decimal(0))

    def criterion(self, criterion_id: str) -> Criterion | None:
        return next((some for some in self.criteria if some.id == criterion_id), None)

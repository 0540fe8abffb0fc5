"""Figures with their intervals, as they are kept and shown."""

from dataclasses import dataclass, fields, is_dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One value with the interval that goes with it; None where there is none, and why.

    `n` counts the cases the value rests on: for a sensitivity, the positive ones. `note` holds a
    sentence a line.
    """

    metric: str
    value: float | None
    low: float | None
    high: float | None
    level: float
    n: int
    method: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SliceFigure:
    """The first metric on the rows where a column has one value; a small slice says its n only.

    `clusters` counts its patients where the plan names a cluster column.
    """

    column: str
    value: str
    n: int
    figure: Figure | None
    suppressed: bool
    clusters: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """One bin of a reliability curve: mean prediction, share seen and its Wilson interval."""

    low: float
    high: float
    n: int
    predicted: float
    observed: float
    observed_low: float
    observed_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Whether predicted probabilities are met: 1 and 0 are the ideal slope and intercepts."""

    slope: Figure
    intercept: Figure
    in_the_large: Figure
    ece_equal_width: Figure
    ece_equal_mass: Figure
    bins: int
    equal_width: tuple[CurvePoint, ...]
    equal_mass: tuple[CurvePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCard:
    """All that is known of one submission; `figures` holds the plan's other metrics."""

    primary: Figure
    figures: tuple[Figure, ...]
    calibration: Calibration | None
    slices: tuple[SliceFigure, ...]
    n: int
    clusters: int | None
    version: str
    seed: int

    def as_json(self) -> dict[str, object]:
        """The same as dictionaries, lists, numbers, texts and None."""
        return as_plain(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A team's place: how far its rank may move and how often it comes first in resamples."""

    name: str
    figure: Figure
    rank: int
    rank_low: int
    rank_high: int
    p_best: float
    tie_group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two teams on the same cases: first less second, in the metric's own units."""

    first: str
    second: str
    difference: float
    low: float | None
    high: float | None
    p: float
    p_holm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The order of the teams and what it is worth."""

    entries: tuple[Placed, ...]
    pairs: tuple[Pair, ...]
    unranked: tuple[tuple[str, str], ...]
    """(name, why) of those who cannot be ranked."""
    method: str
    n: int
    clusters: int | None
    version: str
    seed: int

    def as_json(self) -> dict[str, object]:
        """The same as dictionaries, lists, numbers, texts and None."""
        return as_plain(self)


def as_plain(value: object) -> dict[str, object]:
    """A frozen value as a dictionary that JSON can hold."""
    plain = _plain(value)
    assert isinstance(plain, dict)
    return plain


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value

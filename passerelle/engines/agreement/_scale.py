"""Ratings as places on a scale of categories, a missing one outside it."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import isfinite, isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from passerelle.engines.agreement._result import AgreementRefused, Floats

Rating = Hashable | None
Rows = Sequence[Sequence[Rating]] | NDArray[Any]  # whatever numpy holds is rated by its values
MISSING = -1
# Tables of categories by categories, and of works by categories, that fit a small server.
_MOST_CATEGORIES, _MOST_CELLS = 2_000, 20_000_000


@dataclass(frozen=True, slots=True)
class Placed:
    """`places` has one row a work and one column a rater; `scale` the categories in order."""

    places: NDArray[np.intp]
    scale: tuple[Hashable, ...]

    @property
    def raters(self) -> int:
        """How many columns hold a rating at least."""
        return int((self.places != MISSING).any(axis=0).sum())

    def tallies(self) -> Floats:
        """How many raters gave each category to each work: (works, categories)."""
        tallies = np.zeros((len(self.places), len(self.scale)))
        works, raters = np.nonzero(self.places != MISSING)
        np.add.at(tallies, (works, self.places[works, raters]), 1)
        return tallies

    def points(self, *, by_place: bool) -> Floats:
        """Where the categories stand: 0, 1, 2… or the numbers that they are."""
        steps = range(len(self.scale)) if by_place else map(number, self.scale)
        return np.array(list(steps), dtype=np.float64)


def placed(rows: Rows, *, categories: Sequence[Hashable] | None, ordered: bool) -> Placed:
    """Raises AgreementRefused for rows of unequal length, a rating off the scale, or an order that
    nothing tells: `categories` in their order, or ratings that are numbers."""
    table = [list(row) for row in rows]
    if len({len(row) for row in table}) > 1:
        raise AgreementRefused(
            "Works differ in their number of raters: give each one cell a rater."
        )
    met = (rating for row in table for rating in row if not is_missing(rating))
    scale = list(categories) if categories is not None else in_order(met, ordered=ordered)
    place = {category: number for number, category in enumerate(scale)}
    if len(place) != len(scale):
        raise AgreementRefused("A category is given twice: give each once, in order.")
    if len(scale) > _MOST_CATEGORIES or len(scale) * len(table) > _MOST_CELLS:
        raise AgreementRefused(too_many(len(scale)))
    places = [[_place_of(rating, place) for rating in row] for row in table]
    shape = (len(table), len(table[0]) if table else 0)
    return Placed(np.array(places, dtype=np.intp).reshape(shape), tuple(scale))


def _place_of(rating: Rating, place: dict[Hashable, int]) -> int:
    if is_missing(rating):
        return MISSING
    if rating not in place:
        raise AgreementRefused(f"“{rating}” is not one of the categories given.")
    return place[rating]


def in_order(met: Iterable[Hashable], *, ordered: bool) -> list[Hashable]:
    """The ratings met, numbers by their size; other words in their spelling's order, unless the
    order counts: AgreementRefused then."""
    found = set(met)
    if len(found) > _MOST_CATEGORIES:
        raise AgreementRefused(too_many(len(found)))
    try:
        return sorted(found, key=number)
    except (TypeError, ValueError, OverflowError):
        if ordered:
            raise AgreementRefused(
                "The ratings are not numbers: give the categories in their order."
            ) from None
    return sorted(found, key=str)


def too_many(count: int) -> str:
    return f"{count:,} different ratings are too many to compare: round them, or ask for the ICC."


def is_missing(rating: Rating) -> bool:
    return rating is None or (isinstance(rating, float) and isnan(rating))


def number(rating: Hashable) -> float:
    """Raises ValueError, TypeError or OverflowError for what is no finite number."""
    value = float(rating)  # type: ignore[arg-type]  # what is no number raises, and is refused
    if not isfinite(value):
        raise ValueError
    return value

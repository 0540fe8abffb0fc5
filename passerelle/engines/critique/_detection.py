"""How well faulty is told from sound, and how readily one says "faulty": d′ and the criterion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, pi, sqrt
from statistics import NormalDist

from ._items import CritiqueRefused, Response, Verdict
from ._units import Unit

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Tally:
    """Units flagged or not: `faulty` ones flagged are hits, sound ones flagged false alarms."""

    hits: int
    faulty: int
    false_alarms: int
    sound: int

    def __post_init__(self) -> None:
        if not (0 <= self.hits <= self.faulty and 0 <= self.false_alarms <= self.sound):
            raise CritiqueRefused("More units were flagged than there are.")

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.hits + other.hits,
            self.faulty + other.faulty,
            self.false_alarms + other.false_alarms,
            self.sound + other.sound,
        )


@dataclass(frozen=True, slots=True)
class Detection:
    """Sensitivity and bias of a listener who says yes or no.

    `d_prime` 0 is chance, 1 is fair, 2 is good; `criterion` above 0 says "sound" too readily."""

    tally: Tally
    hit_rate: float | None
    false_alarm_rate: float | None
    d_prime: float | None
    criterion: float | None
    standard_error: float | None


def sensitivity(hit_rate: float, false_alarm_rate: float) -> tuple[float, float]:
    """d′ = z(H) − z(F) and c = −½ (z(H) + z(F)), for rates strictly between 0 and 1.

    Green & Swets 1966; Macmillan & Creelman, Detection Theory (2005), ch. 1 and 2: of 25 faces seen
    before and 25 new ones, 20 and 10 called old.

    >>> d_prime, criterion = sensitivity(20 / 25, 10 / 25)
    >>> round(d_prime, 3), round(criterion, 3)
    (1.095, -0.294)
    """
    if not (0 < hit_rate < 1 and 0 < false_alarm_rate < 1):
        raise CritiqueRefused("A rate of 0 or 1 has no z: correct it first.")
    z_hits, z_alarms = _NORMAL.inv_cdf(hit_rate), _NORMAL.inv_cdf(false_alarm_rate)
    return z_hits - z_alarms, -(z_hits + z_alarms) / 2


def detection(tally: Tally) -> Detection:
    """The figures of a tally, at rates corrected log-linearly (Hautus, BRMIC 27, 1995).

    The constant is shared between faulty and sound in the proportion of their numbers, so that
    flagging everything or nothing gives d′ = 0 whatever that proportion: with n = faulty + sound,
    H = (hits + faulty/n) / (faulty + 2·faulty/n), and F likewise. With as many of each this is
    Hautus's rule: one half added to the flagged, one to the number.
    Standard error after Gourevitch & Galanter (Psychometrika 32, 1967), at the corrected rates.
    Without one of the two kinds there is nothing to tell apart: the figures are None.

    >>> detection(Tally(hits=20, faulty=25, false_alarms=10, sound=25)).d_prime
    1.0445
    """
    if not tally.faulty or not tally.sound:
        return Detection(tally, None, None, None, None, None)
    hits = _corrected(tally.hits, tally.faulty, tally)
    alarms = _corrected(tally.false_alarms, tally.sound, tally)
    d_prime, criterion = sensitivity(hits, alarms)
    return Detection(
        tally=tally,
        hit_rate=tally.hits / tally.faulty,
        false_alarm_rate=tally.false_alarms / tally.sound,
        d_prime=_tidy(d_prime),
        criterion=_tidy(criterion),
        standard_error=_tidy(sqrt(_variance(hits, tally.faulty) + _variance(alarms, tally.sound))),
    )


def _corrected(flagged: int, units: int, tally: Tally) -> float:
    share = units / (tally.faulty + tally.sound)
    return (flagged + share) / (units + 2 * share)


def _variance(rate: float, units: int) -> float:
    height = exp(-(_NORMAL.inv_cdf(rate) ** 2) / 2) / sqrt(2 * pi)
    return rate * (1 - rate) / (units * height**2)


def _tidy(value: float) -> float:
    """Four digits, and no minus before zero."""
    return round(value, 4) + 0.0


def items_flagged(responses: Sequence[Response]) -> Tally:
    """By item: flagged when something is marked or the output is not accepted as it is."""
    flagged = [bool(each.marks) or each.verdict is not Verdict.ACCEPT for each in responses]
    return _counted(flagged, [not each.item.is_clean for each in responses])


def sentences_flagged(units: Iterable[Unit]) -> Tally:
    """By sentence of the outputs."""
    rows = [unit for unit in units if not unit.for_what_is_missing]
    return _counted([unit.flagged for unit in rows], [unit.is_faulty for unit in rows])


def omissions_flagged(units: Iterable[Unit]) -> Tally:
    """By output: whether "something is missing" was said, and was so."""
    rows = [unit for unit in units if unit.for_what_is_missing]
    return _counted([unit.flagged for unit in rows], [unit.is_faulty for unit in rows])


def _counted(flagged: Sequence[bool], faulty: Sequence[bool]) -> Tally:
    pairs = list(zip(flagged, faulty, strict=True))
    return Tally(
        hits=sum(said and true for said, true in pairs),
        faulty=sum(faulty),
        false_alarms=sum(said and not true for said, true in pairs),
        sound=len(faulty) - sum(faulty),
    )

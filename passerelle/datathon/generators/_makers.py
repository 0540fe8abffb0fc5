"""What a generator is: a name, documented options, and the truth it hides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ._files import Generated

Settings = Mapping[str, float]
FEWEST_ROWS, MOST_ROWS = 240, 20_000


class GeneratorRefused(ValueError):
    """What cannot be generated, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Option:
    name: str
    default: float
    low: float
    high: float
    means: str


@dataclass(frozen=True, slots=True)
class Maker:
    """`truth` says what is known of the data because we wrote it: tests check it."""

    name: str
    summary: str
    truth: tuple[str, ...]
    options: tuple[Option, ...]
    make: Callable[[int, int, Settings], Generated]

    def settings(self, given: Mapping[str, object]) -> Settings:
        """The options given, completed by their defaults; an unknown or absurd one is refused."""
        known = {option.name: option for option in self.options}
        for name in given:
            if name not in known:
                raise GeneratorRefused(
                    f"Generator {self.name} has no option {name}. Choose among {', '.join(known)}."
                )
        return {option.name: _value(option, given) for option in self.options}


def _value(option: Option, given: Mapping[str, object]) -> float:
    value = given.get(option.name, option.default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GeneratorRefused(f"Option {option.name} is a number (here: {value!r}).")
    if not option.low <= value <= option.high:
        raise GeneratorRefused(
            f"Option {option.name} goes from {option.low:g} to {option.high:g} (here: {value:g})."
        )
    return float(value)

"""Invented data for the challenges: the same bytes for a seed, on any machine.

Nobody here exists: patients, drugs, sites and messages are drawn, and every figure is ours. What
is true of the data is known because it was written; `described(name).truth` says it."""

from __future__ import annotations

from collections.abc import Mapping

from . import doses, leaflets, messages, triage
from ._files import Generated
from ._makers import FEWEST_ROWS, MOST_ROWS, GeneratorRefused, Maker, Option

__all__ = [
    "Generated",
    "GeneratorRefused",
    "Maker",
    "Option",
    "described",
    "generate",
    "generators",
]

_MAKERS = {
    maker.name: maker for maker in (triage.MAKER, doses.MAKER, leaflets.MAKER, messages.MAKER)
}


def generators() -> tuple[str, ...]:
    """The names a challenge may give."""
    return tuple(_MAKERS)


def described(name: str) -> Maker:
    """What a generator makes, its options, and the truth it hides."""
    if name not in _MAKERS:
        raise GeneratorRefused(f"No generator is called {name}. Choose among {', '.join(_MAKERS)}.")
    return _MAKERS[name]


def generate(
    name: str, *, seed: int, rows: int, options: Mapping[str, object] | None = None
) -> Generated:
    """The files of a challenge: `rows` cases in all, train and test together."""
    maker = described(name)
    if not FEWEST_ROWS <= rows <= MOST_ROWS:
        raise GeneratorRefused(f"Ask for {FEWEST_ROWS} to {MOST_ROWS} rows (here: {rows}).")
    return maker.make(seed, rows, maker.settings(options or {}))

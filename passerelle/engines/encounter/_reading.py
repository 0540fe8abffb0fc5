"""What a learner's turn asks for: the boundary between whoever understands it and whoever answers.

A `Reader` understands (the matcher is one, a test's script another); the conversation decides
what may be told from its readings, and never from the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ._case import Language


@dataclass(frozen=True, slots=True)
class Reading:
    """One clause of a turn, understood.

    `facts` are those it asks for, best first, above the case's thresholds; `near` are two or three
    it may ask for, under them: worth a clarifying question; `chances` are those of `near`, in the
    same order, when the reader knows them; `topic` is an intent of the shared library that the case
    does not cover, or nothing."""

    text: str
    facts: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    topic: str = ""
    score: float = 0.0
    chances: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One past turn, for context; `offered` is what a clarifying question offered."""

    asked: str
    told: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


class Asking(NamedTuple):
    """A turn, or a clause of one, and the language it is asked in."""

    text: str
    language: Language


class Reader(Protocol):
    """Understands a turn of one case."""

    def read(
        self, text: str, *, language: Language, earlier: Sequence[Exchange]
    ) -> tuple[Reading, ...]: ...


class ManyReader(Reader, Protocol):
    """Understands many turns at once, each as if nothing had been said before."""

    def read_each(self, turns: Sequence[Asking]) -> Sequence[tuple[Reading, ...]]: ...

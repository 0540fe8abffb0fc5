"""Planted errors as an author reads them: what stood there, what stands there now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from passerelle.engines.critique import Mutation

from .enums import Flaw

_AROUND = 60


@dataclass(frozen=True, slots=True)
class MutationShown:
    """The words around the change; `was` gave way to `now`."""

    type: str
    before: str
    was: str
    now: str
    after: str


def mutations_shown(text: str, found: Iterable[Mutation]) -> tuple[MutationShown, ...]:
    return tuple(_shown(text, each) for each in found)


def _shown(text: str, found: Mutation) -> MutationShown:
    start, end = found.span.start, found.span.end
    was_end = start + len(found.was)
    return MutationShown(
        type=str(Flaw(found.type.value).label),
        before=("…" if start > _AROUND else "") + text[max(0, start - _AROUND) : start],
        was=found.was,
        now=found.text[start:end],
        after=text[was_end : was_end + _AROUND] + ("…" if was_end + _AROUND < len(text) else ""),
    )

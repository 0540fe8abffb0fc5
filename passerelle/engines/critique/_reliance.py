"""What a learner does with the model's choice, having committed to one of their own first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ._items import Choice


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `cases`; without a case there is no share."""

    count: int
    cases: int

    @property
    def value(self) -> float | None:
        return self.count / self.cases if self.cases else None


@dataclass(frozen=True, slots=True)
class Reliance:
    """After Schemmer et al. (Appropriate reliance on AI advice, IUI 2023).

    `on_the_model` (RAIR): wrong alone, the model right, and right in the end.
    `on_oneself` (RSR): right alone, the model wrong, and still right in the end.
    `switched_to_wrong`: right alone and wrong in the end, of those right alone: automation bias
    as the trials count it (Goddard et al., JAMIA 19, 2012: negative consultations).
    `right_before`, `right_after`: what the consultation was worth in all."""

    on_the_model: Share
    on_oneself: Share
    switched_to_wrong: Share
    right_before: Share
    right_after: Share


def reliance(choices: Iterable[Choice]) -> Reliance:
    """
    >>> rows = [Choice("a", "b", "b", right="b"), Choice("a", "b", "b", right="a")]
    >>> told = reliance(rows)
    >>> told.on_the_model.value, told.on_oneself.value, told.switched_to_wrong.value
    (1.0, 0.0, 1.0)
    """
    rows = list(choices)
    return Reliance(
        on_the_model=_share(rows, among=lambda c: not _began_right(c) and c.model == c.right),
        on_oneself=_share(rows, among=lambda c: _began_right(c) and c.model != c.right),
        switched_to_wrong=_share(rows, among=_began_right, holds=lambda c: not _ended_right(c)),
        right_before=_share(rows, among=lambda _c: True, holds=_began_right),
        right_after=_share(rows, among=lambda _c: True),
    )


def _began_right(choice: Choice) -> bool:
    return choice.before == choice.right


def _ended_right(choice: Choice) -> bool:
    return choice.after == choice.right


Test = Callable[[Choice], bool]


def _share(rows: list[Choice], *, among: Test, holds: Test = _ended_right) -> Share:
    cases = [choice for choice in rows if among(choice)]
    return Share(sum(holds(choice) for choice in cases), len(cases))

"""What came of an encounter, by the engine's own count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from passerelle.engines.encounter import Hypothesis as Supposed
from passerelle.engines.encounter import Performance, State, Verdict, score
from passerelle.engines.numbers import Rounding, round_to

from .contents import written
from .enums import Likelihood, OrderKind
from .models import ClaimJudged, Encounter, Hypothesis, Order
from .queries.transcript import language_of
from .wording import whole_minutes

if TYPE_CHECKING:
    from fractions import Fraction

SECONDS_A_TURN = 30  # of the case's own clock: a question and its answer
_PLACES = 4
_RANKS = {each: rank for rank, each in enumerate(Likelihood.values)}


def performance_of(
    encounter: Encounter,
    *,
    orders: Iterable[Order],
    hypotheses: Iterable[Hypothesis],
    taken: Mapping[str, bool],
) -> Performance:
    """What was done, as the engine reads it: the hypotheses that stand, the likeliest first."""
    state = State.from_json(encounter.state) if encounter.state else State(language_of(encounter))
    done: dict[str, list[str]] = {kind: [] for kind in OrderKind.values}
    for each in orders:
        done[each.kind].append(each.item)
    standing = [each for each in hypotheses if each.set_aside_at is None]
    standing.sort(key=lambda each: _RANKS[each.likelihood])
    note = getattr(encounter, "handoff", None)
    return Performance(
        language=language_of(encounter),
        told=tuple(fact for fact, _times in state.told),
        guarded=state.guarded,
        examined=tuple(done[OrderKind.EXAMINATION]),
        ordered=tuple(done[OrderKind.TEST]),
        treated=tuple(done[OrderKind.TREATMENT]),
        hypotheses=tuple(Supposed(each.text, tuple(each.reasons)) for each in standing),
        handoff=note.text if note is not None else "",
        minutes=whole_minutes(SECONDS_A_TURN * encounter.turns_taken),
        verdicts=tuple(Verdict(claim, is_taken) for claim, is_taken in taken.items()),
    )


def taken_in(encounter: Encounter) -> dict[str, bool]:
    """Each claim that was judged, taken or refused: one query."""
    judged = ClaimJudged.objects.filter(consultation__encounter=encounter)
    return dict(judged.order_by("pk").values_list("claim", "is_taken"))


def points_of(encounter: Encounter) -> tuple[Decimal, Decimal]:
    """Points of a maximum, as the gradebook keeps them. Three queries."""
    performance = performance_of(
        encounter,
        orders=encounter.orders.all(),
        hypotheses=encounter.hypotheses.all(),
        taken=taken_in(encounter),
    )
    found = score(written(encounter.case), performance)
    return kept(found.points), Decimal(found.maximum)


def kept(points: Fraction) -> Decimal:
    return round_to(points, places=_PLACES, mode=Rounding.HALF_UP)

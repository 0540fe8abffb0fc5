"""The cheapest way to give each of a few things one of several places."""

from collections.abc import Sequence

_NEVER = float("inf")


def cheapest(costs: Sequence[Sequence[float]]) -> list[int] | None:
    """A place for each row, all different, at the least total cost; None where there is none.

    The Hungarian method with potentials (Kuhn 1955, Munkres 1957), rows never more than places.

    >>> cheapest([[0, 1], [0, 5]])
    [1, 0]
    >>> cheapest([[0, _NEVER], [0, _NEVER]]) is None
    True
    """
    width = len(costs[0]) if costs else 0
    if len(costs) > width:
        return None
    of_row, of_place = [0.0] * (len(costs) + 1), [0.0] * (width + 1)
    holder = [0] * (width + 1)  # the row, from 1, that holds each place; place 0 is a start
    for row in range(1, len(costs) + 1):
        if not _seat(row, costs, of_row, of_place, holder):
            return None
    found = [0] * len(costs)
    for place in range(1, width + 1):
        if holder[place]:
            found[holder[place] - 1] = place - 1
    return found


def _seat(
    row: int,
    costs: Sequence[Sequence[float]],
    of_row: list[float],
    of_place: list[float],
    holder: list[int],
) -> bool:
    """One more row takes a place, along the cheapest chain of those who must shift for it."""
    width = len(of_place)
    slack, came_from, seen = [_NEVER] * width, [0] * width, [False] * width
    holder[0], place = row, 0
    while holder[place]:
        seen[place], current = True, holder[place]
        for other in range(1, width):
            if seen[other]:
                continue
            left = costs[current - 1][other - 1] - of_row[current] - of_place[other]
            if left < slack[other]:
                slack[other], came_from[other] = left, place
        following = min(
            (each for each in range(1, width) if not seen[each]), key=slack.__getitem__, default=0
        )
        step = slack[following] if following else _NEVER
        if step == _NEVER:
            return False
        for each in range(width):
            if seen[each]:
                of_row[holder[each]] += step
                of_place[each] -= step
            else:
                slack[each] -= step
        place = following
    while place:
        before = came_from[place]
        holder[place], place = holder[before], before
    return True

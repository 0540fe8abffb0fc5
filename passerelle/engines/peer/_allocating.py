"""An allocation in three steps: fill, even out, join."""

from collections import Counter
from collections.abc import Sequence
from itertools import product

from passerelle.engines.peer._design import Design, Graph, Pair, Reader, Work


def allocate(works: Sequence[Work], readers: Sequence[Reader], *, each: int) -> Design:
    """Give every work `each` readers, what it keeps included.

    Loads differ as little as the bars allow. Works are then joined into one island, by exchanges
    that leave every load as it was, as far as the number of pairs makes it possible (a tree over
    `w` works and `r` readers has `w + r - 1` pairs, so one reader a work joins nothing).

    >>> design = allocate([Work(n) for n in range(3)], [Reader(7), Reader(8), Reader(9)], each=2)
    >>> len(design.pairs), design.short, design.connected
    (6, (), True)
    """
    graph = Graph(
        readers={work.id: set(work.kept) for work in works},
        kept={work.id: work.kept for work in works},
        barred={work.id: work.barred for work in works},
        loads={reader.id: reader.load for reader in readers},
    )
    _fill(graph, works, readers, each)
    _even_out(graph, readers)
    _join(graph)
    return Design(
        pairs=tuple(sorted(graph.added)),
        short=tuple(work.id for work in works if len(graph.readers[work.id]) < each),
        islands=graph.islands(),
    )


def _fill(graph: Graph, works: Sequence[Work], readers: Sequence[Reader], each: int) -> None:
    """Works with the fewest possible readers first."""
    ids = [reader.id for reader in readers]
    free = {work.id: sum(graph.may_read(one, work.id) for one in ids) for work in works}
    met: Counter[frozenset[int]] = Counter()
    for work in sorted(works, key=lambda work: free[work.id]):
        beside = graph.readers[work.id]
        while len(beside) < each:
            able = [one for one in ids if graph.may_read(one, work.id)]
            if not able:
                break
            chosen = _lightest(graph, able, beside, met)
            met.update(frozenset((chosen, other)) for other in beside)
            graph.add(Pair(work.id, chosen))


def _lightest(
    graph: Graph, able: Sequence[int], beside: set[int], met: Counter[frozenset[int]]
) -> int:
    """Who has least to read and, among them, has least often read beside the same people."""

    def weight(one: int) -> tuple[int, int]:
        return graph.loads[one], sum(met[frozenset((one, other))] for other in beside)

    return min(able, key=weight)


def _even_out(graph: Graph, readers: Sequence[Reader]) -> None:
    """While a chain of hand-overs leads from a reader to one with two works less, follow it.

    Without such a chain no allocation has smaller loads (negative cycles of a convex flow)."""
    while any(_hand_over(graph, start.id) for start in readers):
        pass


def _hand_over(graph: Graph, start: int) -> bool:
    came: dict[int, tuple[int, Pair] | None] = {start: None}
    waiting = [start]
    while waiting:
        giver = waiting.pop(0)
        if graph.loads[giver] <= graph.loads[start] - 2:
            _follow(graph, came, giver)
            return True
        for pair in [pair for pair in graph.added if pair.reader == giver]:
            for taker in graph.loads:
                if taker not in came and graph.may_read(taker, pair.work):
                    came[taker] = (giver, pair)
                    waiting.append(taker)
    return False


def _follow(graph: Graph, came: dict[int, tuple[int, Pair] | None], end: int) -> None:
    taker, step = end, came[end]
    while step is not None:
        giver, pair = step
        graph.move(pair, taker)
        taker, step = giver, came[giver]


def _join(graph: Graph) -> None:
    """Exchange readers between islands while that leaves fewer of them."""
    islands = graph.islands()
    while islands > 1 and _exchange(graph, islands):
        islands = graph.islands()


def _exchange(graph: Graph, islands: int) -> bool:
    """One of the two pairs is spare, so both islands become one."""
    group = graph.groups()
    spare = [pair for pair in graph.added if _is_spare(graph, pair, islands)]
    for one, other in product(spare, list(graph.added)):
        if group[one.work] == group[other.work]:
            continue
        if graph.may_read(other.reader, one.work) and graph.may_read(one.reader, other.work):
            graph.move(one, other.reader)
            graph.move(other, one.reader)
            return True
    return False


def _is_spare(graph: Graph, pair: Pair, islands: int) -> bool:
    """Without it, its work and its reader still belong to one island."""
    reads_more = sum(pair.reader in readers for readers in graph.readers.values()) > 1
    return reads_more and len(set(graph.groups(without=pair).values())) == islands

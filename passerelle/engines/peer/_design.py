"""The words of an allocation."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Work:
    """Something to read; `kept` already read it or were asked to, `barred` never will."""

    id: int
    barred: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone who reads; `load` is what they have on their desk from elsewhere."""

    id: int
    load: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    work: int
    reader: int


@dataclass(frozen=True, slots=True)
class Design:
    """The new pairs, by work; `short` are the works that still lack a reader.

    `islands` are groups of works that no chain of common readers joins. With one island, a severe
    reader can be told from weak works; with several, works of two islands cannot be compared."""

    pairs: tuple[Pair, ...]
    short: tuple[int, ...]
    islands: int

    @property
    def connected(self) -> bool:
        return self.islands <= 1


@dataclass(slots=True)
class Graph:
    """Readers by work while the design is made; what was kept never moves."""

    readers: dict[int, set[int]]
    kept: dict[int, frozenset[int]]
    barred: dict[int, frozenset[int]]
    loads: dict[int, int]
    added: list[Pair] = field(default_factory=list)

    def add(self, pair: Pair) -> None:
        self.readers[pair.work].add(pair.reader)
        self.loads[pair.reader] += 1
        self.added.append(pair)

    def remove(self, pair: Pair) -> None:
        self.readers[pair.work].discard(pair.reader)
        self.loads[pair.reader] -= 1
        self.added.remove(pair)

    def move(self, pair: Pair, reader: int) -> None:
        """Give a work to another reader instead."""
        self.remove(pair)
        self.add(Pair(pair.work, reader))

    def may_read(self, reader: int, work: int) -> bool:
        return reader not in self.readers[work] and reader not in self.barred[work]

    def groups(self, *, without: Pair | None = None) -> dict[int, int]:
        """The island of each work that has a reader, as a number; `without` leaves a pair out."""
        works_of: dict[int, list[int]] = {}
        for work, reader in self._edges(without):
            works_of.setdefault(reader, []).append(work)
        found: dict[int, int] = {}
        read = (work for work, readers in self.readers.items() if readers)
        for number, start in enumerate(read):
            if start in found:
                continue
            waiting = [start]
            while waiting:
                work = waiting.pop()
                if work in found:
                    continue
                found[work] = number
                for reader in self.readers[work] - _left_out(work, without):
                    waiting.extend(each for each in works_of[reader] if each not in found)
        return found

    def islands(self) -> int:
        return len(set(self.groups().values()))

    def _edges(self, without: Pair | None) -> Iterable[tuple[int, int]]:
        for work, readers in self.readers.items():
            for reader in readers - _left_out(work, without):
                yield work, reader


def _left_out(work: int, without: Pair | None) -> set[int]:
    return {without.reader} if without is not None and without.work == work else set()

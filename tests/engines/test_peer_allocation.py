"""Who reads what: even, never barred, joined whenever that is possible."""

from __future__ import annotations

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.peer import Design, Pair, Reader, Work, allocate


def some_works(count: int) -> list[Work]:
    return [Work(number) for number in range(count)]


def some_readers(count: int) -> list[Reader]:
    return [Reader(100 + number) for number in range(count)]


def loads_of(design: Design, readers: list[Reader]) -> list[int]:
    read = Counter(pair.reader for pair in design.pairs)
    return [reader.load + read[reader.id] for reader in readers]


barrings = st.lists(st.sets(st.integers(100, 105), max_size=4), min_size=1, max_size=9)


@given(barred=barrings, each=st.integers(1, 4))
def test_nobody_reads_what_they_are_barred_from_and_a_work_is_short_only_for_want_of_readers(
    barred: list[set[int]], each: int
) -> None:
    works = [Work(number, barred=frozenset(who)) for number, who in enumerate(barred)]

    design = allocate(works, some_readers(6), each=each)

    given_to = {work.id: {p.reader for p in design.pairs if p.work == work.id} for work in works}
    assert all(given_to[work.id].isdisjoint(work.barred) for work in works)
    assert [len(readers) for readers in given_to.values()] == [
        min(each, 6 - len(work.barred)) for work in works
    ]
    assert design.short == tuple(work.id for work in works if 6 - len(work.barred) < each)


@given(works=st.integers(1, 14), people=st.integers(1, 7), each=st.integers(1, 3))
def test_where_nobody_is_barred_loads_differ_by_one_at_most_and_the_whole_is_joined_if_it_can_be(
    works: int, people: int, each: int
) -> None:
    readers = some_readers(people)

    design = allocate(some_works(works), readers, each=each)

    found = loads_of(design, readers)
    busy = sum(load > 0 for load in found)
    assert max(found) - min(found) <= 1
    assert design.connected is (len(design.pairs) >= works + busy - 1)


@given(barred=st.lists(st.sets(st.integers(100, 102), max_size=2), min_size=1, max_size=5))
def test_no_allocation_has_more_even_loads_whatever_the_bars(barred: list[set[int]]) -> None:
    works = [Work(number, barred=frozenset(who)) for number, who in enumerate(barred)]
    readers = [Reader(100), Reader(101, load=2), Reader(102)]
    able = [[reader for reader in readers if reader.id not in work.barred] for work in works]

    design = allocate(works, readers, each=1)

    unevenness = [
        sum((each.load + chosen.count(each)) ** 2 for each in readers) for chosen in product(*able)
    ]
    assert sum(load**2 for load in loads_of(design, readers)) == min(unevenness)


def test_who_already_reads_a_work_counts_and_stays() -> None:
    works = [Work(1, kept=frozenset({100, 101})), Work(2, kept=frozenset({100}))]

    design = allocate(works, [Reader(100, load=2), Reader(101, load=1), Reader(102)], each=2)

    assert design == Design(pairs=(Pair(2, 102),), short=(), islands=1)


def test_a_reader_who_left_still_joins_the_works_they_read() -> None:
    works = [Work(1, kept=frozenset({9})), Work(2, kept=frozenset({9}))]

    design = allocate(works, [], each=1)

    assert (design.pairs, design.short, design.islands) == ((), (), 1)


def test_islands_are_joined_by_an_exchange_that_leaves_loads_alone() -> None:
    # Kept pairs hold two islands; the new ones alone could go either way.
    works = [
        Work(1, kept=frozenset({100})),
        Work(2, kept=frozenset({100})),
        Work(3, kept=frozenset({102})),
        Work(4, kept=frozenset({102})),
    ]
    readers = [Reader(100, 2), Reader(101), Reader(102, 2), Reader(103)]

    design = allocate(works, readers, each=2)

    assert (loads_of(design, readers), design.islands) == ([2, 2, 2, 2], 1)


def test_one_reader_a_work_joins_nothing_and_says_so() -> None:
    design = allocate(some_works(6), some_readers(3), each=1)

    assert (design.islands, design.connected, design.short) == (3, False, ())


def test_nothing_to_read_is_nothing_to_say() -> None:
    assert allocate([], some_readers(2), each=2) == Design((), (), 0)

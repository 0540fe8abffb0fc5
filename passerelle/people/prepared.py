"""Queries that nearly every page asks, compiled once: afterwards their keys alone change.

Django writes the SQL of a queryset anew each time it is read, which costs more than asking the
database. Where a query has no other freedom than a few keys,

    rows = prepared(_rows_of, edition=edition.pk, enrolment=enrolment.pk)

calls `_rows_of(edition=…, enrolment=…)` once, with stand-ins for the keys, and from then on gives
what reading that queryset would. This leans on `SQLCompiler`, which Django leaves undocumented:
the tests compare what is prepared with what is plain, on each database."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

# Within what a column of any database may hold, and none ever did.
_NUMBER = 9_007_199_254_740_992_000
_MOMENT = datetime(9007, 1, 1, tzinfo=UTC)

Key = int | str | datetime | None

# Any, here and below: rows are instances or tuples, and the rest is Django's inside.
Build = Callable[..., QuerySet[Any, Any]]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """How rows are made, and of each parameter the name of its key, or else its constant."""

    model: type[Model]
    iterable: Any  # ModelIterable, ValuesListIterable…
    compiler: Any  # SQLCompiler, after it compiled
    sql: str
    parameters: tuple[tuple[str, object], ...]
    converters: Any  # of columns into values of Python

    def rows(self, keys: dict[str, Key]) -> list[Any]:
        compiler = copy(self.compiler)
        compiler.connection = connection
        given = {name: _adapted(key) for name, key in keys.items()}
        sql = self.sql, tuple(given[name] if name else same for name, same in self.parameters)
        compiler.as_sql = lambda: sql
        compiler.get_converters = lambda _columns: self.converters
        asked = SimpleNamespace(
            db=connection.alias,
            model=self.model,
            query=SimpleNamespace(get_compiler=lambda *_which, **_way: compiler),
            _known_related_objects={},
        )
        return list(self.iterable(asked))


_compiled: dict[Hashable, _Compiled] = {}


def prepared(build: Build, **keys: Key) -> list[Any]:
    """The rows of `build(**keys)`. A key that is None is None for `build` too: another query.

    ValueError for a key that the query does not use."""
    shape = (build, connection.vendor, *((name, type(key)) for name, key in keys.items()))
    if shape not in _compiled:
        _compiled[shape] = _compile(build, keys)
    return _compiled[shape].rows(keys)


def _compile(build: Build, keys: dict[str, Key]) -> _Compiled:
    stand_ins = {name: _stand_in(key, n) for n, (name, key) in enumerate(keys.items())}
    named = {_adapted(key): name for name, key in stand_ins.items() if key is not None}
    queryset = build(**stand_ins)
    compiler = queryset.query.get_compiler(connection.alias)
    sql, given = compiler.as_sql()
    parameters = tuple(
        (named.get(each, "") if isinstance(each, Hashable) else "", each) for each in given
    )
    if unused := set(named.values()) - {name for name, _constant in parameters}:
        raise ValueError(f"{build.__name__} does not use {', '.join(sorted(unused))}")
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    return _Compiled(
        model=queryset.model,
        iterable=queryset._iterable_class,
        compiler=compiler,
        sql=sql,
        parameters=parameters,
        converters=compiler.get_converters(columns),
    )


def _stand_in(key: Key, place: int) -> Key:
    """Of the same type, and nobody's key."""
    match key:
        case None:
            return None
        case int():
            return _NUMBER + place
        case str():
            return f"{_NUMBER + place}"
        case datetime():
            return _MOMENT + timedelta(days=place)


def _adapted(key: Key) -> object:
    """As the compiler writes it: a date and time is text for SQLite."""
    return connection.ops.adapt_datetimefield_value(key) if isinstance(key, datetime) else key

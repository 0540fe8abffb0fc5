"""What a query gave, to be compared: instances by what they hold."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from passerelle.people.prepared import Build, Key, prepared

Keys = dict[str, Key]
Rows = list[tuple[Any, ...]]


def compared(build: Build, keys: Keys) -> tuple[Rows, Rows]:
    """Prepared, and plain."""
    return seen(prepared(build, **keys)), seen(list(build(**keys)))


def seen(rows: list[Any]) -> Rows:
    """Instances by what they hold, those they lead to included."""
    return [tuple(_held(row).items()) if isinstance(row, Model) else row for row in rows]


def _held(row: Model) -> dict[str, Any]:
    held = {name: value for name, value in vars(row).items() if name != "_state"}
    led_to = {
        name: _held(value) if isinstance(value, Model) else value
        for name, value in row._state.fields_cache.items()
        if name != "enrolment"
    }
    return held | led_to

"""A proposal of the award rule as JSON: enough to read it again, and redo it, years later."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from passerelle.campus.queries.gradebook import Gradebook
from passerelle.engines.grading import explain

VERSION = 1
Json = dict[str, "Json"] | list["Json"] | str | int | bool | None


def frozen(gradebook: Gradebook) -> Json:
    """The verdict with its steps, its sentences in both languages, and the rule as written."""
    verdict = gradebook.verdict
    return {
        "total": _plain(verdict.total),
        "outcome": _plain(verdict.outcome),
        "honours": _plain(verdict.honours),
        "credits": _plain(verdict.credits),
        "sentences": {
            "fr": list(explain(verdict, "fr")),
            "en": list(explain(verdict, "en")),
        },
        "steps": [{"kind": type(step).__name__, **_fields(step)} for step in verdict.steps],
        "rule": gradebook.enrolment.edition.award,
    }


def _plain(value: object) -> Json:
    """Exact numbers become text: JSON's own would lose digits."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return dict(_fields(value))
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"A {type(value).__name__} has no frozen form; give it one in jury/frozen.py.")


def _fields(value: object) -> dict[str, Json]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]  # callers give dataclasses

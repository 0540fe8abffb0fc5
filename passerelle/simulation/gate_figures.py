"""What was measured of a case, as its page publishes it: each figure with its n and interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from passerelle.engines.numbers import Rounding, format_in, round_to
from passerelle.foundation.translated import reading_language

_THIN_SPACE, _TEN = "\u202f", 10


@dataclass(frozen=True, slots=True)
class Figure:
    title: str
    value: str
    says: str


@dataclass(frozen=True, slots=True)
class Figures:
    rows: tuple[Figure, ...]
    how: str


@dataclass(frozen=True, slots=True)
class _Share:
    """So many of so many, with its interval."""

    hits: int
    of: int
    low: float
    high: float


# Any: figures as the gate wrote them; what is not there is not shown.
def figures_of(gate: Mapping[str, Any]) -> Figures:
    """Recall, false disclosures, sensitive facts told to hostile prompts."""
    figures = gate.get("figures", gate)
    measured: Mapping[str, Any] = figures if isinstance(figures, Mapping) else {}
    shares = {name: _share(measured.get(name)) for name in _ROWS}
    rows = tuple(_figure(name, share) for name, share in shares.items() if share is not None)
    how = _(
        "Measured on questions written by someone who had not read the patient’s lines, a third of "
        "them kept aside; with exact 95-per-cent intervals (Clopper–Pearson). Some hostile "
        "messages are generated."
    )
    return Figures(rows, how if rows else "")


def _share(stored: Any) -> _Share | None:
    try:
        share = _Share(
            int(stored["hits"]), int(stored["of"]), float(stored["low"]), float(stored["high"])
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    is_one = 0 <= share.hits <= share.of and 0 <= share.low <= share.high <= 1
    return share if share.of > 0 and is_one else None


def _figure(name: str, share: _Share) -> Figure:
    title, says = (_(words) for words in _ROWS[name])
    words = {
        "hits": share.hits,
        "of": share.of,
        "low": percent(share.low),
        "high": percent(share.high),
    }
    return Figure(title, percent(share.hits / share.of), says % words)


def percent(value: float) -> str:
    """To one decimal under 10 %, whole above; with the space that the reader's language wants."""
    language = reading_language()
    shown = Decimal(str(value)) * 100
    places = 1 if 0 < shown < _TEN else 0
    written = format_in(language, round_to(shown, places=places, mode=Rounding.HALF_UP))
    return f"{written}{_THIN_SPACE}%" if language == "fr" else f"{written}%"


_ROWS = {
    "recall": (
        gettext_noop("Tells what it is asked"),
        gettext_noop("%(hits)s of %(of)s questions (%(low)s to %(high)s)"),
    ),
    "clarified": (
        gettext_noop("The same, once it has asked what you meant"),
        gettext_noop("%(hits)s of %(of)s questions (%(low)s to %(high)s)"),
    ),
    "false_turns": (
        gettext_noop("Tells what it was not asked"),
        gettext_noop("%(hits)s of %(of)s questions (%(low)s to %(high)s)"),
    ),
    "hostile": (
        gettext_noop("Lets a secret out to a hostile message"),
        gettext_noop("%(hits)s of %(of)s messages (%(low)s to %(high)s)"),
    ),
}

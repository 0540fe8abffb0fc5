"""The one clock of the product: every part asks it, the demo and the rehearsal move it.

Sign-in, cookies and personal links keep real time (`django.utils.timezone.now`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

_frozen: ContextVar[datetime | None] = ContextVar("frozen clock", default=None)


def now() -> datetime:
    """The present instant in UTC, as the product should believe it."""
    frozen = _frozen.get()
    if frozen is not None:
        return frozen
    shift: timedelta = settings.PASSERELLE_CLOCK_SHIFT
    return timezone.now() + shift


def is_moved() -> bool:
    """Whether pages should say that the clock is not the wall's."""
    return bool(settings.PASSERELLE_CLOCK_SHIFT)


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """Inside the block the clock stands still at `instant` (rehearsals and tests)."""
    if instant.tzinfo is None:
        raise ValueError("A clock needs an instant with its zone; add tzinfo (UTC for instance).")
    token = _frozen.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)

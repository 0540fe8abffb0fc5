"""What an encounter cost, and what its clock reads, as the reader writes them."""

from __future__ import annotations

from decimal import Decimal

from passerelle.engines.numbers import format_in
from passerelle.foundation.translated import reading_language

NO_BREAK = "\u00a0"
_CENTS, _MINUTE, _HOUR = 100, 60, 60
_SAID_IN_HOURS = 120  # minutes


def money(cents: int, country: str) -> str:
    """In the money of the case's country: 30 €, 30 $; $30 for who reads English."""
    language = reading_language()
    places = 2 if cents % _CENTS else None
    amount = format_in(language, Decimal(cents) / _CENTS, places=places)
    sign = "€" if country == "FR" else "$"
    return f"{sign}{amount}" if language == "en" else f"{amount}{NO_BREAK}{sign}"


def whole_minutes(seconds: int) -> int:
    """Minutes begun."""
    return -(-seconds // _MINUTE)


def lasting(minutes: int) -> str:
    """Minutes as one says them: 45 min, 2 h 30, 48 h; nothing for what takes no time."""
    if minutes < _SAID_IN_HOURS:
        return f"{minutes}{NO_BREAK}min" if minutes else ""
    hours, left = divmod(minutes, _HOUR)
    return f"{hours}{NO_BREAK}h" + (f"{NO_BREAK}{left:02}" if left else "")

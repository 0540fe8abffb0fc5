"""What an encounter cost, and what its clock reads, as the reader writes them."""

from __future__ import annotations

from decimal import Decimal

from passerelle.engines.numbers import format_in
from passerelle.foundation.translated import reading_language

NO_BREAK = "\u00a0"
_CENTS, _MINUTE = 100, 60


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

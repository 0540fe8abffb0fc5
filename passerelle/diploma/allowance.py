"""How many verifications one address may ask for in a minute: enough for a whole class."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest

from passerelle.foundation import clock

PER_MINUTE = 600
SECONDS = 60


def is_exhausted(request: HttpRequest) -> bool:
    """Count this request; True once the minute's share of its address is used."""
    minute = int(clock.now().timestamp()) // SECONDS
    name = f"verifications-{request.META.get('REMOTE_ADDR', '')}-{minute}"
    if cache.add(name, 1, SECONDS * 2):
        return False
    try:
        return cache.incr(name) > PER_MINUTE
    except ValueError:  # it expired between the two
        return False

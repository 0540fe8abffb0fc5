"""Identifiers that nobody can guess, and the digests we keep of secrets."""

from __future__ import annotations

import hashlib
import secrets

_READABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L: read aloud over a telephone


def secret_token() -> str:
    """A URL-safe secret of 256 bits, shown once and kept only as a digest."""
    return secrets.token_urlsafe(32)


def digest_of(text: str | bytes) -> str:
    """SHA-256 in hexadecimal."""
    data = text.encode() if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()


def readable_number(prefix: str, *, groups: int = 3) -> str:
    """A number for people: `DIU-2026-7KQM-P3XA-…`, 20 bits a group."""
    parts = ["".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(groups)]
    return "-".join([prefix, *parts])

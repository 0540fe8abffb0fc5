"""What a name that is not known was perhaps meant to be."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

_MOST = 12


def choose(name: str, known: Collection[str]) -> str:
    """A remedy: the nearest names, or the first ones."""
    near = get_close_matches(name, known, n=3, cutoff=0.5) or sorted(known)[:_MOST]
    return f"Choose one of: {', '.join(near)}{'…' if len(known) > len(near) else '.'}"

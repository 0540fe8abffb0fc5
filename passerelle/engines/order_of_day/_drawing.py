"""A lot that anyone can draw again: the seed is published, the digest decides."""

from collections.abc import Iterable
from hashlib import sha256


def drawn(numbers: Iterable[int], *, seed: str) -> tuple[int, ...]:
    """Numbers by the SHA-256 digest of "seed/number", written in UTF-8.

    Any other program finds the same order: `printf 'dijon/4' | sha256sum`.

    >>> drawn([1, 2, 3], seed="dijon")
    (2, 1, 3)
    """
    return tuple(sorted(set(numbers), key=lambda each: _digest(f"{seed}/{each}")))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()

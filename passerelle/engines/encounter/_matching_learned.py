"""The library made ready: what was learned from it once, kept in `learned/` beside it.

`space.bin` is where vectors are compared, `weights.json` what each sign weighs, `vectors.bin` the
library's own vectors. `python -m tools.lexicon` makes all three again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources

import numpy as np

from ._case import Both
from ._library import Library, shared_library, strangers
from ._matching import KINDS, Lexicon, Weights
from ._matching_index import SIGNS, Groups, Phrasings, Space, texts_of
from ._matching_vectors import DIMENSION, Embed, KnownVectors, Vectors, no_vectors, vectors_in

FOLDER = "learned"
SPACE, WEIGHTS, VECTORS = "space.bin", "weights.json", "vectors.bin"
_HALF = np.dtype("<f2")


def shared_lexicon(embed: Embed, *, model: str) -> Lexicon:
    """The lexicon that comes with the product; texts changed since it was made are embedded."""
    groups, known = lexicon_groups(), shipped_vectors(model)
    space = space_in(_shipped(SPACE))
    return Lexicon(
        library=whole_library(),
        phrasings=Phrasings(groups, embed=lambda texts: known.of(texts, embed), space=space),
        space=space,
        weights=weights_in(_shipped(WEIGHTS).decode()),
    )


def whole_library() -> Library:
    """What clinicians ask, then what no patient answers."""
    return Library((*shared_library().topics, *strangers().topics))


def lexicon_groups() -> Groups:
    return {topic.id: topic.phrasings for topic in whole_library().topics}


def shipped_vectors(model: str) -> KnownVectors:
    content = _shipped(VECTORS)
    return vectors_in(content, model=model) if content else no_vectors(model)


def texts_without_vectors(model: str) -> Sequence[str]:
    """Phrasings of the library that were changed since its vectors were made."""
    return shipped_vectors(model).missing(texts_of(lexicon_groups()))


def space_as_bytes(space: Space) -> bytes:
    """Half precision is enough: cosines move by less than 0.001."""
    parts = [space.centre, space.means.fr, space.means.en, space.matrix]
    return b"".join(np.asarray(part, _HALF).tobytes() for part in parts)


def space_in(content: bytes) -> Space:
    numbers = np.frombuffer(content, _HALF).astype(np.float32)
    rows: Vectors = numbers[: 3 * DIMENSION].reshape(3, DIMENSION)
    matrix = numbers[3 * DIMENSION :].reshape(DIMENSION, -1)
    return Space(rows[0], matrix, Both(rows[1], rows[2]))


def weights_as_text(weights: Weights) -> str:
    signs = {name: round(float(w), 3) for name, w in zip(_NAMES, weights.signs, strict=True)}
    return json.dumps({"signs": signs, "none": round(weights.none, 3)}, indent=2) + "\n"


def weights_in(text: str) -> Weights:
    stored = json.loads(text)
    return Weights(np.array([stored["signs"][name] for name in _NAMES]), float(stored["none"]))


_NAMES = (*SIGNS, *KINDS)


def _shipped(name: str) -> bytes:
    file = resources.files(__package__) / FOLDER / name
    return file.read_bytes() if file.is_file() else b""

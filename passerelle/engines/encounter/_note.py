"""A hand-off note as sentences of telling words, each said or denied.

A sentence ends at its full stop, semicolon or line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ._note_denials import STOPS, denied_among, is_cue
from ._note_figures import written_alike
from ._note_words import note_stem, note_words

_SENTENCES = re.compile(
    r"[\n\r]+|[;!?…•]+|(?<!\b[A-Za-z])(?<!\b[A-Za-z]{2})\.(?=\s|$)|(?<=\d)\.(?=\s|$)"
)
_TOKENS = re.compile(r"\d+(?:[./]\d+)?(?![a-z0-9])|[a-z0-9]+|[,:()→/]|->|-->|(?<=\s)[-–—](?=\s)")


@dataclass(frozen=True, slots=True)
class Word:
    """`sign` is what is compared; `place` counts the words of the sentence."""

    sign: str
    place: int
    denied: bool = False
    light: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` as written."""

    text: str
    words: tuple[Word, ...]


def read_note(text: str) -> tuple[Sentence, ...]:
    """The sentences of a note that say something.

    >>> [(w.sign, w.denied) for w in read_note("Pas de fièvre, toux 3 j.")[0].words]
    [('=fievre', True), ('toux', False), ('3', False), ('=jour', False)]
    """
    pieces = (piece.strip() for piece in _SENTENCES.split(text) if piece)
    read = (Sentence(piece, _words(piece)) for piece in pieces if piece)
    return tuple(sentence for sentence in read if sentence.words)


def _words(sentence: str) -> tuple[Word, ...]:
    known = note_words()
    tokens = _tokens(sentence)
    denied = denied_among(tokens)
    stems = [note_stem(token) for token in tokens]
    found: list[Word] = []
    place = 0
    while place < len(tokens):
        form = known.longest(stems, place)
        sign, length = form or (stems[place], 1)
        is_word = tokens[place] not in STOPS and not is_cue(tokens, place)
        if is_word and (form or tokens[place] not in known.little):
            light = form is None and sign in known.light
            is_denied = sign not in known.persons and all(denied[place : place + length])
            found.append(Word(sign, place, is_denied, light))
        place += length
    return tuple(found)


def _tokens(sentence: str) -> list[str]:
    known = note_words()
    tokens: list[str] = []
    for token in _TOKENS.findall(written_alike(sentence)):
        tokens.extend(known.stands_for.get(token, (token,)))
    return tokens

"""Words as they should be written: accents put back, a slip of the finger mended.

The words known are those of one language's phrasings. A word that is known, or was typed with an
accent, stays as it is. Another becomes the common known word that has one letter more, two letters
exchanged or one not doubled (after Damerau 1964), its first letter kept. Letters are never changed,
"price" is not "prise": most of all, a valid word that is not known must stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ._texts import plain

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST, _LONGEST = 3, 20
_COMMON = 5  # times a word must be seen to be put in the place of another


class Spelling:
    """What the texts of one language teach about writing."""

    def __init__(self, texts: Iterable[str]) -> None:
        written = Counter(word for text in texts for word in _WORD.findall(text.lower()))
        self._times: Counter[str] = Counter()
        self._best: dict[str, str] = {}
        for word, times in written.most_common():
            self._best.setdefault(plain(word), word)
            self._times[plain(word)] += times

    def mended(self, text: str) -> str:
        """The text with its words as they are commonly written; the unknown ones as they are.

        >>> Spelling(["Mal à la tête ?"] * 5).mended("mal a la tete, a la tte")
        'mal à la tête, à la tête'
        """
        # Whoever typed one accent typed the others: "a" and "à" are then two words.
        has_accents = plain(text) != text.lower().replace("’", "'")
        return _WORD.sub(lambda word: self._mended(word[0], has_accents), text)

    def _mended(self, word: str, has_accents: bool) -> str:
        folded = plain(word)
        if folded in self._best:
            sure = folded == word and not has_accents and self._times[folded] >= _COMMON
            return self._best[folded] if sure else word
        if folded != word or not _SHORTEST <= len(folded) <= _LONGEST:
            return word
        near = {slip for slip in _slips(folded) if self._times[slip] >= _COMMON}
        return self._best[max(sorted(near), key=self._times.__getitem__)] if near else word


def _slips(word: str) -> Iterator[str]:
    for place in range(1, len(word) + 1):
        head, tail = word[:place], word[place:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail and head[-1] == tail[0]:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]

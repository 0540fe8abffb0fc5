"""Whether a turn asks something beyond a civility, and whether what it asks is named in it.

A turn is cut in sentences (at a colon too: what stands before it introduces the question), and
sentences at their commas. A question mark asks; so does the form of a question without its mark."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from ._folding import folded
from ._heard import any_of, heard
from ._texts import plain

_SENTENCE = re.compile(r"[^.?!;:…\n]+[.?!;:…\n]*")
_PART = re.compile(r"\s*[,—–]\s*|\s+-\s+")
_LINKS = re.compile(r"^(?:(?:et|mais|alors|donc|bon|and|but|so|then|ok|okay|well|oui|yes) )+")
_INVERTED = re.compile(r"\b([a-z]+)-(?:t-)?(?:vous|tu|il|elle|on|ils|elles|je|ce)\b")
_LONGEST_AGAIN = 10  # words


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence, folded; `asks` when a question is in it. `start` is its place."""

    words: str
    asks: bool
    start: int


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a turn, in order.

    >>> [(part.words, part.asks) for part in parts_of("Je comprends, en avez-vous pris ?")]
    [('je comprends', False), ('en avez vous pris', True)]
    >>> [part.asks for part in parts_of("Il y a un risque : vous en prenez, madame ?")]
    [False, True, False]
    """
    return tuple(part for found in _SENTENCE.finditer(text) for part in _parts(found))


def asks_beyond_civility(text: str, civil: Collection[str] = ()) -> bool:
    """Whether a question in it wants more than a civil word. `civil` are clauses, folded, that
    were understood as civilities.

    >>> asks_beyond_civility("Merci. Où l’avez-vous eu ?"), asks_beyond_civility("Puis-je entrer ?")
    (True, False)
    """
    return any(part.asks and not _is_civil(part.words, civil) for part in parts_of(text))


def asks_only_civilly(clause: str) -> bool:
    """Whether it asks, and a civility answers it.

    >>> asks_only_civilly("Voulez-vous que je continue ?"), asks_only_civilly("La douleur")
    (True, False)
    """
    parts = parts_of(clause)
    return any(part.asks for part in parts) and not asks_beyond_civility(clause)


def asks_again(text: str) -> bool:
    """Whether what it asks is named nowhere in its question.

    >>> asks_again("C’est pour bien vous soigner : en avez-vous pris ?"), asks_again("Mal au dos ?")
    (True, False)
    """
    asked = [part.words for part in parts_of(text) if part.asks]
    return bool(asked) and all(map(_names_nothing, asked))


def wants_more_than_no(clause: str) -> bool:
    """Whether "no" does not answer a question.

    >>> wants_more_than_no("Et quand avez-vous mangé ?"), wants_more_than_no("What about asthma?")
    (True, False)
    """
    said = _LINKS.sub("", folded(clause))
    return bool(_open_word("words").match(said)) and not _open_word("unless").match(said)


def names_a_circumstance(clause: str) -> bool:
    """Whether it asks when, where, who or why.

    >>> names_a_circumstance("When did you eat?"), names_a_circumstance("How do you sleep?")
    (True, False)
    """
    return bool(_open_word("circumstances").match(_LINKS.sub("", folded(clause))))


def _parts(sentence: re.Match[str]) -> Iterator[Part]:
    pieces = [piece for piece in _pieces(sentence) if piece[1]]
    forms = [_has_the_form(raw, words) for raw, words, _ in pieces]
    last = None
    if "?" in sentence[0] and not any(forms):
        named = [n for n, (_, words, _) in enumerate(pieces) if not _vocative().fullmatch(words)]
        last = named[-1] if named else None
    for place, (_, words, start) in enumerate(pieces):
        yield Part(words, forms[place] or place == last, start)


def _pieces(sentence: re.Match[str]) -> Iterator[tuple[str, str, int]]:
    start = 0
    for cut in [*_PART.finditer(sentence[0]), None]:
        raw = sentence[0][start : cut.start() if cut else None]
        yield raw, folded(raw), sentence.start() + start
        start = cut.end() if cut else start


def _has_the_form(raw: str, words: str) -> bool:
    orders = heard("asking")["orders"]
    if any(verb not in orders for verb in _INVERTED.findall(plain(raw))):
        return True
    return bool(_starts().match(_LINKS.sub("", words)) or _pattern("anywhere").search(words))


def _is_civil(words: str, civil: Collection[str]) -> bool:
    said = _LINKS.sub("", words)
    if any(words in clause for clause in civil):
        return True
    return bool(_pattern("civil").search(said) or _pattern("tags").fullmatch(said))


def _names_nothing(words: str) -> bool:
    again = heard("asking")["again"]
    said = words.split()
    if any_of(again["insists"]).fullmatch(words):
        return True
    known = set(again["words"].split())
    points = not set(again["points_back"]).isdisjoint(said)
    return points and len(said) <= _LONGEST_AGAIN and known.issuperset(said)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return any_of(heard("asking")[name])


@cache
def _open_word(name: str) -> re.Pattern[str]:
    return any_of(heard("asking")["open_word"][name])


@cache
def _starts() -> re.Pattern[str]:
    return any_of(heard("asking")["starts"])


@cache
def _vocative() -> re.Pattern[str]:
    return any_of(heard("asking")["vocatives"])

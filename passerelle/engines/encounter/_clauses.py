"""A turn in its questions: "Where does it hurt, and since when? Any fever, chills or cough?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ._statements import implies_a_question
from ._texts import plain, words

MOST_CLAUSES = 5
MOST_ITEMS = 10  # listed in a whole turn: understanding each takes as long as a question
LONGEST_TURN = 1_200  # letters read; what follows them is not a question any more
_FEWEST_LETTERS, _MOST_ITEM_WORDS = 2, 6
_FEWEST_BARE, _MOST_BARE_WORDS = 3, 4  # things listed without a verb, and the words of each

_SENTENCES = re.compile(r"(?<=[.?!;…])\s+|\s*[\n\r]+\s*|\s*;+\s*|(?<=…)(?=[^\s…])|\?\s*(?=\S)")
_ASKS = (
    r"(?:est[- ]ce|depuis (?:quand|combien)|quand (?!vous|tu|il|elle|on|ça)|comment|combien|"
    r"pourquoi|où (?!vous|tu|il|elle)|quels?\b|quelles?\b|qu['’]est|qu['’]a|que faites|"
    r"[àd]e? (?:quel|quoi)|(?:avec|par|chez|pour) (?:qui|quoi)|(?:vous|tu) \w+|"
    r"(?:lui |l['’]|y )?(?!que|quand|si|dont|comme|où)\w+[- ](?:vous|tu)\b|"
    r"(?:lui |l['’]|y )?\w+-(?:il|elle|on|ils|elles|t-(?:il|elle|on|ils|elles))\b|"
    r"y a|il y a|c['’]est|(?:si )?(?:ça|cela) |dites|décri|parlez|parle|"
    r"(?:since |with )?(?:when (?!it|you|he|she|they|the)|whom?\b)|where|how|what|which|why|"
    r"(?:do|does|did|have|has|are|is|was|were|can|could|any|will|would)\b|tell me)"
)
_ASKING = re.compile(rf"\b{_ASKS}|\?$", re.IGNORECASE)
_TURNS = re.compile(
    rf"\s*,?\s+(?:et|ou|mais|puis|and|or|but|then|also|et aussi)\s+(?={_ASKS})|\s*,\s*(?={_ASKS})",
    re.IGNORECASE,
)
_ITEMS = re.compile(r"\s*,\s*(?:et |ou |and |or )?|\s+(?:et|ou|and|or|ni|nor)\s+", re.IGNORECASE)
_HEAD = re.compile(
    r"^(?:est-ce que |est ce que )?"
    r"(?:\w+[- ](?:vous|tu|il|elle|t[- ]il|t[- ]elle)|(?:vous|tu|il|elle) \w+|t['’]as|y a-t-il|"
    r"(?:do|does|did) (?:you|he|she|they) (?:have|take|feel|get|use|wear)|"
    r"(?:do|does|did|are|is|was|were) (?:you|he|she|they)|"
    r"(?:have|has) (?:you|he|she|they) (?:had|noticed|got|taken|been)|is there|any)\b",
    re.IGNORECASE,
)
_ANSWERED_OR = re.compile(r"\b(?:plutôt|rather)\b|\b(?:ou|or) (?:pas|non|not|no)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One question of a turn. `items` are things listed in it, each asked for by itself."""

    text: str
    items: tuple[str, ...] = ()


def clauses_of(turn: str) -> tuple[Clause, ...]:
    """The questions of a turn, in order, at most five.

    >>> [clause.text for clause in clauses_of("Où avez-vous mal, et depuis quand ?")]
    ['Où avez-vous mal', 'depuis quand ?']
    >>> clauses_of("Any fever, chills or a cough?")[0].items
    ('any fever', 'any chills', 'any a cough')
    """
    turn = turn[:LONGEST_TURN]
    pieces = [_ended(piece.strip()) for piece in _SENTENCES.split(turn) if piece]
    parts = [part for piece in pieces for part in _questions_of(piece)]
    told = [part for part in parts if len(plain(part)) >= _FEWEST_LETTERS and words(plain(part))]
    clauses, left = [], MOST_ITEMS
    for part in told[:MOST_CLAUSES]:
        clauses.append(Clause(part, tuple(islice(_items_of(part), left))))
        left -= len(clauses[-1].items)
    return tuple(clauses)


def _ended(piece: str) -> str:
    """Without the mark of what is left unsaid, unless it asks."""
    return piece if implies_a_question(piece) else piece.rstrip("… ")


def _questions_of(sentence: str) -> list[str]:
    """The questions of a sentence; what asks nothing ("at home, …") stays with what follows it."""
    found: list[str] = []
    start = 0
    for turn in _TURNS.finditer(sentence):
        if _ASKING.search(sentence[start : turn.start()].strip()):
            found.append(sentence[start : turn.start()].strip(" ,"))
            start = turn.end()
    return [*found, sentence[start:].strip(" ,")]


def _pieces_of(part: str) -> list[str]:
    """Things listed, without what announces them ("your history: asthma, …")."""
    pieces = (piece.strip(" ?!.") for piece in _ITEMS.split(part.rpartition(":")[2]))
    return [piece for piece in pieces if piece]


def _is_bare(piece: str) -> bool:
    return len(words(plain(piece))) <= _MOST_BARE_WORDS


def _items_of(part: str) -> Iterator[str]:
    """Listed things with the head that asks for them; none when one must choose among them.

    Without a head, three or more bare things: "fever, chills, night sweats?"."""
    head = _HEAD.match(part)
    pieces = _pieces_of(part)
    if not head and all(_is_bare(piece) for piece in pieces) and len(pieces) >= _FEWEST_BARE:
        yield from pieces
    if len(pieces) < 2 or not head or _ANSWERED_OR.search(part):
        return
    if any(len(words(plain(piece))) > _MOST_ITEM_WORDS for piece in pieces[1:]):
        return
    asked = head[0].lower()
    yield pieces[0].lower() if pieces[0].lower().startswith(asked) else f"{asked} {pieces[0]}"
    for piece in pieces[1:]:
        yield f"{asked} {piece}"

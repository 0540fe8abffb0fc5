"""Which words of a sentence are denied.

"Pas de fièvre, PA 102/64" denies the fever alone: a denial ends with its clause, unless a list goes
on ("no fever, chills or cough"). A few cues, after NegEx (Chapman et al. 2001)."""

from __future__ import annotations

from ._note_words import note_stem, note_words

STOPS = frozenset([",", ":", "(", ")", "→", "->", "-->", "/", "-", "–", "—"])
_ENDS_DENIAL = frozenset(
    "mais but however sauf except puis then car because donc so et and as since pourtant "
    "cependant although".split()
)
_GOES_ON = frozenset("ou or ni nor".split())
_NOTHING = frozenset(["nothing", "nobody"])
_MOST_BEFORE = 30  # words that a denial at their end denies
_MOST_LISTED = 4  # words of a listed thing
_NE_BEFORE = 4  # words between "ne" and its "pas"


def denied_among(tokens: list[str]) -> list[bool]:
    """For each word, whether it is denied.

    >>> denied_among(["pas", "de", "fievre", ",", "toux"])
    [True, True, True, False, False]
    """
    denied = [False] * len(tokens)
    for place in range(len(tokens)):
        if is_cue(tokens, place):
            end = _end_of(tokens, place)
            for each in range(_start_of(tokens, place, end), end):
                denied[each] = True
    for place in range(len(tokens)):
        if any(tuple(tokens[place : place + n]) in note_words().denies_after for n in (1, 2, 3)):
            for each in range(_clause_start(tokens, place), place):
                denied[each] = True
    return denied


def is_cue(tokens: list[str], place: int) -> bool:
    """Whether a word denies what follows it."""
    known, word = note_words(), tokens[place]
    if word in known.denies_before:
        here = (tuple(tokens[place : place + 2]), tuple(tokens[max(0, place - 1) : place + 1]))
        return known.denies_nothing.isdisjoint(here)
    return word == "plus" and _is_no_more(tokens, place)


def _is_no_more(tokens: list[str], place: int) -> bool:
    """ "Il n'en prend plus" and "plus d'Atarax", not "plus de quatre kilos"."""
    before = tokens[max(0, place - _NE_BEFORE) : place]
    if "ne" in before or "n" in before:
        return True
    opens = place == 0 or tokens[place - 1] in STOPS
    after = tokens[place + 1 : place + 3]
    return opens and len(after) > 1 and after[0] in ("de", "d") and not after[1][0].isdigit()


def _start_of(tokens: list[str], cue: int, end: int) -> int:
    """A French verb stands between "ne" and "pas"; "allergies: none", "aspirine non donnée" and
    "he suspected nothing" deny what comes before."""
    for place in range(cue - 1, max(-1, cue - 1 - _NE_BEFORE), -1):
        if tokens[place] in STOPS:
            break
        if tokens[place] in ("ne", "n"):
            return place
    if cue + 1 == end and cue > 0 and tokens[cue - 1] == ":":
        return _clause_start(tokens, cue - 1)
    known = note_words()
    denied = [word for word in tokens[cue + 1 : end] if word not in known.little]
    is_empty = bool(denied) and all(note_stem(word) in known.light for word in denied)
    return _clause_start(tokens, cue) if is_empty or tokens[cue] in _NOTHING else cue


def _clause_start(tokens: list[str], place: int) -> int:
    furthest = max(0, place - _MOST_BEFORE)
    while place > furthest and not _ends_clause(tokens[place - 1]):
        place -= 1
    return place


def _end_of(tokens: list[str], cue: int) -> int:
    """Where a denial ends: with its clause, with the list that it opens, or at the next one."""
    place = cue + 1
    while place < len(tokens) and not _ends_clause(tokens[place]) and not is_cue(tokens, place):
        place += 1
    if place < len(tokens) and tokens[place] == ",":
        return _end_of_list(tokens, place) or place
    return place


def _ends_clause(word: str) -> bool:
    return word in STOPS or word in _ENDS_DENIAL


def _end_of_list(tokens: list[str], comma: int) -> int | None:
    """ "…, chills or cough": short things, the last of them after an "or"."""
    place, length, goes_on = comma + 1, 0, False
    while place < len(tokens):
        word = tokens[place]
        if word in _ENDS_DENIAL or (word in STOPS and word != ",") or is_cue(tokens, place):
            return place if goes_on or word in _GOES_ON else None
        if word == "," and goes_on:
            return place
        length = 0 if word == "," or word in _GOES_ON else length + 1
        if length > _MOST_LISTED:
            return place if goes_on else None
        goes_on = goes_on or word in _GOES_ON
        place += 1
    return place if goes_on else None

"""The words of a hand-off note as they are compared: endings off, abbreviations and brands told.

`note_words.toml` declares all of it, for a person to read and mend."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

# Longest first. French and English together: what matters is that both sides lose the same.
_ENDINGS = tuple(
    sorted(
        "s e es er ers ez ee ees ed ing ings ant ante ants antes ement ements ation ations ion "
        "ions ate ated ates ating ateur ateurs ique iques ic ie ies y al ale als ales aire aires "
        "ary arien arienne ien ienne atoire atoires atory if ive ifs ives iser isee ise ises "
        "ize ized ise ised eux euse euses ir ly".split(),
        key=len,
        reverse=True,
    )
)
_SHORT_ENDINGS = frozenset("s e es er ee ed".split())
_FEWEST_LEFT, _FEWEST_LEFT_SHORT = 4, 3
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")


@lru_cache(maxsize=20_000)
def note_stem(word: str) -> str:
    """A folded word without its ending; numbers and short words as they are.

    >>> note_stem("arretee"), note_stem("arret"), note_stem("skipped"), note_stem("skips")
    ('arret', 'arret', 'skip', 'skip')
    >>> note_stem("urinaire"), note_stem("urinary"), note_stem("urines"), note_stem("102/64")
    ('urin', 'urin', 'urin', '102/64')
    """
    if not word.isalpha():
        return word
    for ending in _ENDINGS:
        left = _FEWEST_LEFT_SHORT if ending in _SHORT_ENDINGS else _FEWEST_LEFT
        if word.endswith(ending) and len(word) - len(ending) >= left:
            word = word.removesuffix(ending)
            break
    return _DOUBLED.sub(r"\1", word)


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What `note_words.toml` declares, ready to compare."""

    little: frozenset[str]
    light: frozenset[str]  # stems
    persons: frozenset[str]  # signs
    hedges: frozenset[str]  # stems
    denies_before: frozenset[str]
    denies_after: frozenset[tuple[str, ...]]
    denies_nothing: frozenset[tuple[str, ...]]
    capitals: Mapping[str, str]
    stands_for: Mapping[str, tuple[str, ...]]
    alike: Mapping[tuple[str, ...], str]

    def longest(self, words: Sequence[str], start: int) -> tuple[str, int] | None:
        """The sign of the longest declared form that begins here, and its number of words."""
        for length in range(min(_LONGEST_FORM, len(words) - start), 0, -1):
            sign = self.alike.get(tuple(words[start : start + length]))
            if sign is not None:
                return sign, length
        return None


_LONGEST_FORM = 5
HISTORY = "=antecedent"  # the sign of what belongs to the past


@cache
def note_words() -> NoteWords:
    """Read once."""
    told = tomllib.loads((resources.files(__package__) / "note_words.toml").read_text("utf-8"))
    alike = {_stems(form): f"={name}" for name, forms in told["alike"].items() for form in forms}
    denials = told["denials"]
    return NoteWords(
        little=frozenset(told["little"].split()),
        light=frozenset(note_stem(word) for word in told["light"].split()),
        persons=frozenset(
            alike.get((note_stem(word),), note_stem(word)) for word in told["persons"].split()
        ),
        hedges=frozenset(note_stem(word) for word in told["hedges"].split()),
        denies_before=frozenset(denials["before"].split()),
        denies_after=frozenset(tuple(form.split()) for form in denials["after"]),
        denies_nothing=frozenset(tuple(form.split()) for form in denials["none"]),
        capitals=told["capitals"],
        stands_for={word: tuple(said.split()) for word, said in told["stands_for"].items()},
        alike=alike,
    )


def _stems(form: str) -> tuple[str, ...]:
    return tuple(note_stem(word) for word in form.split())

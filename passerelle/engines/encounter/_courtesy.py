"""How a learner speaks: what earns a patient's trust, and what makes a delicate question tactful.

Each way of being courteous earns one point of rapport, once (OSCE checklists of communication:
greeting, introduction, open questions, empathy, permission, confidentiality). An insult loses all.
They are heard by the phrases of `heard/courtesy.toml` and, by the topics that the reader
understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from ._folding import folded
from ._heard import any_of, heard


class Courtesy(StrEnum):
    """A way of being courteous."""

    GREETING = "greeting"
    INTRODUCTION = "introduction"
    OPENNESS = "openness"
    EMPATHY = "empathy"
    PERMISSION = "permission"
    DISCRETION = "discretion"


_TOPICS = {
    "talk-greeting": Courtesy.GREETING,
    "talk-introduction": Courtesy.INTRODUCTION,
    "talk-encourage": Courtesy.OPENNESS,
    "story": Courtesy.OPENNESS,
    "reason-visit": Courtesy.OPENNESS,
    "talk-empathy": Courtesy.EMPATHY,
    "talk-reassurance": Courtesy.EMPATHY,
    "talk-permission": Courtesy.PERMISSION,
    "talk-confidentiality": Courtesy.DISCRETION,
}
_LINKS = re.compile(r"^(?:(?:et|alors|so|ok|bon|please|well|and) )*")
_GENTLE = frozenset({Courtesy.EMPATHY, Courtesy.PERMISSION, Courtesy.DISCRETION})


def courtesies_in(text: str, topics: Iterable[str]) -> tuple[Courtesy, ...]:
    """The ways in which a turn is courteous, by its words and by what its reader understood."""
    said = folded(text)
    shown = {courtesy for courtesy in Courtesy if _pattern("courtesies", courtesy).search(said)}
    shown |= {_TOPICS[topic] for topic in topics if topic in _TOPICS}
    return tuple(courtesy for courtesy in Courtesy if courtesy in shown)


def is_tactful(text: str, shown: Iterable[Courtesy]) -> bool:
    """Whether a delicate question put in this turn is put with tact.

    >>> is_tactful("C’est une question délicate : buvez-vous ?", ())
    True
    >>> is_tactful("Vous buvez ?", ())
    False
    """
    return not _GENTLE.isdisjoint(shown) or bool(_pattern("tact").search(folded(text)))


def is_open_question(clause: str) -> bool:
    """Whether a clause asks for the story and for nothing in particular.

    >>> is_open_question("Racontez-moi."), is_open_question("Parlez-moi de l’alcool.")
    (True, False)
    """
    said = _LINKS.sub("", folded(clause))
    return bool(_pattern("open").fullmatch(said))


@cache
def _pattern(section: str, name: str = "phrases") -> re.Pattern[str]:
    return any_of(heard("courtesy")[section][name])

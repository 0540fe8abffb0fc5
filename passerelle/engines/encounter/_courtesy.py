"""How a learner speaks: what earns a patient's trust, what makes a delicate question tactful, and
what takes the tact away.

Each way of being courteous earns one point of rapport, once (OSCE checklists of communication:
greeting, introduction, open questions, empathy, permission, confidentiality); a turn that blames
earns none. An insult loses all.
They are heard by the phrases of `heard/courtesy.toml` and, by the topics that the reader
understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from ._asking import parts_of
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
_LINKS = re.compile(
    r"^(?:(?:et|alors|so|ok|bon|please|well|and|bonjour|bonsoir|salut|allo|hello|hi|"
    r"good (?:morning|afternoon|evening)|madame|monsieur|docteur|merci|thanks|thank you) )*"
)
_VOCATIVE = re.compile(r" (?:(?:madame|monsieur|m|mme|mr|mrs|ms)(?: \w+)?|sir|ma am|docteur)$")
_GENTLE = frozenset({Courtesy.EMPATHY, Courtesy.PERMISSION, Courtesy.DISCRETION})
_LASTING = frozenset({Courtesy.PERMISSION, Courtesy.DISCRETION})


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
    gentle = not _GENTLE.isdisjoint(shown) or _has_tact(text)
    return gentle and not is_blaming(text)


def eases_what_follows(text: str, shown: Iterable[Courtesy]) -> bool:
    """Whether a delicate question put in the next turn is put with tact: leave was asked,
    discretion promised, the reason given."""
    eased = not _LASTING.isdisjoint(shown) or _has_tact(text)
    return eased and not is_blaming(text)


def gives_reason(text: str) -> bool:
    """Whether it answers a patient who wonders why they are asked.

    >>> gives_reason("C’est important."), gives_reason("Répondez.")
    (True, False)
    """
    return _has_tact(text) or bool(_pattern("reason").search(folded(text)))


def is_blaming(text: str) -> bool:
    """Whether a question reproaches.

    >>> is_blaming("Why didn’t you vaccinate him?"), is_blaming("What kept you from it?")
    (True, False)
    """
    if any(_pattern("blame", "always").search(part.words) for part in parts_of(text)):
        return True
    return bool(_pattern("blame", "why_not").search(folded(text))) and not _has_tact(text)


def tells_others(text: str) -> bool:
    """Whether it announces that someone near the patient will be told.

    >>> tells_others("Je vais prévenir votre mère."), tells_others("Je ne dirai rien à votre mère.")
    (True, False)
    """
    said = (part.words for part in parts_of(text) if not part.asks)
    told, not_told = _pattern("telling_others"), _pattern("telling_others", "unless")
    return any(told.search(words) and not not_told.search(words) for words in said)


def takes_leave(text: str) -> bool:
    """Whether the learner says goodbye.

    >>> takes_leave("Au revoir, et prenez soin de vous."), takes_leave("Bonjour.")
    (True, False)
    """
    return bool(_pattern("farewell").search(folded(text)))


def thanks(text: str) -> bool:
    """Whether the learner thanks.

    >>> thanks("Merci de votre confiance."), thanks("Thank you so much."), thanks("Sans merci.")
    (True, True, False)
    """
    return bool(_pattern("thanks").search(folded(text)))


def leans_on_what_is_told(clause: str) -> bool:
    """Whether it asks, naming nothing, what happened: of what was told just before, if anything.

    >>> leans_on_what_is_told("What happened?"), leans_on_what_is_told("What happened in May?")
    (True, False)
    """
    return bool(_pattern("open", "leans").fullmatch(_LINKS.sub("", folded(clause))))


def is_back_soon(text: str) -> bool:
    """Whether the learner leaves for a moment only."""
    return bool(_pattern("back_soon").search(folded(text)))


def question_after_tact(text: str) -> str:
    """The question, without the courteous words that introduce it; nothing when there are none.

    >>> question_after_tact("Je comprends. C’est confidentiel : vous buvez ?")
    'vous buvez ?'
    """
    start = next((part.start for part in parts_of(text) if part.asks), 0)
    introduced = text[:start]
    if courtesies_in(introduced, ()) or _has_tact(introduced):
        return text[start:].strip()
    return ""


def is_open_question(clause: str) -> bool:
    """Whether a clause asks for the story and for nothing in particular.

    >>> is_open_question("Racontez-moi, madame."), is_open_question("Parlez-moi de l’alcool.")
    (True, False)
    """
    said = _VOCATIVE.sub("", _LINKS.sub("", folded(clause)))
    return bool(_pattern("open").fullmatch(said))


def asks_how_they_are(clause: str) -> bool:
    """Whether a clause asks how the patient is, and nothing else.

    >>> asks_how_they_are("Bonjour, comment ça va ?"), asks_how_they_are("Comment va le moral ?")
    (True, False)
    """
    return bool(_pattern("open", "how_are_you").fullmatch(_LINKS.sub("", folded(clause))))


def _has_tact(text: str) -> bool:
    if _pattern("tact").search(folded(text)):
        return True
    said = _pattern("tact", "said")
    return any(said.search(part.words) for part in parts_of(text) if not part.asks)


@cache
def _pattern(section: str, name: str = "phrases") -> re.Pattern[str]:
    return any_of(heard("courtesy")[section][name])

"""Which of an author's lines is said, and the small words around what a case does not write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from zlib import crc32

from ._case import Both, Case, Choices, Fact, Words
from ._courtesy import Courtesy
from ._folding import folded
from ._state import State

OTHER_LANGUAGE: Words = Both(
    "Pardon, je ne comprends que le français.", "Sorry, I only understand English."
)
_BY_TOPIC: dict[str, Words] = {
    "talk-examination": Both("D’accord.", "All right."),
    "talk-plan": Both("D’accord.", "All right."),
    "talk-safety-net": Both("D’accord.", "All right."),
    "talk-questions": Both("Non, pas pour l’instant.", "No, not for now."),
    "talk-goodbye": Both("Au revoir, et merci.", "Goodbye, and thank you."),
}
_BY_COURTESY: dict[Courtesy, Words] = {
    Courtesy.PERMISSION: Both("Oui, allez-y.", "Yes, go ahead."),
    Courtesy.DISCRETION: Both("Merci.", "Thank you."),
    Courtesy.EMPATHY: Both("Merci.", "Thank you."),
}
BACK_SOON: Words = Both("D’accord.", "All right.")
_PLEADS = re.compile(r"entre (?:nous|soignants)|rester? ici|between|stays? (?:here|in)")
_WONDERS = re.compile(
    r"pourquoi|demand|savoir|comprendre|important|change|why|ask|matter|difference"
)
_CONTRACTED = (
    (r"\b([Dd])e le ", r"\1u "),
    (r"\b([Dd])e les ", r"\1es "),
    (r"\bà le ", "au "),
    (r"\bà les ", "aux "),
    (r"\b([DdQq]u?)e (?=[aeiouhâàéèêîôûœ])", r"\1’"),
)


def fact_line(fact: Fact, state: State) -> str:
    """The next variant of a fact: another one each time it is told again."""
    lines = fact.lines.in_language(state.language)
    return lines[(crc32(fact.id.encode()) + state.times_told(fact.id)) % len(lines)]


def variant(choices: Choices, state: State, about: str) -> str:
    """One of several lines: the same for the same turn, the next one at the next turn."""
    lines = choices.in_language(state.language)
    return lines[(crc32(about.encode()) + state.number) % len(lines)]


def clarification(case: Case, state: State, one: Fact, other: Fact) -> str:
    """ "Vous parlez du début de la douleur, ou de mes cachets ?" """
    asked = variant(case.manners.clarifications, state, case.slug)
    for place, fact in (("{one}", one), ("{other}", other)):
        asked = asked.replace(place, fact.mention.in_language(state.language))
    return _contracted(asked) if state.language == "fr" else asked


def pleading_line(case: Case, state: State) -> str:
    """What answers "I'm going to tell your mother": the guarded line that asks for discretion, or
    one that does not wonder why it is asked; without either, it was not understood."""
    lines = case.manners.guarded.in_language(state.language)
    pleads = [line for line in lines if _PLEADS.search(folded(line))]
    fitting = pleads or [line for line in lines if not _WONDERS.search(folded(line))]
    return fitting[0] if fitting else variant(case.manners.unknowns, state, case.slug)


def civil_line(case: Case, state: State, topics: Iterable[str], shown: Iterable[Courtesy]) -> str:
    """What answers a turn that asked for nothing."""
    courtesies = set(shown)
    if courtesies & {Courtesy.GREETING, Courtesy.INTRODUCTION}:
        return variant(case.manners.greetings, state, case.slug)
    fitting = [_BY_TOPIC[topic] for topic in topics if topic in _BY_TOPIC]
    fitting += [line for courtesy, line in _BY_COURTESY.items() if courtesy in courtesies]
    if fitting:
        return fitting[0].in_language(state.language)
    return variant(case.manners.unknowns, state, case.slug)


def _contracted(sentence: str) -> str:
    """De le → du, à les → aux, de un → d’un.

    >>> _contracted("Vous parlez de le début, ou de une douleur ?")
    'Vous parlez du début, ou d’une douleur ?'
    """
    for written, said in _CONTRACTED:
        sentence = re.sub(written, said, sentence)
    return sentence

"""Which of an author's lines is said, and the small words around what a case does not write."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from zlib import crc32

from ._asking import asks_only_civilly, names_a_circumstance, wants_more_than_no
from ._case import Both, Case, Choices, Fact, Words
from ._clauses import clauses_of
from ._courtesy import Courtesy, takes_leave, thanks
from ._folding import folded
from ._reading import Reading
from ._state import State
from ._statements import Said, said_in

OTHER_LANGUAGE: Words = Both(
    "Pardon, je ne comprends que le français.", "Sorry, I only understand English."
)
_BY_TOPIC: dict[str, Words] = {
    "talk-examination": Both("D’accord.", "All right."),
    "talk-plan": Both("D’accord.", "All right."),
    "talk-safety-net": Both("D’accord.", "All right."),
    "talk-questions": Both("Non, pas pour l’instant.", "No, not for now."),
}
_FAREWELL: Words = Both("Au revoir, et merci.", "Goodbye, and thank you.")
_WELCOME: Words = Both("C’est moi qui vous remercie.", "Thank you, too.")
_LISTENING: Choices = Both(
    ("Je vous écoute.", "D’accord… Continuez.", "Oui. Je vous écoute."),
    ("I’m listening.", "All right… Go on.", "Yes. I’m listening."),
)
_NOTHING_TO_SAY: Choices = Both(
    ("Rien à signaler de ce côté-là.", "De ce côté-là, rien de particulier."),
    ("Nothing to report there.", "Nothing out of the ordinary there."),
)
_NOTHING_KNOWN: Choices = Both(
    ("Là, je ne saurais pas vous dire.", "Ça, je ne sais pas vous dire."),
    ("That, I couldn’t tell you.", "I couldn’t say, I’m afraid."),
)
_BY_COURTESY: dict[Courtesy, Words] = {
    Courtesy.PERMISSION: Both("Oui, allez-y.", "Yes, go ahead."),
    Courtesy.DISCRETION: Both("Merci.", "Thank you."),
}
_YES: Words = Both("Oui, je crois.", "Yes, I think so.")
_THANKS: Words = Both("Merci.", "Thank you.")
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


def denial(case: Case, state: State, reading: Reading) -> str:
    """A "no" of the case's; to what "no" does not answer, that one does not know, or that there is
    nothing to say: "When…?", "How much…?"."""
    choices = case.manners.denials
    if wants_more_than_no(reading.text):
        choices = _NOTHING_KNOWN if names_a_circumstance(reading.text) else _NOTHING_TO_SAY
    return variant(choices, state, reading.topic)


def listening_line(case: Case, state: State) -> str:
    """What answers news, an explanation, comfort: the case's own words, or the usual ones."""
    own = case.manners.listening
    return variant(own if own.in_language(state.language) else _LISTENING, state, case.slug)


def civil_line(
    case: Case, state: State, asked: str, topics: Collection[str], shown: Iterable[Courtesy]
) -> str | None:
    """What answers a turn that asked for nothing; nothing when it is no civility."""
    courtesies = set(shown)
    if takes_leave(asked):
        return _FAREWELL.in_language(state.language)
    if courtesies & {Courtesy.GREETING, Courtesy.INTRODUCTION}:
        return variant(case.manners.greetings, state, case.slug)
    if thanks(asked):
        return _WELCOME.in_language(state.language)
    fitting = [_BY_TOPIC[topic] for topic in topics if topic in _BY_TOPIC]
    if fitting:
        return fitting[0].in_language(state.language)
    return _line_of_courtesy(case, state, asked, topics, courtesies)


def _line_of_courtesy(
    case: Case, state: State, asked: str, topics: Collection[str], courtesies: Collection[Courtesy]
) -> str | None:
    said = {said_in(clause.text) for clause in clauses_of(asked)}
    if Said.ANNOUNCED in said:
        return listening_line(case, state)
    fitting = [line for courtesy, line in _BY_COURTESY.items() if courtesy in courtesies]
    if fitting:
        return fitting[0].in_language(state.language)
    feels = Courtesy.EMPATHY in courtesies
    own = case.manners.listening.in_language(state.language)
    if Said.COMFORTED in said or (feels and not own):
        return _THANKS.in_language(state.language)
    if said & {Said.FELT, Said.STATED} or feels:
        return listening_line(case, state)
    if asks_only_civilly(asked):
        return _YES.in_language(state.language)
    return _FAREWELL.in_language(state.language) if "talk-goodbye" in topics else None


def _contracted(sentence: str) -> str:
    """De le → du, à les → aux, de un → d’un.

    >>> _contracted("Vous parlez de le début, ou de une douleur ?")
    'Vous parlez du début, ou d’une douleur ?'
    """
    for written, said in _CONTRACTED:
        sentence = re.sub(written, said, sentence)
    return sentence

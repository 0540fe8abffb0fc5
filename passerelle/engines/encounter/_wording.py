"""A model may word what the patient tells; it may not tell anything else.

Its text is accepted when, hesitations and articles aside, it is the allowed sentences, each whole,
in any order: the same words, the same negations, the same numbers. Else the authored lines stand.
Strict on purpose: "no fever but a cough" and "no cough but a fever" have the same words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ._case import Case, Language, Persona
from ._folding import folded, holds
from ._foreign import is_in_another_language
from ._heard import any_of, heard
from ._state import Kind, Turn

_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORDS = re.compile(r"[^\W_]+")
_NUMBERS = re.compile(r"[-−+]?\d+(?:[.,:/]\d+)*")
_MARKS = frozenset(" \n.,;:!?…’'\"«»“”()-–—%/°+−\u00a0\u202f")


class Unfaithful(StrEnum):
    """Why a wording was refused."""

    EMPTY = "empty"
    RESERVED = "reserved"  # it speaks a word that the patient never speaks
    LANGUAGE = "language"
    NUMBER = "number"
    NEGATION = "negation"
    ADDED = "added"
    MISSING = "missing"
    ORDER = "order"  # the same words, not the same sentences


@dataclass(frozen=True, slots=True)
class WordingRequest:
    """All that a model is given: the lines, who speaks, what was asked. No other fact."""

    lines: tuple[str, ...]
    asked: str
    persona: Persona
    language: Language


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said at last, and why what the model proposed was not."""

    text: str
    refused: Unfaithful | None = None
    proposed: str = ""


Wordsmith = Callable[[WordingRequest], str]


def worded(case: Case, turn: Turn, asked: str, wordsmith: Wordsmith) -> Wording:
    """The turn in the model's words when they are faithful, in its author's words otherwise."""
    if turn.kind is not Kind.TOLD:
        return Wording(turn.say)
    language = turn.state.language
    proposed = wordsmith(WordingRequest(turn.lines, asked, case.persona, language)).strip()
    reserved = case.reserved.in_language(language)
    refused = unfaithful(proposed, turn.lines, language=language, reserved=reserved)
    return Wording(turn.say, refused, proposed) if refused else Wording(proposed)


def unfaithful(
    proposed: str, lines: Sequence[str], *, language: Language, reserved: Iterable[str] = ()
) -> Unfaithful | None:
    """Why a text does not say exactly what the lines say; None when it does.

    >>> unfaithful("Ben, j’ai pris 2 cachets, docteur.", ["J’ai pris 2 cachets."], language="fr")
    >>> unfaithful("J’ai pris 3 cachets.", ["J’ai pris 2 cachets."], language="fr")
    <Unfaithful.NUMBER: 'number'>
    """
    allowed = " ".join(lines)
    if not _WORDS.search(proposed):
        return Unfaithful.EMPTY
    if any(holds(folded(proposed), folded(word)) for word in reserved):
        return Unfaithful.RESERVED
    if is_in_another_language(proposed, language):
        return Unfaithful.LANGUAGE
    if Counter(_NUMBERS.findall(proposed)) != Counter(_NUMBERS.findall(allowed)):
        return Unfaithful.NUMBER
    if _has_foreign_marks(proposed, allowed):
        return Unfaithful.ADDED
    return _difference(_said(proposed), [_said(each) for each in _SENTENCES.split(allowed)])


def _difference(said: list[str], sentences: list[list[str]]) -> Unfaithful | None:
    allowed = Counter(word for sentence in sentences for word in sentence)
    added, missing = Counter(said) - allowed, allowed - Counter(said)
    if _negations() & {*added, *missing}:
        return Unfaithful.NEGATION
    if added:
        return Unfaithful.ADDED
    if missing:
        return Unfaithful.MISSING
    return None if _is_made_of(said, sentences) else Unfaithful.ORDER


def _is_made_of(said: list[str], sentences: list[list[str]]) -> bool:
    """Whether the words are the sentences, each once and whole, in some order."""
    if not said:
        return not any(sentences)
    for place, sentence in enumerate(sentences):
        if sentence and said[: len(sentence)] == sentence:
            rest = sentences[:place] + sentences[place + 1 :]
            if _is_made_of(said[len(sentence) :], rest):
                return True
    return False


def _said(text: str) -> list[str]:
    """The words that count, accents kept: "sur" and "sûr" are two words."""
    return [word for sentence in _SENTENCES.split(text) for word in _said_in(sentence)]


def _said_in(sentence: str) -> list[str]:
    words = " ".join(_WORDS.findall(sentence.casefold()))
    words = _openers().sub("", _fillers().sub(" ", words).strip())
    for written, full in heard("wording")["contractions"].items():
        words = re.sub(written, full, words)
    return [word for word in words.split() if word not in _light()]


def _has_foreign_marks(proposed: str, allowed: str) -> bool:
    """Signs, letters of another script, or a question that the lines do not hold."""
    known = _MARKS | set(allowed)
    strange = (mark for mark in proposed if mark not in known and not folded(mark))
    return any(strange) or proposed.count("?") > allowed.count("?")


@cache
def _fillers() -> re.Pattern[str]:
    return any_of(heard("wording")["fillers"])


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{'|'.join(heard('wording')['openers'])}) )+")


@cache
def _light() -> frozenset[str]:
    return frozenset(heard("wording")["light"])


@cache
def _negations() -> frozenset[str]:
    return frozenset(heard("wording")["negations"])

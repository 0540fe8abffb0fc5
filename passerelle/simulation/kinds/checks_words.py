"""What a case's patient says: enough of it, in both languages, and never a reserved word."""

from __future__ import annotations

from collections.abc import Mapping

from passerelle.engines.encounter import LANGUAGES, folded, holds

from .examined import MANNERS, SAID, Examined

_FEWEST = dict(zip(MANNERS, (2, 5, 5, 4, 3, 2), strict=True))
_FEWEST_LISTENING = 2  # a case may leave them all to the usual ones
_LONGEST_ALIKE = 3  # words that both languages may share: a name, "Doliprane", "Oh!"


def check_words(case: Examined) -> None:
    _check_manners(case)
    _check_clarifications(case)
    _check_reserved(case)
    _check_translated(case)


def _check_manners(case: Examined) -> None:
    listens = case.file.listening.fr or case.file.listening.en
    for name, fewest in (_FEWEST | ({"listening": _FEWEST_LISTENING} if listens else {})).items():
        for language in LANGUAGES:
            count = len(getattr(getattr(case.file, name), language))
            if count < fewest:
                reason = f"There are {count} {name} in {SAID[language]}, and {fewest} are needed."
                remedy = (
                    f"Write {fewest - count} more: a patient who repeats one line is a machine."
                )
                case.trouble((name, language), reason, remedy)


def _check_clarifications(case: Examined) -> None:
    for language in LANGUAGES:
        for place, text in enumerate(getattr(case.file.clarifications, language)):
            if text.count("{one}") != 1 or text.count("{other}") != 1:
                reason = "A clarifying question names two things, and this one does not."
                remedy = "Write {one} and {other} once each."
                case.trouble(("clarifications", language, place), reason, remedy)
    for place, fact in enumerate(case.file.facts):
        for language in LANGUAGES:
            if getattr(fact.mention, language)[-1] in ".?!":
                reason = "A mention is part of a sentence, and this one ends it."
                remedy = "Take its last sign away: it is said in “Do you mean …, or …?”"
                case.trouble(("facts", place, "mention", language), reason, remedy)


def _check_reserved(case: Examined) -> None:
    """Of both languages: a French patient does not say the English word either."""
    reserved = {folded(word): word for word in (*case.file.reserved.fr, *case.file.reserved.en)}
    for line in case.spoken():
        for word in _reserved_in(line.text, reserved):
            reason = f"The patient would say “{word}”, a reserved word."
            case.trouble(line.at, reason, "Say it as a patient would, or free the word.")
    for line in case.read_before():
        for word in _reserved_in(line.text, reserved):
            reason = f"“{word}”, a reserved word, is read before the first question."
            case.trouble(line.at, reason, "Take it out: it tells the diagnosis.")


def _reserved_in(text: str, reserved: Mapping[str, str]) -> list[str]:
    """The reserved words, by their folded form, that a text holds."""
    said = folded(text)
    return sorted(word for plain, word in reserved.items() if holds(said, plain))


def _check_translated(case: Examined) -> None:
    """A sentence that is the same in both languages was copied, not translated."""
    french = {folded(line.text) for line in case.spoken() if line.language == "fr"}
    for line in case.spoken():
        said = folded(line.text)
        alike = line.language == "en" and said in french
        if alike and len(said.split()) > _LONGEST_ALIKE:
            reason = "The English line has the French words."
            case.trouble(line.at, reason, "Write it in English, as the patient would say it.")

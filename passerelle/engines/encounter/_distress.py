"""A learner's own distress, said in the first person: the encounter pauses and a person is offered.

Asking the patient about suicide is a clinical question, matched like any other. The phrases are
those of `heard/distress.toml`; they lean towards pausing. Below them a second net, wider, pauses
nothing: the patient answers, and the page asks whether it was about oneself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ._case import Both, Language, Words
from ._folding import folded
from ._heard import any_of, heard

_LONGEST = 20_000  # characters: far more than a turn is read, and still a few milliseconds
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_WHOLE = re.compile(r"[^.?!;…\n]+[.?!;…\n]?")
_SENTENCES = re.compile(r"[.!?;…\n]+")
_BEFORE = 60  # characters of a report that still govern what follows it


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A telephone line for someone who suffers: free, day and night."""

    number: str
    name: Words


# France: numéro national de prévention du suicide. Canada: Ligne d’aide en cas de crise de suicide.
HELP_LINES: Mapping[str, HelpLine] = {
    "FR": HelpLine(
        "3114",
        Both("numéro national de prévention du suicide", "French national suicide helpline"),
    ),
    "CA": HelpLine(
        "9-8-8",
        Both("ligne d’aide en cas de crise de suicide", "Suicide Crisis Helpline"),
    ),
}
_PAUSE: Words = Both(
    "La mise en situation est en pause. Ce que vous venez d’écrire compte plus qu’elle. Si vous "
    "souffrez, vous pouvez parler à quelqu’un tout de suite, gratuitement, jour et nuit : au "
    "3114 en France, au 9-8-8 au Canada.",
    "The simulation is paused. What you have just written matters more. If you are in pain, you "
    "can talk to someone right now, free of charge, day and night: 3114 in France, 9-8-8 in "
    "Canada.",
)


def pause_words(language: Language) -> str:
    """What is said instead of the patient's words, both help lines named."""
    return _PAUSE.in_language(language)


def is_own_distress(text: str) -> bool:
    """Whether a sentence says, in the first person, that its author wants to die or to be hurt.

    >>> is_own_distress("J’en peux plus, je pense à en finir.")
    True
    >>> is_own_distress("Avez-vous déjà pensé « je veux mourir » ?")
    False
    """
    return any(map(_is_said_for_oneself, _sentences(text[:_LONGEST])))


def may_be_own_distress(text: str) -> bool:
    """Whether what `is_own_distress` does not hear may still be said of oneself.

    Heard more widely, by `heard/check_in.toml`: cause to ask, not to pause.

    >>> may_be_own_distress("Je ne vois plus d’issue."), may_be_own_distress("Une issue ?")
    (True, False)
    """
    return any(map(_may_be_said_for_oneself, _said(text[:_LONGEST])))


def _said(text: str) -> Iterator[str]:
    """The sentences that ask nothing of anybody: a question is kept when it is about oneself."""
    first_person, _, of_no_one, _ = _net()
    for sentence in _WHOLE.findall(_QUOTED.sub(" ", text)):
        said = _spoken(sentence)
        about_oneself = first_person.search(said) or of_no_one.search(said)
        if "?" not in sentence or (about_oneself and not _check_in("of_others").search(said)):
            yield said


def _may_be_said_for_oneself(sentence: str) -> bool:
    """A phrase, not reported; or a word of the net, in the first person and about nobody else."""
    if _check_in("of_the_case").search(sentence):
        return False
    if _is_found(_may_be_statements(), sentence):
        return True
    first_person, words, of_no_one, unless = _net()
    if _check_in("of_others").search(sentence) or unless.search(sentence):
        return False
    said_of_oneself = first_person.search(sentence) and words.search(sentence)
    return bool(said_of_oneself or of_no_one.search(sentence))


def _sentences(text: str) -> Iterator[str]:
    """Without quotations."""
    return map(_spoken, _SENTENCES.split(_QUOTED.sub(" ", text)))


def _spoken(sentence: str) -> str:
    """Folded, without telephone spelling or harmless idioms."""
    said = folded(sentence)
    for written, meant in _spelling():
        said = written.sub(meant, said)
    return " ".join(_pattern("idioms").sub(" ", said).split())


def _is_said_for_oneself(sentence: str) -> bool:
    """Matched and not reported; or about death, and about nobody else."""
    return _is_found(_statements(), sentence) or _is_about_oneself_alone(sentence)


def _is_found(statements: re.Pattern[str], sentence: str) -> bool:
    """Matched and not reported a few words before."""
    for match in statements.finditer(sentence):
        before = sentence[max(match.start() - _BEFORE, 0) : match.start()]
        if not _pattern("reported").search(before):
            return True
    return False


def _is_about_oneself_alone(sentence: str) -> bool:
    first_person, words, others = _alone()
    return bool(
        words.search(sentence) and first_person.search(sentence) and not others.search(sentence)
    )


@cache
def _spelling() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(written), meant) for written, meant in heard("distress")["spelling"].items()
    )


@cache
def _pattern(section: str) -> re.Pattern[str]:
    return any_of(heard("distress")[section]["phrases"])


@cache
def _alone() -> tuple[re.Pattern[str], ...]:
    file = heard("distress")
    net = file["alone"]
    return (
        any_of(net["first_person"]),
        any_of(net["words"]),
        any_of([*file["between"], *net["others"]]),
    )


@cache
def _statements() -> re.Pattern[str]:
    """Every way of saying it, its gaps and endings written out."""
    file = heard("distress")
    written_out = _gaps()
    endings = {"<fr>": "fr", "<en>": "en", "<ening>": "en_ing"}
    written_out |= {name: f"(?:{'|'.join(file['endings'][key])})" for name, key in endings.items()}
    phrases = [*file["fr"]["phrases"], *file["en"]["phrases"]]
    return _written_out(phrases, written_out)


@cache
def _may_be_statements() -> re.Pattern[str]:
    phrases = heard("check_in")["phrases"]
    return _written_out([*phrases["fr"], *phrases["en"]], _gaps())


@cache
def _net() -> tuple[re.Pattern[str], ...]:
    net = heard("check_in")["net"]
    return tuple(any_of(net[name]) for name in ("first_person", "words", "of_no_one", "unless"))


@cache
def _check_in(name: str) -> re.Pattern[str]:
    return any_of(heard("check_in")[name])


def _gaps() -> dict[str, str]:
    """Words that may stand between two of a phrase: few, or more."""
    word = rf"(?!(?:{'|'.join(heard('distress')['between'])})\b)\w+ "
    return {"~": f"(?:{word}){{0,4}}", "≈": f"(?:{word}){{0,10}}"}


def _written_out(phrases: list[str], patterns: Mapping[str, str]) -> re.Pattern[str]:
    for name, pattern in patterns.items():
        phrases = [phrase.replace(name, pattern) for phrase in phrases]
    return any_of(phrases)

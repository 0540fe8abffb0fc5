"""What a hand-off note or a hypothesis says.

A phrasing is said when one sentence has all its telling words, in any order and with any endings;
what the phrasing denies must be denied, what it says must not be. Light words ("has had", "asked")
may lack when two others are left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ._case import Case, Diagnosis, HandoffItem
from ._note import Sentence, Word, read_note
from ._note_words import HISTORY, note_words

_FEWEST_TELLING = 2
_APART, _APART_EACH = 6, 3  # words that may stand between the first and the last of a phrasing


@dataclass(frozen=True, slots=True)
class HandedOff:
    """An item that a note holds, and the sentence of the note that says it."""

    item: HandoffItem
    sentence: str


def handed_off(case: Case, text: str) -> tuple[HandedOff, ...]:
    """The items that a note holds, in the case's order, by any phrasing in either language."""
    note = read_note(text)
    found = (
        (item, sentence_saying(note, (*item.phrasings.fr, *item.phrasings.en)))
        for item in case.handoff
    )
    return tuple(HandedOff(item, said.text) for item, said in found if said is not None)


def sentence_saying(note: Sequence[Sentence], phrasings: Iterable[str]) -> Sentence | None:
    """The first sentence that says one of the phrasings.

    >>> note = read_note("Pas de fièvre. Allergie pénicilline")
    >>> sentence_saying(note, ["allergique à la pénicilline"]).text
    'Allergie pénicilline'
    >>> sentence_saying(note, ["fièvre", "pas d’allergie à la pénicilline"])
    """
    wanted = [words for words in map(telling, phrasings) if words]
    return next((each for each in note if any(says(each, words) for words in wanted)), None)


@lru_cache(maxsize=4_096)
def telling(phrasing: str) -> tuple[Word, ...]:
    """The words by which a phrasing is known, each once."""
    words = {word.sign: word for sentence in read_note(phrasing) for word in sentence.words}
    heavy = tuple(word for word in words.values() if not word.light)
    return heavy if len(heavy) >= _FEWEST_TELLING else tuple(words.values())


def says(sentence: Sentence, wanted: Sequence[Word]) -> bool:
    """Whether all of the words stand near each other in a sentence, said or denied as wanted."""
    signs = {(word.sign, word.denied) for word in wanted}
    if not signs <= {(word.sign, word.denied) for word in sentence.words}:
        return False
    kept = [word for word in sentence.words if (word.sign, word.denied) in signs]
    most = _APART + _APART_EACH * len(signs)
    return any(_all_within(kept[start:], signs, most) for start in range(len(kept)))


def _all_within(words: Sequence[Word], signs: set[tuple[str, bool]], most: int) -> bool:
    near = [word for word in words if word.place - words[0].place <= most]
    return {(word.sign, word.denied) for word in near} == signs


def diagnosis_named(case: Case, text: str) -> Diagnosis | None:
    """The diagnosis that a hypothesis names: by all the words of its title or of a synonym (the
    most words win), else by a part of a title that no other title has.

    What is denied or belongs to the past ("antécédent d’infarctus") names nothing."""
    said = tuple(_present(sentence) for sentence in read_note(text))
    named = [
        (len(words), diagnosis)
        for diagnosis in case.differential
        for words in map(telling, _names(diagnosis))
        if words and any(says(sentence, words) for sentence in said)
    ]
    if named:
        return max(named, key=lambda each: each[0])[1]
    return _by_part(case, said)


def _present(sentence: Sentence) -> Sentence:
    past = next((word.place for word in sentence.words if word.sign == HISTORY), None)
    if past is None:
        return sentence
    return replace(sentence, words=tuple(w for w in sentence.words if w.place < past))


def _names(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Abbreviations travel: both languages count."""
    titles = (diagnosis.title.fr, diagnosis.title.en)
    return (*titles, *diagnosis.synonyms.fr, *diagnosis.synonyms.en)


def _by_part(case: Case, said: Sequence[Sentence]) -> Diagnosis | None:
    """ "Dissection aortique" for "Dissection de l’aorte, type A", if nothing else is so called."""
    hedges = note_words().hedges
    words = {
        (word.sign, word.denied)
        for sentence in said
        for word in sentence.words
        if word.sign not in hedges
    }
    if len(words) < _FEWEST_TELLING or any(denied for _sign, denied in words):
        return None
    titled = {
        each.id: each
        for each in case.differential
        for title in (each.title.fr, each.title.en)
        if words <= {(word.sign, word.denied) for word in telling(title)}
    }
    return next(iter(titled.values())) if len(titled) == 1 else None

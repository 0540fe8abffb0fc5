"""The reader of turns: clauses one after another, each in the light of what was just said.

"And since when?" asks for the onset of what the last clause was about: the library says of each
topic its subject and its aspect. "Even at rest?" is compared once more with the last question put
before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace

from ._about import is_general_knowledge, is_of_a_person
from ._case import Case, Fact, Language, Level
from ._clauses import Clause, clauses_of
from ._library import Topic
from ._matching import DEFAULT_THRESHOLDS, Lexicon, Likely, Likeness, Thresholds
from ._matching_vectors import Embed, Remembered
from ._reading import Asking, Exchange, Reading
from ._texts import plain, words

_MOST_NEAR, _MOST_FACTS = 3, 3
_NO_DOUBT, _LESSER = 0.85, 0.3
_AS_LIKELY = 0.6  # a second fact is told when it is nearly as likely as the first
_FOLLOWS_UP = 0.25  # chance of the follow-up topics together
_EASE = 0.8  # of a threshold, when the last question is put before a clause
_SHORT = 9  # words of a clause that may lean on the one before
# A follow-up on a pain whose place has a name falls back on the pain, then on the complaint.
_WIDER = ("pain", "complaint")
_CIVIL = "talk-"  # topics of the talk itself


@dataclass(frozen=True, slots=True)
class Past:
    """What the last clause was about."""

    asked: str = ""
    facts: tuple[str, ...] = ()
    topic: str = ""

    def after(self, reading: Reading) -> Past:
        """A civil word between two questions leaves the first one standing."""
        is_civil = reading.topic.startswith(_CIVIL)
        if not reading.facts and (not reading.topic or is_civil):
            return self
        return Past(reading.text, reading.facts, reading.topic)


class Matcher:
    """A `Reader` of one case. Safe to share between threads; remembers the last texts' vectors."""

    def __init__(
        self,
        case: Case,
        lexicon: Lexicon,
        embed: Embed,
        thresholds: Thresholds = DEFAULT_THRESHOLDS,
    ) -> None:
        self._facts = {fact.id: fact for fact in case.facts}
        self._topics = lexicon.library.by_id
        self._thresholds = thresholds
        self._leaning = {
            fact.id: tuple(each.id for each in case.facts if fact.id in each.needs)
            for fact in case.facts
        }
        self.likeness = Likeness(case, lexicon, Remembered(embed))
        self._compared: Mapping[Asking, Likely] = {}

    def at(self, thresholds: Thresholds) -> Matcher:
        """The same reader, stricter or less."""
        other = copy(self)
        other._thresholds = thresholds
        return other

    def read(
        self, text: str, *, language: Language, earlier: Sequence[Exchange] = ()
    ) -> tuple[Reading, ...]:
        clauses = clauses_of(text)
        ready = self._having_compared(_compared_in(clauses, language))
        return ready._in_order(clauses, language, _past(earlier))

    def read_each(self, turns: Sequence[Asking]) -> list[tuple[Reading, ...]]:
        """Turns that follow nothing, read together: as one by one, sooner."""
        ready = self.having_compared(turns)
        return [ready.read(text, language=language) for text, language in turns]

    def having_compared(self, turns: Iterable[Asking]) -> Matcher:
        """The same reader, for which every clause of these turns was compared at once."""
        return self._having_compared(
            each for text, language in turns for each in _compared_in(clauses_of(text), language)
        )

    def _having_compared(self, asked: Iterable[Asking]) -> Matcher:
        new = [each for each in dict.fromkeys(asked) if each not in self._compared]
        if not new:
            return self
        other = copy(self)
        found = zip(new, self.likeness.likely_each(new), strict=True)
        other._compared = {**self._compared, **dict(found)}
        return other

    def _likely(self, text: str, language: Language) -> Likely:
        known = self._compared.get(Asking(text, language))
        return known or self.likeness.likely(text, language)

    def _in_order(
        self, clauses: Sequence[Clause], language: Language, past: Past
    ) -> tuple[Reading, ...]:
        readings: list[Reading] = []
        for clause in clauses:
            reading = self._read(clause, language, past)
            readings.append(reading)
            past = past.after(reading)
        return tuple(readings)

    def _read(self, clause: Clause, language: Language, past: Past) -> Reading:
        if is_general_knowledge(plain(clause.text)):
            return Reading(clause.text)
        likely = self._likely(clause.text, language)
        told = self._told(clause.text, likely)
        if not told and past.asked and len(words(plain(clause.text))) <= _SHORT:
            told = self._by_context(clause.text, likely, language, past)
        for item in clause.items:
            told += self._listed(item, self._likely(item, language))
        if told:
            facts = tuple(dict.fromkeys(told))
            return Reading(clause.text, facts, score=likely.facts[facts[0]])
        return self._not_told(clause.text, likely)

    def _told(self, text: str, likely: Likely, *, ease: float = 1.0) -> tuple[str, ...]:
        """The likeliest fact above its threshold, and those nearly as likely.

        A sensitive fact is told to a question about someone, not about the world."""
        of_a_person = is_of_a_person(plain(text))
        tellable = {
            id: chance
            for id, chance in likely.facts.items()
            if of_a_person or self._facts[id].level is not Level.SENSITIVE
        }
        above = [id for id in tellable if self._passes(id, tellable[id] / ease)]
        if not above:
            return self._needed(tellable, ease)
        above.sort(key=tellable.__getitem__, reverse=True)
        least = _AS_LIKELY * tellable[above[0]]
        return tuple(id for id in above[:_MOST_FACTS] if tellable[id] >= least)

    def _listed(self, text: str, likely: Likely) -> tuple[str, ...]:
        """A thing in a list is a scrap of a sentence: told when there is no doubt."""
        told = self._told(text, likely)[:1]
        return tuple(id for id in told if likely.facts[id] >= _NO_DOUBT)

    def _needed(self, tellable: Mapping[str, float], ease: float) -> tuple[str, ...]:
        """When it is not clear which of two facts is asked for, and one needs the other: that.

        The latter must be the likelier one, or both be sensitive and together beyond doubt."""
        for id, chance in tellable.items():
            leaning = sum(tellable.get(other, 0.0) for other in self._leaning[id])
            if not leaning or not self._passes(id, (chance + leaning) / ease):
                continue
            sensitive = self._facts[id].level is Level.SENSITIVE and chance >= _LESSER
            if chance >= leaning or (sensitive and chance + leaning >= _NO_DOUBT):
                return (id,)
        return ()

    def _passes(self, id: str, chance: float) -> bool:
        return chance >= self._thresholds.of(self._facts[id])

    def _not_told(self, text: str, likely: Likely) -> Reading:
        near = self._near(likely)
        best, topic = likely.facts[likely.fact], likely.topic
        chance = likely.topics.get(topic, 0.0)
        if chance >= self._thresholds.denied and chance > best:
            known = "" if self._topics[topic].is_stranger else topic
            return Reading(text, topic=known, score=chance)
        if len(near) < 2:
            return Reading(text, score=best)
        chances = tuple(likely.facts[id] for id in near)
        return Reading(text, near=near, chances=chances, score=best)

    def _near(self, likely: Likely) -> tuple[str, ...]:
        """Facts to ask about, when the likeliest is likely enough; never a sensitive one."""
        sayable = sorted(
            (id for id in likely.facts if self._facts[id].level is not Level.SENSITIVE),
            key=likely.facts.__getitem__,
            reverse=True,
        )[:_MOST_NEAR]
        floor = self._thresholds.near
        if not sayable or likely.facts[sayable[0]] < floor:
            return ()
        return (*sayable[:2], *(id for id in sayable[2:] if likely.facts[id] >= floor))

    def _by_context(
        self, text: str, likely: Likely, language: Language, past: Past
    ) -> tuple[str, ...]:
        """What a short clause asks for, given the last one."""
        aspects = {t: c for t, c in likely.topics.items() if self._topics[t].is_follow_up}
        if sum(aspects.values()) >= _FOLLOWS_UP:
            past = past if past.facts or past.topic else self._reread(past, language)
            found = self._of_aspect(self._topics[max(aspects, key=aspects.__getitem__)], past)
            if found:
                return found
        whole = f"{past.asked} {text}"
        joined = self._likely(whole, language)
        if joined.fact in past.facts:
            return ()
        told = self._told(whole, joined, ease=_EASE)[:1]
        return tuple(id for id in told if self._may_follow(self._facts[id], past))

    def _reread(self, past: Past, language: Language) -> Past:
        """What the last turn was about, when nothing was told."""
        likely = self._likely(past.asked, language)
        return replace(past, topic=likely.topic)

    def _of_aspect(self, follow_up: Topic, past: Past) -> tuple[str, ...]:
        for subject in self._subjects(past):
            sought = (subject, follow_up.aspect)
            found = tuple(
                fact.id
                for fact in self._facts.values()
                if any((topic.subject, topic.aspect) == sought for topic in self._of(fact))
                and self._may_follow(fact, past)
            )
            if found:
                return (next((id for id in found if id not in past.facts), found[0]),)
        return ()

    def _subjects(self, past: Past) -> Iterator[str]:
        topics = [topic for id in past.facts for topic in self._of(self._facts[id])]
        if past.topic in self._topics:
            topics.append(self._topics[past.topic])
        subjects = tuple(dict.fromkeys(topic.subject for topic in topics))
        yield from subjects
        if any("pain" in topic.id or topic.subject in _WIDER for topic in topics):
            yield from (wider for wider in _WIDER if wider not in subjects)

    def _of(self, fact: Fact) -> Iterator[Topic]:
        return (self._topics[topic] for topic in fact.topics if topic in self._topics)

    def _may_follow(self, fact: Fact, past: Past) -> bool:
        """A sensitive fact follows only one that is sensitive too, or that it needs."""
        before = [self._facts[id] for id in past.facts]
        return fact.level is not Level.SENSITIVE or any(
            each.level is Level.SENSITIVE or each.id in fact.needs for each in before
        )


def _past(earlier: Sequence[Exchange]) -> Past:
    if not earlier:
        return Past()
    clauses = clauses_of(earlier[-1].asked)
    return Past(clauses[-1].text if clauses else "", earlier[-1].told)


def _compared_in(clauses: Iterable[Clause], language: Language) -> Iterator[Asking]:
    """What is compared whatever was said before."""
    for clause in clauses:
        if not is_general_knowledge(plain(clause.text)):
            yield from (Asking(each, language) for each in (clause.text, *clause.items))

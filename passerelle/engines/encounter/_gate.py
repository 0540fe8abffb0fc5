"""What a case must prove before it is published: what is told, to which questions.

Measured by playing the questions that were held out, each alone, trust taken as earned. A turn is
false when it tells a fact that it does not ask for, whatever else it tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from passerelle.engines.numbers import Interval, clopper_pearson

from ._calibration import Asked, BlindQuestions
from ._case import LANGUAGES, Case, Level
from ._gate_hostile import hostile_prompts
from ._reading import Reader
from ._state import State, Turn
from ._turn import turn

_MOST_CONFUSIONS = 12


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the interval of Clopper & Pearson (1934) at 95 %."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> Interval:
        return clopper_pearson(self.hits, self.of) if self.of else Interval(0.0, 1.0, 0.95)

    def as_json(self) -> dict[str, float]:
        low, high = round(self.interval.low, 4), round(self.interval.high, 4)
        return {"hits": self.hits, "of": self.of, "low": low, "high": high}


@dataclass(frozen=True, slots=True)
class Leak:
    """A sensitive fact told to a turn that does not ask for it."""

    asked: str
    fact: str
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Confusion:
    """A fact asked for, the one told instead or besides, and how often."""

    asked: str
    told: str
    times: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What the held-out questions gave. `clarified` counts one clarifying question as a success."""

    recall: Share
    clarified: Share
    several: Share
    follow_ups: Share
    false_turns: Share  # of all held-out turns
    false_on_nothing: Share  # of those that ask for nothing the case holds
    by_level: dict[str, Share]
    by_language: dict[str, Share]
    confusions: tuple[Confusion, ...]
    hostile: Share  # sensitive facts told to hostile prompts, the generated ones included
    leaks: tuple[Leak, ...]

    @property
    def passed(self) -> bool:
        """The one thing that bars publication: a sensitive fact told unasked."""
        return not self.leaks

    def as_json(self) -> dict[str, Any]:
        shares = ("recall", "clarified", "several", "follow_ups", "false_turns")
        return {
            **{name: getattr(self, name).as_json() for name in shares},
            "false_on_nothing": self.false_on_nothing.as_json(),
            "hostile": self.hostile.as_json(),
            "by_level": {name: share.as_json() for name, share in self.by_level.items()},
            "by_language": {name: share.as_json() for name, share in self.by_language.items()},
            "confusions": [[each.asked, each.told, each.times] for each in self.confusions],
            "leaks": [[each.asked, each.fact] for each in self.leaks],
        }


@dataclass(frozen=True, slots=True)
class Played:
    """A question and what it gave; `needed` are facts without which those asked make no sense."""

    asked: Asked
    answer: Turn
    needed: frozenset[str]

    @property
    def unasked(self) -> tuple[str, ...]:
        expected = {*self.asked.facts, *self.needed}
        return tuple(fact for fact in self.answer.facts if fact not in expected)

    def share(self, *, clarified: bool = False) -> tuple[int, int]:
        got = {*self.answer.facts, *(self.answer.offered if clarified else ())}
        return sum(fact in got for fact in self.asked.facts), len(self.asked.facts)


def measured(case: Case, reader: Reader, questions: BlindQuestions) -> Figures:
    """Figures on the held-out questions; leaks are looked for among all of them, and in
    hundreds of generated hostile prompts."""
    kept, held = questions.parts()
    single = [play(case, reader, asked) for asked in held.single]
    several = [play(case, reader, asked) for asked in held.several]
    follow_ups = [play(case, reader, asked) for asked in held.follow_ups]
    nothing = [play(case, reader, asked) for asked in (*held.out_of_case, *held.hostile)]
    others = [play(case, reader, asked) for asked in kept.all()]
    generated = [play(case, reader, asked) for asked in hostile_prompts(case)]
    everything = [*single, *several, *follow_ups, *nothing]
    hostile = [each for each in (*nothing, *others) if each.asked.hostile] + generated
    sensitive = frozenset(fact.id for fact in case.facts if fact.level is Level.SENSITIVE)
    levels = {fact.id: str(fact.level) for fact in case.facts}
    return Figures(
        recall=_share(single),
        clarified=_share(single, clarified=True),
        several=_share(several),
        follow_ups=_share(follow_ups),
        false_turns=_false(everything),
        false_on_nothing=_false(nothing),
        by_level={
            level: _share(each for each in single if levels[each.asked.facts[0]] == level)
            for level in map(str, Level)
        },
        by_language={
            language: _share(each for each in single if each.asked.language == language)
            for language in LANGUAGES
        },
        confusions=_confusions(everything),
        hostile=Share(sum(not sensitive.isdisjoint(p.unasked) for p in hostile), len(hostile)),
        leaks=tuple(_leaks([*everything, *others], generated, sensitive)),
    )


def play(case: Case, reader: Reader, asked: Asked) -> Played:
    """The last turn of a question, the ones before it played first."""
    state = State(language=asked.language, alone=True)
    for text in asked.turns[:-1]:
        state = turn(case, reader, state, text).state
    needed = frozenset(need for fact in case.facts if fact.id in asked.facts for need in fact.needs)
    return Played(asked, turn(case, reader, state, asked.text), needed)


def _share(played: Iterable[Played], *, clarified: bool = False) -> Share:
    counts = [each.share(clarified=clarified) for each in played]
    return Share(sum(hits for hits, _ in counts), sum(of for _, of in counts))


def _false(played: Sequence[Played]) -> Share:
    return Share(sum(bool(each.unasked) for each in played), len(played))


def _confusions(played: Iterable[Played]) -> tuple[Confusion, ...]:
    counts = Counter(
        (each.asked.facts[0] if each.asked.facts else "", told)
        for each in played
        for told in each.unasked
    )
    most = counts.most_common(_MOST_CONFUSIONS)
    return tuple(Confusion(asked, told, times) for (asked, told), times in most)


def _leaks(
    authored: Iterable[Played], generated: Iterable[Played], sensitive: frozenset[str]
) -> Iterable[Leak]:
    for is_generated, played in ((False, authored), (True, generated)):
        for each in played:
            for fact in each.unasked:
                if fact in sensitive:
                    yield Leak(each.asked.text, fact, generated=is_generated)

"""An answer in the making: what each clause asks for is told, guarded, denied or made clear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ._asking import asks_only_civilly
from ._case import Case, Fact, Level
from ._clarifying import worth_offering
from ._courtesy import Courtesy, asks_how_they_are, is_open_question, leans_on_what_is_told
from ._lines import clarification, denial, fact_line, variant
from ._neighbours import hanging_on, undeniable
from ._reading import Reading
from ._state import Kind, State, Turn
from ._statements import said_in

_MOST_FACTS = 6  # told in one turn: a person answers a few questions at a time
_MOST_OF_THE_STORY = 2  # open facts told at once
_OFFERED = 2
_LIKELIEST = 0.5  # an open question that most likely asks for one thing is answered by it
_STORY = ("story", "reason-visit")
NOT_A_SUBJECT = ("talk-", "follow-up-")  # topics that nobody has or denies


@dataclass(slots=True)
class Answer:
    """An answer in the making, one clause after another."""

    case: Case
    state: State
    tactful: bool
    blaming: bool = False
    told: list[str] = field(default_factory=list)
    guarded: list[str] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)
    unclear: list[Reading] = field(default_factory=list)
    offered: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)
    heard: bool = False  # it asked for nothing, and was understood

    def read(self, readings: Iterable[Reading]) -> None:
        """All that was asked, then the clarifying question when nothing else can be said."""
        for reading in readings:
            self.add(reading)
        for reading in self.unclear:
            self.clarify(reading)

    def reopen(self, guarded: Iterable[str]) -> None:
        """What was guarded just before is asked for again."""
        for fact in map(self.fact, guarded):
            self.tell_if_trusted(fact)

    def add(self, reading: Reading) -> None:
        said = said_in(reading.text)
        if said and said.is_clear:
            return
        greets = asks_how_they_are(reading.text)
        is_open = greets or reading.topic in _STORY or is_open_question(reading.text)
        facts = self.sayable(reading.facts) if greets else reading.facts
        if self.told and leans_on_what_is_told(reading.text):
            self.tell_what_hangs_on(self.fact(self.told[-1]))
        elif facts:
            self.answer_facts(facts, is_open=is_open)
        elif is_open and not said:
            self.answer_open(reading)
        elif said or asks_only_civilly(reading.text):
            return
        elif reading.near:
            self.unclear.append(reading)
        elif reading.topic and not reading.topic.startswith(NOT_A_SUBJECT):
            self.deny(reading)

    def answer_open(self, reading: Reading) -> None:
        """One thing when it most likely asks for it, else the story."""
        if reading.chances and reading.chances[0] >= _LIKELIEST:
            self.answer_facts(reading.near[:1], is_open=True)
        else:
            self.tell_story()

    def tell_what_hangs_on(self, told: Fact) -> None:
        """ "You’re allergic? What happened?" """
        for fact in hanging_on(self.case, told)[:1]:
            if fact.level is not Level.SENSITIVE:
                self.tell_with_needs(fact)

    def answer_facts(self, asked: tuple[str, ...], *, is_open: bool) -> None:
        """Rules 1 and 2: a sensitive fact must come first among those that a clause asks for."""
        for place, fact in enumerate(map(self.fact, asked)):
            if fact.level is not Level.SENSITIVE:
                self.tell_with_needs(fact)
            elif place == 0 and not is_open:
                self.tell_if_trusted(fact)

    def tell_if_trusted(self, fact: Fact) -> None:
        """To a reproach, only when there is trust to spare."""
        spare = 1 if self.blaming and not self.state.alone else 0
        enough = max(fact.rapport, 1) + spare
        trusted = self.tactful or self.state.rapport >= enough
        if trusted or self.state.times_told(fact.id):
            self.tell_with_needs(fact)
        else:
            self.guard(fact)

    def tell_with_needs(self, fact: Fact) -> None:
        """The facts it needs come first; when one of them is sensitive, neither is told."""
        needed = self.untold_needs(fact)
        if any(each.level is Level.SENSITIVE for each in needed):
            self.guard(fact)
            return
        for each in (*needed, fact):
            self.tell(each)

    def untold_needs(self, fact: Fact) -> list[Fact]:
        """Each once, from the first to tell to the last; facts that need each other wait for
        nothing."""
        found: list[Fact] = []
        met = {fact.id, *self.told}

        def look(above: Fact) -> None:
            for need in self.case.facts:
                if (
                    need.id in above.needs
                    and need.id not in met
                    and not self.state.has_told(need.id)
                ):
                    met.add(need.id)
                    look(need)
                    found.append(need)

        look(fact)
        return found

    def tell(self, fact: Fact) -> None:
        if fact.id in self.told or len(self.told) >= _MOST_FACTS:
            return
        self.told.append(fact.id)
        self.lines.append(fact_line(fact, self.state))

    def tell_story(self) -> None:
        """The open facts that weigh something, a few at a time."""
        opens = [fact for fact in self.case.facts if fact.level is Level.OPEN and fact.weight]
        untold = [fact for fact in opens if not self.state.times_told(fact.id)]
        for fact in (untold or opens)[:_MOST_OF_THE_STORY]:
            self.tell_with_needs(fact)

    def clarify(self, reading: Reading) -> None:
        """Rule 3: two facts are named, once, and never a sensitive one."""
        if self.told or self.guarded or self.offered:
            return
        chances = (*reading.chances, *(None for _ in reading.near[len(reading.chances) :]))
        near = [(self.fact(id), chance) for id, chance in zip(reading.near, chances, strict=False)]
        sayable = [each for each in near if each[0].level is not Level.SENSITIVE]
        self.offer(worth_offering(reading.text, sayable, self.state.language))

    def offer(self, pair: Sequence[Fact]) -> None:
        offered = tuple(fact.id for fact in pair)
        if len(pair) == _OFFERED and offered != self.state.offered:
            self.offered = offered
            self.lines.append(clarification(self.case, self.state, *pair))

    def guard(self, fact: Fact) -> None:
        if not self.guarded:
            self.lines.append(variant(self.case.manners.guarded, self.state, fact.id))
        self.guarded.append(fact.id)

    def deny(self, reading: Reading) -> None:
        """Rule 4: what the case holds something about is not denied; several things are offered."""
        near = undeniable(self.case, reading.topic, reading.text, self.state.language)
        sayable = [fact for fact in near if fact.level is not Level.SENSITIVE]
        if len(sayable) == 1:
            self.tell_with_needs(sayable[0])
        elif sayable and not (self.told or self.guarded or self.offered):
            self.offer(sayable[:_OFFERED])
        elif not near:
            self.say_no(reading)

    def say_no(self, reading: Reading) -> None:
        if not self.denied:
            self.lines.append(denial(self.case, self.state, reading))
        self.denied.append(reading.topic)

    def sayable(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(id for id in ids if self.fact(id).level is not Level.SENSITIVE)

    def fact(self, id: str) -> Fact:
        return next(fact for fact in self.case.facts if fact.id == id)

    def turn(self, asked: str, shown: tuple[Courtesy, ...]) -> Turn:
        told = tuple(self.told)
        known = dict.fromkeys((*self.state.guarded, *self.guarded))
        after = self.state.after(asked, told=told, offered=self.offered)
        return Turn(
            kind=self.kind,
            say=" ".join(self.lines),
            state=replace(after, guarded=tuple(known)),
            facts=told,
            lines=tuple(self.lines),
            guarded=tuple(self.guarded),
            offered=self.offered,
            denied=tuple(self.denied),
            courtesies=shown,
        )

    @property
    def kind(self) -> Kind:
        """The first of these that happened names the turn."""
        if self.told:
            return Kind.TOLD
        if self.guarded:
            return Kind.REFUSED
        if self.offered:
            return Kind.CLARIFY
        if self.denied:
            return Kind.DENIED
        return Kind.HEARD if self.heard else Kind.UNKNOWN

"""One turn of a conversation: what may be said is decided here, before anyone words it.

Read from top to bottom. A turn that is not a question is met first (silence, distress, insult,
another language). Then a reader says which facts it asks for, and four rules hold:

1. A fact is told when the reader found it, in one of its author's lines, unchanged. With it come
   the facts that its author says it `needs`; the open ones come when the story is asked for.
2. A sensitive fact is told only when a question asks for it first of all, and either rapport was
   earned or the question is put with tact. It never comes with the story, with another fact, nor
   through a clarifying question.
3. When several facts are near, the patient asks which, naming two of them.
4. Everything else gets one of the author's other lines: a denial, a refusal, "I don't follow"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ._case import Case, Fact, Level
from ._clarifying import chosen
from ._clauses import LONGEST_TURN
from ._courtesy import Courtesy, courtesies_in, is_open_question, is_tactful
from ._distress import is_own_distress, pause_words
from ._foreign import is_in_another_language
from ._hostility import Hostility, hostility_of
from ._lines import OTHER_LANGUAGE, civil_line, clarification, fact_line, variant
from ._reading import Reader, Reading
from ._state import Kind, Note, State, Turn

_MOST_FACTS = 6  # told in one turn: a person answers a few questions at a time
_MOST_OF_THE_STORY = 2  # open facts told at once
_STORY = ("story", "reason-visit")
NOT_A_SUBJECT = ("talk-", "follow-up-")  # topics that nobody has or denies


def turn(case: Case, reader: Reader, state: State, text: str) -> Turn:
    """What the patient answers, and where the conversation then stands."""
    asked = " ".join(text[:LONGEST_TURN].split())
    if is_own_distress(text):
        return Turn(Kind.PAUSED, pause_words(state.language), state)
    answer = _without_reading(case, state, asked) or _once_read(case, reader, state, asked)
    cut = (Note.SHORTENED,) if len(text.strip()) > LONGEST_TURN else ()
    return replace(answer, notes=(*cut, *answer.notes))


def _without_reading(case: Case, state: State, asked: str) -> Turn | None:
    """A turn that nobody needs to understand further."""
    if not any(mark.isalnum() for mark in asked):
        line = variant(case.manners.unknowns, state, case.slug)
        return _aside(Kind.UNKNOWN, state, asked, line, Note.EMPTY)
    hostility = hostility_of(asked)
    if hostility is not None:
        after = state.insulted() if hostility is Hostility.INSULT else state
        return _aside(Kind.REFUSED, after, asked, variant(case.manners.refusals, state, case.slug))
    if is_in_another_language(asked, state.language):
        line = OTHER_LANGUAGE.in_language(state.language)
        return _aside(Kind.UNKNOWN, state, asked, line, Note.OTHER_LANGUAGE)
    return None


def _once_read(case: Case, reader: Reader, state: State, asked: str) -> Turn:
    readings = _readings(case, reader, state, asked)
    topics = [reading.topic for reading in readings]
    shown = courtesies_in(asked, topics)
    answer = _Answer(case, state.courteous(shown), tactful=is_tactful(asked, shown))
    for reading in readings:
        answer.add(reading)
    if answer.told and Courtesy.GREETING in shown and not state.number:
        answer.lines.insert(0, variant(case.manners.greetings, state, case.slug))
    if not answer.lines:
        answer.lines.append(civil_line(case, state, topics, shown))
    return answer.turn(asked, shown)


def _readings(case: Case, reader: Reader, state: State, asked: str) -> tuple[Reading, ...]:
    """What is asked; the answer to a clarifying question asks for what it picks."""
    offered = [fact for id in state.offered for fact in case.facts if fact.id == id]
    picked = chosen(asked, offered, state.language)
    if picked:
        return (Reading(asked, picked),)
    return reader.read(asked, language=state.language, earlier=state.exchanges)


@dataclass(slots=True)
class _Answer:
    """An answer in the making, one clause after another."""

    case: Case
    state: State
    tactful: bool
    told: list[str] = field(default_factory=list)
    guarded: list[str] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)
    offered: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)

    def add(self, reading: Reading) -> None:
        is_open = reading.topic in _STORY or is_open_question(reading.text)
        if reading.facts:
            self.answer_facts(reading.facts, is_open=is_open)
        elif is_open:
            self.tell_story()
        elif reading.near:
            self.clarify(reading.near)
        elif reading.topic and not reading.topic.startswith(NOT_A_SUBJECT):
            self.deny(reading.topic)

    def answer_facts(self, asked: tuple[str, ...], *, is_open: bool) -> None:
        """Rules 1 and 2: a sensitive fact must come first among those that a clause asks for."""
        for place, fact in enumerate(map(self.fact, asked)):
            if fact.level is not Level.SENSITIVE:
                self.tell_with_needs(fact)
            elif place == 0 and not is_open:
                self.tell_if_trusted(fact)

    def tell_if_trusted(self, fact: Fact) -> None:
        trusted = self.tactful or self.state.rapport >= max(fact.rapport, 1)
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
        """The open facts, a few at a time."""
        opens = [fact for fact in self.case.facts if fact.level is Level.OPEN]
        untold = [fact for fact in opens if not self.state.times_told(fact.id)]
        for fact in (untold or opens)[:_MOST_OF_THE_STORY]:
            self.tell_with_needs(fact)

    def clarify(self, near: tuple[str, ...]) -> None:
        """Rule 3: two facts are named, once, and never a sensitive one."""
        sayable = [fact for fact in map(self.fact, near) if fact.level is not Level.SENSITIVE]
        pair = tuple(fact.id for fact in sayable[:2])
        if len(pair) < 2 or self.offered or self.guarded or pair == self.state.offered:
            return
        self.offered = pair
        self.lines.append(clarification(self.case, self.state, *sayable[:2]))

    def guard(self, fact: Fact) -> None:
        if not self.guarded:
            self.lines.append(variant(self.case.manners.guarded, self.state, fact.id))
        self.guarded.append(fact.id)

    def deny(self, topic: str) -> None:
        if not self.denied:
            self.lines.append(variant(self.case.manners.denials, self.state, topic))
        self.denied.append(topic)

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
        return Kind.DENIED if self.denied else Kind.UNKNOWN


def _aside(kind: Kind, state: State, asked: str, line: str, *notes: Note) -> Turn:
    """A turn answered by one line that tells nothing."""
    after = state.after(asked, told=(), offered=())
    return Turn(kind, line, after, lines=(line,), notes=notes)

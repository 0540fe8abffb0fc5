"""One turn of a conversation: what may be said is decided here, before anyone words it.

Read from top to bottom. A turn that is not a question is met first (silence, distress, insult,
another language). Then a reader says which facts it asks for, and four rules hold:

1. A fact is told when the reader found it, in one of its author's lines, unchanged. With it come
   the facts that its author says it `needs`; the open ones come when the story is asked for.
2. A sensitive fact is told only when a question asks for it first of all, and either rapport was
   earned or the question is put with tact, in this turn or by the one before. What was guarded may
   be asked for again without being named. It never comes with the story, with another fact, nor
   through a clarifying question; a reproach takes the tact away.
3. When nothing else is said and two facts are plausible, the patient asks which.
4. Everything else gets one of the author's other lines: a denial, a refusal, "I don't follow". A
   civil word answers a civility, never a question; what is said and not asked is listened to. What
   the case holds something about is not denied, nor what "no" does not answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ._answer import Answer
from ._asking import asks_again, asks_beyond_civility
from ._case import Case, Level
from ._clarifying import chosen
from ._clauses import LONGEST_TURN
from ._courtesy import (
    Courtesy,
    courtesies_in,
    eases_what_follows,
    gives_reason,
    is_back_soon,
    is_blaming,
    is_tactful,
    question_after_tact,
    tells_others,
)
from ._distress import is_own_distress, may_be_own_distress, pause_words
from ._folding import folded
from ._foreign import is_in_another_language
from ._hostility import Hostility, hostility_of
from ._lines import (
    BACK_SOON,
    OTHER_LANGUAGE,
    civil_line,
    listening_line,
    pleading_line,
    variant,
)
from ._reading import Reader, Reading
from ._state import Kind, Note, State, Turn

_SILENCE = frozenset("…. ")  # a clinician who waits
# Topics that may be put as a question and that a civil word answers.
_ASKED_CIVILLY = (
    "talk-greeting",
    "talk-permission",
    "talk-questions",
    "talk-examination",
    "talk-plan",
)


def turn(case: Case, reader: Reader, state: State, text: str) -> Turn:
    """What the patient answers, and where the conversation then stands."""
    asked = " ".join(text[:LONGEST_TURN].split())
    if is_own_distress(text):
        return Turn(Kind.PAUSED, pause_words(state.language), state)
    answer = _without_reading(case, state, asked) or _once_read(case, reader, state, asked)
    cut = (Note.SHORTENED,) if len(text.strip()) > LONGEST_TURN else ()
    worried = (Note.CHECK_IN,) if may_be_own_distress(text) else ()
    return replace(answer, notes=(*cut, *answer.notes, *worried))


def _without_reading(case: Case, state: State, asked: str) -> Turn | None:
    """A turn that nobody needs to understand further."""
    if not any(mark.isalnum() for mark in asked):
        if asked and _SILENCE.issuperset(asked):
            return _aside(Kind.HEARD, state, asked, listening_line(case, state))
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
    heard = _Heard.of(asked, _readings(case, reader, state, asked))
    again = bool(state.held_back) and heard.asks_again
    answer = Answer(
        case,
        state if heard.blames else state.courteous(heard.shown),
        tactful=heard.is_tactful(eased=state.eased, again=again),
        blaming=heard.blames,
    )
    if again:
        answer.reopen(state.held_back)
    elif not heard.is_only_announced:
        answer.read(heard.readings)
    if answer.told and Courtesy.GREETING in heard.shown and not state.number:
        answer.lines.insert(0, variant(case.manners.greetings, state, case.slug))
    if not answer.lines:
        answer.heard, answer.lines = _other_lines(case, state, heard)
    answered = answer.turn(asked, heard.shown)
    return replace(answered, state=_remembering(state, answered, heard))


def _readings(case: Case, reader: Reader, state: State, asked: str) -> tuple[Reading, ...]:
    """What is asked; the answer to a clarifying question asks for what it picks.

    A question that was not understood behind what introduces it is read once more by itself."""
    offered = [fact for id in state.offered for fact in case.facts if fact.id == id]
    picked = chosen(asked, offered, state.language)
    if picked:
        return (Reading(asked, picked),)
    readings = reader.read(asked, language=state.language, earlier=state.exchanges)
    alone = question_after_tact(asked)
    if not alone or any(reading.facts for reading in readings):
        return readings
    again = reader.read(alone, language=state.language, earlier=state.exchanges)
    return again if any(reading.facts for reading in again) else readings


@dataclass(frozen=True, slots=True)
class _Heard:
    """A turn as it was heard: what it asks for, and how."""

    asked: str
    readings: tuple[Reading, ...]
    shown: tuple[Courtesy, ...]
    asks: bool  # something that a civil word does not answer
    blames: bool

    @classmethod
    def of(cls, asked: str, readings: tuple[Reading, ...]) -> _Heard:
        civil = [folded(each.text) for each in readings if each.topic in _ASKED_CIVILLY]
        shown = courtesies_in(asked, (reading.topic for reading in readings))
        asks = asks_beyond_civility(asked, civil)
        return cls(asked, readings, shown, asks, is_blaming(asked))

    @property
    def finds(self) -> bool:
        return any(reading.facts for reading in self.readings)

    @property
    def explains(self) -> bool:
        """It answers a patient who wonders why, or who will know."""
        return gives_reason(self.asked) or Courtesy.DISCRETION in self.shown

    @property
    def asks_again(self) -> bool:
        """It asks, unnamed, for what was guarded; or only says why it was asked."""
        return asks_again(self.asked) or (self.explains and not self.asks and not self.finds)

    @property
    def is_only_announced(self) -> bool:
        """Something will be done; nothing is asked."""
        announced = tells_others(self.asked) or is_back_soon(self.asked)
        return announced and not self.asks and not self.finds

    def is_tactful(self, *, eased: bool, again: bool) -> bool:
        gentle = is_tactful(self.asked, self.shown) or eased or (again and self.explains)
        return gentle and not self.blames


def _other_lines(case: Case, state: State, heard: _Heard) -> tuple[bool, list[str]]:
    """What is said when nothing else was, and whether the turn was understood."""
    unknown = variant(case.manners.unknowns, state, case.slug)
    if tells_others(heard.asked) and any(fact.level is Level.SENSITIVE for fact in case.facts):
        return True, [pleading_line(case, state)]
    if heard.asks:
        is_first = Courtesy.GREETING in heard.shown and not state.number
        greeting = [variant(case.manners.greetings, state, case.slug)] if is_first else []
        return False, [*greeting, unknown]
    if is_back_soon(heard.asked):
        return True, [BACK_SOON.in_language(state.language)]
    topics = [reading.topic for reading in heard.readings]
    civil = civil_line(case, state, heard.asked, topics, heard.shown)
    return civil is not None, [civil or unknown]


def _remembering(before: State, answered: Turn, heard: _Heard) -> State:
    """What was guarded waits for a word of explanation; tact lasts until the next turn."""
    went_on = heard.asks or answered.facts or answered.offered or answered.denied
    held_back = answered.guarded or (() if went_on else before.held_back)
    eased = eases_what_follows(heard.asked, heard.shown)
    return replace(answered.state, held_back=held_back, eased=eased)


def _aside(kind: Kind, state: State, asked: str, line: str, *notes: Note) -> Turn:
    """A turn answered by one line that tells nothing."""
    after = state.after(asked, told=(), offered=())
    return Turn(kind, line, after, lines=(line,), notes=notes)

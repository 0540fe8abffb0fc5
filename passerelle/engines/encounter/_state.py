"""Where a conversation stands, and what one turn of it gave. A state is kept as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ._case import Language
from ._courtesy import Courtesy
from ._reading import Exchange

_KEPT = 3  # past exchanges given to the reader
_MOST_RAPPORT = 3


class Kind(StrEnum):
    """What became of a turn. `TOLD` when and only when a fact was."""

    TOLD = "told"
    CLARIFY = "clarify"  # it may ask for several facts: the patient asks which
    DENIED = "denied"  # a topic that the case does not hold
    REFUSED = "refused"  # an insult, a command, a diagnosis asked for, or a sensitive fact guarded
    HEARD = "heard"  # nothing was asked: a civil word, or the patient listens
    UNKNOWN = "unknown"  # not understood
    PAUSED = "paused"  # the learner's own distress: the patient says nothing


class Note(StrEnum):
    """What the page says beside the patient's words."""

    EMPTY = "empty"
    SHORTENED = "shortened"  # only the first characters were read
    OTHER_LANGUAGE = "other-language"
    CHECK_IN = "check-in"  # perhaps the learner's own distress: ask, kindly; nothing is paused


@dataclass(frozen=True, slots=True)
class State:
    """What the patient remembers.

    `told` counts how often each fact was told, in the order of the first time; `courtesies` are
    those shown since the last insult; `offered` is what the last clarifying question offered.
    `held_back` was guarded just before, and may be asked for again without being named; `eased`
    says that the last turn was tactful. A turn `alone` has no past: rapport and what a fact needs
    are taken as met."""

    language: Language
    number: int = 0
    told: tuple[tuple[str, int], ...] = ()
    courtesies: tuple[Courtesy, ...] = ()
    guarded: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    alone: bool = False
    held_back: tuple[str, ...] = ()
    eased: bool = False

    @property
    def rapport(self) -> int:
        """Trust earned, 0 to 3: one for each way of being courteous."""
        return _MOST_RAPPORT if self.alone else min(len(self.courtesies), _MOST_RAPPORT)

    def has_told(self, fact: str) -> bool:
        return self.alone or any(known == fact for known, _ in self.told)

    def times_told(self, fact: str) -> int:
        return dict(self.told).get(fact, 0)

    def courteous(self, shown: Iterable[Courtesy]) -> State:
        return replace(self, courtesies=tuple(dict.fromkeys((*self.courtesies, *shown))))

    def insulted(self) -> State:
        return replace(self, courtesies=(), eased=False)

    def after(self, asked: str, *, told: tuple[str, ...], offered: tuple[str, ...]) -> State:
        """The next state, once a turn was answered; nothing held back, nothing eased."""
        counts = dict(self.told)
        for fact in told:
            counts[fact] = counts.get(fact, 0) + 1
        exchange = Exchange(asked, told, offered)
        return replace(
            self,
            number=self.number + 1,
            told=tuple(counts.items()),
            offered=offered,
            exchanges=(*self.exchanges, exchange)[-_KEPT:],
            held_back=(),
            eased=False,
        )

    def as_json(self) -> dict[str, Any]:
        """Plain values, to be stored between two turns."""
        return {
            "language": self.language,
            "number": self.number,
            "told": dict(self.told),
            "courtesies": list(self.courtesies),
            "guarded": list(self.guarded),
            "offered": list(self.offered),
            "exchanges": [
                {"asked": each.asked, "told": list(each.told), "offered": list(each.offered)}
                for each in self.exchanges
            ],
            "alone": self.alone,
            "held_back": list(self.held_back),
            "eased": self.eased,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> State:
        """What `as_json` gave; raises KeyError or ValueError on anything else.

        Stored before they were known, `held_back` and `eased` are taken as nothing."""
        return cls(
            language=stored["language"],
            number=int(stored["number"]),
            told=tuple((fact, int(times)) for fact, times in stored["told"].items()),
            courtesies=tuple(map(Courtesy, stored["courtesies"])),
            guarded=tuple(stored["guarded"]),
            offered=tuple(stored["offered"]),
            exchanges=tuple(
                Exchange(each["asked"], tuple(each["told"]), tuple(each["offered"]))
                for each in stored["exchanges"]
            ),
            alone=bool(stored["alone"]),
            held_back=tuple(stored.get("held_back", ())),
            eased=bool(stored.get("eased", False)),
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn gave. `say` is `lines` joined: the patient never says anything else
    (of a paused turn, it is what the page says instead).

    `facts` were told, `guarded` are sensitive ones that were asked for without tact, `offered` is
    what a clarifying question offers, `denied` are topics that the case does not hold."""

    kind: Kind
    say: str
    state: State
    facts: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    courtesies: tuple[Courtesy, ...] = ()
    notes: tuple[Note, ...] = ()

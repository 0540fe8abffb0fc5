"""The programme's patients, and hand-off notes that clinicians might write on them.

`handoff_notes/` was written from the facts of each case before anyone read its phrasings; the
phrasings were then completed with these notes at hand. `handoff_notes_fresh.yaml` came after."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from passerelle.engines.encounter import Case, handed_off
from passerelle.simulation.kinds.cases import read_case

_HERE = Path(__file__).parent
_CASES = _HERE.parents[1] / "programmes" / "ia-generative-sante" / "cases"


@dataclass(frozen=True)
class Note:
    """`holds` are the items it truly says; of `perhaps`, clinicians may differ."""

    case: str
    text: str
    holds: frozenset[str]
    perhaps: frozenset[str]


@dataclass(frozen=True)
class Recognised:
    """Items, over some notes: said and recognised, not said and recognised all the same."""

    recall: float
    false: float


@cache
def cases() -> dict[str, Case]:
    return {file.parent.name: read_case(file.parent) for file in sorted(_CASES.glob("*/case.yaml"))}


@cache
def notes() -> tuple[Note, ...]:
    files = sorted((_HERE / "handoff_notes").glob("*.yaml"))
    return tuple(note for file in files for note in _notes(file.stem, yaml.safe_load(file.open())))


@cache
def fresh_notes() -> tuple[Note, ...]:
    written = yaml.safe_load((_HERE / "handoff_notes_fresh.yaml").open())
    return tuple(note for case, some in written.items() for note in _notes(case, some))


@cache
def contrary_notes() -> tuple[tuple[str, str], ...]:
    written = yaml.safe_load((_HERE / "handoff_notes_contrary.yaml").open())
    return tuple((case, text) for case, texts in written.items() for text in texts)


def said(slug: str, text: str) -> frozenset[str]:
    return frozenset(each.item.id for each in handed_off(cases()[slug], text))


def recognised(some: Sequence[Note]) -> Recognised:
    held = found = absent = false = 0
    for note in some:
        items, got = {item.id for item in cases()[note.case].handoff}, said(note.case, note.text)
        without = items - note.holds - note.perhaps
        held, found = held + len(note.holds), found + len(got & note.holds)
        absent, false = absent + len(without), false + len(got & without)
    return Recognised(found / held, false / absent)


def _notes(case: str, written: Sequence[dict]) -> list[Note]:
    return [
        Note(case, each["text"], frozenset(each["holds"]), frozenset(each.get("perhaps", ())))
        for each in written
    ]

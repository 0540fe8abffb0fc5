"""An invented patient and a reader that understands what a test's script says."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from passerelle.engines.encounter import Case, Exchange, Language, Reading, State, Turn, turn
from passerelle.simulation.kinds.cases import read_case

SAMPLE = Path(__file__).parent.parent / "simulation" / "sample"


@cache
def odile() -> Case:
    """Facts: headache (open), onset (needs it), pills, alcohol (sensitive, rapport 2)."""
    return read_case(SAMPLE)


class Script:
    """Reads what it was told to read, whatever the text."""

    def __init__(self, *readings: Reading) -> None:
        self.readings = readings
        self.earlier: Sequence[Exchange] = ()

    def read(
        self, text: str, *, language: Language, earlier: Sequence[Exchange]
    ) -> tuple[Reading, ...]:
        self.earlier = earlier
        return self.readings


def asking(*facts: str, text: str = "…") -> Reading:
    return Reading(text, facts)


def near(*facts: str) -> Reading:
    return Reading("…", near=facts)


def about(topic: str) -> Reading:
    return Reading("…", topic=topic)


def say(text: str, *readings: Reading, state: State | None = None) -> Turn:
    return turn(odile(), Script(*readings), state or State("fr"), text)

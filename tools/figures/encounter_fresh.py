"""Questions that nobody tuned to: written once the readers were settled, by someone who had seen
neither a case's phrasings nor its test questions, and measured as they are (`fresh/*.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from passerelle.engines.encounter import Case, Level, Reader, State, turn
from passerelle.engines.numbers import clopper_pearson

from .sheet import Figure

FRESH = Path(__file__).parent / "fresh"


@dataclass(slots=True)
class _Tally:
    """Counts over every case."""

    asked: int = 0
    told: int = 0
    clarified: int = 0
    turns: int = 0
    false: int = 0
    hostile: int = 0
    leaks: int = 0


def fresh_figures(folders: list[Path]) -> Iterator[Figure]:
    """One line a figure, all cases together; a line for each secret told."""
    from passerelle.simulation.questioning import questioned

    tally, secrets = _Tally(), []
    for folder in folders:
        path = FRESH / f"{folder.name}.yaml"
        if path.exists():
            found = questioned(folder)
            written = yaml.safe_load(path.read_text())
            secrets += [
                f"{folder.name}: {each}" for each in _play(found.case, found.reader, written, tally)
            ]
    yield _share("fresh questions: told when asked", tally.told, tally.asked, least=0.75)
    yield _share(
        "fresh questions: with one clarification", tally.clarified, tally.asked, least=0.85
    )
    yield _share("fresh questions: false turns", tally.false, tally.turns, most=0.03)
    yield _share("fresh hostile prompts: a sensitive fact told", tally.leaks, tally.hostile, most=0)
    for secret in secrets:
        yield Figure(secret, "0", "told", reached=False)


# Any: a file of questions, in the shape of the others.
def _play(case: Case, reader: Reader, written: dict[str, Any], tally: _Tally) -> Iterator[str]:
    sensitive = {fact.id for fact in case.facts if fact.level is Level.SENSITIVE}
    for language in ("fr", "en"):
        for fact, texts in written["facts"].items():
            for text in texts[language]:
                answer = turn(case, reader, State(language, alone=True), text)
                tally.asked += 1
                tally.told += fact in answer.facts
                tally.clarified += fact in (*answer.facts, *answer.offered)
                tally.turns += 1
                tally.false += bool(set(answer.facts) - {fact, *_needed(case, fact)})
        for text in written["out_of_case"][language]:
            answer = turn(case, reader, State(language, alone=True), text)
            tally.turns += 1
            tally.false += bool(answer.facts)
        for text in written["hostile"][language]:
            answer = turn(case, reader, State(language, alone=True), text)
            told = sensitive & set(answer.facts)
            tally.hostile += 1
            tally.leaks += bool(told)
            if told:
                yield f"“{text}” told {', '.join(sorted(told))}"


def _needed(case: Case, fact: str) -> set[str]:
    """What a fact makes no sense without, one step after another."""
    needs = {each.id: each.needs for each in case.facts}
    found: set[str] = set()
    left = list(needs.get(fact, ()))
    while left:
        need = left.pop()
        if need not in found:
            found.add(need)
            left += needs.get(need, ())
    return found


def _share(
    name: str, hits: int, of: int, *, least: float | None = None, most: float | None = None
) -> Figure:
    value = hits / max(of, 1)
    interval = clopper_pearson(hits, of)
    said = f"{value:.3f} [{interval.low:.3f}, {interval.high:.3f}] n={of}"
    if least is not None:
        return Figure(name, f"≥ {least}", said, value >= least)
    return Figure(name, f"≤ {most:.0%}" if most else "0", said, value <= (most or 0))

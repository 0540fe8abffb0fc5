"""`passerelle simulate ask`: one answer for each question, typed or as JSON lines."""

from __future__ import annotations

import argparse
import json
import sys
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from passerelle.engines.encounter import Kind, Language, State, Turn, turn
from passerelle.programme.problems import ProgrammeRefused

from .questioning import Questioned, folder_of, questioned

_ANSWERED, _REFUSED = 0, 1
_PRINTED = {Kind.PAUSED: Kind.REFUSED, Kind.HEARD: Kind.UNKNOWN}
_LONGEST_LINE = 65_536
_MOST_ENCOUNTERS = 10_000  # remembered; the one left alone longest is forgotten


def run_ask(options: argparse.Namespace) -> int:
    """Exit 1 when the case cannot be read, or when a line could not be answered."""
    try:
        found = questioned(folder_of(options.case), progress=progress)
    except ProgrammeRefused as refused:
        for problem in refused.problems:
            print(problem, file=sys.stderr)
        return _REFUSED
    if options.jsonl:
        return answer_lines(found, options.lang, sys.stdin.buffer)
    return converse(found, options.lang)


def progress(done: int, whole: int) -> None:
    """Said on standard error, so that answers can be piped."""
    end = "\n" if done == whole else ""
    print(f"\rComputing vectors: {done} of {whole}", end=end, file=sys.stderr, flush=True)


class LineRefused(Exception):
    """A line that is not a question."""

    def __init__(self, reason: str, id: object = None) -> None:
        super().__init__(reason)
        self.id = id


@dataclass(slots=True)
class Conversations:
    """Answers lines; those that name the same encounter follow one another."""

    case: Questioned
    language: Language
    states: OrderedDict[str, State] = field(default_factory=OrderedDict)

    def answer(self, line: dict[str, Any]) -> dict[str, Any]:
        text, encounter = line["text"], line.get("encounter")
        if encounter is None:
            state = State(language=self.language, alone=True)
            return {"id": line.get("id"), **as_json(self._turn(state, text))}
        state = self.states.get(encounter) or State(language=self.language)
        answered = self._turn(state, text)
        self._remember(encounter, answered.state)
        return {"id": line.get("id"), **as_json(answered)}

    def _turn(self, state: State, text: str) -> Turn:
        return turn(self.case.case, self.case.reader, state, text)

    def _remember(self, encounter: str, state: State) -> None:
        self.states[encounter] = state
        self.states.move_to_end(encounter)
        if len(self.states) > _MOST_ENCOUNTERS:
            self.states.popitem(last=False)


def answer_lines(case: Questioned, language: Language, lines: BinaryIO) -> int:
    """One JSON object for each line, in order; what cannot be answered is said, and the rest is."""
    talk, code = Conversations(case, language), _ANSWERED
    for raw in _bounded(lines):
        if not raw.strip():
            continue
        try:
            answer = talk.answer(_line_in(raw))
        except LineRefused as refused:
            code, answer = _REFUSED, {"id": refused.id, "error": str(refused)}
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return code


def as_json(answered: Turn) -> dict[str, Any]:
    """A learner's own distress is a refusal to go on, marked as a pause; what asked for nothing
    told nothing."""
    paused = answered.kind is Kind.PAUSED
    kind = _PRINTED.get(answered.kind, answered.kind)
    told = {"facts": list(answered.facts), "say": answered.say, "kind": str(kind)}
    return {**told, "pause": True} if paused else told


def _bounded(lines: BinaryIO) -> Iterator[bytes]:
    """Lines no longer than one byte past the limit; the rest of a longer one is passed over."""
    while raw := lines.readline(_LONGEST_LINE + 1):
        cut = raw
        while not raw.endswith(b"\n") and (raw := lines.readline(_LONGEST_LINE)):
            pass
        yield cut


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is not JSON.")


def _line_in(raw: bytes) -> dict[str, Any]:
    if len(raw.rstrip(b"\r\n")) > _LONGEST_LINE:
        raise LineRefused(f"The line is longer than {_LONGEST_LINE:,} bytes. Send it shorter.")
    try:
        line = json.loads(raw, parse_constant=_refused)
        json.dumps(line, ensure_ascii=False).encode()  # half a character is no text
    except (ValueError, RecursionError):
        raise LineRefused('This is not JSON. Send {"id": "1", "text": "…"}.') from None
    if not isinstance(line, dict):
        raise LineRefused('This is not a JSON object. Send {"id": "1", "text": "…"}.')
    id = line.get("id")
    if isinstance(id, dict | list) or id in (float("inf"), float("-inf")):
        raise LineRefused("The id is neither a text nor a number.")
    if not isinstance(line.get("text"), str):
        raise LineRefused("There is no text. Send the question as a string under “text”.", id)
    if not isinstance(line.get("encounter", ""), str):
        raise LineRefused("The encounter is not a text.", id)
    return line


def converse(case: Questioned, language: Language) -> int:
    """A conversation typed line by line, until an empty line or the end of the input."""
    print(f"{case.case.persona.name} · {case.case.opening.in_language(language)}")
    state = State(language=language)
    while True:
        try:
            text = input("> ")
        except EOFError:
            return _ANSWERED
        if not text.strip():
            return _ANSWERED
        answered = turn(case.case, case.reader, state, text)
        state = answered.state
        told = f"  [{', '.join(answered.facts)}]" if answered.facts else ""
        print(f"{answered.say}{told}")

"""Cases of AgentClinic read as drafts: what they know is kept, what they lack is left to write.

AgentClinic (Schmidgall et al. 2024) splits a record by who may know it, as a case of ours does: the
patient's actor, the examination, the tests, the diagnosis. It has no French, no phrasings and no
lines in the patient's own voice: a draft fails its check until an author has written them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml

Written = dict[str, Any]  # Any: a case's YAML, and the stranger's JSON
_MOST_CASES, _LONGEST_LINE, _DEEPEST = 5_000, 200_000, 6
_MOST_FACTS, _MOST_FOUND = 150, 60  # as many as a case may hold
_EXAMINED = "Physical_Examination_Findings"
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_WORD = re.compile(r"[a-z0-9]+")
_NOTHING_SAID = re.compile(
    r"^(information not provided|not (mentioned|provided|specified)|n/a\b)", re.IGNORECASE
)
_PARTS = (
    ("History", "history"),
    ("Past_Medical_History", "past"),
    ("Social_History", "social"),
    ("Review_of_Systems", "review"),
)
_MANNERS = ("greetings", "denials", "unknowns", "refusals", "guarded", "clarifications")
_HEAD = """\
# Draft made from AgentClinic ({source}, MIT licence): to complete, then to check with
#   passerelle simulate check {folder}
# Write what is empty (each French text, the lines in the patient's own voice, the phrasings), give
# each fact its topics and its weight, and have a clinician reread it.
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A case to complete; `text` is its case.yaml."""

    slug: str
    text: str
    facts: int
    findings: int
    tests: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that is no case, and why."""

    line: int
    reason: str


def drafts_in(data: bytes, *, source: str) -> Iterator[Draft | Unreadable]:
    """One for each line of a JSONL file that is not blank."""
    lines = data.decode("utf-8-sig", errors="replace").splitlines()
    for number, line in enumerate(lines[:_MOST_CASES], start=1):
        if line.strip():
            yield _read(line, number, source)
    if len(lines) > _MOST_CASES:
        yield Unreadable(_MOST_CASES + 1, f"only the first {_MOST_CASES} lines are read")


def _read(line: str, number: int, source: str) -> Draft | Unreadable:
    if len(line) > _LONGEST_LINE:
        return Unreadable(number, f"it is longer than {_LONGEST_LINE} characters")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return Unreadable(number, "it is not JSON")
    found = record.get("OSCE_Examination") if isinstance(record, dict) else None
    if not isinstance(found, dict) or not isinstance(found.get("Patient_Actor"), dict):
        return Unreadable(number, "it has no OSCE_Examination with a Patient_Actor")
    slug = f"agentclinic-{number:03}"
    try:
        case = _case(found)
    except RecursionError:
        return Unreadable(number, "it is nested too deeply")
    head = _HEAD.format(source=f"{source}, line {number}", folder=slug)
    body = yaml.safe_dump(case, allow_unicode=True, sort_keys=False, width=100)
    return Draft(
        slug, head + body, len(case["facts"]), len(case["examination"]), len(case["tests"])
    )


def _case(found: Mapping[str, Any]) -> Written:
    patient: Mapping[str, Any] = found["Patient_Actor"]
    diagnosis = _said(found.get("Correct_Diagnosis"))
    return {
        "title": _both(""),
        "summary": _both(_said(found.get("Objective_for_Doctor"))),
        "country": "",
        "place": _both(""),
        "minutes": 25,
        "author": "",
        "reviewer": "",
        "objectives": [_both("")],
        "persona": _persona(_said(patient.get("Demographics"))),
        "opening": _both(""),
        **{name: {"fr": [], "en": []} for name in _MANNERS},
        "reserved": {"fr": [], "en": [diagnosis] if diagnosis else []},
        "facts": list(islice(_facts(patient), _MOST_FACTS)),
        "examination": list(islice(_findings(found.get(_EXAMINED)), _MOST_FOUND)),
        "tests": list(islice(_tests(found.get("Test_Results")), _MOST_FOUND)),
        "treatments": [],
        "differential": [
            {"id": _slug(diagnosis) or "diagnosis", "title": _both(diagnosis), "place": "main"}
        ],
        "handoff": {"guide": _both(""), "items": []},
        "assistant": {"origin": _both(""), "consultations": []},
        "debrief": _both(""),
        "sources": [{"title": "AgentClinic, Schmidgall et al. 2024"}],
    }


def _persona(demographics: str) -> Written:
    age = re.search(r"\d{1,3}", demographics)
    return {
        "name": "",
        "age": int(age.group()) if age else 0,
        "role": "patient",
        "occupation": _both(""),
        "manner": _both(demographics),
    }


def _facts(patient: Mapping[str, Any]) -> Iterator[Written]:
    """One a sentence, and one a symptom, in the order of the record."""
    symptoms = patient.get("Symptoms")
    seen: set[str] = set()
    if isinstance(symptoms, Mapping):
        main = [_said(symptoms.get("Primary_Symptom"))]
        others = symptoms.get("Secondary_Symptoms")
        listed = [_said(each) for each in others] if isinstance(others, Sequence) else []
        for text in filter(None, [*main, *([] if isinstance(others, str) else listed)]):
            yield _fact(text, "symptom", seen)
    for name, part in _PARTS:
        for sentence in _SENTENCE.split(_said(patient.get(name))):
            if sentence and not _NOTHING_SAID.match(sentence):
                yield _fact(sentence, part, seen)


def _fact(text: str, part: str, seen: set[str]) -> Written:
    return {
        "id": _once(f"{part}-{_slug(text)}", seen),
        "topics": [],
        "label": _both(text if len(text) <= 60 else f"{text[:57]}…"),
        "mention": _both(""),
        "level": "asked",
        "weight": 1,
        "lines": {"fr": [], "en": [text]},
        "phrasings": {"fr": [], "en": []},
    }


def _findings(record: object) -> Iterator[Written]:
    seen: set[str] = set()
    for title, text in _leaves(record):
        yield {
            "id": _once(_slug(title), seen),
            "title": _both(title),
            "finding": _both(text),
            "minutes": 2,
            "worth": "useful",
        }


def _tests(record: object) -> Iterator[Written]:
    seen: set[str] = set()
    for title, text in _leaves(record):
        yield {
            "id": _once(_slug(title), seen),
            "title": _both(title),
            "result": _both(text),
            "minutes": 0,
            "cost_cents": 0,
            "worth": "useful",
            "why": _both(""),
        }


def _leaves(record: object, above: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Each thing that was found, with its place in the record as its title."""
    if isinstance(record, Mapping) and len(above) < _DEEPEST:
        for name, inner in record.items():
            yield from _leaves(inner, (*above, str(name).replace("_", " ")))
    elif (text := _said(record)) and above:
        yield ": ".join(above), text


def _said(value: object) -> str:
    """Text as it is; a list as its elements; anything else as JSON."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return ", ".join(filter(None, map(_said, value)))
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _both(english: str) -> dict[str, str]:
    return {"fr": "", "en": english}


def _slug(text: str) -> str:
    words = _WORD.findall(text.lower())
    return "-".join(words[:6])[:44].strip("-")


def _once(name: str, seen: set[str]) -> str:
    """The name, numbered when it was given already."""
    plain, number = name.strip("-") or "item", 2
    while name in seen or not name:
        name, number = f"{plain}-{number}", number + 1
    seen.add(name)
    return name

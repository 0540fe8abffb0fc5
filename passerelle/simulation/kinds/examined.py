"""A case's file under examination: where a problem is, and the lines its patient speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from passerelle.engines.encounter import LANGUAGES
from passerelle.programme.source import ProgrammeSource
from passerelle.programme.yaml_lines import YamlFile

from .schemas import CaseFile, Language, Lines, SomeLines

Place = tuple[str | int, ...]
SAID = {"fr": "French", "en": "English"}
MANNERS = ("greetings", "denials", "unknowns", "refusals", "guarded", "clarifications")


@dataclass(frozen=True, slots=True)
class Line:
    """One line in one language, and where it is written."""

    at: Place
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class Examined:
    """One case; `trouble` notes what is wrong at a place of its file."""

    source: ProgrammeSource
    yaml: YamlFile
    file: CaseFile

    def trouble(self, at: Place, reason: str, remedy: str) -> None:
        place = ".".join(str(step) for step in at)
        self.source.trouble(self.yaml.name, reason, remedy, line=self.yaml.line_of(at), at=place)

    def spoken(self) -> Iterator[Line]:
        """Everything the patient may say."""
        for name in (*MANNERS, "listening"):
            yield from lines_of(getattr(self.file, name), (name,))
        for place, fact in enumerate(self.file.facts):
            yield from lines_of(fact.lines, ("facts", place, "lines"))
            for language in LANGUAGES:
                at = ("facts", place, "mention", language)
                yield Line(at, language, getattr(fact.mention, language))

    def read_before(self) -> Iterator[Line]:
        """What the learner reads before asking anything."""
        for name in ("title", "summary", "opening"):
            for language in LANGUAGES:
                yield Line((name, language), language, getattr(getattr(self.file, name), language))


def lines_of(lines: Lines | SomeLines, at: Place) -> Iterator[Line]:
    """Each line of both languages, with its place."""
    for language in LANGUAGES:
        for place, text in enumerate(getattr(lines, language)):
            yield Line((*at, language, place), language, text)

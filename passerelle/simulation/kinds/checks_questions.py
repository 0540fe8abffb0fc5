"""questions.yaml: enough questions of each sort, about facts that exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from passerelle.engines.encounter import LANGUAGES
from passerelle.programme.source import ProgrammeSource
from passerelle.programme.yaml_lines import YamlFile

from .examined import SAID, Place
from .near_names import choose
from .schemas import CaseFile, QuestionsFile

_FEWEST_A_FACT, _FEWEST_STRANGE = 3, 15


@dataclass(frozen=True, slots=True)
class QuestionsCheck:
    """The questions of one case under examination."""

    source: ProgrammeSource
    yaml: YamlFile
    questions: QuestionsFile
    case: CaseFile

    def everything(self) -> None:
        self.known()
        self.enough()

    def trouble(self, at: Place, reason: str, remedy: str) -> None:
        place = ".".join(str(step) for step in at)
        self.source.trouble(self.yaml.name, reason, remedy, line=self.yaml.line_of(at), at=place)

    def known(self) -> None:
        facts = [fact.id for fact in self.case.facts]
        for at, name in self.named():
            if name not in facts:
                self.trouble(at, f"No fact of the case is called {name}.", choose(name, facts))

    def named(self) -> Iterator[tuple[Place, str]]:
        for name in self.questions.facts:
            yield ("facts", name), name
        for place, several in enumerate(self.questions.several):
            for order, name in enumerate(several.facts):
                yield ("several", place, "facts", order), name
        for place, follow_up in enumerate(self.questions.follow_ups):
            for order, name in enumerate(follow_up.facts):
                yield ("follow_ups", place, "facts", order), name

    def enough(self) -> None:
        for fact in self.case.facts:
            asked = self.questions.facts.get(fact.id)
            if asked is None:
                remedy = f"Write {_FEWEST_A_FACT} questions in each language under its id."
                self.trouble(("facts",), f"No question asks for {fact.id}.", remedy)
                continue
            for language in LANGUAGES:
                count = len(getattr(asked, language))
                self.at_least(_FEWEST_A_FACT, count, ("facts", fact.id, language))
        for language in LANGUAGES:
            out, hostile = self.questions.out_of_case, self.questions.hostile
            self.at_least(_FEWEST_STRANGE, len(getattr(out, language)), ("out_of_case", language))
            self.at_least(_FEWEST_STRANGE, len(getattr(hostile, language)), ("hostile", language))

    def at_least(self, fewest: int, count: int, at: Place) -> None:
        if count < fewest:
            reason = f"There are {count} questions in {SAID[str(at[-1])]}, and {fewest} are needed."
            self.trouble(at, reason, "Have them written by someone who has not read the phrasings.")

"""What `passerelle programme check` looks at in `critiques/`: everything wrong, in one run."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from passerelle.engines.critique import sentences_of
from passerelle.programme.checks_once import check_once
from passerelle.programme.schemas import Bilingual
from passerelle.programme.source import ActivitySource, ProgrammeSource
from passerelle.programme.yaml_lines import YamlFile

from .critique_schemas import ConcordanceFile, CritiqueFile, CritiqueItemFile, ErrorFile

FOLDER = "critiques"
CONCORDANCE = f"{FOLDER}/concordance.yaml"
_LEAST_CLEAN, _MOST_CLEAN = 0.4, 0.5
_FEW = 5  # items below which no share of controls is asked for
Steps = tuple[str | int, ...]
_LANGUAGES: tuple[Literal["fr", "en"], ...] = ("fr", "en")


def items_in(source: ProgrammeSource) -> Iterator[tuple[str, YamlFile, CritiqueItemFile]]:
    """Every readable item with its slug, in the order of the folders."""
    for slug in source.subfolders(FOLDER):
        yaml, file = source.typed(f"{FOLDER}/{slug}/item.yaml", CritiqueItemFile)
        if yaml is not None and file is not None:
            yield slug, yaml, file


def check_folder(source: ProgrammeSource) -> None:
    """Called by the programme's check once its modules are read."""
    for name in source.under(FOLDER):
        if name.count("/") == 1 and name != CONCORDANCE:
            source.trouble(name, "An item is a folder.", f"Move it into {FOLDER}/a-name/.")
    for slug, yaml, file in items_in(source):
        _Check(source, slug, yaml, file).everything()
    if CONCORDANCE in source.files:
        _check_concordance(source)
    _check_apart(source)


def _check_concordance(source: ProgrammeSource) -> None:
    yaml, file = source.typed(CONCORDANCE, ConcordanceFile)
    if yaml and file:
        names: dict[Steps, str] = {("items", i, "id"): each.id for i, each in enumerate(file.items)}
        check_once(source, yaml, names=names, reason="Two questions of trust are called {}.")


def _check_apart(source: ProgrammeSource) -> None:
    """What a measure asks is asked nowhere else: another activity would give its key early."""
    found = [each for module in source.modules for each in module.activities]
    series = [(each, each.file) for each in found if isinstance(each.file, CritiqueFile)]
    measured = {slug for _, file in series if file.forms for slug in file.named}
    for activity, file in series:
        shared = [] if file.forms else sorted(measured & {*file.items})
        for slug in shared:
            reason = f"{slug} belongs to a measure, and its key would open here."
            line = activity.yaml.line_of(("items",))
            remedy = "Take it out of this series, or out of the measures."
            source.trouble(activity.yaml.name, reason, remedy, line=line, at="items")
    _check_asked_once(source, series)


def _check_asked_once(
    source: ProgrammeSource, series: Sequence[tuple[ActivitySource, CritiqueFile]]
) -> None:
    """The panel's answers are shown once a series is submitted."""
    owners: dict[str, str] = {}
    for activity, file in series:
        for slug in dict.fromkeys(file.concordance):
            owner = owners.setdefault(slug, activity.path)
            if owner != activity.path:
                reason = f"The question of trust {slug} is asked in {owner} already."
                line = activity.yaml.line_of(("concordance",))
                source.trouble(
                    activity.yaml.name, reason, "Choose another.", line=line, at="concordance"
                )


@dataclass(frozen=True, slots=True)
class _Check:
    """One item under examination."""

    source: ProgrammeSource
    slug: str
    yaml: YamlFile
    file: CritiqueItemFile

    def everything(self) -> None:
        self.question()
        self.once("documents", [each.id for each in self.file.documents])
        self.once("errors", [each.id for each in self.file.errors])
        self.alike()
        for place, error in enumerate(self.file.errors):
            self.error(error, ("errors", place))

    def question(self) -> None:
        options = [each.id for each in self.file.question.options]
        self.once("question.options", options)
        for name in ("right", "model"):
            if getattr(self.file.question, name) not in options:
                remedy = f"Choose one of {', '.join(options)}."
                self.trouble(("question", name), "This is none of the options.", remedy)
        if not self.file.errors and self.file.question.model != self.file.question.right:
            reason = "The output is sound and yet leads to a wrong option."
            self.trouble(("question", "model"), reason, "Plant the error, or correct the option.")

    def alike(self) -> None:
        """A mark by sentence compares across languages only if both have as many."""
        text = self.file.output.text
        counts = [len(sentences_of(text.fr)), len(sentences_of(text.en))]
        if counts[0] != counts[1]:
            reason = f"The output has {counts[0]} sentences in French, {counts[1]} in English."
            self.trouble(("output", "text"), reason, "Translate sentence by sentence.")

    def error(self, error: ErrorFile, at: Steps) -> None:
        if (error.quote is None) != (error.type == "omission"):
            reason = "An omission quotes nothing; every other error quotes its words."
            self.trouble((*at, "quote"), reason, "Add the quote, or change the type.")
        if error.quote is not None:
            self.quoted(error.quote, self.file.output.text, (*at, "quote"), where="the output")
        if error.evidence is None:
            return
        found = {each.id: each for each in self.file.documents}.get(error.evidence.document)
        place = (*at, "evidence", "document")
        if found is None:
            known = ", ".join(each.id for each in self.file.documents)
            self.trouble(place, "This document is unknown.", f"Choose one of {known}.")
            return
        self.quoted(error.evidence.quote, found.text, (*at, "evidence", "quote"), where=found.id)

    def quoted(self, quote: Bilingual, text: Bilingual, at: Steps, *, where: str) -> None:
        for language in _LANGUAGES:
            times = getattr(text, language).count(getattr(quote, language))
            if times != 1:
                reason = f"These words stand {times} times in {where}."
                self.trouble((*at, language), reason, "Quote them exactly, and long enough.")

    def once(self, field: str, ids: list[str]) -> None:
        for name in sorted({each for each in ids if ids.count(each) > 1}):
            steps = tuple(field.split("."))
            self.trouble(steps, f"{name} is written twice.", "Give each its own id.")

    def trouble(self, at: Steps, reason: str, remedy: str) -> None:
        place = ".".join(str(step) for step in at)
        self.source.trouble(self.yaml.name, reason, remedy, line=self.yaml.line_of(at), at=place)


def check_activity(source: ProgrammeSource, activity: ActivitySource) -> None:
    """The items an activity asks exist, none twice, with enough controls among them."""
    file, yaml = activity.file, activity.yaml
    if not isinstance(file, CritiqueFile):
        return
    known = _errors_by_slug(source)
    for slug, reason, remedy in _misnamed(file.named, known, f"{FOLDER}/{{}}/item.yaml"):
        reason = f"The item {slug} is {reason}."
        source.trouble(yaml.name, reason, remedy, line=yaml.line_of(("items",)), at="items")
    for slug, reason, remedy in _misnamed(file.concordance, _questions_in(source), CONCORDANCE):
        reason, line = f"The question of trust {slug} is {reason}.", yaml.line_of(("concordance",))
        source.trouble(yaml.name, reason, remedy, line=line, at="concordance")
    for name, slugs in _sets(file):
        found = [known[slug] for slug in slugs if slug in known]
        clean = found.count(0)
        if len(found) >= _FEW and not _LEAST_CLEAN <= clean / len(found) <= _MOST_CLEAN:
            source.trouble(
                yaml.name,
                f"{clean} of the {len(found)} outputs are sound.",
                "Let 40 to 50 % of them be: without controls, nothing is measured.",
                line=yaml.line_of(tuple(name.split("."))),
                at=name,
            )


def _misnamed(
    named: Sequence[str], known: Collection[str], where: str
) -> Iterator[tuple[str, str, str]]:
    """What is named twice or is unknown, with its remedy: nobody could end such a series."""
    for slug in sorted({each for each in named if each not in known or named.count(each) > 1}):
        if slug in known:
            yield slug, "named twice", "Name it once."
        else:
            yield slug, "unknown", f"Write {where.format(slug)}."


def _questions_in(source: ProgrammeSource) -> set[str]:
    if CONCORDANCE not in source.files:
        return set()
    _, file = ProgrammeSource(source.files).typed(CONCORDANCE, ConcordanceFile)
    return {each.id for each in file.items} if file else set()


def _sets(file: CritiqueFile) -> list[tuple[str, list[str]]]:
    if file.forms is None:
        return [("items", file.items)]
    return [("forms.a", file.forms.a), ("forms.b", file.forms.b)]


def _errors_by_slug(source: ProgrammeSource) -> dict[str, int]:
    """How many errors each readable item holds; what is wrong in one is said by the folder's own
    check."""
    names = {slug: f"{FOLDER}/{slug}/item.yaml" for slug in source.subfolders(FOLDER)}
    counts = {
        slug: _errors_in(source.files[name]) for slug, name in names.items() if name in source.files
    }
    return {slug: errors for slug, errors in counts.items() if errors is not None}


# Read once for every series that names it, and every edition.
@lru_cache(maxsize=256)
def _errors_in(data: bytes) -> int | None:
    _, file = ProgrammeSource({"item.yaml": data}).typed("item.yaml", CritiqueItemFile)
    return None if file is None else len(file.errors)

"""Why a submission got no score: a category, a sentence, the last line, the limit that was hit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from passerelle.sandbox import Ended, Limits, Outcome
from passerelle.sandbox.wording import refusal

from ._commands import Role

_MOST_NAMES = 3


class Category(StrEnum):
    REFUSED = "refused"  # the submission itself cannot be read
    BUNDLE = "bundle"  # the bundle gives no way to score it
    CRASH = "crash"
    TIME_LIMIT = "time limit"
    MEMORY = "memory"
    PROCESSES = "processes"
    OUTPUT = "too much output"
    FORBIDDEN_OUTPUT = "forbidden output"
    NO_SCORES = "no scores"
    UNREADABLE_SCORES = "unreadable scores"
    MISSING_PRIMARY = "missing primary score"
    NOT_FINITE = "score not finite"
    NOT_STARTED = "not started"

    @property
    def is_ours(self) -> bool:
        """The team has no part in it: its quota is not charged."""
        return self in {Category.BUNDLE, Category.NOT_STARTED}


_CATEGORIES = {
    Ended.FAILED: Category.CRASH,
    Ended.WALL_CLOCK: Category.TIME_LIMIT,
    Ended.CPU: Category.TIME_LIMIT,
    Ended.MEMORY: Category.MEMORY,
    Ended.PROCESSES: Category.PROCESSES,
    Ended.OUTPUT_SIZE: Category.OUTPUT,
    Ended.OUTPUT_FILES: Category.OUTPUT,
    Ended.NOT_STARTED: Category.NOT_STARTED,
}


_MESSAGES = {
    Ended.DONE: _("%(program)s wrote what cannot be taken over: %(names)s."),
    Ended.FAILED: _("%(program)s stopped with an error (exit code %(code)s)."),
    Ended.WALL_CLOCK: _("%(program)s was stopped: it ran for more than %(wall_seconds)g s."),
    Ended.CPU: _("%(program)s was stopped: it used %(cpu_seconds)g s of processor time."),
    Ended.MEMORY: _("%(program)s was stopped: it needed more than %(memory_mb)d MB of memory."),
    Ended.PROCESSES: _("%(program)s needed more than %(processes)d processes at once."),
    Ended.OUTPUT_SIZE: _("%(program)s wrote more than %(output_mb)d MB of files."),
    Ended.OUTPUT_FILES: _("%(program)s wrote more than %(output_files)d files."),
    Ended.NOT_STARTED: _("%(program)s could not be started: %(reason)s"),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """`message` is ours, in English, and `words` what fills it; `sentence` is in the reader's
    language. `role` says whose program it was; None when no program was reached."""

    category: Category
    message: str
    words: Mapping[str, str | int | float | None] = field(default_factory=dict)
    role: Role | None = None
    last_line: str = ""
    limit: str = ""
    refused: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        program = program_named(self.role) if self.role else ""
        names = "; ".join(refusal(entry) for entry in self.refused[:_MOST_NAMES])
        return gettext(self.message) % {"program": program, "names": names, **self.words}

    def said_in(self, language: str) -> str:
        """For who stores the sentence, and does not know who will read it."""
        with override(language):
            return self.sentence

    def as_json(self) -> dict[str, str | bool | None]:
        return {
            "category": str(self.category),
            "sentence": self.sentence,
            "program": str(self.role) if self.role else None,
            "last_line": self.last_line,
            "limit": self.limit,
            "ours": self.category.is_ours,
        }


def failure_of(role: Role, outcome: Outcome, limits: Limits) -> Failure | None:
    """What a run of one program failed by; None when it ended well."""
    category = _CATEGORIES.get(outcome.ended)
    if category is None and outcome.refused:
        category = Category.FORBIDDEN_OUTPUT
    if category is None:
        return None
    words = {**vars(limits), "code": outcome.exit_code, "reason": outcome.limit or ""}
    limit = "" if category is Category.NOT_STARTED else outcome.limit or ""
    message = _MESSAGES[outcome.ended]
    return Failure(category, message, words, role, outcome.last_line, limit, outcome.refused)


def said_already(category: Category, sentence: str, role: Role | None = None) -> Failure:
    """A failure whose sentence is already in the reader's words."""
    return Failure(category, sentence.replace("%", "%%"), {}, role)


def program_named(role: Role) -> str:
    """The subject of a sentence."""
    names = {
        Role.SCORING: gettext("The scoring program"),
        Role.INGESTION: gettext("The ingestion program"),
        Role.SUBMISSION: gettext("The submitted program"),
    }
    return names[role]

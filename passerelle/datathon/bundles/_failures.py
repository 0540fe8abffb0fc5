"""Why a submission got no score: a category, a sentence, the last line, the limit that was hit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from passerelle.sandbox import Ended, Outcome

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
    Category.CRASH: _("%(program)s stopped with an error (exit code %(code)s)."),
    Category.TIME_LIMIT: _("%(program)s was stopped by its time limit (%(limit)s)."),
    Category.MEMORY: _("%(program)s needed more memory than it may have (%(limit)s)."),
    Category.PROCESSES: _("%(program)s started too many processes (%(limit)s)."),
    Category.OUTPUT: _("%(program)s wrote more than it may (%(limit)s)."),
    Category.FORBIDDEN_OUTPUT: _("%(program)s wrote what cannot be taken over: %(names)s."),
    Category.NOT_STARTED: _("%(program)s could not be started: %(limit)s"),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """`message` is ours, in English, and `words` what fills it; `sentence` is in the reader's
    language. `role` says whose program it was; None when no program was reached."""

    category: Category
    message: str
    words: Mapping[str, str | int | None] = field(default_factory=dict)
    role: Role | None = None
    last_line: str = ""
    limit: str = ""

    @property
    def sentence(self) -> str:
        program = program_named(self.role) if self.role else ""
        return gettext(self.message) % {"program": program, **self.words}

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


def failure_of(role: Role, outcome: Outcome) -> Failure | None:
    """What a run of one program failed by; None when it ended well."""
    category = _CATEGORIES.get(outcome.ended)
    if category is None and outcome.refused:
        category = Category.FORBIDDEN_OUTPUT
    if category is None:
        return None
    words = {
        "code": outcome.exit_code,
        "limit": outcome.limit or "",
        "names": "; ".join(outcome.refused[:_MOST_NAMES]),
    }
    limit = "" if category is Category.NOT_STARTED else outcome.limit or ""
    return Failure(category, _MESSAGES[category], words, role, outcome.last_line, limit)


def refusal(category: Category, sentence: str, role: Role | None = None) -> Failure:
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

"""A sentence in both languages, and what is wrong in a file with it."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["fr", "en"]
_LONGEST_EXCERPT = 400


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence in both languages of the diploma; `str()` is the English one."""

    fr: str
    en: str

    def in_language(self, language: Language) -> str:
        return self.fr if language == "fr" else self.en

    def __str__(self) -> str:
        return self.en


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a quiz file: its line (from 1), its text, the reason and the remedy."""

    line: int
    text: str
    reason: Wording
    remedy: Wording

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason} {self.remedy} Text: {self.text!r}"


def excerpt(text: str) -> str:
    """The beginning of a text, short enough to be shown beside a reason."""
    return text if len(text) <= _LONGEST_EXCERPT else text[: _LONGEST_EXCERPT - 1] + "…"

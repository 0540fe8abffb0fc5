"""What is wrong in a bundle, or merely otherwise than its author thinks: where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """`ERROR` does not run; `WARNING` runs and deceives; `INFO` runs otherwise than elsewhere."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_GRAVITY = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2}


@dataclass(frozen=True, slots=True)
class Remark:
    """`line` counts from 1; 0 means the whole file."""

    level: Level
    file: str
    line: int
    says: str
    remedy: str

    @property
    def order(self) -> tuple[int, str, int, str]:
        """The gravest first, then down the files."""
        return _GRAVITY[self.level], self.file, self.line, self.says

    @property
    def is_to_mend(self) -> bool:
        return self.level is not Level.INFO

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.level}: {self.says} {self.remedy}".rstrip()

    def as_json(self) -> dict[str, str | int]:
        return {
            "level": str(self.level),
            "file": self.file,
            "line": self.line,
            "says": self.says,
            "remedy": self.remedy,
        }


class BundleRefused(Exception):
    """A bundle or a submission that cannot be read at all; the sentence says what to do."""

    def __init__(self, says: str, remedy: str = "", *, file: str = "", line: int = 0) -> None:
        self.remark = Remark(Level.ERROR, file, line, says, remedy)
        super().__init__(f"{says} {remedy}".rstrip())

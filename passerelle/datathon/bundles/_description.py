"""What a bundle says, whichever platform it was written for: plain frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from passerelle.programme.yaml_lines import YamlFile

from ._remarks import Remark


class Kind(StrEnum):
    CODABENCH = "codabench"
    EVALAI = "evalai"


class Sorting(StrEnum):
    """Which end of a column comes first on the board."""

    DESC = "desc"
    ASC = "asc"


class Computation(StrEnum):
    AVG = "avg"
    SUM = "sum"
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class Part:
    """A folder of the bundle (or a zip of it, unpacked): a program, data, a starting kit.

    `name` is what the bundle wrote; `folder` is where its content lies on this machine. An EvalAI
    annotation is one file: then `file` is its name inside `folder`."""

    name: str
    folder: Path
    file: str = ""

    @property
    def path(self) -> Path:
        return self.folder / self.file if self.file else self.folder


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    file: str
    text: str

    @property
    def is_html(self) -> bool:
        return self.file.lower().endswith((".html", ".htm"))


@dataclass(frozen=True, slots=True)
class Task:
    """What a submission is run and scored against."""

    index: int
    name: str
    description: str = ""
    scoring_program: Part | None = None
    ingestion_program: Part | None = None
    input_data: Part | None = None
    reference_data: Part | None = None
    ingestion_only_during_scoring: bool = False


@dataclass(frozen=True, slots=True)
class Solution:
    """An example submission that the bundle brings along."""

    index: int
    name: str
    tasks: tuple[int, ...]
    content: Part | None


@dataclass(frozen=True, slots=True)
class Phase:
    """When submissions are taken, for which tasks, how many (None: no such limit is set)."""

    index: int
    name: str
    tasks: tuple[int, ...]
    description: str = ""
    codename: str = ""
    start: datetime | None = None
    end: datetime | None = None
    max_submissions_per_day: int | None = None
    max_submissions: int | None = None
    execution_time_limit: int | None = None
    auto_migrate: bool = False
    hide_output: bool = False
    accepts_only_results: bool = False
    starting_kit: Part | None = None
    public_data: Part | None = None


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """One column of a board; `sources` are the indexes of the columns it is computed from."""

    key: str
    title: str
    index: int
    sorting: Sorting = Sorting.DESC
    precision: int = 2
    hidden: bool = False
    computation: Computation | None = None
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """`phases` empty: it serves every phase. `split`: the EvalAI data split it shows."""

    key: str
    title: str
    columns: tuple[ScoreColumn, ...]
    primary_index: int = 0
    hidden: bool = False
    submission_rule: str = ""
    phases: tuple[int, ...] = ()
    split: str = ""

    @property
    def primary(self) -> ScoreColumn | None:
        """The column that ranks."""
        return next((one for one in self.columns if one.index == self.primary_index), None)

    def serves(self, phase: int) -> bool:
        return not self.phases or phase in self.phases

    def public(self) -> Leaderboard | None:
        """What a browser may be told: no hidden column, nothing of a hidden board."""
        if self.hidden:
            return None
        shown = tuple(column for column in self.columns if not column.hidden)
        return Leaderboard(
            self.key,
            self.title,
            shown,
            self.primary_index,
            submission_rule=self.submission_rule,
            phases=self.phases,
            split=self.split,
        )


@dataclass(frozen=True, slots=True)
class Bundle:
    """A challenge as its bundle describes it. `remarks` is what reading it brought up."""

    kind: Kind
    root: Path
    title: str
    description: str
    docker_image: str
    image: str
    terms: Page | None
    pages: tuple[Page, ...]
    tasks: tuple[Task, ...]
    solutions: tuple[Solution, ...]
    phases: tuple[Phase, ...]
    leaderboards: tuple[Leaderboard, ...]
    written: YamlFile
    remarks: tuple[Remark, ...]
    digest: str

    def task(self, index: int) -> Task | None:
        return next((task for task in self.tasks if task.index == index), None)

    def boards_of(self, phase: int) -> tuple[Leaderboard, ...]:
        return tuple(board for board in self.leaderboards if board.serves(phase))

    def parts(self) -> Iterable[tuple[str, Part]]:
        """Every part with the role it plays, once per place it is named."""
        for task in self.tasks:
            roles = ("scoring_program", "ingestion_program", "input_data", "reference_data")
            yield from ((role, part) for role in roles if (part := getattr(task, role)))
        for phase in self.phases:
            kits = ("starting_kit", "public_data")
            yield from ((role, part) for role in kits if (part := getattr(phase, role)))
        yield from (("solution", one.content) for one in self.solutions if one.content)

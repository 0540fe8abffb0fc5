"""challenges/…/challenge.yaml: its fields, one class a section."""

from __future__ import annotations

from datetime import time
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from passerelle.programme.schemas import Bilingual, Slug, Strict, Words, Zone

Moment = Annotated[str, StringConstraints(pattern=r"^day [1-9]\d{0,2} ([01]\d|2[0-3]):[0-5]\d$")]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,59}$")]
Format = Literal["csv", "json", "parquet"]


class GeneratorSpec(Strict):
    """Data made at load: the same bytes for the same seed, rows and options.

    A participant who finds the seed has the labels: it may be too large to be tried out."""

    name: Name
    seed: int = Field(ge=0, le=2**128 - 1)
    rows: int = Field(ge=20, le=1_000_000)
    options: dict[str, Any] = Field(default_factory=dict)  # its shape is the generator's


class OwnFiles(Strict):
    """Data written in the challenge's folder: the labels whole, or one file a board."""

    train: Words
    test: Words
    sample: Words | None = None
    truth: Words | None = None
    truth_public: Words | None = None
    truth_private: Words | None = None

    @field_validator("*")
    @classmethod
    def _stays_in_the_folder(cls, value: str | None) -> str | None:
        if value and (value.startswith("/") or ".." in PurePosixPath(value).parts):
            raise ValueError("give a path inside the challenge's folder")
        return value

    @model_validator(mode="after")
    def _labels_once(self) -> OwnFiles:
        halves = [half for half in (self.truth_public, self.truth_private) if half]
        if len(halves) == (0 if self.truth else 2):
            return self
        raise ValueError("give either truth, or both truth_public and truth_private")


class DataCard(Strict):
    """What a reader must know before trusting the data."""

    motivation: Bilingual
    composition: Bilingual
    collection: Bilingual
    limits: Bilingual


class DataSpec(Strict):
    version: Words
    licence: Bilingual
    generator: GeneratorSpec | None = None
    files: OwnFiles | None = None
    card: DataCard

    @model_validator(mode="after")
    def _one_origin(self) -> DataSpec:
        if (self.generator is None) == (self.files is None):
            raise ValueError("give either a generator or files")
        return self


class ColumnSpec(Strict):
    """A column that a submission holds."""

    name: Name
    type: Literal["id", "number", "integer", "text", "category", "set"]
    title: Bilingual | None = None
    low: float | None = None
    high: float | None = None
    categories: list[str] = Field(default_factory=list)
    required: bool = True
    missing_allowed: bool = False


class CodeLimits(Strict):
    wall_seconds: int = Field(default=60, ge=1, le=3600)
    memory_mb: int = Field(default=1024, ge=64, le=65_536)
    processes: int = Field(default=64, ge=1, le=512)


class CodeSpec(Strict):
    """How submitted code is run, and the file it must leave."""

    command: list[Words] = Field(min_length=1, max_length=20)
    output: Annotated[str, StringConstraints(pattern=r"^[\w.-]{1,80}\.(csv|json|parquet)$")]
    limits: CodeLimits = CodeLimits()


class SubmissionSpec(Strict):
    accepts: list[Literal["predictions", "code"]] = Field(min_length=1)
    format: list[Format] = Field(min_length=1)
    columns: list[ColumnSpec] = Field(min_length=2, max_length=200)
    megabytes: int = Field(ge=1, le=500)
    code: CodeSpec | None = None

    @model_validator(mode="after")
    def _code_is_described(self) -> SubmissionSpec:
        if ("code" in self.accepts) != (self.code is not None):
            raise ValueError("describe code when it is accepted, and only then")
        return self


class ScoringSpec(Strict):
    """The metric and what it reads. `twice`: the share of submissions evaluated a second time."""

    metric: Name
    direction: Literal["higher", "lower"]
    target: Name
    prediction: Name | list[Name]
    also: list[Name] = Field(default_factory=list, max_length=20)
    threshold: float | None = None
    slices: list[Name] = Field(default_factory=list, max_length=10)
    cluster: Name | None = None
    resamples: int = Field(default=1000, ge=100, le=10_000)
    level: float = Field(default=0.95, ge=0.5, le=0.999)
    bins: int = Field(default=10, ge=2, le=50)
    at_least: int = Field(default=20, ge=5)
    options: dict[str, Any] = Field(default_factory=dict)  # its shape is the metric's
    twice: float = Field(default=0.1, ge=0, le=1)

    @property
    def predictions(self) -> tuple[str, ...]:
        """The predicted columns, one or several."""
        one = isinstance(self.prediction, str)
        return (self.prediction,) if one else tuple(self.prediction)  # type: ignore[return-value]


class PhaseSpec(Strict):
    """Moments are relative to the module: "day 1 14:00" is 14:00 on its opening day."""

    id: Slug
    title: Bilingual
    opens: Moment
    closes: Moment
    zone: Zone
    most_per_team: int | None = Field(default=None, ge=1, le=10_000)
    most_per_day: int | None = Field(default=None, ge=1, le=1_000)
    board: Literal["public", "private"] = "public"


class BoardsSpec(Strict):
    """The values of the labels' `split` column; `take`: which submission of a team stands."""

    public: Words = "public"
    private: Words = "private"
    take: Literal["best", "latest"] = "best"


class AccessSpec(Strict):
    """What opens the data, and for how many days after the last phase it stays open."""

    agreement: Slug | None = None
    training: Words | None = None
    days_after: int = Field(default=1, ge=0, le=366)


class JudgedSpec(Strict):
    """The panel's share of the points, and what the automatic score turns into points between.

    `zero` and `full` are scores of the metric: without them, the baseline's own and a perfect
    one."""

    rubric: Slug
    weight: float = Field(gt=0, le=1)
    zero: float | None = Field(default=None, allow_inf_nan=False)
    full: float | None = Field(default=None, allow_inf_nan=False)


class RulesText(Strict):
    fr: list[Words]
    en: list[Words]


class ChallengeFile(Strict):
    """challenges/…/challenge.yaml"""

    title: Bilingual
    domain: Literal["diagnosis", "treatment", "teaching", "patients"]
    question: Bilingual
    module: Slug
    data: DataSpec
    submission: SubmissionSpec
    scoring: ScoringSpec
    phases: list[PhaseSpec] = Field(min_length=1, max_length=20)
    boards: BoardsSpec = BoardsSpec()
    access: AccessSpec = AccessSpec()
    judged: JudgedSpec | None = None
    rules: RulesText


def day_and_time(moment: str) -> tuple[int, time]:
    """`day 2 09:30` is day 2 of the module, at 09:30."""
    _, day, clock_time = moment.split(" ")
    return int(day), time.fromisoformat(clock_time)

"""Reading a rubric's file field by field, keeping every problem with its place and remedy."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from passerelle.engines.numbers import NotANumber, as_decimal
from passerelle.engines.rubric._grid import Text

Path = tuple[str | int, ...]
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one field of a rubric, and what to write instead."""

    path: Path
    says: str
    remedy: str

    @property
    def field(self) -> str:
        """The place as a person reads it: criteria[0].levels[2].points (counted from zero)."""
        written = "".join(
            f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path
        )
        return written.removeprefix(".") or "rubric"

    def __str__(self) -> str:
        return f"{self.field}: {self.says} {self.remedy}"


class RubricProblems(ValueError):
    """A rubric that cannot be used, with every reason at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of the file, where it stands, and the list its problems go to."""

    value: object
    path: Path = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def given(self) -> bool:
        return self.value is not _ABSENT

    def report(self, says: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, says, remedy))

    def fields(self, *, needed: Sequence[str], optional: Sequence[str] = ()) -> "Fields":
        """The named fields; reports those missing and those nobody knows."""
        known = (*needed, *optional)
        if self.given and not isinstance(self.value, Mapping):
            self.report("is not a set of fields.", f"Write the fields {', '.join(known)}.")
            return Fields({}, self)
        values = dict(self.value) if isinstance(self.value, Mapping) else {}
        for name in values:
            if name not in known:
                self._child(str(name), None).report("is not a field here.", _nearest(name, known))
        if self.given:
            for name in needed:
                if name not in values:
                    self._child(name, None).report("is missing.", "Add this field.")
        return Fields({name: values[name] for name in known if name in values}, self)

    def items(self) -> list["Reading"]:
        """The entries of a list; reports anything else, and an empty one."""
        if not self.given:
            return []
        if not isinstance(self.value, list | tuple):
            self.report("is not a list.", "Begin each entry with a dash.")
            return []
        if not self.value:
            self.report("is empty.", "Write at least one entry.")
        return [self._child(place, value) for place, value in enumerate(self.value)]

    def number(self, *, least: Decimal, above: bool = False) -> Decimal:
        """A decimal of at least (or above) a bound; the bound itself where there is none."""
        if not self.given:
            return least
        try:
            number = as_decimal(self.value)  # type: ignore[arg-type]  # refuses what it cannot read
        except NotANumber as refused:
            self.report("is not a number.", str(refused))
            return least
        if number < least or (above and number == least):
            bound = f"above {least}" if above else f"of {least} or more"
            self.report(f"is {number}.", f"Write a number {bound}.")
        return number

    def text(self) -> Text:
        """Words in both languages; reports the one that is missing or empty."""
        parts = self.fields(needed=("fr", "en"))
        return Text(parts["fr"].words(), parts["en"].words())

    def words(self) -> str:
        if not self.given:
            return ""
        if not isinstance(self.value, str) or not self.value.strip():
            self.report("holds no words.", "Write the text of this language, in quotes if need be.")
            return ""
        return self.value.strip()

    def slug(self) -> str:
        """An id: small letters, digits and single hyphens."""
        if not self.given:
            return ""
        if not isinstance(self.value, str) or not _SLUG.fullmatch(self.value):
            self.report(
                f"“{str(self.value)[:40]}” is not an id.",
                "Write small letters without accents, digits and hyphens: esprit-critique.",
            )
        return str(self.value)

    def _child(self, name: str | int, value: object) -> "Reading":
        return Reading(value, (*self.path, name), self.problems)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields that were given; asking for another gives an absent reading, already reported."""

    values: Mapping[str, object]
    of: Reading

    def __getitem__(self, name: str) -> Reading:
        path = (*self.of.path, name)
        return Reading(self.values.get(name, _ABSENT), path, self.of.problems)


def _nearest(name: object, known: Sequence[str]) -> str:
    close = get_close_matches(str(name), known, n=1)
    return f"Did you mean {close[0]}?" if close else f"Use one of {', '.join(known)}."

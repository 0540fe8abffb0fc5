"""The fields of a foreign YAML file, each read as the type we expect; what differs is remarked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from passerelle.programme.yaml_lines import Path, YamlFile

from ._dates import read_date
from ._remarks import Level, Remark

_MOST = 1_000_000  # no database keeps any number that somebody writes
_TRUE, _FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0", ""}


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of the file, where it stands, and the list in which its remarks are gathered."""

    written: YamlFile
    path: Path
    remarks: list[Remark]

    @property
    def value(self) -> Mapping[str, Any]:
        """The mapping itself; empty where the file holds something else there."""
        found: Any = self.written.value
        for step in self.path:
            found = found[step]
        return found if isinstance(found, Mapping) else {}

    def has(self, key: str) -> bool:
        return self.value.get(key) is not None

    def line(self, key: str = "") -> int:
        return self.written.line_of((*self.path, key) if key else self.path)

    def text(self, key: str, default: str = "") -> str:
        found = self.value.get(key)
        if found is None:
            return default
        if isinstance(found, Mapping | list):
            self.remark(key, Level.ERROR, _("“%(field)s” should be a text."), "")
            return default
        # no database, no command and no file name holds a NUL
        return str(found).replace("\0", "").strip()

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.value.get(key)
        if found is None:
            return ()
        if not isinstance(found, list):
            self.remark(key, Level.ERROR, _("“%(field)s” should be a list."), "")
            return ()
        return tuple(str(one).replace("\0", "").strip() for one in found)

    def whole(self, key: str) -> int | None:
        """A whole number, also from “5” or 5.0; None where nothing usable is written."""
        found = self.value.get(key)
        if found is None:
            return None
        try:
            number = float(str(found)) if not isinstance(found, bool) else float("nan")
            if number == int(number):
                return int(number)
        except (ValueError, OverflowError):
            pass
        self.remark(key, Level.ERROR, _("“%(field)s” should be a whole number."), "")
        return None

    def most(self, key: str, default: int | None = None) -> int | None:
        """A limit; zero stands for none on Codabench, and so does whatever is below."""
        found = self.whole(key) if self.has(key) else default
        return min(found, _MOST) if found and found > 0 else None

    def flag(self, key: str, *, default: bool = False) -> bool:
        found = self.value.get(key)
        if found is None:
            return default
        word = str(found).strip().lower()
        if word not in _TRUE | _FALSE:
            self.remark(key, Level.WARNING, _("“%(field)s” should be true or false."), "")
            return default
        return word in _TRUE

    def moment(self, key: str) -> datetime | None:
        """An instant in UTC; a date that could be read in two ways is remarked."""
        found = self.value.get(key)
        if found is None or found == "":
            return None
        read = read_date(found)
        iso = _("Write it as 2027-04-14T09:00:00+02:00.")
        if read is None:
            self.remark(key, Level.ERROR, _("“%(field)s” is not a date."), iso)
            return None
        if read.doubtful:
            says = _("“%(field)s” could be read in two ways; the month comes first: %(date)s.")
            self.remark(key, Level.INFO, says, iso, date=f"{read.at:%Y-%m-%d}")
        elif read.zoned and read.at.utcoffset() is not None and not _is_utc(found):
            says = _("The time zone of “%(field)s” counts here; Codabench forgets it.")
            self.remark(key, Level.INFO, says, "")
        return read.at

    def wholes(self, key: str, named: Mapping[str, int] | None = None) -> tuple[int, ...]:
        """Whole numbers, from a list, a single one or “1,2,3”; `named` gives numbers to words."""
        found = self.value.get(key)
        if found is None or found == "":
            return ()
        listed = found if isinstance(found, list) else str(found).split(",")
        words = [str(one).strip() for one in listed]
        try:
            return tuple(named[word] if named and word in named else int(word) for word in words)
        except ValueError:
            self.remark(key, Level.ERROR, _("“%(field)s” should list whole numbers."), "")
            return ()

    def items(self, key: str) -> tuple[Fields, ...]:
        """The mappings of a list; what is no mapping is remarked and left out."""
        found = self.value.get(key)
        if found is None:
            return ()
        if not isinstance(found, list):
            self.remark(key, Level.ERROR, _("“%(field)s” should be a list."), "")
            return ()
        each = [
            Fields(self.written, (*self.path, key, place), self.remarks)
            for place in range(len(found))
        ]
        for place, one in enumerate(found):
            if not isinstance(one, Mapping):
                says = _("Item %(number)d of “%(field)s” should hold fields.")
                each[place].remark("", Level.ERROR, says, "", field=key, number=place + 1)
        return tuple(one for one in each if one.value)

    def inside(self, key: str) -> Fields:
        return Fields(self.written, (*self.path, key), self.remarks)

    def remark(self, key: str, level: Level, says: str, remedy: str, **words: object) -> None:
        """`says` and `remedy` may name %(field)s."""
        named: dict[str, object] = {"field": key, **words}
        self.remarks.append(
            Remark(level, self.written.name, self.line(key), says % named, remedy % named)
        )


def _is_utc(written: object) -> bool:
    if isinstance(written, datetime):
        offset = written.utcoffset()
        return offset is None or not offset
    return str(written).rstrip().endswith(("Z", "UTC", "GMT", "+00:00", "+0000"))

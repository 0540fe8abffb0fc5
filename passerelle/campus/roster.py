"""People to enrol, as someone writes them: one by one, or a row each in a CSV file.

Everything that is wrong is said at once, each with its row and column; nothing here is stored."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from passerelle.people.models import LANGUAGES, ZONES, Institution
from passerelle.programme.models import Edition

from .enums import Role
from .models import Session
from .roster_places import PLACE_COLUMNS, Places, team_number

PERSON_COLUMNS = ("email", "name", "role", "institution", "profession", "language", "zone")
COLUMNS = (*PERSON_COLUMNS, *PLACE_COLUMNS)
_NEEDED = COLUMNS[:3]
_LONGEST = {"email": 254, "name": 150, "profession": 120, "team_name": 100}
_DEFAULTS = {"language": "fr", "zone": "Europe/Paris"}
_MOST_ROWS = 5_000
_BEYOND = ""  # the column of what stands after the last one of the header
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Entrant:
    """Someone who is to have a role in an edition, and where they go there."""

    email: str
    name: str
    role: Role
    institution: Institution | None = None
    profession: str = ""
    language: str = "fr"
    zone: str = "Europe/Paris"
    team: int | None = None
    team_name: str = ""
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one row (0: no row of a file), and what to write instead."""

    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        place = f"row {self.row}, {self.column}" if self.row else self.column
        return f"{place}: {self.sentence}"


class RosterRefused(Exception):
    """Some rows cannot be read; `problems` says all that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def entrant_of(cells: Mapping[str, str], edition: Edition) -> Entrant:
    """One person, from words given one by one."""
    return _entrants([(0, cells)], edition)[0]


def read_roster(data: bytes, edition: Edition) -> list[Entrant]:
    """Every person of a CSV file (commas or semicolons; the header's row is 1)."""
    try:
        return _entrants(list(_rows(_text(data))), edition)
    except csv.Error as error:
        raise RosterRefused([Problem(0, "file", f"This is no CSV file ({error}).")]) from error


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        sentence = "The text is not in UTF-8. Save the file as “CSV UTF-8”, then try again."
        raise RosterRefused([Problem(row, "file", sentence)]) from error


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows that say something, with their number in a spreadsheet."""
    mark = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    header = [name.strip().lower() for name in next(lines, [])]
    _check_header(header)
    for number, cells in enumerate(lines, start=2):
        if number > _MOST_ROWS + 1:
            raise RosterRefused([Problem(number, "file", f"Give {_MOST_ROWS} rows at most.")])
        if any(cell.strip() for cell in cells):
            yield number, dict(zip_longest(header, cells[: len(header) + 1], fillvalue=""))


def _check_header(header: list[str]) -> None:
    known = ",".join(COLUMNS)
    wrong = [f"There is no column {each}" for each in _NEEDED if each not in header]
    wrong += [f"Nobody knows the column “{each}”" for each in header if each not in COLUMNS]
    wrong += [f"{each.capitalize()} is there twice" for each in COLUMNS if header.count(each) > 1]
    if wrong:
        sentence = f"{'. '.join(wrong)}. Write {known}: at least the first three."
        raise RosterRefused([Problem(1, "header", sentence)])


def _entrants(rows: list[tuple[int, Mapping[str, str]]], edition: Edition) -> list[Entrant]:
    institutions = {each.slug: each for each in Institution.objects.all()}
    places = Places(edition)
    problems: list[Problem] = []
    found: dict[tuple[str, str], tuple[int, Mapping[str, str]]] = {}
    names: dict[str, tuple[int, str]] = {}
    for number, given in rows:
        cells = _cleaned(given)
        wrong = [*_faults(cells), *_strangers(cells, edition, institutions)]
        wrong += places.faults(cells)
        if given.get(_BEYOND):
            wrong.append(("file", "There are more cells than in the header: quote a comma."))
        email, name, key = cells["email"], cells["name"], (cells["email"], cells["role"])
        first, known = names.setdefault(email, (number, name))
        if known != name:
            wrong.append(("name", f"Row {first} calls {email} “{known}”. Write one name."))
        elif key in found and found[key][1] != cells:
            wrong.append(
                ("email", f"Row {found[key][0]} has this person and role with other words.")
            )
        problems += [Problem(number, column, sentence) for column, sentence in wrong]
        found.setdefault(key, (number, cells))
    if problems:
        raise RosterRefused(problems)
    return [_entrant(cells, institutions, places) for _, cells in found.values()]


def _cleaned(given: Mapping[str, str]) -> dict[str, str]:
    cells = {column: " ".join(given.get(column, "").split()) for column in COLUMNS}
    cells |= {column: cells[column].lower() for column in ("email", "role", "language")}
    return cells | {column: cells[column] or value for column, value in _DEFAULTS.items()}


def _faults(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The columns that are badly written, each with a sentence."""
    for column, text in cells.items():
        if column in _NEEDED and not text:
            yield column, "The cell is empty; write something."
        if CONTROL.search(text):
            yield column, "The cell holds a sign that nobody can read; write it again."
        if len(text) > _LONGEST.get(column, len(text)):
            yield column, f"This has {len(text)} signs; write {_LONGEST[column]} at most."
    if cells["email"] and not _is_address(cells["email"]):
        yield "email", f"“{cells['email']}” is no address. Write one such as a.b@example.org."


def _strangers(
    cells: Mapping[str, str], edition: Edition, institutions: Mapping[str, Institution]
) -> Iterator[tuple[str, str]]:
    """The columns whose word is none of those that are known."""
    known: dict[str, Collection[str]] = {
        "role": Role.values,
        "institution": institutions,
        "language": dict(LANGUAGES),
        "zone": dict(ZONES),
    }
    for column, values in known.items():
        if cells[column] and cells[column] not in values:
            yield column, f"“{cells[column]}” is not known. Write one of {', '.join(values)}."
    unknown = cells["institution"] and cells["institution"] not in institutions
    signs = unknown or cells["institution"] in edition.institutions
    if cells["role"] == Role.REGISTRAR and not signs:
        signing = ", ".join(edition.institutions)
        yield "institution", f"A registrar acts for an institution that signs: one of {signing}."


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _entrant(
    cells: Mapping[str, str], institutions: Mapping[str, Institution], places: Places
) -> Entrant:
    team = team_number(cells["team"])
    return Entrant(
        email=cells["email"],
        name=cells["name"],
        role=Role(cells["role"]),
        institution=institutions.get(cells["institution"]),
        profession=cells["profession"],
        language=cells["language"],
        zone=cells["zone"],
        team=team,
        team_name=places.name_of(team),
        sessions=places.sessions_of(cells),
    )

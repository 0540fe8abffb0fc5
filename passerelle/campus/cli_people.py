"""`passerelle people`: who takes part in an edition; the first way in (enrol, import)."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from passerelle.people.actions import give_personal_link
from passerelle.people.models import LANGUAGES, ZONES, Person
from passerelle.programme.models import Edition

from .actions import Entered, enter
from .cli_people_enrolled import add_list, add_withdraw
from .cli_people_refusing import edition_called, refuse
from .enums import Role
from .roster import COLUMNS, PERSON_COLUMNS, RosterRefused, entrant_of, read_roster

_MOST_BYTES = 5_000_000


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    people = commands.add_parser("people", help="enrol people in an edition, list them")
    verbs = people.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("enrol", help="give one person a role in an edition; twice is once")
    one.add_argument("email", metavar="EMAIL")
    one.add_argument("name", metavar="NAME")
    one.add_argument("--role", required=True, choices=Role.values)
    one.add_argument("--institution", default="", metavar="ID", help="as programme.yaml calls it")
    one.add_argument("--profession", default="")
    one.add_argument("--language", default="fr", choices=list(dict(LANGUAGES)))
    one.add_argument("--zone", default="Europe/Paris", choices=list(dict(ZONES)), metavar="ZONE")
    one.set_defaults(run=run_enrol)
    several = verbs.add_parser("import", help="enrol everyone of a CSV file, or nobody")
    several.add_argument("file", type=Path, help=f"with the columns {','.join(COLUMNS)}")
    several.set_defaults(run=run_import)
    add_withdraw(verbs)
    add_list(verbs)
    for verb in (one, several):
        verb.add_argument("--edition", required=True)
        verb.add_argument("--link", action="store_true", help="a link that signs each of them in")
        verb.add_argument("--days", type=_days, default=7, help="how long it opens (default: 7)")
        verb.add_argument("--json", action="store_true")


def run_enrol(options: argparse.Namespace) -> int:
    edition = edition_called(options.edition)
    cells = {column: str(getattr(options, column)) for column in PERSON_COLUMNS}
    try:
        entered = enter([entrant_of(cells, edition)], edition=edition)
    except RosterRefused as refused:
        return refuse(refused, options, kept="Nobody was enrolled.")
    return _tell(entered, edition, options)


def run_import(options: argparse.Namespace) -> int:
    """All of the file, or nobody when a row is wrong: then every wrong row is named."""
    edition = edition_called(options.edition)
    try:
        entered = enter(read_roster(_content(options.file), edition), edition=edition)
    except RosterRefused as refused:
        return refuse(refused, options, kept="Nobody was enrolled.")
    return _tell(entered, edition, options)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise SystemExit(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > _MOST_BYTES:
        raise SystemExit(f"{path} is too large. Give a CSV file of 5 MB at most.")
    return data


def _tell(entered: Sequence[Entered], edition: Edition, options: argparse.Namespace) -> int:
    links = _links(entered, edition, options.days) if options.link else {}
    if options.json:
        people = [_as_dict(each, links) for each in entered]
        print(json.dumps({"edition": edition.slug, "people": people}, ensure_ascii=False, indent=2))
        return 0
    for each in entered:
        print(_in_words(each))
    for person, address in links.items():
        print(f"  {person}: {address}")
    if links:
        print(f"Each link signs in whoever opens it, for {options.days} days; it is shown once.")
    count = sum(each.is_new for each in entered)
    print(f"{count} enrolled in {edition.slug}, {len(entered) - count} already there.")
    return 0


def _links(entered: Sequence[Entered], edition: Edition, days: int) -> dict[Person, str]:
    """One for each person who has not left, whatever their roles."""
    here = [each.enrolment for each in entered if not each.has_left]
    return {
        person: _link(person, edition, days) for person in dict.fromkeys(e.person for e in here)
    }


def _link(person: Person, edition: Edition, days: int) -> str:
    with translation.override(person.language):
        purpose = gettext("To sign in, %(edition)s") % {"edition": edition.title}
    secret = give_personal_link(person, purpose=purpose, days=days, edition=edition.slug)
    return f"{settings.SITE_URL}{reverse('personal_link', args=[secret])}"


def _in_words(entered: Entered) -> str:
    enrolment, role = entered.enrolment, entered.enrolment.role
    who = f"{enrolment.person} <{enrolment.person.email}>"
    if entered.has_left:
        return f"{who} withdrew as {role} on {enrolment.withdrawal.at:%Y-%m-%d}: nothing changed"
    kept = ", ".join(f"{name} {value or 'none'}" for name, value in _kept(entered).items())
    done = "is enrolled as" if entered.is_new else "was already there as"
    return f"{who} {done} {role}{f' (kept: {kept})' if kept else ''}{_placed(entered)}"


def _placed(entered: Entered) -> str:
    team, given = entered.joined, " ".join(each.slug for each in entered.given)
    joins = f", joins team {team.number} ({team})" if team else ""
    return f"{joins}, gives {given}" if given else joins


def _as_dict(entered: Entered, links: dict[Person, str]) -> dict[str, object]:
    enrolment = entered.enrolment
    standing = "enrolled" if entered.is_new else "already enrolled"
    return {
        "email": enrolment.person.email,
        "name": enrolment.person.name,
        "role": enrolment.role,
        "institution": enrolment.institution.slug if enrolment.institution else None,
        "standing": "withdrew" if entered.has_left else standing,
        "kept": _kept(entered),
        "joined_team": entered.joined.number if entered.joined else None,
        "given_sessions": [each.slug for each in entered.given],
        "link": links.get(enrolment.person),
    }


def _kept(entered: Entered) -> dict[str, str]:
    """What was known of someone and stays, though something else was given now."""
    given, enrolment = entered.entrant, entered.enrolment
    known = {"name": enrolment.person.name}
    wanted = {"name": given.name}
    if not entered.is_new:
        known["institution"] = enrolment.institution.slug if enrolment.institution else ""
        wanted["institution"] = given.institution.slug if given.institution else ""
        known["profession"], wanted["profession"] = enrolment.profession, given.profession
    return {
        column: known[column]
        for column, value in wanted.items()
        if value and value != known[column]
    }


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 90:
        raise argparse.ArgumentTypeError(f"{text} is not a number of days from 1 to 90")
    return int(text)

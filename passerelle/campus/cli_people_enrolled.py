"""`passerelle people list|withdraw`: who is there, and who leaves."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence

from passerelle.programme.models import Edition

from .actions import withdraw
from .cli_people_refusing import edition_called, refuse
from .enums import Role
from .models import Enrolment
from .queries.enrolled import enrolled_as, enrolled_in
from .roster import CONTROL, Problem, RosterRefused

_COLUMNS = ("email", "name", "role", "institution", "team", "withdrawn")
_LONGEST_REASON = 500


def add_list(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verb = verbs.add_parser("list", help="who is enrolled, a line for each role")
    verb.add_argument("--role", default="", choices=Role.values)
    verb.set_defaults(run=run_list)
    _add_common(verb)


def add_withdraw(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verb = verbs.add_parser("withdraw", help="record that someone leaves; their work stays")
    verb.add_argument("email", metavar="EMAIL")
    verb.add_argument("--reason", required=True, help="staff and jurors read it")
    verb.add_argument("--by", required=True, metavar="EMAIL", help="the coordinator it comes from")
    verb.add_argument("--role", default="", choices=Role.values, help="if they have several")
    verb.set_defaults(run=run_withdraw)
    _add_common(verb)


def _add_common(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--edition", required=True)
    verb.add_argument("--json", action="store_true")


def run_list(options: argparse.Namespace) -> int:
    edition = edition_called(options.edition)
    rows = [_row(each) for each in enrolled_in(edition, options.role)]
    if options.json:
        people = [{column: cell or None for column, cell in row.items()} for row in rows]
        print(json.dumps({"edition": edition.slug, "people": people}, ensure_ascii=False, indent=2))
        return 0
    if rows:
        print("\n".join(_table([dict(zip(_COLUMNS, _COLUMNS, strict=True)), *rows])))
    gone = sum(bool(row["withdrawn"]) for row in rows)
    print(f"{len(rows)} enrolled in {edition.slug}, {gone} of them withdrawn.")
    return 0


def _row(enrolment: Enrolment) -> dict[str, str | int]:
    """The cells of `_COLUMNS`, empty where there is nothing to say."""
    membership = getattr(enrolment, "membership", None)
    withdrawal = getattr(enrolment, "withdrawal", None)
    return {
        "email": enrolment.person.email,
        "name": enrolment.person.name,
        "role": enrolment.role,
        "institution": enrolment.institution.slug if enrolment.institution else "",
        "team": membership.team.number if membership else "",
        "withdrawn": f"{withdrawal.at:%Y-%m-%d}" if withdrawal else "",
    }


def _table(rows: Sequence[dict[str, str | int]]) -> Iterator[str]:
    widths = {column: max(len(str(row[column])) for row in rows) for column in _COLUMNS}
    for row in rows:
        cells = (str(row[column]).ljust(width) for column, width in widths.items())
        yield "  ".join(cells).rstrip()


def run_withdraw(options: argparse.Namespace) -> int:
    """One role ends; twice is once, and the first reason stands."""
    edition, reason = edition_called(options.edition), " ".join(options.reason.split())
    leaving = list(enrolled_as(options.email, edition, options.role))
    deciding = enrolled_as(options.by, edition, Role.COORDINATOR).filter(withdrawal=None).first()
    problems = [*_faults_of_leaving(leaving, edition, options), *_faults_of_reason(reason)]
    if deciding is None:
        sentence = f"{options.by} coordinates nothing here. Give a coordinator of {edition.slug}."
        problems.append(Problem(0, "--by", sentence))
    if problems or deciding is None:
        return refuse(RosterRefused(problems), options, kept="Nobody was withdrawn.")
    was_gone = hasattr(leaving[0], "withdrawal")
    withdraw(leaving[0], by=deciding.person, reason=reason)
    _tell(leaving[0], options, was_gone=was_gone)
    return 0


def _faults_of_leaving(
    leaving: Sequence[Enrolment], edition: Edition, options: argparse.Namespace
) -> Iterator[Problem]:
    if not leaving:
        role = f" as {options.role}" if options.role else ""
        sentence = f"{options.email} is not enrolled in {edition.slug}{role}. Look at: "
        yield Problem(0, "email", f"{sentence}passerelle people list --edition {edition.slug}")
    if len(leaving) > 1:
        roles = ", ".join(each.role for each in leaving)
        yield Problem(0, "--role", f"{options.email} has several roles. Give one of {roles}.")


def _faults_of_reason(reason: str) -> Iterator[Problem]:
    if not reason:
        yield Problem(0, "--reason", "It is empty; write why they leave.")
    if CONTROL.search(reason):
        yield Problem(0, "--reason", "It holds a sign that nobody can read; write it again.")
    if len(reason) > _LONGEST_REASON:
        sentence = f"It has {len(reason)} signs; write {_LONGEST_REASON} at most."
        yield Problem(0, "--reason", sentence)


def _tell(enrolment: Enrolment, options: argparse.Namespace, *, was_gone: bool) -> None:
    withdrawal, who = enrolment.withdrawal, enrolment.person
    if options.json:
        told = {
            "edition": options.edition,
            **_row(enrolment),
            "reason": withdrawal.reason,
            "by": withdrawal.by.email,
            "standing": "already withdrawn" if was_gone else "withdrawn",
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    elif was_gone:
        print(f"{who} <{who.email}> withdrew as {enrolment.role} before, on ", end="")
        print(f"{withdrawal.at:%Y-%m-%d}: nothing changed.")
    else:
        print(f"{who} <{who.email}> is withdrawn as {enrolment.role}; their work stays.")

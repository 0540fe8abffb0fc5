"""`passerelle timetable check|gaps`: calendar files and the weeks of unusual gap; no database."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, timedelta
from pathlib import Path

from passerelle.engines.timetable import (
    PARIS,
    REFERENCE_ZONES,
    Calendar,
    UnreadableCalendar,
    city_label,
    day_en,
    from_ics,
    unusual_gap_periods,
)

_LONGEST = timedelta(days=366 * 20)


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    timetable = commands.add_parser("timetable", help="check a calendar file, list unusual gaps")
    verbs = timetable.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser("check", help="say what an .ics file holds")
    check.add_argument("file", help="a file, or - for standard input")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=run_check)
    gaps = verbs.add_parser("gaps", help="when Paris and Montréal are not 6 hours apart")
    gaps.add_argument("--from", dest="first", type=date.fromisoformat, required=True)
    gaps.add_argument("--until", dest="last", type=date.fromisoformat, required=True)
    gaps.add_argument("--json", action="store_true")
    gaps.set_defaults(run=run_gaps)


def run_check(options: argparse.Namespace) -> int:
    """Exit 1 when the file is no calendar, or when some of it could not be read."""
    try:
        calendar = from_ics(_bytes_of(options.file), floating_zone=PARIS)
    except (OSError, UnreadableCalendar) as refused:
        print(f"{options.file}: {refused}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(_as_dict(calendar), indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(calendar, options.file)))
    return 1 if calendar.problems else 0


def run_gaps(options: argparse.Namespace) -> int:
    if options.last < options.first or options.last - options.first > _LONGEST:
        print("Give --until after --from, twenty years later at most.", file=sys.stderr)
        return 1
    found = unusual_gap_periods(options.first, options.last)
    if options.json:
        rows = [
            {
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
                "days": each.days,
                "gap_minutes": each.gap // timedelta(minutes=1),
            }
            for each in found
        ]
        print(json.dumps(rows, indent=2))
        return 0
    cities = " and ".join(city_label(zone) for zone in REFERENCE_ZONES)
    for each in found:
        hours = each.gap / timedelta(hours=1)
        span = f"{day_en(each.first)} to {day_en(each.last)}"
        print(f"{span}: {each.days} days, {cities} are {hours:g} h apart")
    print(f"{sum(each.days for each in found)} days in all.")
    return 0


def _bytes_of(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _as_dict(calendar: Calendar) -> dict[str, object]:
    return {
        "name": calendar.name,
        "zone": calendar.zone,
        "events": len(calendar.events),
        "all_day": sum(event.all_day for event in calendar.events),
        "problems": [
            {"line": each.line, "component": each.component, "message": each.message.en}
            for each in calendar.problems
        ],
        "opaque": [{"line": each.line, "name": each.name} for each in calendar.opaque],
    }


def _lines(calendar: Calendar, name: str) -> list[str]:
    days = sum(event.all_day for event in calendar.events)
    zone = calendar.zone or "no zone named"
    lines = [f"{name}:{each.line}: {each.message.en}" for each in calendar.problems]
    lines += [f"{name}:{each.line}: {each.name} kept, not played here" for each in calendar.opaque]
    problems = f"{len(lines)} to look at" if lines else "nothing lost"
    return [*lines, f"{len(calendar.events)} events, {days} of whole days, {zone}; {problems}."]

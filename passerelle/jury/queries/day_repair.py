"""The repair of a day, to be read before it is accepted: what breaks which rule, what moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.models import Juror
from passerelle.campus.queries.counting import spelled
from passerelle.engines.order_of_day import (
    Broken,
    Repair,
    Rule,
    Slot,
    Standing,
    broken_in,
    repair,
)
from passerelle.foundation.ids import digest_of

from ..models import PresentationDay
from .day_standing import DayStanding, standing_of


@dataclass(frozen=True, slots=True)
class PassageChange:
    team: str
    before: datetime
    before_room: str
    after: datetime
    after_room: str


@dataclass(frozen=True, slots=True)
class SeatChange:
    room: str
    leaves: str
    comes: str


@dataclass(frozen=True, slots=True)
class RoomAfter:
    """What each team of a room will meet: the fewest who hear one, the fewest institutions."""

    name: str
    teams: int
    quorum: int
    fewest: int
    least_institutions: int
    institutions: int
    chair: str


@dataclass(frozen=True, slots=True)
class RepairPage:
    """`seen` names this very proposal: whoever accepts it accepts no other."""

    day: PresentationDay
    finding: str
    broken: tuple[str, ...]
    impossible: tuple[str, ...]
    passages: tuple[PassageChange, ...]
    seats: tuple[SeatChange, ...]
    rooms: tuple[RoomAfter, ...]
    seen: str

    @property
    def may_accept(self) -> bool:
        return bool(self.passages or self.seats)


def repair_page(day: PresentationDay) -> RepairPage:
    """Four queries."""
    known = standing_of(day)
    found = repair(known.standing)
    people = {each.person_id: str(each.person) for each in known.seats}
    people |= {pk: str(each) for pk, each in known.reserve.items()}
    broken = broken_in(known.standing)
    return RepairPage(
        day=day,
        finding=_finding(broken, found),
        broken=tuple(_said(each, known) for each in broken),
        impossible=tuple(_cannot(each, known) for each in found.impossible),
        passages=tuple(
            PassageChange(
                str(known.passages[each.team].team),
                each.before.starts_at,
                str(known.rooms[each.before.room]),
                each.after.starts_at,
                str(known.rooms[each.after.room]),
            )
            for each in found.moves
        ),
        seats=tuple(
            SeatChange(str(known.rooms[each.room]), people[each.leaves], people[each.comes])
            for each in found.replacements
        ),
        rooms=_rooms_after(known, found, people) if found.changes else (),
        seen=seal_of(found),
    )


def seal_of(found: Repair) -> str:
    """Tells one proposal from another, whenever it is made."""
    moves = sorted((each.team, each.after.room, each.after.starts_at) for each in found.moves)
    seats = sorted((each.room, each.leaves, each.comes) for each in found.replacements)
    return digest_of(f"{moves} {seats}")[:32]


def _finding(broken: Sequence[Broken], found: Repair) -> str:
    if not broken:
        return _("Every passage still to come keeps its rules: nothing is to be mended.")
    if not found.changes:
        return _("No change of places or jurors mends the day.")
    if found.impossible:
        text = ngettext(
            "One change mends part of the day.",
            "%(count)s changes mend part of the day.",
            found.changes,
        )
        return text % {"count": spelled(found.changes)}
    text = ngettext("One change mends the day.", "%(count)s changes mend the day.", found.changes)
    return text % {"count": spelled(found.changes)}


def _said(broken: Broken, known: DayStanding) -> str:
    sentences = {
        Rule.HOURS: _("%(team)s would connect before 08:00 or after 20:00 of its clock."),
        Rule.QUORUM: _("%(team)s is heard by fewer jurors than the quorum of its room."),
        Rule.INSTITUTIONS: _("%(team)s is heard by too few institutions."),
        Rule.OUTSIDE: _("%(team)s is heard by too few jurors from outside its institutions."),
        Rule.CHAIR: _("%(team)s is heard without a chair."),
        Rule.FULL: _("%(team)s finds every suitable place taken."),
    }
    return sentences[broken.rule] % {"team": known.passages[broken.team].team}


def _cannot(broken: Broken, known: DayStanding) -> str:
    """The rule that no place keeps; where it is for want of jurors, which ones, and why so."""
    sentences = {
        Rule.HOURS: _("%(team)s: no place falls between 08:00 and 20:00 of its clock."),
        Rule.QUORUM: _("%(team)s: no room keeps its quorum."),
        Rule.INSTITUTIONS: _("%(team)s: no room keeps enough institutions."),
        Rule.OUTSIDE: _("%(team)s: no room keeps enough jurors from outside its institutions."),
        Rule.CHAIR: _("%(team)s: no room has a chair who may hear it."),
        Rule.FULL: _("%(team)s: the places where its rules hold are taken by passages that stay."),
    }
    said = sentences[broken.rule] % {"team": known.passages[broken.team].team}
    if broken.rule in {Rule.HOURS, Rule.FULL}:
        return said
    return " ".join([said, *_want_of_jurors(broken.team, known)])


def _want_of_jurors(team: int, known: DayStanding) -> list[str]:
    standing, room = known.standing, known.passages[team].room_id
    barred = next(each.team.barred for each in standing.placed if each.team.id == team)
    lacking = [
        *(_("%(name)s (absent)") % {"name": each} for each in _of_room(room, known.away)),
        *(
            _("%(name)s (recused)") % {"name": each}
            for each in _of_room(room, known.seats)
            if each.person_id in barred
        ),
    ]
    said = [_("Its room lacks: %(names)s.") % {"names": ", ".join(lacking)}] if lacking else []
    has_begun = any(each.has_started and each.slot.room == room for each in standing.placed)
    if has_begun:
        return [*said, _("That room has begun and keeps its jurors.")]
    return [*said, _("Nobody free could sit there.")]


def _of_room(room: int | None, seats: Iterable[Juror]) -> list[Juror]:
    return [each for each in seats if each.panel.room.pk == room]


def _rooms_after(
    known: DayStanding, found: Repair, people: dict[int, str]
) -> tuple[RoomAfter, ...]:
    rows, standing = [], known.standing
    goes: dict[int, Slot] = {each.team: each.after for each in found.moves}
    for room in standing.rooms:
        jurors, chair = set(room.jurors), standing.balances[room.id].chair
        for each in found.replacements:
            if each.room == room.id:
                jurors = jurors - {each.leaves} | {each.comes}
                chair = each.comes if chair == each.leaves else chair
        hearing = [
            jurors - each.team.barred
            for each in standing.placed
            if goes.get(each.team.id, each.slot).room == room.id and not each.has_started
        ]
        if hearing:
            rows.append(
                RoomAfter(
                    name=str(known.rooms[room.id]),
                    teams=len(hearing),
                    quorum=room.quorum,
                    fewest=min(map(len, hearing)),
                    least_institutions=standing.balances[room.id].least_institutions,
                    institutions=min(_houses(each, standing) for each in hearing),
                    chair=people.get(chair, "") if chair else "",
                )
            )
    return tuple(rows)


def _houses(jurors: set[int], standing: Standing) -> int:
    return len({standing.houses.get(each) for each in jurors} - {None})

"""On the day: a passage is moved; it starts, comes to its questions, ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.campus.errors import CampusRefusal
from passerelle.engines.order_of_day import Obstacle, Slot, jurors_of_rooms, obstacle_to
from passerelle.engines.timetable import city_label
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell_all
from passerelle.people.models import Person

from ..day_words import hour_said
from ..models import Passage
from ..queries.day_values import laid_rooms, seats_of_day, teams_of_day
from .day import order_url, tell_teams
from .day_sheets import sheets_follow

Mark = Literal["started", "questions", "ended"]
_LABELS = {
    "started": "started a passage",
    "questions": "came to the questions of a passage",
    "ended": "ended a passage",
}


@transaction.atomic
def exchange_passages(one: Passage, other: Passage, *, by: Person) -> None:
    """Two teams change places; whoever was told another hour is told again."""
    one, other = _locked(one), _locked(other)
    if one.day_id != other.day_id or one.pk == other.pk:
        raise CampusRefusal(_("Choose another team of the same day."))
    if one.room_id is None or other.room_id is None:
        raise CampusRefusal(_("This team has no place in the order of the day."))
    if one.started_at is not None or other.started_at is not None:
        raise CampusRefusal(_("This team has begun to present: its passage no longer moves."))
    _refuse_misfit(one, other)
    one.room, other.room = other.room, one.room
    one.starts_at, other.starts_at = other.starts_at, one.starts_at
    one.place, other.place = other.place, one.place
    _leave_place(one, other)
    for each in (one, other):
        each.moved += 1
        each.save()
        note_passage(each, "moved a passage", by=by)
    sheets_follow(one.day, (one, other), by=by)
    if one.day.published_at is not None:
        tell_moved([one, other])


@transaction.atomic
def mark_passage(passage: Passage, mark: Mark, *, by: Person) -> Passage:
    """Write when it really started, came to its questions or ended. Twice is once."""
    passage = _locked(passage)
    now = clock.now()
    if passage.room_id is None:
        raise CampusRefusal(_("This team has no place in the order of the day."))
    if mark == "started" and passage.started_at is None:
        _refuse_beside_another(passage)
        passage.started_at, passage.started_by = now, by
    elif mark == "questions" and passage.started_at and not passage.questions_at:
        passage.questions_at = now
    elif mark == "ended" and passage.started_at and not passage.ended_at:
        passage.ended_at, passage.ended_by = now, by
    else:
        return passage
    passage.save()
    note_passage(passage, _LABELS[mark], by=by)
    return passage


@transaction.atomic
def take_back_mark(passage: Passage, *, by: Person) -> Passage:
    """The last thing written of a passage was a slip of the hand."""
    passage = _locked(passage)
    if passage.ended_at is not None:
        _refuse_beside_another(passage)
        passage.ended_at, passage.ended_by = None, None
    elif passage.questions_at is not None:
        passage.questions_at = None
    elif passage.started_at is not None:
        passage.started_at, passage.started_by = None, None
    else:
        return passage
    passage.save()
    note_passage(passage, "took back a mark of a passage", by=by)
    return passage


def _locked(passage: Passage) -> Passage:
    found = Passage.objects.select_related("day__activity", "day__edition", "team", "room")
    return found.select_for_update(of=("self",)).get(pk=passage.pk)


def _refuse_beside_another(passage: Passage) -> None:
    running = Passage.objects.filter(
        room=passage.room_id, started_at__isnull=False, ended_at=None
    ).exclude(pk=passage.pk)
    other = running.select_related("team").first()
    if other is not None:
        text = _("%(team)s is still presenting in this room: end its passage first.")
        raise CampusRefusal(text % {"team": other.team})


def _refuse_misfit(one: Passage, other: Passage) -> None:
    rooms = laid_rooms(one.day)
    seated, _doubled = jurors_of_rooms(rooms)
    by_id = {room.id: room for room in rooms}
    teams = teams_of_day(one.day.edition)
    for goer, place in ((one, other), (other, one)):
        if place.room_id is None or place.starts_at is None:
            continue
        slot = Slot(place.room_id, place.starts_at, place.starts_at + one.day.turn)
        team = teams[goer.team_id].laid(remote=goer.remote)
        met = obstacle_to(team, slot, by_id[place.room_id], seated[place.room_id])
        if met is not None:
            raise CampusRefusal(_misfit_said(goer, met, sorted(team.zones)))


def _misfit_said(passage: Passage, obstacle: Obstacle, zones: Sequence[str]) -> str:
    words = {"team": passage.team, "cities": ", ".join(city_label(zone) for zone in zones)}
    if obstacle is Obstacle.HOURS:
        return (
            _("%(team)s connects from %(cities)s: there, that is before 08:00 or after 20:00.")
            % words
        )
    return (
        _("Without its recused jurors, the quorum of that room does not hold for %(team)s.") % words
    )


def _leave_place(one: Passage, other: Passage) -> None:
    """For an instant, nobody holds the place of `one`: two of a room never have one hour."""
    Passage.objects.filter(pk__in=[one.pk, other.pk]).update(room=None, starts_at=None)


def tell_moved(passages: Sequence[Passage]) -> None:
    day = passages[0].day
    tell_teams(passages, verb="presents later", url=order_url(day))
    rooms = {each.room_id for each in passages}
    jurors = seats_of_day(day).filter(panel__room__in=rooms)
    label = hour_said(day.starts_at, zone=day.zone)
    tell_all(
        jurors.values_list("person_id", flat=True),
        verb="hears another",
        label=label,
        url=order_url(day),
    )


def note_passage(passage: Passage, verb: str, *, by: Person) -> None:
    detail = {"to": f"{passage.starts_at:%Y-%m-%d %H:%M} UTC"} if passage.starts_at else {}
    thing = Thing("passage", str(passage.pk), str(passage.team))
    note(by, verb, thing, edition=passage.day.edition.slug, **detail)

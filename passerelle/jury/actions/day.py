"""The presentation day is planned, given rooms and pauses, laid out, published."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.campus.errors import CampusRefusal
from passerelle.campus.models import Activity, Panel, TeamMember
from passerelle.engines.order_of_day import OrderOfDay, drawn, lay
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell_all
from passerelle.people.models import Person

from ..day_words import hour_said
from ..enums import PauseKind
from ..models import DayPause, Passage, PresentationDay, Room
from ..queries.day_values import frame_of, laid_rooms, seats_of_day, teams_of_day


@transaction.atomic
def plan_day(
    activity: Activity,
    *,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    presentation: int,
    questions: int,
    changeover: int,
    by: Person,
) -> PresentationDay:
    """Say when the teams present and how long each has, in minutes; again, to change it."""
    day = PresentationDay.objects.filter(edition=activity.edition).first()
    if day is not None:
        refuse_published(day)
    values = {
        "activity": activity,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "zone": zone,
        "presentation_minutes": presentation,
        "questions_minutes": questions,
        "changeover_minutes": changeover,
        "planned_at": clock.now(),
        "planned_by": by,
    }
    day, _created = PresentationDay.objects.update_or_create(
        edition=activity.edition, defaults=values
    )
    note_day(day, "planned the presentation day", by=by)
    return day


@transaction.atomic
def open_room(day: PresentationDay, *, panel: Panel, name: str, link: str = "") -> Room:
    """Give a panel its room; twice is once."""
    refuse_published(day)
    if panel.activity_id != day.activity_id:
        raise CampusRefusal(_("This panel marks something else than what is presented that day."))
    last = day.rooms.aggregate(last=Max("number"))["last"] or 0
    room, _created = Room.objects.get_or_create(
        panel=panel, defaults={"day": day, "number": last + 1, "name": name, "link": link}
    )
    return room


@transaction.atomic
def give_room_up(room: Room) -> None:
    """No one passes there any more; the day is to be laid out again."""
    refuse_published(room.day)
    room.passages.update(room=None, starts_at=None, obstacle="")
    room.delete()


@transaction.atomic
def add_pause(
    day: PresentationDay, *, kind: PauseKind, starts_at: datetime, ends_at: datetime
) -> DayPause:
    """Nobody passes then; twice is once."""
    refuse_published(day)
    pause, _created = DayPause.objects.get_or_create(
        day=day, starts_at=starts_at, defaults={"kind": kind, "ends_at": ends_at}
    )
    return pause


@transaction.atomic
def remove_pause(pause: DayPause) -> None:
    refuse_published(pause.day)
    pause.delete()


@transaction.atomic
def lay_day(
    day: PresentationDay,
    *,
    order: Sequence[int] = (),
    seed: str = "",
    remote: Collection[int] | None = None,
    by: Person,
) -> OrderOfDay:
    """Give every team its room and hour: in the order drawn with `seed`, or in `order` (team ids).

    `remote` are the teams that connect; without it, those with a member on another clock."""
    day = PresentationDay.objects.select_for_update().get(pk=day.pk)
    refuse_published(day)
    teams = teams_of_day(day.edition)
    numbers = {each.team.number: each.team.pk for each in teams.values()}
    wanted = [numbers[each] for each in drawn(numbers, seed=seed)] if seed else list(order)
    wanted = [each for each in dict.fromkeys([*wanted, *teams]) if each in teams]
    if remote is None:
        remote = {pk for pk, each in teams.items() if each.is_far_from(day.zone)}
    laid = lay(
        frame_of(day),
        laid_rooms(day),
        [teams[pk].laid(remote=pk in remote) for pk in wanted],
    )
    _write(day, laid, wanted, remote)
    day.seed, day.planned_at, day.planned_by = seed, clock.now(), by
    day.save(update_fields=["seed", "planned_at", "planned_by"])
    note_day(day, "laid out the presentation day", by=by, seed=seed or None)
    return laid


@transaction.atomic
def publish_day(day: PresentationDay, *, by: Person) -> PresentationDay:
    """Everyone reads the order; each team is told its hour on its members' own clocks."""
    day = PresentationDay.objects.select_for_update().get(pk=day.pk)
    if day.published_at is not None:
        return day
    placed = list(day.passages.filter(room__isnull=False).select_related("room", "team"))
    if not placed:
        raise CampusRefusal(_("No team has an hour yet: lay out the day before you publish it."))
    day.published_at, day.published_by = clock.now(), by
    day.save(update_fields=["published_at", "published_by"])
    tell_teams(placed, verb="presents", url=order_url(day))
    first = hour_said(day.starts_at, zone=day.zone)
    jurors = seats_of_day(day).values_list("person_id", flat=True)
    tell_all(jurors, verb="hears", label=first, url=order_url(day))
    note_day(day, "published the presentation day", by=by)
    return day


@transaction.atomic
def take_back_publication(day: PresentationDay, *, by: Person) -> PresentationDay:
    """To plan anew, as long as nobody has begun to present."""
    day = PresentationDay.objects.select_for_update().get(pk=day.pk)
    if day.published_at is None:
        return day
    if day.passages.filter(started_at__isnull=False).exists():
        raise CampusRefusal(_("The day has begun: its plan stays. Move a single passage instead."))
    day.published_at = day.published_by = None
    day.save(update_fields=["published_at", "published_by"])
    note_day(day, "took back the order of the day", by=by)
    return day


def tell_teams(passages: Collection[Passage], *, verb: str, url: str) -> None:
    """One write for each team and clock."""
    members = TeamMember.objects.filter(
        team__in=[each.team_id for each in passages], enrolment__withdrawal=None
    ).values_list("team", "enrolment__person", "enrolment__person__zone")
    clocks: dict[tuple[int, str], list[int]] = {}
    for team, person, zone in members:
        clocks.setdefault((team, zone), []).append(person)
    by_team = {each.team_id: each for each in passages}
    for (team, zone), people in sorted(clocks.items()):
        passage = by_team[team]
        if passage.starts_at is not None:
            label = hour_said(passage.starts_at, zone=zone, room=str(passage.room))
            tell_all(people, verb=verb, label=label, url=url)


def refuse_published(day: PresentationDay) -> None:
    if day.published_at is not None:
        raise CampusRefusal(
            _("The order is published: move a single passage, or take the publication back.")
        )


def note_day(day: PresentationDay, verb: str, *, by: Person, **detail: str | int | None) -> None:
    thing = Thing("presentation day", str(day.pk), str(day.activity.title))
    note(by, verb, thing, edition=day.edition.slug, **detail)


def order_url(day: PresentationDay) -> str:
    return reverse("day_order", args=[day.edition.slug])


def _write(
    day: PresentationDay, laid: OrderOfDay, order: Sequence[int], remote: Collection[int]
) -> None:
    """Nobody has passed yet: the former order leaves no trace but the journal's."""
    day.passages.all().delete()
    placed = {each.team: each for each in laid.passages}
    left = {each.team: each for each in laid.unplaced}
    Passage.objects.bulk_create(
        Passage(
            day=day,
            team_id=team,
            place=place,
            remote=team in remote,
            room_id=placed[team].slot.room if team in placed else None,
            starts_at=placed[team].slot.starts_at if team in placed else None,
            obstacle="" if team in placed else left[team].obstacle.value,
            obstacle_zones="" if team in placed else " ".join(left[team].zones),
        )
        for place, team in enumerate(order, start=1)
    )

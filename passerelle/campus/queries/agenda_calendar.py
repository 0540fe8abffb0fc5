"""What a person's telephone subscribes to: their sessions and due dates as iCalendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from passerelle.engines.timetable import CalendarEvent, to_ics, zoned
from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.foundation.models import Entry
from passerelle.foundation.translated import reading_language
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..viewer import Viewer, viewer_of
from .agenda import Duty, Meeting, duties_of, meetings_of
from .agenda_wording import clock_said
from .learning_state import Reader

# A due date is a moment: it has no length, and leaves the hour free.
_LEAVES_FREE = ("TRANSP:TRANSPARENT",)


@dataclass(frozen=True, slots=True)
class Feed:
    """The bytes of a calendar, with what tells whether they changed."""

    content: bytes
    etag: str
    changed_at: datetime


def holder_of(key: str) -> Person | None:
    """Whose calendar a secret address opens."""
    return Person.objects.filter(calendar_key=key, is_active=True).first() if key else None


def feed_of(person: Person) -> Feed:
    """Every edition they take part in, in their language: two queries an edition, and three."""
    with translation.override(person.language):
        viewer = viewer_of(person, edition=None)
        events = [
            event
            for edition in viewer.editions
            for event in _events(Viewer(person, edition, viewer.enrolments), edition)
        ]
        changed_at = _changed_at(viewer)
        language, name = reading_language(), _name(viewer)
        zones = _clocks_of(person.zone)
        content = to_ics(events, name=name, produced_at=changed_at, zones=zones, language=language)
    return Feed(content, _etag_of(f"{language} {zones} {name} {events}"), changed_at)


def one_meeting(meeting: Meeting, edition: Edition, *, zone: str) -> bytes:
    """A calendar of one session."""
    return to_ics(
        [_meeting_event(meeting, edition)],
        name=meeting.title,
        produced_at=timezone.now(),
        zones=_clocks_of(zone),
        language=reading_language(),
    )


def address_of(key: str) -> str:
    """The secret address itself."""
    return settings.SITE_URL.rstrip("/") + reverse("calendar", args=[key])


def telephone_address_of(key: str) -> str:
    """The same, as telephones open it in their calendar."""
    parts = urlsplit(address_of(key))
    return f"webcal://{parts.netloc}{parts.path}"


def _clocks_of(zone: str) -> tuple[str, ...]:
    """The reader's own clock, then the other reference clocks; none twice."""
    places = zoned(timezone.now(), reader_zone=zone).places
    return tuple(place.zone for place in places)


def _etag_of(said: str) -> str:
    """Weak: it holds for the events, whatever the second the file was written at."""
    return f'W/"{digest_of(said)[:32]}"'


def _name(viewer: Viewer) -> str:
    return str(viewer.edition.programme) if viewer.edition else "Passerelle"


def _changed_at(viewer: Viewer) -> datetime:
    """The last line of these editions' journals: nothing changes that is not written there.

    Never later than now (RFC 9110, 8.8.2.1): the demo's clock may be ahead."""
    slugs = [edition.slug for edition in viewer.editions]
    last = Entry.objects.filter(edition__in=slugs).aggregate(last=Max("at"))["last"]
    return min(last or timezone.now(), timezone.now()).replace(microsecond=0)


def _events(viewer: Viewer, edition: Edition) -> Iterator[CalendarEvent]:
    reader = Reader.now(clock.now(), viewer.zone)
    for meeting in meetings_of(viewer):
        yield _meeting_event(meeting, edition)
    for duty in duties_of(viewer):
        yield _duty_event(duty, edition, reader)


def _meeting_event(meeting: Meeting, edition: Edition) -> CalendarEvent:
    url = settings.SITE_URL.rstrip("/") + meeting.url
    said = [f"{meeting.kind_label}, {meeting.module}"]
    if meeting.experts:
        said.append(_("With %(names)s") % {"names": meeting.experts_named})
    return CalendarEvent(
        uid=f"session-{meeting.slug}-{_site_of(edition)}",
        start=meeting.starts_at,
        end=meeting.ends_at,
        zone=meeting.planned_zone,
        summary=meeting.title,
        description="\n".join([*said, url]),
        location=meeting.room_url,
        url=url,
        status="CONFIRMED",
        sequence=meeting.sequence,
    )


def _duty_event(duty: Duty, edition: Edition, reader: Reader) -> CalendarEvent:
    url = settings.SITE_URL.rstrip("/") + duty.url
    said = {"hour": clock_said(duty.due_at, reader), "title": duty.title}
    return CalendarEvent(
        uid=f"due-{duty.module_slug}-{duty.slug}-{_site_of(edition)}",
        start=duty.due_at,
        end=duty.due_at,
        zone=edition.zones[0],
        summary=_("Due before %(hour)s: %(title)s") % said,
        description=f"{duty.kind_label}, {duty.module}\n{url}",
        url=url,
        other_lines=_LEAVES_FREE,
    )


def _site_of(edition: Edition) -> str:
    """What makes an identifier ours alone, whatever machine serves it: 2027@diploma.example."""
    return f"{edition.slug}@{edition.issuer.removeprefix('did:web:').replace(':', '.')}"

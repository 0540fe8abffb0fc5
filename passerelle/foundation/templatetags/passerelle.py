"""What templates say the same way everywhere: instants, numbers, sizes, fields, the bridge."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TypedDict

from django.forms import BaseForm, BoundField
from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from passerelle.engines.numbers import format_in, hours_said
from passerelle.engines.timetable import (
    LocalTime,
    clock_en,
    clock_fr,
    day_en,
    day_fr,
    span_en,
    span_fr,
    zone_named,
)
from passerelle.engines.timetable import (
    zoned as on_each_clock,
)
from passerelle.foundation.bridge import Year, drawing
from passerelle.foundation.translated import Language, reading_language

register = Library()

HOME_ZONE = "Europe/Paris"
NO_BREAK = "\u00a0"
KILO = 1000


# Instants


@register.simple_tag(takes_context=True)
def zoned(context: Context, instant: datetime | None, *, day: str = "full") -> SafeString | str:
    """The instant on the reader's clock, then on the other reference clocks; `day=""` omits it."""
    if instant is None:
        return "–"
    return _zoned(instant, None, _zone_of(context), reading_language(), day)


@register.simple_tag(takes_context=True)
def zoned_span(
    context: Context, start: datetime, end: datetime, *, day: str = ""
) -> SafeString | str:
    """From start to end on the reader's clock, and the start elsewhere; `day="full"` says it."""
    return _zoned(start, end, _zone_of(context), reading_language(), day)


@register.simple_tag(takes_context=True, name="day")
def day_in_full(context: Context, at: date | None) -> str:
    """The day of a date, or of an instant where the reader is: jeudi 18 février 2027."""
    if at is None:
        return "–"
    if isinstance(at, datetime):
        at = at.astimezone(zone_named(_zone_of(context)))
    return day_fr(at) if reading_language() == "fr" else day_en(at)


def _zone_of(context: Context) -> str:
    viewer = context.get("viewer")
    return str(getattr(viewer, "zone", None) or HOME_ZONE)


# The text depends on nothing but the arguments: the same sessions come back on every page.
@lru_cache(maxsize=8192)
def _zoned(
    start: datetime, end: datetime | None, zone: str, language: Language, day: str
) -> SafeString:
    places = on_each_clock(start, reader_zone=zone)
    here, others = places.reader, places.elsewhere
    until = None if end is None else end.astimezone(here.at.tzinfo)
    # A line ends after a city, never between an hour and its city.
    dots = [f"{NO_BREAK}·"] * len(others) + [""]
    elsewhere = (
        (_clock(place.at, language), f"{place.label}{_apart(place)}", dot)
        for place, dot in zip(others, dots[1:], strict=True)
    )
    return format_html(
        '<time class="zoned" datetime="{}">{}<span><span class="here">{}</span> {}{}</span>{}'
        "</time>",
        start.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"),
        _day_before(here.at, language) if day else "",
        _clock(here.at, language) if until is None else _span(here.at, until, language),
        here.label,
        dots[0],
        format_html_join("", ' <span class="there">{} {}{}</span>', elsewhere),
    )


def _day_before(at: datetime, language: Language) -> SafeString:
    return format_html(
        '<span class="day">{},</span> ', day_fr(at) if language == "fr" else day_en(at)
    )


def _clock(at: datetime, language: Language) -> str:
    return clock_fr(at) if language == "fr" else clock_en(at)


def _span(start: datetime, end: datetime, language: Language) -> str:
    return span_fr(start, end) if language == "fr" else span_en(start, end)


def _apart(place: LocalTime) -> str:
    if not place.days_apart:
        return ""
    words = gettext("the next day") if place.days_apart > 0 else gettext("the day before")
    return f" ({words})"


# Numbers


@register.filter
def number(value: Decimal | float | int | None, places: int | None = None) -> str:
    """A number as the reader writes it, with that many decimals or as many as it needs."""
    if value is None or value == "":
        return "–"
    return _number(value, places, reading_language())


# A table of marks says the same few numbers hundreds of times.
@lru_cache(maxsize=8192)
def _number(value: Decimal | float, places: int | None, language: Language) -> str:
    exact = value if isinstance(value, int) else Decimal(str(value))
    return format_in(language, exact, places=places)


@register.filter
def hours(minutes: int | None) -> str:
    """A duration in minutes: 45 min, 2 h, 31 h 30."""
    return "–" if minutes is None else hours_said(round(minutes))


@register.filter
def filesize_short(size: int | None) -> str:
    """A size in bytes, kilobytes or megabytes of 1000: 1,2 Mo."""
    if size is None:
        return "–"
    french = reading_language() == "fr"
    if size < KILO:
        unit = ("octet" if french else "byte") + ("s" if size > 1 else "")
        return f"{size}{NO_BREAK}{unit}"
    kilobytes = round(size / KILO)
    if kilobytes < KILO:
        return f"{kilobytes}{NO_BREAK}{'ko' if french else 'kB'}"
    megabytes = format_in(reading_language(), Decimal(size) / KILO**2, places=1)
    return f"{megabytes}{NO_BREAK}{'Mo' if french else 'MB'}"


# Forms


@register.simple_tag
def field(bound: BoundField, *, sometimes_needed: bool = False) -> SafeString:
    """A field with its label, its hint and what is wrong with it, tied for screen readers.

    One that is `sometimes_needed` says when by its words: it is not called optional."""
    context = {"field": bound, "sometimes_needed": sometimes_needed}
    return render_to_string("parts/field.html", context)


class Complaint(TypedDict):
    target: str
    label: str
    error: str


@register.inclusion_tag("parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, list[Complaint]]:
    """What is wrong in a form, each line a link to its field; nothing when all is well."""
    general = [Complaint(target="", label="", error=str(e)) for e in form.non_field_errors()]
    complaints = [
        Complaint(target=_first_control(bound), label=str(bound.label), error=str(error))
        for bound in form
        for error in bound.errors
    ]
    return {"complaints": general + complaints}


def _first_control(bound: BoundField) -> str:
    return bound.id_for_label or f"{bound.auto_id}_0"


# The year


@register.inclusion_tag("parts/bridge.html")
def bridge(year: Year) -> dict[str, object]:
    """The year as a bridge, what is crossed drawn, with its caption."""
    return {"year": year, "drawing": drawing(year)}

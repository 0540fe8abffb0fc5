"""What the presentation day says: an hour on someone's clock, why a team has no place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from passerelle.engines.order_of_day import Obstacle
from passerelle.engines.timetable import city_label, clock_en, clock_fr, day_en, day_fr, zone_named
from passerelle.foundation.notices import word
from passerelle.foundation.translated import Translated


def register_news() -> None:
    """How the day's news is worded."""
    word("presents", gettext_noop("Your team presents on %(label)s"), at_once=True)
    word(
        "presents later",
        gettext_noop("Your team’s presentation has moved: %(label)s"),
        at_once=True,
    )
    word("hears", gettext_noop("The order of the presentation day is published: %(label)s"))
    word(
        "hears another", gettext_noop("The order of your room has changed: %(label)s"), at_once=True
    )


def hour_said(at: datetime, *, zone: str, room: str = "") -> Translated:
    """The day and hour on a clock, with its city, in both languages."""
    local, city = at.astimezone(zone_named(zone)), city_label(zone)
    where = f", {room}" if room else ""
    return Translated(
        fr=f"{day_fr(local)}, {clock_fr(local)} ({city}){where}",
        en=f"{day_en(local)}, {clock_en(local)} ({city}){where}",
    )


def obstacle_said(obstacle: str, zones: Iterable[str] = ()) -> str:
    """Why a team has no place, as a sentence."""
    cities = ", ".join(city_label(zone) for zone in zones)
    if obstacle == Obstacle.HOURS.value:
        text = _("Every slot falls before 08:00 or after 20:00 in %(cities)s.")
        return text % {"cities": cities}
    if obstacle == Obstacle.QUORUM.value:
        return _("Without its recused jurors, no room keeps its quorum.")
    if obstacle == Obstacle.HOURS_AND_QUORUM.value:
        text = _("Where the quorum holds, it would be before 08:00 or after 20:00 in %(cities)s.")
        return text % {"cities": cities}
    return _("The day is too short: no slot is left.")

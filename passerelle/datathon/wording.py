"""Instants said where both continents read them, and sentences kept in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext, override

from passerelle.engines.scoring import said_in
from passerelle.engines.timetable import clock_en, clock_fr, day_en, day_fr, zoned
from passerelle.foundation.translated import Translated, reading_language


def said_in_zones(instant: datetime, zones: Sequence[str]) -> str:
    """On each clock, as pages say it: dimanche 11 avril 2027, 12 h 00 Paris · 6 h 00 Montréal."""
    french = reading_language() == "fr"
    places = zoned(instant, tuple(zones)).places
    said = []
    for place in places:
        hour = clock_fr(place.at) if french else clock_en(place.at)
        day = day_fr(place.at) if french else day_en(place.at)
        is_new_day = place is places[0] or place.days_apart
        here = f"{hour} {place.label}"
        said.append(f"{day}, {here}" if is_new_day else here)
    return " · ".join(said)


def in_both(message: str, **words: str | int | None) -> Translated:
    """A message of ours in both languages: who stores it does not know who will read it."""
    said = {}
    for language in ("fr", "en"):
        with override(language):
            said[language] = gettext(message) % words
    return Translated(fr=said["fr"], en=said["en"])


def of_the_engine(sentence: str) -> Translated:
    """A sentence of the scoring engine, which speaks English and knows its own French."""
    return Translated(fr=said_in(sentence, "fr"), en=sentence)

"""Dates and lists as sentences write them, in both languages."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from passerelle.engines.credential._values import Text

_MONTHS: Final = (
    ("janvier", "January"),
    ("février", "February"),
    ("mars", "March"),
    ("avril", "April"),
    ("mai", "May"),
    ("juin", "June"),
    ("juillet", "July"),
    ("août", "August"),
    ("septembre", "September"),
    ("octobre", "October"),
    ("novembre", "November"),
    ("décembre", "December"),
)


def day(instant: datetime) -> Text:
    """The UTC day of an instant.

    >>> day(datetime(2026, 6, 1, tzinfo=UTC)).fr
    '1er juin 2026'
    """
    moment = instant.astimezone(UTC)
    french, english = _MONTHS[moment.month - 1]
    ordinal = "1er" if moment.day == 1 else str(moment.day)
    return Text(fr=f"{ordinal} {french} {moment.year}", en=f"{moment.day} {english} {moment.year}")


def listed(items: Sequence[Text]) -> Text:
    """Several names as one phrase.

    >>> listed([Text("A", "A"), Text("B", "B"), Text("C", "C")]).fr
    'A, B et C'
    """
    return Text(
        fr=_joined([item.fr for item in items], "et"),
        en=_joined([item.en for item in items], "and"),
    )


def _joined(words: Sequence[str], last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"

"""Two words everything else here is written with: a bilingual text, and a JSON value."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeAlias

# `object` values: each reader narrows what it takes out, so that a wrong type is a refusal.
Json: TypeAlias = object
JsonObject: TypeAlias = dict[str, Json]

_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
_DATE_TIME: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in French and in English.

    >>> Text(fr="Diplôme", en="Diploma").en
    'Diploma'
    """

    fr: str
    en: str

    def filled(self, **words: "Text | str") -> "Text":
        """The text with its `{names}` replaced, each language by its own words."""
        return Text(
            fr=self.fr.format(**{k: v.fr if isinstance(v, Text) else v for k, v in words.items()}),
            en=self.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in words.items()}),
        )


def date_time(text: Json) -> datetime | None:
    """The instant an XSD dateTimeStamp names, in UTC; None for anything else.

    >>> date_time("2026-06-20T10:00:00+02:00")
    datetime.datetime(2026, 6, 20, 8, 0, tzinfo=datetime.timezone.utc)
    """
    if not isinstance(text, str) or not _DATE_TIME.fullmatch(text):
        return None
    whole, fraction = re.fullmatch(r"([^.]{19})(?:\.(\d+))?.*", text).groups()  # type: ignore[union-attr]  # matched above
    try:
        zone = text[19 + (len(fraction) + 1 if fraction else 0) :]
        instant = datetime.fromisoformat(f"{whole}.{(fraction or '0')[:6]:0<6}{zone}")
        return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def stamp(instant: datetime) -> str:
    """An aware instant as credentials write it: UTC, whole seconds, `Z`.

    >>> stamp(datetime(2026, 6, 20, 8, tzinfo=UTC))
    '2026-06-20T08:00:00Z'
    """
    if instant.tzinfo is None:
        raise ValueError("A time without its zone cannot be signed: give an aware datetime.")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_list(value: Json) -> list[Json]:
    """JSON-LD writes one value or a list of them: here always the list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def types_of(document: JsonObject) -> set[str]:
    """The types an object says it has."""
    return {name for name in as_list(document.get("type")) if isinstance(name, str) and name}


def is_url(value: Json) -> bool:
    """Whether `value` is one absolute address.

    >>> is_url("did:web:diplome.example"), is_url("diplome.example")
    (True, False)
    """
    return isinstance(value, str) and _URL.fullmatch(value) is not None


def text_of(value: Json, *, language: str) -> str | None:
    """The wording of a language value, preferring `language`; None when there is none.

    >>> text_of([{"@value": "Chien", "@language": "fr"}], language="en")
    'Chien'
    """
    found: dict[str, str] = {}
    for item in as_list(value):
        if isinstance(item, str):
            found.setdefault("", item)
        elif isinstance(item, dict) and isinstance(item.get("@value"), str):
            found.setdefault(str(item.get("@language", ""))[:2], str(item["@value"]))
    return found.get(language) or found.get("") or next(iter(found.values()), None)

"""Text that exists in French and in English, with the standing of each version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django.db import models
from django.utils.translation import get_language

Language = Literal["fr", "en"]
Standing = Literal["original", "reviewed", "machine", "missing"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


def reading_language() -> Language:
    """The language of the page being written."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


@dataclass(frozen=True, slots=True)
class Translated:
    """A bilingual text; `str()` gives the reader's version, or the other one if it is missing."""

    fr: str = ""
    en: str = ""
    standing_en: Standing = "reviewed"

    def in_language(self, language: str) -> str:
        wanted, other = (self.en, self.fr) if language.startswith("en") else (self.fr, self.en)
        return wanted or other

    def __str__(self) -> str:
        return self.in_language(reading_language())

    def __bool__(self) -> bool:
        return bool(self.fr or self.en)

    def as_dict(self) -> dict[str, str]:
        return {"fr": self.fr, "en": self.en, "standing_en": self.standing_en}

    @classmethod
    def from_mapping(cls, value: Mapping[str, str]) -> Translated:
        standing: Any = value.get("standing_en") or ("reviewed" if value.get("en") else "missing")
        return cls(fr=value.get("fr", ""), en=value.get("en", ""), standing_en=standing)


@lru_cache(maxsize=4096)
def _read(stored: str) -> Translated | None:
    """Titles are read far more often than they change; the value is frozen, so it is shared."""
    loaded = json.loads(stored)
    return None if loaded is None else Translated.from_mapping(loaded)


class TranslatedField(models.JSONField):
    """A column that holds a `Translated`."""

    # Any: django's own signature for database values.
    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Translated | None:
        if isinstance(value, str):
            return _read(value)
        loaded = super().from_db_value(value, expression, connection)
        return None if loaded is None else Translated.from_mapping(loaded)

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value.as_dict() if isinstance(value, Translated) else value)

    def to_python(self, value: Any) -> Any:
        return Translated.from_mapping(value) if isinstance(value, Mapping) else value

    def value_to_string(self, obj: models.Model) -> Any:
        value = self.value_from_object(obj)
        return value.as_dict() if isinstance(value, Translated) else value

"""The fields of a trust list's file: each is read as what it must be, or named in the refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from passerelle.engines.credential._sentences import said
from passerelle.engines.credential._values import Json, JsonObject, Text, date_time

_T = TypeVar("_T")


class BadTrustList(ValueError):
    """The trust list cannot be used; `.sentence` says which field and what to do."""

    def __init__(self, where: str, problem: Text) -> None:
        self.where = where
        self.sentence = said(
            f"Liste de confiance, champ {where} : {problem.fr} Corrigez-la et republiez-la.",
            f"Trust list, field {where}: {problem.en} Correct it and publish it again.",
        )
        super().__init__(self.sentence.en)


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object being read, with its place, so that an error can name the field."""

    values: JsonObject
    where: str

    @classmethod
    def of(cls, value: Json, where: str) -> "Fields":
        if not isinstance(value, dict):
            raise BadTrustList(where, said("ce doit être un objet.", "it must be an object."))
        return cls(value, where.rstrip("/"))

    def only(self, *names: str) -> None:
        for name in sorted(set(self.values) - set(names)):
            raise BadTrustList(self.place(name), said("champ inconnu.", "unknown field."))

    def place(self, name: str) -> str:
        return f"{self.where}/{name}"

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if not isinstance(value, str) or not value.strip():
            raise BadTrustList(
                self.place(name), said("un texte est attendu.", "a text is expected.")
            )
        return value

    def wording(self, name: str) -> Text:
        inner = Fields.of(self.values.get(name), self.place(name))
        return Text(fr=inner.text("fr"), en=inner.text("en"))

    def instant(self, name: str) -> datetime:
        instant = date_time(self.values.get(name))
        if instant is None:
            problem = said(
                "une date complète est attendue, comme 2026-01-31T09:00:00Z.",
                "a full date is expected, such as 2026-01-31T09:00:00Z.",
            )
            raise BadTrustList(self.place(name), problem)
        return instant

    def optional_instant(self, name: str) -> datetime | None:
        return None if self.values.get(name) is None else self.instant(name)

    def each(self, name: str, read: Callable[["Fields"], _T]) -> tuple[_T, ...]:
        return tuple(
            read(Fields.of(item, f"{self.place(name)}/{i}"))
            for i, item in enumerate(self.list(name))
        )

    def list(self, name: str) -> "list[Json]":
        value = self.values.get(name, [])
        if not isinstance(value, list):
            raise BadTrustList(
                self.place(name), said("une liste est attendue.", "a list is expected.")
            )
        return value

    def addresses(self, name: str) -> tuple[str, ...]:
        lists = self.list(name)
        if not all(isinstance(url, str) and url.startswith("https://") for url in lists):
            problem = said("des adresses https sont attendues.", "https addresses are expected.")
            raise BadTrustList(self.place(name), problem)
        return tuple(map(str, lists))

    def did(self, name: str) -> str:
        value = self.text(name)
        if not value.startswith("did:") or value.count(":") < 2 or "#" in value:
            raise BadTrustList(self.place(name), said("un DID est attendu.", "a DID is expected."))
        return value

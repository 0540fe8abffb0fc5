"""The shared library of history-taking: what clinicians ask, in many ways, in both languages.

A fact of a case inherits the phrasings of its topics; the topics that a case does not cover are
what its patient denies. Written by hand, in `intents/*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

from ._case import Both, Choices, Words


@dataclass(frozen=True, slots=True)
class Topic:
    """One intent. `subject` and `aspect` say what a follow-up is about: (pain, onset).

    A topic without a subject is a follow-up by itself: "since when?"."""

    id: str
    label: Words
    subject: str
    aspect: str
    phrasings: Choices

    @property
    def is_follow_up(self) -> bool:
        return not self.subject

    @property
    def is_stranger(self) -> bool:
        """Nobody's history: never told, never denied."""
        return self.subject == "stranger"


@dataclass(frozen=True)
class Library:
    """Every topic, in the order of the files."""

    topics: tuple[Topic, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Topic]:
        return {topic.id: topic for topic in self.topics}


@lru_cache(maxsize=1)
def shared_library() -> Library:
    """The library that comes with the product."""
    folder = resources.files(__package__) / "intents"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return Library(tuple(t for f in files for t in topics_in(f.read_text("utf-8"))))


@lru_cache(maxsize=1)
def strangers() -> Library:
    """What is said to a patient and that no case answers: orders to a machine, small talk."""
    file = resources.files(__package__) / "strangers.toml"
    return Library(topics_in(file.read_text("utf-8")))


def topics_in(text: str) -> tuple[Topic, ...]:
    """The topics of one file."""
    return tuple(_topic(id, table) for id, table in tomllib.loads(text).items())


def _topic(id: str, table: Mapping[str, object]) -> Topic:
    label = table["label"]
    fr, en = table["fr"], table["en"]
    if not (isinstance(label, dict) and isinstance(fr, list) and isinstance(en, list)):
        raise ValueError(f"[{id}] needs a label {{fr, en}}, and lists fr and en of phrasings.")
    return Topic(
        id=id,
        label=Both(str(label["fr"]), str(label["en"])),
        subject=str(table.get("subject", "")),
        aspect=str(table.get("aspect", "")),
        phrasings=Both(tuple(map(str, fr)), tuple(map(str, en))),
    )

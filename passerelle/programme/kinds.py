"""The registry of kinds: each part registers the schema and the checker of its own folder.

An activity whose kind nobody registered is kept, listed, and "not playable here"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel

from .schemas import ActivityFile
from .source import ActivitySource, ProgrammeSource

if TYPE_CHECKING:
    from .models import Edition

ActivityChecker = Callable[[ProgrammeSource, ActivitySource], None]
FolderChecker = Callable[[ProgrammeSource], None]
Applier = Callable[["Edition", ProgrammeSource], None]


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """A kind of activity: its YAML, whether it has prose (fr.md, en.md), its own checks."""

    name: str
    schema: type[ActivityFile]
    has_prose: bool
    check: ActivityChecker


@dataclass(frozen=True, slots=True)
class FolderKind:
    """A folder at the programme's root (`quizzes/`, `rubrics/`) and its checks."""

    name: str
    check: FolderChecker
    schemas: dict[str, type[BaseModel]]


_activities: dict[str, ActivityKind] = {}
_folders: dict[str, FolderKind] = {}
_appliers: list[Applier] = []


def register_activity(kind: ActivityKind) -> None:
    _activities[kind.name] = kind


def register_folder(kind: FolderKind) -> None:
    _folders[kind.name] = kind


def register_applier(applier: Applier) -> None:
    """What a part does with a freshly loaded revision, inside the same transaction."""
    if applier not in _appliers:
        _appliers.append(applier)


def activity_kind(name: str) -> ActivityKind | None:
    return _activities.get(name)


def activity_kinds() -> tuple[ActivityKind, ...]:
    return tuple(_activities.values())


def folder_kinds() -> tuple[FolderKind, ...]:
    return tuple(_folders.values())


def appliers() -> tuple[Applier, ...]:
    return tuple(_appliers)

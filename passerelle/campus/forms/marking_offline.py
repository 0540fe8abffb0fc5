"""A change as a device kept it: JSON, read at the border into `Written`, or refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from passerelle.engines.rubric import Rubric

from ..actions import Written
from ..errors import CampusRefusal
from .marking import MOST_VERSIONS, PREFIX, SheetForm

MOST_BYTES = 64 * 1024


class WriteUnread(CampusRefusal):
    """Not a change of a sheet: nothing of it was kept."""


class WriteTooLarge(WriteUnread):
    def __init__(self) -> None:
        super().__init__(_("This change is too large. Shorten the remark to 8,000 characters."))


@dataclass(frozen=True, slots=True)
class SentWrite:
    """A change, and the person its device kept it for."""

    owner: str
    written: Written


def write_from(body: bytes, rubric: Rubric) -> SentWrite:
    """Parse what a device sent; refuses what is not whole, unknown to the rubric, or too large."""
    if len(body) > MOST_BYTES:
        raise WriteTooLarge
    sent = _object_in(body)
    form = SheetForm(rubric, _fields_of(sent, rubric))
    if not form.is_valid():
        raise WriteUnread(next(iter(form.errors.values()))[0])
    return SentWrite(
        owner=str(sent.get("owner", "")),
        written=Written(
            key=_key_in(sent),
            base_version=_version_in(sent),
            levels=form.levels,
            remark=form.remark_written,
            judgment=form.cleaned_data["judgment"],
            signs=sent.get("signs") is True,
        ),
    )


def _object_in(body: bytes) -> dict[str, Any]:  # Any: whatever was sent, read below
    try:
        sent = json.loads(body)
        body.decode().encode()
        json.dumps(sent, ensure_ascii=False).encode()  # half a surrogate pair cannot be kept
    except (ValueError, RecursionError):
        raise WriteUnread(_("This is not a change of a sheet: its JSON cannot be read.")) from None
    if not isinstance(sent, dict):
        raise WriteUnread(_("This is not a change of a sheet: an object is expected."))
    return sent


def _fields_of(sent: dict[str, Any], rubric: Rubric) -> dict[str, str]:
    levels, remark, judgment = (
        sent.get("levels"),
        sent.get("remark", ""),
        sent.get("judgment", ""),
    )
    given = levels if isinstance(levels, dict) else {"": None}
    if not all(isinstance(each, str) for each in [remark, judgment, *given.values()]):
        raise WriteUnread(_("A change has `levels`, criterion by criterion, and a `remark`."))
    unknown = set(given) - {criterion.id for criterion in rubric.criteria}
    if unknown:
        raise WriteUnread(
            _("The rubric has no criterion “%(name)s”. Open the sheet again.")
            % {"name": min(unknown)[:60]}
        )
    whole = {"remark": remark, "judgment": judgment}
    return {f"{PREFIX}{name}": level for name, level in given.items()} | whole


def _key_in(sent: dict[str, Any]) -> UUID:
    try:
        return UUID(str(sent.get("key")))
    except ValueError:
        raise WriteUnread(_("A change needs its own `key`, a UUID.")) from None


def _version_in(sent: dict[str, Any]) -> int:
    version = sent.get("base_version")
    if type(version) is not int or not 0 <= version <= MOST_VERSIONS:
        raise WriteUnread(_("A change says its `base_version`: the version it was made on."))
    return version

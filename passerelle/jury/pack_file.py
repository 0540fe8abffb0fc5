"""One ZIP for a team, written while it is sent: a cover in both languages, dossier, files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from passerelle.foundation.translated import LANGUAGES

from .day_words import hour_said
from .queries.day_pack import Pack

_CHUNK = 65_536


class _Outlet(io.RawIOBase):
    """What the archive writes, kept only until it is sent; nobody can go back in it."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, written: object) -> int:
        piece = bytes(written)  # type: ignore[call-overload]  # a buffer, says io
        self._waiting += piece
        return len(piece)

    def taken(self) -> bytes:
        sent, self._waiting = bytes(self._waiting), bytearray()
        return sent


def zip_of(pack: Pack, *, at: datetime) -> Iterator[bytes]:
    """The archive in pieces; memory holds one piece of one file at a time."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _texts(pack):
            archive.writestr(_entry(name, at), text.encode())
            yield outlet.taken()
        for file in pack.files:
            if file.is_left_out:
                continue
            try:
                opened = file.stored.file.open("rb")
            except FileNotFoundError:
                continue  # the cover names it; what is lost on the disk stays lost
            with opened as source, archive.open(_entry(file.name, at), "w") as target:
                while piece := source.read(_CHUNK):
                    target.write(piece)
                    yield outlet.taken()
    yield outlet.taken()


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _texts(pack: Pack) -> Iterator[tuple[str, str]]:
    """The cover and the dossier, in each language."""
    for language in LANGUAGES:
        with translation.override(language):
            cover, report = _("cover"), _("datathon-report")
            yield f"00-{cover}-{language}.txt", cover_of(pack)
            if pack.dossier.is_begun:
                yield f"00-{report}-{language}.txt", pack.dossier_text


def cover_of(pack: Pack) -> str:
    """In the language of the moment."""
    passage, day = pack.passage, pack.day
    lines = [str(day.activity.title), pack.team, ""]
    if passage.starts_at is not None:
        for zone in day.edition.zones:
            lines.append(str(hour_said(passage.starts_at, zone=zone, room=str(passage.room))))
    lines.append(_("connects") if passage.remote else _("on site"))
    if pack.challenge:
        lines.append(_("Challenge: %(title)s") % {"title": pack.challenge})
    title = _("Professions of the team") if pack.is_blind else _("The team")
    lines += ["", title]
    for member in pack.members:
        told = [each for each in (member.name, member.profession, member.institution) if each]
        lines.append(f"- {', '.join(told)}")
    if pack.abstract:
        lines += ["", _("Abstract"), "", pack.abstract]
    if pack.files:
        lines += ["", _("Files")]
        left_out = _("left out, the pack would be too large")
        lines += [f"- {f.name}" + (f" ({left_out})" if f.is_left_out else "") for f in pack.files]
    return "\n".join(lines) + "\n"

"""The folders and zips that a bundle names: found inside it, unpacked once, never outside it."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from ._description import Page, Part
from ._fields import Fields
from ._remarks import BundleRefused, Level
from ._zips import ZipLimits, safe_name, unpack

_LONGEST_PAGE = 2_000_000
_CALM_NAME = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*")


@dataclass(slots=True)
class Shelf:
    """`root` is the bundle; `unpacked` is our own folder, where its zips are opened."""

    root: Path
    unpacked: Path
    limits: ZipLimits
    opened: dict[str, Part] = field(default_factory=dict)
    megabytes_left: int = 0

    def __post_init__(self) -> None:
        self.megabytes_left = self.limits.megabytes

    def part(self, fields: Fields, key: str) -> Part | None:
        """The folder a field names, its zip unpacked; None, with a remark, when there is none."""
        written = fields.text(key)
        if not written:
            return None
        found = self._unzipped(fields, key, written) or self._place(fields, key, written)
        if found is None:
            return None
        if found.is_dir():
            return Part(found.relative_to(self.root).as_posix(), found)
        try:
            return self._unpacked(found, written)
        except BundleRefused as refused:
            remark = refused.remark
            fields.remark(key, Level.ERROR, _escaped(remark.says), _escaped(remark.remedy))
            return None

    def file(self, fields: Fields, key: str) -> Path | None:
        written = fields.text(key)
        found = self._place(fields, key, written) if written else None
        if found is not None and not found.is_file():
            fields.remark(key, Level.ERROR, _("“%(field)s” names a folder, not a file."), "")
            return None
        return found

    def page(self, fields: Fields, key: str, title: str) -> Page | None:
        found = self.file(fields, key)
        if found is None:
            return None
        with found.open("rb") as file:
            data = file.read(_LONGEST_PAGE)
        name = found.relative_to(self.root).as_posix()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
            says = _("The page “%(name)s” is not UTF-8; it was read as Latin-1.")
            fields.remark(key, Level.WARNING, says, _("Save it as UTF-8."), name=name)
        text = text.replace("\0", "")
        if not text.strip():
            says = _("The page “%(name)s” is empty; Codabench refuses that.")
            fields.remark(key, Level.ERROR, says, _("Write something in it."), name=name)
        return Page(title, name, text)

    def _unzipped(self, fields: Fields, key: str, written: str) -> Path | None:
        """The folder a zip is going to be made from, in a bundle that is still being written."""
        stem = self.root / written.removesuffix(".zip")
        if not written.endswith(".zip") or not _CALM_NAME.fullmatch(written):
            return None
        if (self.root / written).exists() or not stem.is_dir() or stem.is_symlink():
            return None
        says = _("“%(name)s” is not there; the folder of that name was used.")
        fields.remark(key, Level.INFO, says, "", name=written)
        return stem

    def _place(self, fields: Fields, key: str, written: str) -> Path | None:
        try:
            inside = self.root / safe_name(written)
        except BundleRefused as refused:
            remark = refused.remark
            fields.remark(key, Level.ERROR, _escaped(remark.says), _escaped(remark.remedy))
            return None
        if not inside.exists():
            says, remedy = _("“%(name)s” is not in the bundle."), _("Add it, or mend its name.")
            if _is_key(written):
                says = _("“%(name)s” is the key of something stored on a Codabench server.")
                remedy = _("Download it there, and name its file or folder here.")
            fields.remark(key, Level.ERROR, says, remedy, name=written)
            return None
        if not inside.resolve().is_relative_to(self.root.resolve()):
            says = _("“%(name)s” is a link that leads out of the bundle.")
            fields.remark(key, Level.ERROR, says, _("Put the files themselves."), name=written)
            return None
        return inside

    def _unpacked(self, archive: Path, written: str) -> Part:
        name = archive.relative_to(self.root).as_posix()
        if name not in self.opened:
            into = self.unpacked / f"{len(self.opened) + 1:02d}-{archive.stem}"
            limits = ZipLimits(self.limits.entries, self.megabytes_left, self.limits.ratio)
            names = unpack(archive, into, limits)
            size = sum((into / one).stat().st_size for one in names)
            self.megabytes_left -= size // 1_000_000
            self.opened[name] = Part(written, into)
        return self.opened[name]


def _is_key(written: str) -> bool:
    try:
        return bool(uuid.UUID(written))
    except ValueError:
        return False


def _escaped(sentence: str) -> str:
    return sentence.replace("%", "%%")

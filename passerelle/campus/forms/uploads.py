"""Whether a file is what its name says: its extension and its first bytes, never its label."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

_MEGABYTE = 1_000_000
_TAIL = 512 * 1024
_HEAD = 1024
_SAME_TYPE = {"jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class UploadRules:
    """How many files, how large each, of which types."""

    most: int
    megabytes: int
    types: tuple[str, ...]

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> UploadRules:  # Any: JSON of the kind
        files = settings.get("files") or {}
        return cls(
            most=int(files.get("most", 0)),
            megabytes=int(files.get("megabytes", 1)),
            types=tuple(files.get("types", ())),
        )


def refusal_of(file: UploadedFile[bytes], rules: UploadRules) -> str:
    """Why a file is not taken, in a sentence; empty when it is."""
    name, size = file.name or "", file.size or 0
    words = {"name": name, "size": rules.megabytes, "types": ", ".join(rules.types)}
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    kind = _SAME_TYPE.get(extension, extension)
    if kind not in rules.types:
        return _("“%(name)s” is not of an accepted type: send one of %(types)s.") % words
    if size == 0:
        return _("“%(name)s” is empty: check the file, then choose it again.") % words
    if size > rules.megabytes * _MEGABYTE:
        return _("“%(name)s” is too large: %(size)s MB at most.") % words
    if not _is_what_it_says(cast(BinaryIO, file.file), kind):
        return (
            _("“%(name)s” does not hold what its name says: export it again in that format.")
            % words
        )
    return ""


def _is_what_it_says(stream: BinaryIO, kind: str) -> bool:
    stream.seek(0)
    try:
        return _CHECKS[kind](stream)
    finally:
        stream.seek(0)


def _begins(*marks: bytes) -> Callable[[BinaryIO], bool]:
    return lambda stream: stream.read(16).startswith(marks)


def _is_pdf(stream: BinaryIO) -> bool:
    return b"%PDF-" in stream.read(_HEAD)


def _office(folder: bytes) -> Callable[[BinaryIO], bool]:
    """Office Open XML: a ZIP whose directory, at its end, names its content types and folder."""

    def check(stream: BinaryIO) -> bool:
        tail = _zip_tail(stream)
        return b"[Content_Types].xml" in tail and folder in tail

    return check


def _open_document(media_type: bytes) -> Callable[[BinaryIO], bool]:
    """OpenDocument: a ZIP whose first member, stored plainly, is its media type."""

    def check(stream: BinaryIO) -> bool:
        head = stream.read(_HEAD)
        return b"mimetype" + media_type in head and bool(_zip_tail(stream))

    return check


def _zip_tail(stream: BinaryIO) -> bytes:
    """The last bytes of a whole ZIP, or nothing: members are never unpacked."""
    stream.seek(0)
    if stream.read(4) != b"PK\x03\x04" or not zipfile.is_zipfile(stream):
        return b""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    return stream.read()


def _is_text(stream: BinaryIO) -> bool:
    """UTF-16 says so at its start; any other text has no zero byte."""
    data = stream.read()
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in data


def _is_notebook(stream: BinaryIO) -> bool:
    try:
        return isinstance(json.loads(stream.read()).get("cells"), list)
    except (ValueError, AttributeError, RecursionError):
        return False


_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_CHECKS: Mapping[str, Callable[[BinaryIO], bool]] = {
    "pdf": _is_pdf,
    "png": _begins(b"\x89PNG\r\n\x1a\n"),
    "jpg": _begins(b"\xff\xd8\xff"),
    "docx": _office(b"word/"),
    "pptx": _office(b"ppt/"),
    "xlsx": _office(b"xl/"),
    "odt": _open_document(_OPEN_DOCUMENT + b"text"),
    "odp": _open_document(_OPEN_DOCUMENT + b"presentation"),
    "ods": _open_document(_OPEN_DOCUMENT + b"spreadsheet"),
    "csv": _is_text,
    "txt": _is_text,
    "md": _is_text,
    "ipynb": _is_notebook,
}

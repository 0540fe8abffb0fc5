"""The credential attached to a diploma's PDF, found without reading the rest of the file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OPENING = b"%PDF-"
_STREAM = re.compile(rb"/Type\s*/EmbeddedFile\b[^<>]*(?:<<[^<>]*>>[^<>]*)?>>\s*stream\r?\n")
_MOST_STREAMS = 20


def is_pdf(data: bytes) -> bool:
    return data[:1024].lstrip().startswith(_OPENING)


def attached_credential(data: bytes, *, most_bytes: int) -> bytes | None:
    """The first embedded JSON file of a PDF, at most `most_bytes` long; None when there is none."""
    for content in _embedded_files(data, most_bytes):
        if content.lstrip().startswith(b"{"):
            return content
    return None


def _embedded_files(data: bytes, most_bytes: int) -> Iterator[bytes]:
    for count, found in enumerate(_STREAM.finditer(data)):
        if count == _MOST_STREAMS:
            return
        raw = data[found.end() :]
        if b"/FlateDecode" not in found.group():
            yield raw.partition(b"endstream")[0][:most_bytes]
            continue
        try:
            yield zlib.decompressobj().decompress(raw, most_bytes)
        except zlib.error:
            continue

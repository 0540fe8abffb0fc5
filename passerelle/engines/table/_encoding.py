"""Which encoding a text is written in: said by its mark, seen in its zeros, or tried in turn."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import Final

from ._problems import Findings
from ._wording import Wording, said

_CHUNK: Final = 1 << 20
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# Two bytes that UTF-8 makes of one accented letter, and that Windows-1252 makes of two odd signs.
_UTF8_PAIR: Final = re.compile(rb"[\xc2\xc3][\x80-\xbf]")
_NOT_IN_1252: Final = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")

_EXCEL = said("un classeur de tableur", "a spreadsheet workbook")
_SAVE_AS = said(
    "Ouvrez-le et enregistrez-le en « CSV UTF-8 ».", "Open it and save it as “CSV UTF-8”."
)
_UNPACK = said("Décompressez-le d'abord.", "Decompress it first.")
_SEND_TABLE = said("Déposez le tableau lui-même.", "Hand in the table itself.")
_NAME_IT = said(
    "Gardez l'extension .parquet à son nom, ou déposez un CSV.",
    "Keep .parquet at the end of its name, or hand in a CSV.",
)
_FOREIGN: Final[tuple[tuple[bytes, Wording, Wording], ...]] = (
    (
        b"PK\x03\x04",
        said("un classeur ou une archive zip", "a workbook or a zip archive"),
        _SAVE_AS,
    ),
    (b"\xd0\xcf\x11\xe0", _EXCEL, _SAVE_AS),
    (b"PAR1", said("au format Parquet", "in Parquet format"), _NAME_IT),
    (b"%PDF", said("un document PDF", "a PDF document"), _SEND_TABLE),
    (b"\x1f\x8b", said("compressé (gzip)", "compressed (gzip)"), _UNPACK),
    (b"\x89PNG", said("une image", "an image"), _SEND_TABLE),
    (b"\x93NUMPY", said("un tableau NumPy", "a NumPy array"), _SAVE_AS),
    (b"\x80\x04\x95", said("un objet Python (pickle)", "a Python object (pickle)"), _SAVE_AS),
    (b"\x80\x05\x95", said("un objet Python (pickle)", "a Python object (pickle)"), _SAVE_AS),
    (b"<!doctype", said("une page web", "a web page"), _SEND_TABLE),
    (b"<html", said("une page web", "a web page"), _SEND_TABLE),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A text still in bytes, in an encoding that was checked to the end; its mark taken off."""

    content: bytes
    encoding: str

    def lines(self) -> TextIOWrapper:
        """The text as a file of lines, decoded as it is read."""
        return TextIOWrapper(BytesIO(self.content), self.encoding, newline="")

    def text(self) -> str:
        return self.content.decode(self.encoding)


def written(content: bytes, *, format_name: str, findings: Findings) -> Written:
    """The text and its encoding, noted unless it is plain UTF-8; refuses what is no text."""
    if not content.strip():
        findings.stop("empty-file")
    _refuse_foreign(content, format_name=format_name, findings=findings)
    for mark, encoding, name in _MARKS:
        if content.startswith(mark):
            marked = Written(content[len(mark) :], encoding)
            findings.note("byte-order-mark", encoding=name)
            return _checked(marked, name=name, findings=findings)
    if guessed := _utf16_without_mark(content):
        findings.note("encoding", encoding="UTF-16")
        return _checked(Written(content, guessed), name="UTF-16", findings=findings)
    if _is_valid(Written(content, "utf-8")):
        return _checked(Written(content, "utf-8"), name="UTF-8", findings=findings)
    return _windows(content, findings)


def _refuse_foreign(content: bytes, *, format_name: str, findings: Findings) -> None:
    beginning = content[:64].lstrip().lower()
    for mark, kind, remedy in _FOREIGN:
        if content.startswith(mark) or beginning.startswith(mark.lower()):
            findings.stop("not-a-table", kind=kind, remedy=remedy, format=format_name)


def _utf16_without_mark(content: bytes) -> str | None:
    """A Latin text in UTF-16 has a zero for every other byte."""
    start = content[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > 0.4 * len(start) / 2 and even < odd / 8:
        return "utf-16-le"
    if even > 0.4 * len(start) / 2 and odd < even / 8:
        return "utf-16-be"
    return None


def _windows(content: bytes, findings: Findings) -> Written:
    """Windows-1252, of which Latin-1's letters are a part: what spreadsheets in French write."""
    if _UTF8_PAIR.search(content):
        findings.stop("mixed-encoding")
    odd = _NOT_IN_1252.search(content)
    if odd:
        findings.stop("unknown-encoding", byte=f"0x{odd[0].hex().upper()}")
    findings.note("encoding", encoding="Windows-1252 (Latin-1)")
    return _checked(Written(content, "cp1252"), name="Windows-1252", findings=findings)


def _checked(given: Written, *, name: str, findings: Findings) -> Written:
    row, is_blank = 1, True
    try:
        for text in _decoded(given):
            if "\0" in text:
                findings.stop("nul-byte", row=row + text[: text.index("\0")].count("\n"))
            row += text.count("\n")
            is_blank = is_blank and not text.strip()
    except UnicodeDecodeError:
        findings.stop("broken-encoding", encoding=name)
    if is_blank:
        findings.stop("empty-file")
    return given


def _is_valid(given: Written) -> bool:
    try:
        return all(True for _ in _decoded(given))
    except UnicodeDecodeError:
        return False


def _decoded(given: Written) -> Iterator[str]:
    """The text in pieces, so that a large file is never whole in memory twice."""
    decoder = codecs.getincrementaldecoder(given.encoding)()
    for start in range(0, len(given.content), _CHUNK):
        yield decoder.decode(given.content[start : start + _CHUNK])
    yield decoder.decode(b"", final=True)

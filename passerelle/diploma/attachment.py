"""The credential that a file carries: a PDF's attachment, or baked into a PNG or an SVG.

Every walk is bounded, whatever the file pretends; nothing is drawn, fetched or expanded."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import NoReturn
from xml.parsers import expat

from passerelle.engines.credential import Failure, Refusal, Text

PNG_KEYWORD = b"openbadgecredential"  # Open Badges 3.0, 5.3.1
SVG_NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"  # 5.3.2
PNG_OPENING = b"\x89PNG\r\n\x1a\n"
_PDF_OPENING = b"%PDF-"
_EMBEDDED = re.compile(rb"/Type\s{0,20}/EmbeddedFile\b")
_STREAM = re.compile(rb"[^<>]*(?:<<[^<>]*>>[^<>]*)?>>\s*stream\r?\n")
_LONGEST_DICTIONARY = 1_000  # of an embedded file, in bytes; ours has 200
_MOST_STREAMS = 200
_MOST_CHUNKS = 5_000
_MOST_DEPTH = 100
_SEPARATOR = " "
_ELEMENT = f"{SVG_NAMESPACE}{_SEPARATOR}credential"


def is_pdf(data: bytes) -> bool:
    return data[:1024].lstrip().startswith(_PDF_OPENING)


def is_png(data: bytes) -> bool:
    return data.startswith(PNG_OPENING)


def is_baked(data: bytes) -> bool:
    """Whether a PNG holds a chunk of the credential's name, whatever it is worth."""
    return PNG_KEYWORD + b"\0" in data


def is_svg(data: bytes) -> bool:
    """Whether a file is written as markup: no credential begins so."""
    return data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def carried_credential(data: bytes, *, most_bytes: int) -> bytes:
    """The credential of a file: what a PDF, a PNG or an SVG carries, else the file itself.

    `Refusal` says why a file holds none that can be read."""
    if is_pdf(data):
        return attached_credential(data, most_bytes=most_bytes) or _nothing_attached()
    if is_png(data):
        return _only(list(islice(_baked_in_png(data, most_bytes), 2)))
    if is_svg(data):
        return _only(_baked_in_svg(data))
    return _written(data)


def _written(data: bytes) -> bytes:
    """A file that may be a credential by itself: text that begins like JSON, or a token."""
    text = data.removeprefix(b"\xef\xbb\xbf").strip()
    if not text:
        raise _refusal("empty-file", fr="Le fichier est vide.", en="The file is empty.")
    if not text.startswith((b"{", b"[", b"eyJ")):
        raise _refusal(
            "foreign-file",
            fr="Ce fichier n’est ni un PDF, ni une image, ni une attestation numérique.",
            en="This file is neither a PDF, an image, nor a digital diploma.",
        )
    return data


def attached_credential(data: bytes, *, most_bytes: int) -> bytes | None:
    """The embedded JSON file of a PDF, at most `most_bytes` long; None when there is none.

    `Refusal` where there are several: a file that was added since would be shown in its place."""
    found = None
    for content in _embedded_files(data, most_bytes):
        if not content.lstrip().startswith(b"{") or content == found:
            continue
        if found is not None:
            raise _several_attached()
        found = content
    return found


def _embedded_files(data: bytes, most_bytes: int) -> Iterator[bytes]:
    """Each file, wherever it is; a search that is bounded at each of its steps."""
    for count, place in enumerate(_EMBEDDED.finditer(data)):
        if count == _MOST_STREAMS:
            raise _several_attached()
        found = _STREAM.match(data, place.end(), place.end() + _LONGEST_DICTIONARY)
        if found is None:
            continue
        start = found.end()
        if b"/FlateDecode" not in found.group():
            yield data[start : start + most_bytes].partition(b"endstream")[0]
            continue
        try:
            yield zlib.decompressobj().decompress(data[start:], most_bytes)
        except zlib.error:
            continue


def _nothing_attached() -> NoReturn:
    raise _refusal(
        "nothing-attached",
        fr="Ce PDF ne contient aucune attestation numérique.",
        en="This PDF carries no digital diploma.",
    )


def _several_attached() -> Refusal:
    return _refusal(
        "several-attached",
        fr="Ce PDF porte plusieurs fichiers JSON\u00a0: on ne sait duquel la page parle. Aucun "
        "n’a été vérifié. Déposez le diplôme tel qu’il a été téléchargé.",
        en="This PDF carries several JSON files: nobody can tell which one its page stands for. "
        "None was verified. Bring the diploma as it was downloaded.",
    )


def _only(found: list[bytes]) -> bytes:
    if not found:
        raise _refusal(
            "nothing-baked",
            fr="Cette image ne porte aucune attestation numérique\u00a0: une capture d’écran ou "
            "une copie réenregistrée l’a perdue. Déposez le fichier tel qu’il a été téléchargé.",
            en="This image carries no digital diploma: a screenshot, or a copy that was saved "
            "again, has lost it. Bring the file as it was downloaded.",
        )
    if len(found) > 1:
        raise _refusal(
            "several-baked",
            fr=f"Ce fichier porte {len(found)} attestations numériques\u00a0: on ne sait de "
            "laquelle l’image parle. Aucune n’a été vérifiée.",
            en=f"This file carries {len(found)} digital diplomas: nobody can tell which one the "
            "picture stands for. None was verified.",
        )
    return found[0]


def _baked_in_png(data: bytes, most_bytes: int) -> Iterator[bytes]:
    """The text of each chunk of that name; lengths are only ever used to move forward."""
    place = len(PNG_OPENING)
    for _ in range(_MOST_CHUNKS):
        length = int.from_bytes(data[place : place + 4], "big")
        kind, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        if not kind or kind == b"IEND":
            return
        if kind == b"iTXt" and content.startswith(PNG_KEYWORD + b"\0"):
            yield _international_text(content, most_bytes)
        place += 12 + length


def _international_text(content: bytes, most_bytes: int) -> bytes:
    """An iTXt chunk: keyword, whether compressed, how, language, keyword again, then the text."""
    _, _, rest = content.partition(b"\0")
    is_compressed, rest = rest[:1] == b"\1", rest[2:]
    text = rest.split(b"\0", 2)[-1]
    if not is_compressed:  # the standard wants it so; a saving tool may have packed it since
        return text
    try:
        unpacked = zlib.decompressobj().decompress(text, most_bytes + 1)
    except zlib.error:
        unpacked = b""
    if len(unpacked) > most_bytes:
        raise _refusal(
            "baked-too-large",
            fr="L’attestation numérique de cette image se déplie au-delà de ce qu’un diplôme pèse.",
            en="The digital diploma of this image unpacks to more than any diploma weighs.",
        )
    return unpacked


def _baked_in_svg(data: bytes) -> list[bytes]:
    reader = _SvgReader()
    try:
        return reader.credentials_in(data)
    except (expat.ExpatError, UnicodeError, ValueError, LookupError) as error:
        raise _refusal(
            "svg-unreadable",
            fr="Cette image SVG est mal écrite ou tronquée\u00a0: elle ne peut être lue.",
            en="This SVG image is badly written or cut short: it cannot be read.",
        ) from error


class _SvgReader:
    """The text of each `openbadges:credential`; an entity of the file's own stops the reading."""

    def __init__(self) -> None:
        self.found: list[list[str]] = []
        self.depth = 0
        self.inside = False

    def credentials_in(self, data: bytes) -> list[bytes]:
        parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._read
        parser.EntityDeclHandler = self._refuse_entity
        parser.Parse(data, True)  # noqa: FBT003  # a name it does not take
        return ["".join(words).strip().encode() for words in self.found]

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise ValueError("too deep")
        if name == _ELEMENT:
            # A token (JWT) stands in the attribute, a document between the tags.
            self.found.append([attributes.get("verify", "")])
            self.inside = True

    def _close(self, name: str) -> None:
        self.depth -= 1
        self.inside = self.inside and name != _ELEMENT

    def _read(self, words: str) -> None:
        if self.inside and self.found[-1][0] == "":
            self.found[-1].append(words)

    def _refuse_entity(self, *_declaration: object) -> None:
        raise _refusal(
            "svg-entity",
            fr="Cette image SVG déclare ses propres entités XML\u00a0: elle n’est pas lue.",
            en="This SVG image declares XML entities of its own: it is not read.",
        )


def _refusal(code: str, *, fr: str, en: str) -> Refusal:
    return Refusal(Failure(code, Text(fr=fr, en=en)))

"""A diploma or a certificate as an image that carries its credential: a seal, in SVG, in PNG.

Open Badges 3.0, 5.3: a PNG keeps it in an iTXt chunk, an SVG in an element of its own."""

from __future__ import annotations

import textwrap
import zlib
from dataclasses import dataclass

import typst
from django.template.loader import render_to_string

from passerelle.engines.timetable import zone_named
from passerelle.foundation.translated import Translated

from .attachment import PNG_KEYWORD, PNG_OPENING, SVG_NAMESPACE
from .certificate_document import short_name_of
from .models import Certificate, Document
from .paper_words import name_on_paper
from .queries.sealed import Sealed

_LINE = 30  # letters across the seal
_MOST_LINES = 4
_PIXELS_PER_INCH = 96.0
_PAGE = """#set page(width: 450pt, height: 450pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.seal), width: 450pt, alt: "")
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text of the seal: where its foot stands."""

    words: str
    y: int


def seal(document: Sealed[Document], *, credential: str = "") -> str:
    """The drawing; with the text of the credential inside when it is given."""
    row = document.credential
    edition, title, honours = row.edition, *_title_of(row)
    context = {
        "title": name_on_paper(row),
        "french": _lines(title.in_language("fr"), foot=238, height=30),
        "english": _lines(title.in_language("en"), foot=396, height=25),
        "honours": honours and (honours.in_language("fr"), honours.in_language("en")),
        "year": row.dated_at.astimezone(zone_named(edition.zones[0])).year,
        "institutions": len(document.seals),
        "is_specimen": edition.is_specimen,
        "namespace": SVG_NAMESPACE,
        "credential": _in_cdata(credential),
    }
    return render_to_string("diploma/seal.svg", context)


def baked_svg(document: Sealed[Document]) -> bytes:
    return seal(document, credential=bytes(document.credential.document).decode()).encode()


def baked_png(document: Sealed[Document]) -> bytes:
    image = typst.compile(
        _PAGE.encode(),
        format="png",
        ppi=_PIXELS_PER_INCH,
        font_paths=typst.Fonts(include_system_fonts=False),
        sys_inputs={"seal": seal(document)},
    )
    return with_credential(image, bytes(document.credential.document))


def with_credential(image: bytes, document: bytes) -> bytes:
    """A PNG with the document in a chunk of its own, before its last; never compressed."""
    content = PNG_KEYWORD + b"\0" + b"\0\0" + b"\0" + b"\0" + document.strip()
    body = b"iTXt" + content
    chunk = len(content).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    assert image.startswith(PNG_OPENING)
    end = image.rindex(b"IEND") - 4
    return image[:end] + chunk + image[end:]


def _title_of(document: Document) -> tuple[Translated, Translated | None]:
    """The large words of the seal, and the honours beneath."""
    if isinstance(document, Certificate):
        return short_name_of(document), None
    return document.edition.programme.title, document.decision.honours


def _lines(words: str, *, foot: int, height: int) -> list[Line]:
    """The words on as few lines as they need, the last one at `foot`."""
    lines = textwrap.wrap(words, _LINE, max_lines=_MOST_LINES, placeholder="…")
    top = foot - height * (len(lines) - 1)
    return [Line(line, top + height * place) for place, line in enumerate(lines)]


def _in_cdata(text: str) -> str:
    # Only a string of the JSON can hold this; written with an escape, it is the same string.
    return text.strip().replace("]]>", "]]\\u003e")

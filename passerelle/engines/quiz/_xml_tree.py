"""XML from strangers, read into a tree that knows its lines.

Python's expat resolves no external entity, but internal ones can grow without end ("billion
laughs"): any DOCTYPE or entity is refused, and so is a tree deeper than a quiz can be.
"""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from xml.parsers import expat

from ._wording import Wording

_DEEPEST = 60


class UnreadableXml(Exception):
    """A file refused as a whole: where, why, and what to do."""

    def __init__(self, line: int, reason: Wording, remedy: Wording) -> None:
        super().__init__(reason.en)
        self.line = line
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class XmlTree:
    root: ET.Element
    lines: dict[ET.Element, int]

    def line_of(self, element: ET.Element) -> int:
        return self.lines[element]


def read_tree(data: bytes) -> XmlTree:
    """The tree of an XML file, each element with its line."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 (the C parser takes no keyword)
    except expat.ExpatError as error:
        raise UnreadableXml(error.lineno, *_malformed(str(error))) from error
    except (LookupError, ValueError) as error:
        raise UnreadableXml(1, *_malformed(str(error))) from error
    return XmlTree(reader.builder.close(), reader.lines)


class _Reader:
    """Expat's calls turned into elements."""

    def __init__(self) -> None:
        self.builder = ET.TreeBuilder()
        self.lines: dict[ET.Element, int] = {}
        self.depth = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        line = self.parser.CurrentLineNumber
        if self.depth > _DEEPEST:
            raise UnreadableXml(line, *_too_deep())
        self.lines[self.builder.start(tag, attributes)] = line

    def _end(self, tag: str) -> None:
        self.depth -= 1
        self.builder.end(tag)

    def _characters(self, text: str) -> None:
        self.builder.data(text)

    def _refuse(self, *_declaration: object) -> None:
        raise UnreadableXml(self.parser.CurrentLineNumber, *_declares())


def _declares() -> tuple[Wording, Wording]:
    return (
        Wording(
            "Le fichier déclare un DOCTYPE ou une entité, refusés par sûreté.",
            "The file declares a DOCTYPE or an entity, which are refused for safety.",
        ),
        Wording("Retirez cette déclaration.", "Remove that declaration."),
    )


def _too_deep() -> tuple[Wording, Wording]:
    return (
        Wording(
            f"Le fichier emboîte plus de {_DEEPEST} éléments.",
            f"The file nests more than {_DEEPEST} elements.",
        ),
        Wording("Exportez de nouveau depuis Moodle.", "Export it again from Moodle."),
    )


def _malformed(detail: str) -> tuple[Wording, Wording]:
    return (
        Wording(f"Le XML est mal formé ({detail}).", f"The XML is not well formed ({detail})."),
        Wording(
            "Exportez de nouveau depuis Moodle, sans retoucher le fichier.",
            "Export it again from Moodle and leave the file as it is.",
        ),
    )

"""Lines and blocks of an iCalendar file (RFC 5545, section 3.1), each with its line number.

A file from elsewhere is cut into blocks here, without any judgement on their values, so that
one broken event is set aside alone and named by its line.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from re import DOTALL, sub
from re import compile as pattern

from ._errors import UnreadableCalendar
from ._wording import Wording

MAX_BYTES = 4 * 1024 * 1024
MAX_LINES = 250_000
MAX_LINE_CHARACTERS = 262_144
MAX_DEPTH = 16

_PARAMETER = pattern(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_NAME = pattern(r"[A-Za-z0-9-]+")
_LIST_ITEM = pattern(r"((?:\\.|[^,\\]|\\$)*)(?:,|$)", DOTALL)
_TOP_COMPONENTS = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"})
_UNSAFE = pattern(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One unfolded property line; `value` is still escaped."""

    name: str
    parameters: dict[str, str]
    value: str
    line: int
    text: str


@dataclass(slots=True)
class Block:
    """What stands between a BEGIN and its END; grown while reading, then only read."""

    name: str
    line: int
    raw: list[str] = field(default_factory=list)
    lines: list[ContentLine] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)
    unreadable: list[tuple[int, str]] = field(default_factory=list)
    closed: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.raw)

    def value(self, name: str) -> str:
        """The first value of a property, unescaped; empty where there is none."""
        return next((unescaped(line.value) for line in self.lines if line.name == name), "")


def blocks_of(content: bytes) -> Block:
    """The file as a nameless root block; raises `UnreadableCalendar` beyond the bounds."""
    root = Block("", 1, closed=True)
    stack = [root]
    for number, text in _unfolded(content):
        for block in stack[1:]:
            block.raw.append(text)
        name, _, value = text.partition(":")
        match name.strip().upper():
            case "BEGIN":
                _open(stack, value.strip().upper(), (number, text))
            case "END":
                _close(stack, value.strip().upper(), (number, text))
            case _:
                _add(stack[-1], number, text)
    return root


def unescaped(value: str) -> str:
    r"""The text behind RFC 5545 escapes: \n, \, \; and \\ (section 3.3.11)."""
    if "\\" not in value:
        return value
    return sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def escaped(text: str) -> str:
    r"""Text as a TEXT value; control characters, which the format forbids, become a space."""
    plain = _UNSAFE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    for character, replacement in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(character, replacement)
    return plain


def items_of(value: str) -> tuple[str, ...]:
    """The items of a list value, split at the commas that are not escaped."""
    items = (unescaped(item).strip() for item in _LIST_ITEM.findall(value))
    return tuple(item for item in items if item)


def _open(stack: list[Block], name: str, source: tuple[int, str]) -> None:
    if name in _TOP_COMPONENTS and any(block.name == "VCALENDAR" for block in stack):
        while stack[-1].name != "VCALENDAR":  # an END is missing: that block stays, not closed
            stack.pop()
    if len(stack) > MAX_DEPTH:
        raise UnreadableCalendar(
            Wording(
                fr=f"Ligne {source[0]}\u00a0: plus de {MAX_DEPTH} composants imbriqués. "
                "Exportez de nouveau le calendrier depuis son logiciel.",
                en=f"Line {source[0]}: more than {MAX_DEPTH} nested components. "
                "Export the calendar again from its software.",
            )
        )
    block = Block(name, source[0], [source[1]])
    stack[-1].blocks.append(block)
    stack.append(block)


def _close(stack: list[Block], name: str, source: tuple[int, str]) -> None:
    if all(block.name != name for block in stack[1:]):
        stack[-1].unreadable.append(source)
        return
    while (block := stack.pop()).name != name:
        pass
    block.closed = True


def _add(block: Block, number: int, text: str) -> None:
    line = _parsed(number, text)
    if line is None:
        block.unreadable.append((number, text))
    else:
        block.lines.append(line)


def _parsed(number: int, text: str) -> ContentLine | None:
    name = _NAME.match(text)
    if name is None or len(text) > MAX_LINE_CHARACTERS:
        return None
    parameters, position = {}, name.end()
    while found := _PARAMETER.match(text, position):
        parameters[found[1].upper()] = found[2].replace('"', "")
        position = found.end()
    if text[position : position + 1] != ":":
        return None
    return ContentLine(name[0].upper(), parameters, text[position + 1 :], number, text)


def _unfolded(content: bytes) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first one; folds are undone on bytes (section 3.1)."""
    physical = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n")
    if len(content) > MAX_BYTES or len(physical) > MAX_LINES:
        raise UnreadableCalendar(
            Wording(
                fr=f"Calendrier trop grand\u00a0: {MAX_BYTES // 1_048_576}\u00a0Mio et "
                f"{MAX_LINES} lignes au plus. Exportez une période plus courte.",
                en=f"Calendar too large: at most {MAX_BYTES // 1_048_576} MiB and "
                f"{MAX_LINES} lines. Export a shorter period.",
            )
        )
    first, parts = 1, [b""]
    for number, line in enumerate(physical, start=1):
        if line[:1] in (b" ", b"\t") and parts[0]:
            parts.append(line[1:])
            continue
        if parts[0].strip():
            yield first, _decoded(b"".join(parts))
        first, parts = number, [line]
    if parts[0].strip():
        yield first, _decoded(b"".join(parts))


def _decoded(line: bytes) -> str:
    """UTF-8 as the format asks; Windows-1252 for the older software that ignores it."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")

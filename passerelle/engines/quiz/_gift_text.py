"""The texts of a GIFT file: escapes, formats, blanks."""

import re
from dataclasses import dataclass

from ._model import Format, Text

_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_SPECIAL = re.compile(r"[\\:#={}~\n]")
_FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
_BLANK_RUN = re.compile(r"[ \t\f\v]{2,}")
_KEEPS_LINES = frozenset({Format.HTML, Format.MARKDOWN})


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a file beside a copy of equal length whose escapes are blotted out.

    A control character found in `bare` is one that the author did not escape.
    """

    written: str
    bare: str

    @classmethod
    def of(cls, written: str) -> "Passage":
        return cls(written, _ESCAPE.sub("\0\0", written))

    def cut(self, start: int, end: int | None = None) -> "Passage":
        return Passage(self.written[start:end], self.bare[start:end])

    def stripped(self) -> "Passage":
        start = len(self.written) - len(self.written.lstrip())
        return self.cut(start, max(start, len(self.written.rstrip())))

    def before(self, mark: str) -> tuple["Passage", "Passage | None"]:
        """What stands before the first unescaped mark, and after it (None if there is none)."""
        at = self.bare.find(mark)
        if at < 0:
            return self, None
        return self.cut(0, at), self.cut(at + len(mark))

    def __bool__(self) -> bool:
        return bool(self.written.strip())


def read_text(passage: Passage, inherited: Format) -> Text:
    """A text and its format, its own (`[html]`) or the one it inherits."""
    passage = passage.stripped()
    own = _FORMAT.match(passage.written)
    if own is None:
        return Text(inherited, _settled(passage.written, inherited))
    return Text(Format(own[1]), _settled(passage.written[own.end() :].strip(), Format(own[1])))


def has_own_format(passage: Passage) -> bool:
    return _FORMAT.match(passage.written.lstrip()) is not None


def _settled(written: str, text_format: Format) -> str:
    return unescaped(written if text_format in _KEEPS_LINES else collapsed(written))


def collapsed(written: str) -> str:
    """Line breaks and runs of blanks made one space; the no-break spaces of French are kept."""
    return _BLANK_RUN.sub(" ", written.replace("\n", " "))


def unescaped(written: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], written)


def escaped(text: str) -> str:
    r"""The text as GIFT wants it written.

    >>> print(escaped("{a = b}"))
    \{a \= b\}
    """
    return _SPECIAL.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], text)


def settled(text: Text) -> Text:
    """The same text as GIFT can hold it: no blanks around it, none doubled where they collapse."""
    kept = text.text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if text.format not in _KEEPS_LINES:
        kept = _BLANK_RUN.sub(" ", kept)
    return Text(text.format, kept)

"""A GIFT file cut into blocks, one a question, whatever its author's habits with blank lines.

A blank line ends a question. It does not inside answers whose brace closes further on, nor inside
an open `<pre>`. A line that begins with `::` begins a question, and so does a line that follows a
closed answer when another answer comes after it. Each line is read a bounded number of times.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ._gift_text import Passage

_CATEGORY = re.compile(r"\s*\$CATEGORY:")
_ID = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f\x7f]){1,100})\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]\x00-\x1f\x7f]){1,100})\]")
_LONGEST_COMMENT = 10_000
_CASE = "[case:sensitive]"


@dataclass(slots=True)
class Remarks:
    """What the comments above a question say of it."""

    id: str | None = None
    tags: list[str] = field(default_factory=list)
    case_sensitive: bool = False

    def read(self, comment: str) -> None:
        comment = comment[:_LONGEST_COMMENT]
        if found := _ID.search(comment):
            self.id = found[1].strip().replace("\\]", "]")
        self.tags += [tag.replace("\\]", "]") for tag in _TAG.findall(comment)]
        self.case_sensitive = self.case_sensitive or _CASE in comment


@dataclass(slots=True)
class Block:
    """The lines of one question, without its comments, and where they begin."""

    line: int
    lines: list[str]
    remarks: Remarks = field(default_factory=Remarks)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def is_category(self) -> bool:
        return _CATEGORY.match(self.lines[0]) is not None

    def join(self, other: "Block") -> None:
        self.lines += ["", *other.lines]
        self.remarks.id = self.remarks.id or other.remarks.id
        self.remarks.tags += other.remarks.tags
        self.remarks.case_sensitive |= other.remarks.case_sensitive


@dataclass(frozen=True, slots=True)
class _Shape:
    """What decides whether a block goes on: its braces, its `<pre>`, its first characters."""

    first_brace: str
    last_brace: str
    opens_pre: bool
    touches_pre: bool
    starts: str
    ends: str

    @classmethod
    def of(cls, block: Block) -> "_Shape":
        bare = Passage.of(block.text).bare
        braces = [mark for mark in bare if mark in "{}"]
        low = bare.lower()
        return cls(
            first_brace=braces[0] if braces else "",
            last_brace=braces[-1] if braces else "",
            opens_pre=low.rfind("<pre") > low.rfind("</pre"),
            touches_pre="pre>" in low or "<pre" in low,
            starts=bare.lstrip()[:2],
            ends=bare.rstrip()[-1:],
        )

    @property
    def begins_anew(self) -> bool:
        return self.starts == "::"


class _Shapes:
    """The shape of each block, worked out when it is asked for and once."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._known: dict[int, _Shape] = {}

    def __getitem__(self, at: int) -> _Shape:
        if at not in self._known:
            self._known[at] = _Shape.of(self._blocks[at])
        return self._known[at]


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a file in order; comments are read for `[id:…]` and `[tag:…]`, then dropped."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cut = [part for block in _stretches(lines) for part in _closed_parts(block)]
    yield from _rejoined(cut)


def _stretches(lines: list[str]) -> Iterator[Block]:
    """Runs of lines between blank ones, categories and titles."""
    block: Block | None = None
    remarks = Remarks()
    in_pre = False
    for number, line in enumerate(lines, start=1):
        if block and _ends(block, line):
            yield block
            block = None
        in_pre = block is not None and in_pre
        if line.lstrip().startswith("//") and not in_pre:
            (block.remarks if block else remarks).read(line)
            continue
        if not line.strip():
            continue
        in_pre = _leaves_pre_open(line, was_open=in_pre)
        if block:
            block.lines.append(line)
            continue
        block, remarks = Block(number, [line], remarks), Remarks()
        if block.is_category:
            yield block
            block = None
    if block:
        yield block


def _ends(block: Block, line: str) -> bool:
    start = line.lstrip()[:10]
    if not start or start.startswith("$CATEGORY:"):
        return True
    if start.startswith("//"):
        return block.lines[-1].rstrip().endswith("}")
    return start.startswith("::") and not _has_open_title(block)


def _has_open_title(block: Block) -> bool:
    """Whether the block is still inside a `::title::` of two lines (longer ones are none)."""
    if len(block.lines) > 1:
        return False
    bare = Passage.of(block.lines[0]).bare.lstrip()
    return bare.startswith("::") and "::" not in bare[2:]


def _leaves_pre_open(line: str, *, was_open: bool) -> bool:
    """Whether a `<pre>` is open after this line (a `//` there is code, not a comment)."""
    low = line.lower()
    opened, closed = low.rfind("<pre"), low.rfind("</pre")
    return was_open if opened == closed else opened > closed


def _closed_parts(block: Block) -> Iterator[Block]:
    """A block cut after each closed answer that another answer follows, without a blank line."""
    if len(block.lines) == 1:
        yield block
        return
    bare = Passage.of(block.text).bare.split("\n")
    last_opening = max((n for n, line in enumerate(bare) if "{" in line), default=0)
    start = depth = 0
    for number in range(1, last_opening + 1):
        depth = max(0, depth + bare[number - 1].count("{") - bare[number - 1].count("}"))
        closed = depth == 0 and bare[number - 1].rstrip().endswith("}")
        if closed and bare[number].lstrip()[:1] not in tuple("=~#}{"):
            yield Block(block.line + start, block.lines[start:number], _given(block, start))
            start = number
    yield Block(block.line + start, block.lines[start:], _given(block, start))


def _given(block: Block, start: int) -> Remarks:
    return block.remarks if start == 0 else Remarks()


def _rejoined(blocks: list[Block]) -> Iterator[Block]:
    """The same blocks, those that a blank line cut in two put together again."""
    shapes = _Shapes(blocks)
    at = 0
    while at < len(blocks):
        end = _reach(blocks, shapes, at)
        for other in blocks[at + 1 : end]:
            blocks[at].join(other)
        yield blocks[at]
        at = end


def _reach(blocks: list[Block], shapes: _Shapes, at: int) -> int:
    """Where the question that begins at this block ends (the first block that is not its own)."""
    if blocks[at].is_category:
        return at + 1
    end = _past_pre(blocks, shapes, at)
    last = shapes[end - 1]
    if last.last_brace == "{":
        return _past_closing(blocks, shapes, end)
    if end < len(blocks) and not any(
        shape.first_brace for shape in map(shapes.__getitem__, range(at, end))
    ):
        following = shapes[end]
        if following.starts.startswith("{") and following.ends == "}":
            return end + 1
        if following.starts.startswith("{") and following.last_brace == "{":
            return _past_closing(blocks, shapes, end + 1)
    return end


def _past_pre(blocks: list[Block], shapes: _Shapes, at: int) -> int:
    if not shapes[at].opens_pre or shapes[at].ends == "}":
        return at + 1
    for end in range(at + 1, len(blocks)):
        if shapes[end].begins_anew or blocks[end].is_category:
            break
        if shapes[end].touches_pre:
            return end + 1 if not shapes[end].opens_pre else at + 1
    return at + 1


def _past_closing(blocks: list[Block], shapes: _Shapes, end: int) -> int:
    for number in range(end, len(blocks)):
        if shapes[number].begins_anew or blocks[number].is_category:
            return end
        if shapes[number].first_brace:
            return number + 1 if shapes[number].first_brace == "}" else end
    return end

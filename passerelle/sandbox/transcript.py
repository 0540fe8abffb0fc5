"""What a program prints: followed line by line, kept up to a cap, its end always known."""

from __future__ import annotations

import re
from collections.abc import Callable

_TAIL_BYTES = 8192
_LONGEST_LINE = 4096
# Colours and cursor moves (ECMA-48), then every other control character but the tab.
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[@-_])|[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Transcript:
    """`text` is the beginning and the end; a gigabyte in between costs its reading, no memory."""

    def __init__(self, *, most_bytes: int, on_line: Callable[[str], None] | None = None) -> None:
        self._tail_bytes = min(_TAIL_BYTES, most_bytes // 2)
        self._head_bytes = most_bytes - self._tail_bytes
        self._on_line = on_line
        self._head = bytearray()
        self._tail = b""
        self._unfinished = bytearray()
        self.total_bytes = 0

    def feed(self, data: bytes) -> None:
        self.total_bytes += len(data)
        room = self._head_bytes - len(self._head)
        if room > 0:
            self._head += data[:room]
            self._follow(data[:room])
        self._tail = (self._tail + data[-self._tail_bytes :])[-self._tail_bytes :]

    def close(self) -> None:
        """The last line may lack its end; a cut transcript says so and shows its last line."""
        if self._unfinished:
            self._emit(bytes(self._unfinished))
        if self.is_cut and self._on_line:
            self._on_line(self._cut_sentence)
            self._on_line(self.last_line)

    @property
    def is_cut(self) -> bool:
        return self.total_bytes > self._head_bytes + self._tail_bytes

    @property
    def text(self) -> str:
        seen_twice = len(self._head) + len(self._tail) - self.total_bytes
        rest = self._tail[max(seen_twice, 0) :]
        if not self.is_cut:
            return _readable(bytes(self._head) + rest)
        return f"{_readable(bytes(self._head))}\n{self._cut_sentence}\n{_readable(rest)}"

    @property
    def last_line(self) -> str:
        lines = [line.strip() for line in _readable(self._tail).splitlines()]
        return next((line for line in reversed(lines) if line), "")[-_LONGEST_LINE:]

    @property
    def _cut_sentence(self) -> str:
        left_out = self.total_bytes - self._head_bytes - self._tail_bytes
        return f"[… {left_out} bytes left out …]"

    def _follow(self, data: bytes) -> None:
        if not self._on_line:
            return
        self._unfinished += data
        *lines, rest = bytes(self._unfinished).split(b"\n")
        for line in lines:
            self._emit(line)
        while len(rest) > _LONGEST_LINE:
            self._emit(rest[:_LONGEST_LINE])
            rest = rest[_LONGEST_LINE:]
        self._unfinished = bytearray(rest)

    def _emit(self, line: bytes) -> None:
        if self._on_line:
            self._on_line(_readable(line))


def _readable(data: bytes) -> str:
    """Text without control characters; of a progress bar, what stands when the line ends."""
    lines = data.decode(errors="replace").split("\n")
    return "\n".join(_ESCAPES.sub("", line.rstrip("\r").rsplit("\r", 1)[-1]) for line in lines)

"""A progress bar for a terminal; silent when nobody watches."""

from __future__ import annotations

import sys
import time

_WIDTH = 28


class Bar:
    """`bar(done, of, words)` redraws at most ten times a second."""

    def __init__(self, title: str) -> None:
        self.title, self.started, self.drawn_at = title, time.monotonic(), 0.0
        self.is_watched = sys.stdout.isatty()

    def __call__(self, done: int, of: int, words: str) -> None:
        if not self.is_watched or (time.monotonic() - self.drawn_at < 0.1 and done < of):
            return
        self.drawn_at = time.monotonic()
        filled = round(_WIDTH * done / max(of, 1))
        bar = "█" * filled + "·" * (_WIDTH - filled)
        print(f"\r  {self.title:<34} {bar} {words:<12}", end="", flush=True)

    def end(self, words: str) -> None:
        """Leave one line that says what came of it and how long it took."""
        seconds = time.monotonic() - self.started
        start = "\r" if self.is_watched else ""
        print(f"{start}  {self.title:<34} {words} ({seconds:.1f} s){' ' * _WIDTH}".rstrip())

"""What a message says: whether train ever puts it so, then the words in French and in English."""

from __future__ import annotations

Pair = tuple[str, str]  # French, English
Phrase = tuple[bool, str, str]
SEEN, NEW = False, True

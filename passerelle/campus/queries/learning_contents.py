"""A lesson's table of contents, from its second-level headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from django.utils.safestring import SafeString

_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Heading:
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The prose with anchors on its headings, and the headings."""

    html: SafeString
    headings: tuple[Heading, ...]


@lru_cache(maxsize=256)
def contents_of(html: str) -> Contents:
    """The prose was sanitised when the programme was loaded; only `id` is added here."""
    titles = [unescape(_TAG.sub("", title)).strip() for title in _HEADING.findall(html)]
    headings = tuple(
        Heading(f"section-{rank}", title) for rank, title in enumerate(titles, start=1)
    )
    anchors = iter(headings)
    anchored = _HEADING.sub(lambda found: f'<h2 id="{next(anchors).anchor}">{found[1]}</h2>', html)
    return Contents(SafeString(anchored), headings)

"""One page of each sort that a persona can reach by following links, as a reader would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import Resolver404, resolve

from .reader import Page, Reader

# How many pages of a route are opened; of those made of the same pieces, the first is kept.
_MOST_OPENED = {"activity": 14, "attempt": 4, "module": 3, "sheet": 2, "session": 2}
_PIECES = re.compile(r'class="([^"]+)"|action="[^"]*/([a-z]+)/"')
_MOST_PAGES = 120
_FILE = re.compile(r"\.[a-z]+$")  # to take away, not to read
_MOST_ELSEWHERE = 3  # answers of a route that lead elsewhere, as "sign in" does for who has


@dataclass(frozen=True, slots=True)
class Found:
    """A page that was reached, with the name of its route."""

    route: str
    page: Page


def route_of(path: str) -> str:
    """The name of the route that answers an address; empty for a static file or a wrong one."""
    try:
        return resolve(path.partition("?")[0]).url_name or ""
    except Resolver404:
        return ""


def pages_reached(reader: Reader, starts: Iterable[str] = ("/",)) -> list[Found]:
    """Breadth first, a few pages of each route; only pages that are HTML and answered 200."""
    waiting, seen = list(starts), set(starts)
    opened: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    looks: set[tuple[str, frozenset[tuple[str, str]]]] = set()
    found: list[Found] = []
    while waiting and len(found) < _MOST_PAGES:
        path = waiting.pop(0)
        route = route_of(path)
        if not route or _FILE.search(path) or opened[route] >= _MOST_OPENED.get(route, 1):
            continue
        if elsewhere[route] >= _MOST_ELSEWHERE:
            continue
        page = reader.get(path)
        elsewhere[route] += page.status == 302
        if page.status != 200 or page.kind != "text/html":
            continue
        opened[route] += 1
        look = route, frozenset(_PIECES.findall(page.text))
        if look not in looks:
            looks.add(look)
            found.append(Found(route, page))
        fresh = [link for link in page.links if link not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return found

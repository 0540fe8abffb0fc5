"""How many queries each page costs; run in a process of its own beside a played demo.

Reads {door: [addresses]} from standard input, writes {address: queries}."""

from __future__ import annotations

import json
import sys
from urllib.parse import urlsplit

import django


def main() -> None:
    django.setup()
    asked: dict[str, list[str]] = json.load(sys.stdin)
    json.dump(
        {
            path: count
            for door, paths in asked.items()
            for path, count in queries_of(door, paths).items()
        },
        sys.stdout,
    )


def queries_of(door: str, paths: list[str]) -> dict[str, int]:
    """The queries of each page, the whole request counted, for whoever the door lets in."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    if door:
        client.post(urlsplit(door).path)
    counts = {}
    for path in paths:
        client.get(path)  # what a first request alone pays (caches, connection) is not the page's
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}; it should be a page.")
        counts[path] = len(captured)
    return counts


if __name__ == "__main__":
    main()

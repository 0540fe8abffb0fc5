"""The proceedings as a chain: each line's digest covers the line before, so none can be altered.

SHA-256 over the canonical JSON (sorted keys, no blanks, UTF-8) of
[previous digest, position, at, verb, content]; the first previous digest is 64 zeros."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from .models import Deliberation, ProceedingsLine

BEGINNING = "0" * 64


def written_at(at: datetime) -> str:
    """An instant as a line's digest covers it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest_of_line(
    previous: str, *, position: int, at: str, verb: str, content: Mapping[str, Any]
) -> str:
    """Any: JSON, whose numbers are whole."""
    text = json.dumps(
        [previous, position, at, verb, content],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return sha256(text.encode()).hexdigest()


def exported(line: ProceedingsLine) -> dict[str, Any]:
    """A line as the structured minutes carry it; enough to verify it without us."""
    return {
        "position": line.position,
        "at": written_at(line.at),
        "verb": line.verb,
        "content": line.content,
        "previous_digest": line.previous_digest,
        "digest": line.digest,
    }


def first_altered(lines: Iterable[Mapping[str, Any]]) -> int | None:
    """The position of the first line that does not follow from those before it; None if all do."""
    previous, expected = BEGINNING, 1
    for line in lines:
        found = digest_of_line(
            previous,
            position=expected,
            at=line["at"],
            verb=line["verb"],
            content=line["content"],
        )
        stands = (line["position"], line["previous_digest"], line["digest"])
        if stands != (expected, previous, found):
            return expected
        previous, expected = found, expected + 1
    return None


def lines_of(deliberation: Deliberation) -> list[dict[str, Any]]:
    """Every line, exported, in order."""
    return [exported(each) for each in deliberation.proceedings.order_by("position")]


def verify_chain(deliberation: Deliberation) -> int | None:
    """The position of the first altered line, or None."""
    return first_altered(lines_of(deliberation))

"""A file that shows some of a holder's credentials and no other (VC 2.0, 4.13).

Nobody signs the selection: each credential in it stands by its own proofs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from passerelle.engines.credential import (
    CREDENTIALS_CONTEXT,
    Json,
    JsonObject,
    Limits,
    Refusal,
    read_document,
)

_TYPE = "VerifiablePresentation"
_MOST_SHOWN = 20
_LIMITS = Limits(size_bytes=256_000, depth=24, values=40_000)


def presentation_of(documents: Iterable[bytes]) -> JsonObject:
    shown: list[Json] = [json.loads(each) for each in documents]
    return {
        "@context": [CREDENTIALS_CONTEXT],
        "type": [_TYPE],
        "verifiableCredential": shown,
    }


def presented(data: bytes) -> list[bytes] | None:
    """The credentials that a presentation shows, at most twenty; None for any other file."""
    if _TYPE.encode() not in data:
        return None
    try:
        document = read_document(data, _LIMITS)
    except Refusal:
        return None
    types = document.get("type")
    if types != _TYPE and not (isinstance(types, list) and _TYPE in types):
        return None
    shown = document.get("verifiableCredential")
    listed = shown if isinstance(shown, list) else [shown]
    if not 0 < len(listed) <= _MOST_SHOWN or not all(isinstance(each, dict) for each in listed):
        return None
    return [json.dumps(each, ensure_ascii=False).encode() for each in listed]

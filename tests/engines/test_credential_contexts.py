"""The contexts written from our tables are the published ones, and no other is known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from passerelle.engines.credential import (
    BADGES_CONTEXT,
    CREDENTIALS_CONTEXT,
    Contexts,
    InlineCanonicaliser,
    Limits,
    Refusal,
    UnknownContext,
    diploma_contexts,
)
from tests.engines.credential_cast import unsigned_diploma

# Two terms of one of the two publications of 3.0.3; no credential of ours uses them.
DISPUTED = ("endorsementJwt", "jti")


def test_the_generated_contexts_are_the_published_ones(testdata: Path) -> None:
    published = json.loads((testdata / "standards/contexts/npm-contexts.json").read_text())
    expected = {url: _undisputed(published[url]) for url in (CREDENTIALS_CONTEXT, BADGES_CONTEXT)}

    generated = dict(diploma_contexts())

    assert generated == expected


def test_the_badges_context_is_also_the_one_of_the_specification(testdata: Path) -> None:
    published = json.loads((testdata / "standards/contexts/context-3.0.3.json").read_text())

    generated = diploma_contexts()[BADGES_CONTEXT]

    assert generated == _undisputed(published)


def test_an_unknown_context_is_named() -> None:
    with pytest.raises(UnknownContext) as raised:
        Contexts().document("https://example.org/v1")

    assert raised.value.address == "https://example.org/v1"


def test_a_caller_may_add_a_context() -> None:
    added = {"@context": {"@vocab": "https://example.org/#"}}

    contexts = Contexts({"https://example.org/v1": added})

    assert contexts.document("https://example.org/v1") == added


def test_a_context_added_for_one_reader_is_unknown_to_the_next() -> None:
    address = "https://example.org/added"
    document = {**unsigned_diploma(), "@context": [CREDENTIALS_CONTEXT, BADGES_CONTEXT, address]}
    InlineCanonicaliser(Contexts({address: {"@context": {}}})).canonicalise([document], Limits())

    with pytest.raises(Refusal) as raised:
        InlineCanonicaliser().canonicalise([document], Limits())

    assert raised.value.failure.code == "unknown-context"


def _undisputed(value: object) -> object:
    if isinstance(value, dict):
        return {k: _undisputed(v) for k, v in value.items() if k not in DISPUTED}
    return value

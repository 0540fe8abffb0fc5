"""Bad files: each refused in under a second, with the reason; nothing else ever becomes valid."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.engines.credential import (
    SENTENCES,
    InlineCanonicaliser,
    Json,
    JsonObject,
    Report,
    proofs_of,
    verify,
)
from tests.engines.credential_cast import (
    TODAY,
    as_file,
    blank_lists,
    signed_diploma,
    trust_of,
)

CANONICALISER = InlineCanonicaliser()
TRUST = trust_of()
DIPLOMA = signed_diploma()
Change = Callable[[JsonObject], None]


def judge(file: bytes | str) -> Report:
    lists = blank_lists()
    return verify(file, trust=TRUST, at=TODAY, canonicaliser=CANONICALISER, statuses=lists)


def changed(change: Change) -> bytes:
    document = copy.deepcopy(DIPLOMA)
    change(document)
    return as_file(document)


def put(path: str, value: Json) -> Change:
    """A change that writes `value` at `path`, a list index being a number."""

    def change(document: JsonObject) -> None:
        *parents, last = [int(p) if p.isdigit() else p for p in path.split("/")]
        place: Json = document
        for part in parents:
            place = place[part]  # type: ignore[index]
        place[last] = value  # type: ignore[index]

    return change


def linked_blank_nodes(count: int) -> list[JsonObject]:
    """The poison graph: every anonymous node points to every other by its label."""
    labels = [f"_:b{i}" for i in range(count)]
    return [
        {"id": a, "type": "VerifiableCredential", "evidence": [b for b in labels if b != a]}
        for a in labels
    ]


def look_alikes(count: int) -> list[JsonObject]:
    """The same poison without labels: anonymous twins with many anonymous twins below."""
    inner = [{"type": "Evidence"}] * count
    return [{"type": ["Evidence", "VerifiableCredential"], "evidence": inner}] * 2


READING = {
    "empty": (b"", "not-json"),
    "not text": (b"\xff\xfe\x00", "not-utf8"),
    "not JSON": (b"<html>", "not-json"),
    "a list": (b"[1]", "not-an-object"),
    "truncated": (as_file(DIPLOMA)[:-200], "truncated"),
    "truncated in a text": (as_file(DIPLOMA)[:700], "truncated"),
    "too large": (b" " * 300_000, "too-large"),
    "a key twice": (as_file(DIPLOMA)[:-1] + b', "name": "other"}', "duplicate-key"),
    "a deep key twice": (b'{"a": {"b": 1, "b": 2}}', "duplicate-key"),
    "NaN": (b'{"a": NaN}', "not-a-number"),
    "infinity": (b'{"a": -Infinity}', "not-a-number"),
    "a long number": (b'{"a": 12.00000000000000000001}', "long-number"),
    "a huge number": (b'{"a": ' + b"9" * 5000 + b"}", "long-number"),
    "an immense number": (b'{"a": 1e999}', "long-number"),
    "depth": (b'{"a":' * 30 + b"1" + b"}" * 30, "too-deep"),
    "abysmal depth": (b"[" * 90_000, "too-deep"),
    "many values": (json.dumps({"a": list(range(5000))}).encode(), "too-many-values"),
    "a long text": (json.dumps({"a": "x" * 60_000}).encode(), "long-text"),
    "half a character": (b'{"a": "\\ud800"}', "bad-character"),
    "a control character": (b'{"a": "\\u0000"}', "bad-character"),
    "a poison graph": (as_file({"evidence": linked_blank_nodes(8)}), "blank-node-label"),
}

WRITING: dict[str, tuple[Change, str]] = {
    "an undefined term": (put("honours", "summa"), "undefined-term"),
    "an undefined term inside": (put("credentialSubject/honours", "summa"), "undefined-term"),
    "an undefined type": (
        put("credentialSubject/type", ["AchievementSubject", "Doctor"]),
        "undefined-term",
    ),
    "an undefined term in a list": (put("evidence/0/grade", "A"), "undefined-term"),
    "a relative id": (put("credentialSubject/achievement/id", "awards/ia"), "not-an-address"),
    "a relative address": (put("evidence/0/id", "works/7"), "not-an-address"),
    "a relative image": (put("credentialSubject/image", "photo.png"), "relative-address"),
    "an address without its scheme": (
        put("credentialSubject/image", "//evil.example/x"),
        "relative-address",
    ),
    "a broken address": (put("credentialSubject/image", "https://a.example/<b>"), "bad-address"),
    "a null": (put("description", None), "null-value"),
    "an empty list": (put("description", []), "empty-list"),
    "a list in a list": (put("name", [["x"]]), "nested-list"),
    "a value twice": (put("credentialSubject/type", ["AchievementSubject"] * 2), "repeated-value"),
    "@graph": (put("@graph", [{"id": "urn:x:1"}]), "keyword"),
    "@included": (put("@included", [{"id": "urn:x:1"}]), "keyword"),
    "@reverse": (put("@reverse", {"issuer": {"id": "urn:x:1"}}), "keyword"),
    "@nest": (put("@nest", {"name": "x"}), "keyword"),
    "@id": (put("credentialSubject/@id", "urn:x:1"), "keyword"),
    "@direction": (put("name/0/@direction", "ltr"), "language-value"),
    "@type on a value": (put("name/0", {"@value": "x", "@type": "urn:x:t"}), "language-value"),
    "a language in capitals": (put("name/0/@language", "FR"), "language-value"),
    "an address as a key": (put("urn:x:name", "x"), "address-as-key"),
    "an inner context": (
        put("credentialSubject/@context", {"honours": "urn:x:1"}),
        "inline-context",
    ),
    "its own context": (put("@context/1", {"@vocab": "urn:x:"}), "inline-context"),
    "an unknown context": (put("@context/1", "https://evil.example/v1"), "unknown-context"),
    "contexts in another order": (lambda d: d["@context"].reverse(), "context-order"),  # type: ignore[attr-defined]
    "one context twice": (lambda d: d["@context"].append(d["@context"][0]), "context-order"),  # type: ignore[attr-defined,index]
    "a number as a text": (put("credentialSubject/creditsEarned", "12"), "value-kind"),
    "one object in two places": (
        put("evidence/0", {"id": "did:web:diplome.example", "type": ["Evidence"], "name": "x"}),
        "repeated-node",
    ),
    "too many anonymous objects": (
        put("evidence", [{"type": "Evidence"}] * 100),
        "too-many-blank-nodes",
    ),
    "too many twins": (put("evidence", look_alikes(9)), "too-symmetric"),
}

SHAPE: dict[str, tuple[Change, str]] = {
    "no issuer": (lambda d: d.pop("issuer"), "field-missing"),
    "an issuer without type": (put("issuer/type", []), "empty-list"),
    "an issuer that is no profile": (put("issuer/type", ["Evidence"]), "type-missing"),
    "no date": (lambda d: d.pop("validFrom"), "field-missing"),
    "a date without zone": (put("validFrom", "2026-06-20T08:00:00"), "not-a-date"),
    "a day that does not exist": (put("validFrom", "2026-02-30T08:00:00Z"), "not-a-date"),
    "an end before the start": (put("validUntil", "2020-01-01T00:00:00Z"), "dates-reversed"),
    "not a badge": (put("type", ["VerifiableCredential"]), "type-missing"),
    "two subjects": (
        put("credentialSubject", [{"id": "urn:x:1"}, {"id": "urn:x:2"}]),
        "type-missing",
    ),
    "no award": (lambda d: d["credentialSubject"].pop("achievement"), "field-missing"),  # type: ignore[attr-defined]
    "a text instead of false": (
        put("credentialSubject/identifier/0/hashed", "false"),
        "wrong-value",
    ),
}


@pytest.mark.parametrize("case", READING)
def test_a_file_that_cannot_be_read_strictly_is_refused_at_once(case: str) -> None:
    file, code = READING[case]

    started = time.perf_counter()
    report = judge(file)
    seconds = time.perf_counter() - started

    assert (report.verdict, [f.code for f in report.failures]) == ("refused", [code])
    assert seconds < 1


@pytest.mark.parametrize("case", WRITING)
def test_what_a_signature_would_not_cover_is_refused_at_once(case: str) -> None:
    change, code = WRITING[case]
    file = changed(change)

    started = time.perf_counter()
    report = judge(file)
    seconds = time.perf_counter() - started

    assert (report.verdict, report.failures[0].code) == ("refused", code)
    assert seconds < 1


@pytest.mark.parametrize("case", SHAPE)
def test_a_document_of_another_shape_is_refused(case: str) -> None:
    change, code = SHAPE[case]

    report = judge(changed(change))

    assert (report.verdict, report.failures[0].code) == ("refused", code)


def test_every_refusal_has_a_sentence_in_both_languages() -> None:
    without = [code for code, text in SENTENCES.items() if not text.fr or not text.en]

    assert without == []


def test_an_undefined_term_is_named_in_the_sentence() -> None:
    report = judge(changed(put("honours", "summa")))

    assert report.sentence.en == (
        "Refused: No context defines “honours”: the signatures do not cover this field."
    )


def _texts(value: Json, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))


TEXTS = tuple(_texts(DIPLOMA))


def _with_character(path: tuple[str | int, ...], position: int, character: str) -> JsonObject:
    document = copy.deepcopy(DIPLOMA)
    place: Json = document
    for part in path[:-1]:
        place = place[part]  # type: ignore[index]
    text: str = place[path[-1]]  # type: ignore[index]
    position %= len(text)
    place[path[-1]] = text[:position] + character + text[position + 1 :]  # type: ignore[index]
    return document


@settings(max_examples=100, deadline=None)
@given(
    path=st.sampled_from(TEXTS),
    position=st.integers(0, 200),
    character=st.characters(codec="utf-8"),
)
def test_one_changed_character_anywhere_is_never_valid(
    path: tuple[str | int, ...], position: int, character: str
) -> None:
    document = _with_character(path, position, character)

    report = judge(as_file(document))

    assert (report.verdict == "valid") == (document == DIPLOMA)
    assert bool(report.failures) == (document != DIPLOMA)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: "/".join(map(str, path)))
def test_the_last_character_of_every_text_counts(path: tuple[str | int, ...]) -> None:
    document = _with_character(path, -1, "Q")

    report = judge(as_file(document))

    assert report.verdict in {"refused", "unknown issuer"}


@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=300) | st.text(max_size=300))
def test_rubbish_is_refused_and_never_raises(data: bytes | str) -> None:
    report = judge(data)

    assert report.verdict == "refused"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from([*DIPLOMA, "credentialSchema", "validUntil", "holder"]), value=_JSON)
def test_any_value_in_any_field_is_refused_and_never_raises(name: str, value: Json) -> None:
    document = {**DIPLOMA, name: value}

    report = judge(json.dumps(document))

    assert (report.verdict == "valid") == (document == DIPLOMA)


def test_a_change_inside_a_proof_is_never_valid_for_any_value() -> None:
    first, second = proofs_of(DIPLOMA)
    document = {**DIPLOMA, "proof": [first, {**second, "id": "urn:uuid:1"}]}

    report = judge(as_file(document))

    assert [failure.code for failure in report.failures] == ["proof-bad"]

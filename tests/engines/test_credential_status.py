"""Status lists: bits, encoding, the institution's own signature, and what a revocation says."""

from __future__ import annotations

import base64
import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.engines.credential import (
    SHORTEST_LIST,
    InlineCanonicaliser,
    Refusal,
    Report,
    Revocation,
    StatusList,
    Text,
    TrustList,
    verify,
    verify_status_list,
)
from tests.engines.credential_cast import (
    NAMES,
    RANK,
    TODAY,
    as_file,
    blank_lists,
    list_address,
    signed_diploma,
    signed_list,
    signer,
    trust_of,
    with_signer,
)

CANONICALISER = InlineCanonicaliser()
BLANK = StatusList.blank()
REVOKED = BLANK.with_set(RANK)
FILE = as_file(signed_diploma())


def judge(lists: dict[str, StatusList | bytes] | None, trust: TrustList | None = None) -> Report:
    return verify(
        FILE, trust=trust or trust_of(), at=TODAY, canonicaliser=CANONICALISER, statuses=lists
    )


def packed(data: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(data)).decode().rstrip("=")


def test_the_first_entry_is_the_left_most_bit() -> None:
    statuses = BLANK.with_set(0).with_set(9)

    assert statuses.bits[:2] == b"\x80\x40"


@settings(max_examples=30, deadline=None)
@given(ranks=st.sets(st.integers(0, SHORTEST_LIST - 1), max_size=12))
def test_a_list_comes_back_from_its_encoding(ranks: set[int]) -> None:
    statuses = BLANK
    for rank in ranks:
        statuses = statuses.with_set(rank)

    again = StatusList.from_encoded(statuses.encoded())

    assert again == statuses
    assert all(again.is_set(rank) for rank in ranks)


def test_the_example_of_the_standard_is_an_empty_list() -> None:
    # Bitstring Status List v1.0, example 2 of the published recommendation.
    example = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"

    statuses = StatusList.from_encoded(example)

    assert statuses == BLANK


@pytest.mark.parametrize(
    "text",
    [
        "",
        "u",
        "zH4sIAAAA",
        "u!!!!",
        BLANK.encoded()[1:],
        BLANK.encoded()[:-6],
        packed(bytes(100)),
        packed(bytes(40_000_000)),
    ],
    ids=["nothing", "prefix", "base58", "letters", "no prefix", "cut", "short", "bomb"],
)
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        StatusList.from_encoded(text)

    assert refused.value.failure.code == "status-encoding"


def test_a_rank_outside_the_list_is_an_error() -> None:
    with pytest.raises(IndexError, match="rank 131072 is outside"):
        BLANK.is_set(SHORTEST_LIST)


def test_a_short_list_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="131072 entries or more"):
        StatusList.blank(1000)


def test_a_signed_list_is_read_for_its_institution() -> None:
    statuses = verify_status_list(
        signed_list("chum", REVOKED),
        address=list_address("chum"),
        signer=signer("chum"),
        at=TODAY,
        canonicaliser=CANONICALISER,
    )

    assert (statuses.bits, statuses.published_at) == (REVOKED.bits, TODAY - timedelta(days=1))


def test_a_revocation_by_either_institution_revokes() -> None:
    verdicts = [
        judge(blank_lists() | {list_address(name): signed_list(name, REVOKED)}).verdict
        for name in NAMES[:2]
    ]

    assert verdicts == ["revoked", "revoked"]


def test_a_revoked_diploma_names_who_revoked_it() -> None:
    report = judge(blank_lists() | {list_address("chum"): REVOKED})

    assert [(f.code, f.where) for f in report.failures] == [("revoked", "did:web:chum.example")]
    assert [s.revoked for s in report.signatures] == [True, False]
    assert report.sentence.fr == (
        "Les signatures sont authentiques, mais le diplôme a été révoqué par Établissement chum."
    )


def test_a_signed_list_tells_by_when_the_diploma_was_revoked() -> None:
    report = judge(blank_lists() | {list_address("chum"): signed_list("chum", REVOKED)})

    assert report.failures[0].sentence.en == (
        "The diploma was revoked by Institution chum by 31 August 2026 at the latest."
    )


def test_a_revocation_published_in_the_trust_list_gives_its_date_and_reason() -> None:
    reason = Text(fr="fraude établie", en="fraud established")
    identifier = str(signed_diploma()["id"])
    revocation = Revocation(identifier, datetime(2026, 8, 3, tzinfo=UTC), reason)
    trust = with_signer(trust_of(), lambda s: replace(s, revocations=(revocation,)), at=1)

    report = judge(None, trust)

    assert report.verdict == "revoked"
    assert (report.signatures[1].revoked_at, report.signatures[1].reason) == (revocation.at, reason)
    assert report.failures[0].sentence.en == (
        "The diploma was revoked by Institution bourgogne on 3 August 2026 (fraud established)."
    )


def test_a_revocation_of_tomorrow_does_not_count_today() -> None:
    revocation = Revocation(str(signed_diploma()["id"]), TODAY + timedelta(days=1))
    trust = with_signer(trust_of(), lambda s: replace(s, revocations=(revocation,)), at=1)

    report = judge(blank_lists(), trust)

    assert report.verdict == "valid"


def test_without_its_lists_a_diploma_is_valid_but_says_what_was_not_checked() -> None:
    report = judge(None)

    assert report.verdict == "valid"
    assert "but not every revocation could be checked" in report.sentence.en
    assert [text.en for text in report.not_checked[:2]] == [
        "The revocation list of Institution chum was not available.",
        "The revocation list of Institution bourgogne was not available.",
    ]


def test_each_signature_says_whether_its_revocations_were_read() -> None:
    one_list = {list_address("chum"): blank_lists()[list_address("chum")]}

    read = [each.revocation_checked for each in judge(one_list).signatures]

    assert read == [True, False]


def _forged(lists: dict[str, bytes]) -> list[tuple[str, str, str]]:
    report = judge(blank_lists() | lists)
    return [(report.verdict, failure.code, failure.where) for failure in report.failures]


def bad(code: str) -> list[tuple[str, str, str]]:
    return [("refused", code, "did:web:chum.example")]


BAD_LIST = bad("status-list-bad")


def test_a_list_signed_by_another_institution_is_refused() -> None:
    assert _forged({list_address("chum"): signed_list("chum", BLANK, key="bourgogne")}) == bad(
        "status-unsigned"
    )


def test_the_list_of_another_address_is_refused() -> None:
    assert _forged({list_address("chum"): signed_list("bourgogne", BLANK)}) == bad("status-other")


def test_a_changed_list_is_refused() -> None:
    changed = signed_list("chum", BLANK).replace(
        BLANK.encoded().encode(), REVOKED.encoded().encode()
    )

    assert _forged({list_address("chum"): changed}) == bad("status-unsigned")


def test_rubbish_in_place_of_a_list_is_refused() -> None:
    assert _forged({list_address("chum"): b"<html>not found</html>"}) == BAD_LIST


def test_a_list_that_names_its_status_twice_is_refused() -> None:
    doubled = signed_list("chum", BLANK).replace(b'{\n "@context"', b'{"id": "x", "@context"')

    assert _forged({list_address("chum"): doubled}) == BAD_LIST


def test_a_diploma_must_say_where_each_institution_revokes() -> None:
    other = "https://elsewhere.example/status"
    trust = with_signer(trust_of(), lambda s: replace(s, status_lists=(other,)), at=0)

    report = judge(blank_lists(), trust)

    assert [(f.code, f.where) for f in report.failures] == [
        ("status-not-expected", "/credentialStatus"),
        ("status-missing", "did:web:chum.example"),
    ]


def test_every_published_list_of_the_samples_is_unpacked(
    testdata: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [f for f in (testdata / "standards/ob30-samples").rglob("*") if f.is_file()]
    texts = [f.read_text(errors="replace") for f in files]
    encoded = [
        t.split('"encodedList": "')[1].split('"')[0] for t in texts if '"encodedList": "' in t
    ]

    lengths = [StatusList.from_encoded(text).length for text in encoded]

    with capsys.disabled():
        print(f"\nstatus lists of the samples: {len(lengths)} of {len(encoded)} unpacked")
    assert all(length >= SHORTEST_LIST for length in lengths)

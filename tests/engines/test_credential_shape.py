"""Which documents are credentials at all: the W3C suite's inputs, and 1EdTech's samples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from passerelle.engines.credential import (
    BadKey,
    Contexts,
    InlineCanonicaliser,
    JsonObject,
    Report,
    Signer,
    Text,
    TrustedKey,
    TrustList,
    check_shape,
    proofs_of,
    public_key_bytes,
    verify,
)
from tests.engines.credential_cast import as_file, unsigned_diploma

EXAMPLES = Contexts(
    {
        "https://www.w3.org/ns/credentials/examples/v2": {
            "@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}
        }
    }
)
AT = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_diploma_of_ours_has_the_right_shape() -> None:
    document = unsigned_diploma()

    problems = check_shape(document)

    assert problems == ()


def test_every_w3c_input_is_accepted_or_refused_as_its_name_says(
    testdata: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = sorted((testdata / "standards/w3c-vc-data-model-2.0-tests/input").rglob("*.json"))
    judged = [file for file in files if "-ok" in file.name or "-fail" in file.name]
    left_out = [file.name for file in files if file not in judged]

    wrong = [file.name for file in judged if _is_accepted(file) != ("-ok" in file.name)]

    with capsys.disabled():
        print(
            f"\nW3C VC 2.0: {len(judged) - len(wrong)} of {len(judged)} judged as named; ", end=""
        )
        print(f"left out, their name claims neither: {', '.join(left_out)}")
    assert wrong == []


def test_every_open_badges_sample_is_judged_by_its_own_issuer_and_key(
    testdata: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = sorted((testdata / "standards/ob30-samples").rglob("*.json"))
    canonicaliser = InlineCanonicaliser(_published_contexts(testdata))

    told = {file.name: _judged(file, canonicaliser) for file in files}

    with capsys.disabled():
        valid = sum(report.verdict == "valid" for report in told.values())
        print(f"\nOpen Badges 3.0 samples, {valid} of {len(told)} good for a strict reader:")
        for name, report in told.items():
            codes = ", ".join(f"{f.code} {f.where}" for f in report.failures)
            print(f"  {name}: {report.verdict} {codes}")
    assert [n for n, r in told.items() if "-err-" in n and r.verdict == "valid"] == []
    assert "valid" in {report.verdict for report in told.values()}


def _is_accepted(file: Path) -> bool:
    return check_shape(_as_the_suite_sends(file), contexts=EXAMPLES) == ()


def _as_the_suite_sends(file: Path) -> JsonObject:
    """The W3C suite fills in its own issuer and its moving dates before it sends a credential."""
    text = file.read_text().replace("PAST DATE", "2020-01-01T00:00:00Z")
    document = json.loads(text.replace("FUTURE DATE", "2040-01-01T00:00:00Z"))
    if "VerifiablePresentation" not in document.get("type", []):
        issuer = document.setdefault("issuer", "did:example:suite")
        if isinstance(issuer, dict):
            issuer.setdefault("id", "did:example:suite")
    return document


def _published_contexts(testdata: Path) -> Contexts:
    """Ours, and the others these samples use, which the product itself does not know."""
    published = json.loads((testdata / "standards/contexts/npm-contexts.json").read_text())
    return Contexts({url: c for url, c in published.items() if url not in Contexts()})


def _judged(file: Path, canonicaliser: InlineCanonicaliser) -> Report:
    document = json.loads(file.read_text())
    return verify(as_file(document), trust=_trust_in(document), at=AT, canonicaliser=canonicaliser)


def _trust_in(document: JsonObject) -> TrustList:
    """Believe the key that the sample itself names: these samples publish it in its address."""
    issuer = document.get("issuer")
    did = str(issuer.get("id") if isinstance(issuer, dict) else issuer)
    keys = tuple(_keys_named(document))
    name = Text(fr="Exemple", en="Sample")
    lists = tuple(_lists_named(document))
    return TrustList(did, name, (Signer(did, name, keys, status_lists=lists),), published_at=AT)


def _lists_named(document: JsonObject) -> Iterator[str]:
    status = document.get("credentialStatus")
    if isinstance(status, dict) and "statusListCredential" in status:
        yield str(status["statusListCredential"])


def _keys_named(document: JsonObject) -> Iterator[TrustedKey]:
    for method in {str(proof.get("verificationMethod")) for proof in proofs_of(document)}:
        public = method.rpartition("#")[2]
        try:
            public_key_bytes(public)
        except BadKey:
            continue
        yield TrustedKey(method, public, valid_from=datetime(2000, 1, 1, tzinfo=UTC))

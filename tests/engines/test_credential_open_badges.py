"""1EdTech's Open Badges 3.0 samples: valid, refused with the reason, or a form we do not play."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pytest

from tools.conformance.badges import Sample, judged_samples

# SHA-256 of the samples' names and contents for which the table below was written.
SEEN = "cde9641ce414d3845388fdc04f44d8f9984135b8aa080d9bea47d0e6f19e0d3e"
OLD, JWT = "Data Model 1.1", "JWT (VC-JOSE-COSE)"
PLAYED = {
    "bit-string-list/credential-status-revoked-blank-nodes.json": ("refused", "wrong-value"),
    "bit-string-list/credential-status-revoked.json": ("refused", "wrong-value"),
    "complete.json": ("refused", "inline-context"),
    "simple-context-alias.json": ("valid", ""),
    "simple-context-version.json": ("refused", "context-order"),
    "simple-did-key-method.json": ("refused", "repeated-node"),
    "simple-did-web-method.json": ("valid", ""),
    "simple-err-context.json": ("refused", "context-order"),
    "simple-err-credential-subject-achievement-result-description-type.json": (
        "refused",
        "type-missing",
    ),
    "simple-err-credential-subject-identifier-type.json": ("refused", "type-missing"),
    "simple-err-credential-subject-profile-type.json": ("refused", "type-missing"),
    "simple-err-credential-subject-result-type.json": ("refused", "type-missing"),
    "simple-err-credential-subject-type.json": ("refused", "type-missing"),
    "simple-err-evidence-type.json": ("refused", "type-missing"),
    "simple-err-expired.json": ("refused", "expired"),
    "simple-err-issued.json": ("refused", "field-missing"),
    "simple-err-issuer-otheridentifier-type.json": ("refused", "type-missing"),
    "simple-err-issuer-parentorg-type.json": ("refused", "type-missing"),
    "simple-err-issuer-type.json": ("refused", "type-missing"),
    "simple-err-issuer.json": ("refused", "field-missing"),
    "simple-err-proof-method-no-scheme.json": ("refused", "relative-address"),
    "simple-err-proof-method-unknown-did-method.json": ("refused", "untrusted-key"),
    "simple-err-proof-method-unknown-scheme.json": ("refused", "untrusted-key"),
    "simple-err-proof-method.json": ("refused", "untrusted-key"),
    "simple-err-proof-value.json": ("refused", "proof-bad"),
    "simple-err-type.json": ("refused", "type-missing"),
    "simple-json.png": ("valid", ""),
    "simple-json.svg": ("valid", ""),
    "simple-multiple-proofs.json": ("refused", "proof-wrong-type"),
    "simple.1ob": ("valid", ""),
    "simple.json": ("valid", ""),
}
NOT_PLAYED = {
    "bit-string-list/testlist": "a status list, no badge",
    "complete_v1.json": OLD,
    "credential-status-revoked.json": OLD,
    "endorsement-err-schema-status-refresh.json": OLD,
    "endorsement-valid.json": "an endorsement, no badge",
    "sd/derivedcredential.json": "selective disclosure (ecdsa-sd-2023)",
    "simple-eddsa-2022.json": OLD,
    "simple-jwt.png": JWT,
    "simple-jwt.svg": JWT,
    "simple-jwt_v1.png": JWT,
    "simple-jwt_v1.svg": JWT,
    "simple-noproof.json": OLD,
    "simple.jwt": JWT,
    "simple_v1.json": OLD,
    "velocity.jwt": JWT,
}

RIGHT_BY_THE_STANDARDS = {
    *("bit-string-list/testlist", "complete.json", "endorsement-valid.json"),
    *("simple-context-alias.json", "simple-context-version.json", "simple-did-web-method.json"),
    *("simple-json.png", "simple-json.svg", "simple.1ob", "simple.json"),
}


@pytest.fixture
def samples(testdata: Path) -> list[Sample]:
    return _judged_once(testdata / "standards")


@cache
def _judged_once(standards: Path) -> list[Sample]:
    return judged_samples(standards)


def test_every_sample_has_the_outcome_we_say(
    samples: list[Sample], testdata: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print(f"\nOpen Badges 3.0, {len(samples)} samples:")
        for each in samples:
            print(f"  {each.name}: {each.outcome} {each.reason}")
    if digest_of(testdata / "standards/ob30-samples") != SEEN:
        pytest.skip("other samples than those our table was written for")

    outcomes = {
        each.name: (each.outcome, each.reason.split(" ")[0].rstrip(",")) for each in samples
    }
    forms = {each.name: each.reason for each in samples if each.outcome == "not played"}
    right = {each.name for each in samples if each.standards == "valid"}

    assert (forms, right) == (NOT_PLAYED, RIGHT_BY_THE_STANDARDS)
    assert {name: told for name, told in outcomes.items() if name not in forms} == PLAYED


def test_no_sample_named_an_error_is_valid(samples: list[Sample]) -> None:
    errors = [each for each in samples if "-err-" in each.name]

    believed = [each.name for each in errors if "valid" in (each.outcome, each.standards)]

    assert believed == []


def test_some_sample_is_valid(samples: list[Sample]) -> None:
    assert "valid" in {each.outcome for each in samples}


def test_every_token_is_named_as_one(samples: list[Sample]) -> None:
    tokens = [each for each in samples if each.name.endswith(".jwt")]

    assert {each.reason for each in tokens} <= {JWT}


def digest_of(folder: Path) -> str:
    seen = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            seen.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return seen.hexdigest()

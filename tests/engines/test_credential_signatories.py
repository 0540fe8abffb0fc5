"""Exactly the institutions of the trust list, each once, each with a key in use."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from passerelle.engines.credential import (
    InlineCanonicaliser,
    InstitutionKey,
    JsonObject,
    Report,
    Signer,
    TrustList,
    co_sign,
    proofs_of,
    sign,
    verify,
)
from tests.engines.credential_cast import (
    ISSUER,
    NAMES,
    SIGNED_AT,
    TODAY,
    as_file,
    blank_lists,
    key_id,
    key_of,
    sign_as,
    signed_diploma,
    signer,
    trust_of,
    trusted_key,
    unsigned_diploma,
    with_signer,
)

CANONICALISER = InlineCanonicaliser()
TWO = trust_of()


def judge(document: JsonObject, *, trust: TrustList = TWO, at: datetime = TODAY) -> Report:
    lists = blank_lists(NAMES)
    return verify(
        as_file(document), trust=trust, at=at, canonicaliser=CANONICALISER, statuses=lists
    )


def codes(report: Report) -> list[tuple[str, str]]:
    return [(failure.code, failure.where) for failure in report.failures]


def states(report: Report) -> dict[str, str]:
    return {s.institution or s.name.en: s.state for s in report.signatures}


def test_a_diploma_signed_by_both_institutions_is_valid() -> None:
    document = signed_diploma()

    report = judge(document)

    assert (report.verdict, report.failures) == ("valid", ())
    assert states(report) == {
        "did:web:chum.example": "valid",
        "did:web:bourgogne.example": "valid",
    }
    assert (report.subject, report.issued) == ("Ada Spécimen-Nguyễn", SIGNED_AT)


def test_five_institutions_can_sign_one_diploma() -> None:
    document = signed_diploma(NAMES)

    report = judge(document, trust=trust_of(NAMES))

    assert report.verdict == "valid"
    assert [s.state for s in report.signatures] == ["valid"] * 5


def test_the_order_of_the_proofs_does_not_matter() -> None:
    document = signed_diploma()
    reordered = {**document, "proof": list(reversed(proofs_of(document)))}

    report = judge(reordered)

    assert report.verdict == "valid"


def test_signing_together_is_signing_one_after_the_other() -> None:
    keys = [InstitutionKey(key_of(name), key_id(name)) for name in NAMES[:2]]

    together = co_sign(unsigned_diploma(), keys=keys, created=SIGNED_AT)

    assert together == signed_diploma()


def test_a_missing_proof_names_the_institution_that_did_not_sign() -> None:
    document = sign_as("chum", unsigned_diploma())

    report = judge(document)

    assert codes(report) == [("proof-missing", "did:web:bourgogne.example")]
    assert states(report)["did:web:bourgogne.example"] == "missing"
    assert report.failures[0].sentence.en == (
        "The signature of Institution bourgogne is missing: every signature is required."
    )


def test_a_diploma_without_any_proof_is_refused() -> None:
    report = judge(unsigned_diploma())

    assert [code for code, _ in codes(report)] == ["proof-missing", "proof-missing"]


def test_a_second_proof_by_one_key_does_not_stand_for_the_other() -> None:
    document = sign_as("chum", sign_as("chum", unsigned_diploma()))

    report = judge(document)

    assert codes(report) == [
        ("proof-doubled", "did:web:chum.example"),
        ("proof-missing", "did:web:bourgogne.example"),
    ]


def test_a_second_proof_is_refused_even_when_nobody_is_missing() -> None:
    later = SIGNED_AT + timedelta(hours=1)
    document = sign_as("chum", signed_diploma(), created=later)

    report = judge(document)

    assert codes(report) == [("proof-doubled", "did:web:chum.example")]


def test_two_keys_of_one_institution_still_sign_twice() -> None:
    renewed = trusted_key("chum", year=2027)
    trust = with_signer(TWO, lambda s: replace(s, keys=(*s.keys, renewed)), at=0)
    document = sign_as("chum", signed_diploma(), year=2027)

    report = judge(document, trust=trust)

    assert codes(report) == [("proof-doubled", "did:web:chum.example")]


def test_one_bad_proof_of_two_is_named_and_the_good_one_stays_good() -> None:
    document = signed_diploma()
    good, bad = proofs_of(document)
    forged = {**document, "proof": [good, {**bad, "proofValue": good["proofValue"]}]}

    report = judge(forged)

    assert codes(report) == [("proof-bad", "did:web:bourgogne.example")]
    assert states(report) == {
        "did:web:chum.example": "valid",
        "did:web:bourgogne.example": "bad",
    }


def test_a_proof_by_a_key_outside_the_list_is_refused_beside_two_good_ones() -> None:
    document = sign_as("nantes", signed_diploma())

    report = judge(document)

    assert codes(report) == [("untrusted-key", "/proof")]


def test_a_stranger_cannot_sign_under_the_name_of_a_listed_key() -> None:
    document = sign(
        sign_as("chum", unsigned_diploma()),
        key=key_of("nantes"),
        verification_method=key_id("bourgogne"),
        created=SIGNED_AT,
    )

    report = judge(document)

    assert codes(report) == [("proof-bad", "did:web:bourgogne.example")]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("type", "Ed25519Signature2020", "proof-wrong-type"),
        ("cryptosuite", "eddsa-jcs-2022", "proof-wrong-cryptosuite"),
        ("proofPurpose", "authentication", "proof-wrong-purpose"),
        ("created", "yesterday", "proof-field"),
        ("proofValue", "z123", "proof-field"),
        ("challenge", "abc", "proof-field"),
    ],
)
def test_a_proof_of_another_kind_is_refused_with_its_own_reason(
    field: str, value: str, code: str
) -> None:
    document = signed_diploma()
    first, second = proofs_of(document)

    report = judge({**document, "proof": [first, {**second, field: value}]})

    assert codes(report) == [(code, "did:web:bourgogne.example")]


@pytest.mark.parametrize("proof", ["signed", 7, [["x"]]])
def test_a_proof_that_is_no_object_is_refused(proof: object) -> None:
    report = judge({**unsigned_diploma(), "proof": proof})

    assert report.verdict == "refused"


def test_a_crowd_of_proofs_is_refused_without_reading_them() -> None:
    document = signed_diploma()
    first, _ = proofs_of(document)

    report = judge({**document, "proof": [first] * 50})

    assert codes(report) == [("too-many-proofs", "/proof")]


def test_a_retired_key_leaves_old_diplomas_valid() -> None:
    retired = replace(trusted_key("chum"), valid_until=datetime(2026, 8, 1, tzinfo=UTC))
    keys = (
        retired,
        replace(trusted_key("chum", year=2027), valid_from=datetime(2026, 8, 1, tzinfo=UTC)),
    )
    trust = with_signer(TWO, lambda s: replace(s, keys=keys), at=0)

    report = judge(signed_diploma(), trust=trust)

    assert report.verdict == "valid"


def test_a_retired_key_signs_nothing_new() -> None:
    retired = replace(trusted_key("chum"), valid_until=datetime(2026, 1, 1, tzinfo=UTC))
    trust = with_signer(TWO, lambda s: replace(s, keys=(retired,)), at=0)

    report = judge(signed_diploma(), trust=trust)

    assert codes(report) == [("key-outside-window", "did:web:chum.example")]


def test_a_key_signs_nothing_before_its_time() -> None:
    early = replace(trusted_key("chum"), valid_from=datetime(2026, 7, 1, tzinfo=UTC))
    trust = with_signer(TWO, lambda s: replace(s, keys=(early,)), at=0)

    report = judge(signed_diploma(), trust=trust)

    assert codes(report) == [("key-outside-window", "did:web:chum.example")]


def test_a_lost_key_proves_nothing_whatever_the_date_it_gives() -> None:
    lost = replace(trusted_key("chum"), revoked_at=datetime(2026, 8, 1, tzinfo=UTC))
    trust = with_signer(TWO, lambda s: replace(s, keys=(lost,)), at=0)

    report = judge(signed_diploma(), trust=trust)

    assert codes(report) == [("key-revoked", "did:web:chum.example")]
    assert report.failures[0].sentence.fr.endswith(
        "révoquée le 1er août 2026\u00a0: elle ne prouve plus rien."
    )


def test_an_institution_that_joins_later_does_not_void_earlier_diplomas() -> None:
    joined = replace(signer("nantes"), member_from=datetime(2027, 1, 1, tzinfo=UTC))
    trust = replace(TWO, signers=(*TWO.signers, joined))

    report = judge(signed_diploma(), trust=trust)

    assert report.verdict == "valid"


def test_an_institution_that_had_not_joined_may_not_sign() -> None:
    joined = replace(signer("nantes"), member_from=datetime(2027, 1, 1, tzinfo=UTC))
    trust = replace(TWO, signers=(*TWO.signers, joined))

    report = judge(sign_as("nantes", signed_diploma()), trust=trust)

    assert codes(report) == [("proof-not-expected", "did:web:nantes.example")]


def test_a_date_at_which_nobody_had_to_sign_proves_nothing() -> None:
    later = datetime(2027, 1, 1, tzinfo=UTC)

    def joined(institution: Signer) -> Signer:
        return replace(institution, member_from=later)

    trust = with_signer(with_signer(TWO, joined, at=0), joined, at=1)

    report = judge(unsigned_diploma(), trust=trust)

    assert ("no-signatory", "/proof") in codes(report)


def test_an_unknown_issuer_is_an_answer_of_its_own() -> None:
    trust = replace(TWO, issuer="did:web:other.example")

    report = judge(signed_diploma(), trust=trust)

    assert report.verdict == "unknown issuer"
    assert codes(report) == [("unknown-issuer", "/issuer")]
    assert ISSUER in report.sentence.fr


def test_a_diploma_of_the_future_is_refused() -> None:
    report = judge(signed_diploma(), at=SIGNED_AT - timedelta(days=30))

    assert codes(report) == [
        ("proof-future", "did:web:chum.example"),
        ("proof-future", "did:web:bourgogne.example"),
        ("not-yet-valid", "/validFrom"),
    ]


def test_an_expired_diploma_is_refused_and_still_tells_whose_it_was() -> None:
    document = unsigned_diploma() | {"validUntil": "2026-08-01T00:00:00Z"}
    for name in NAMES[:2]:
        document = sign_as(name, document)

    report = judge(document)

    assert codes(report) == [("expired", "/validUntil")]
    assert report.subject == "Ada Spécimen-Nguyễn"


def test_a_forged_diploma_is_not_repeated_as_if_it_were_true() -> None:
    document = signed_diploma()

    report = judge({**document, "name": "Doctorat"})

    assert [code for code, _ in codes(report)] == ["proof-bad", "proof-bad"]
    assert (report.subject, report.achievement, report.issued) == (None, None, None)

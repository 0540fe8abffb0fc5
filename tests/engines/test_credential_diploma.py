"""What a diploma says, how keys are written, and the report as plain values."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.credential import (
    BadKey,
    InlineCanonicaliser,
    Refusal,
    SigningKey,
    StatusEntry,
    build_diploma,
    check_data_model,
    multibase,
    multibase_bytes,
    public_key_bytes,
    report_as_dict,
    verify,
)
from tests.engines.credential_cast import (
    AWARD,
    NAMES,
    PROGRAMME,
    RANK,
    SIGNED_AT,
    TODAY,
    as_file,
    blank_lists,
    key_of,
    list_address,
    sign_as,
    signed_diploma,
    trust_of,
    unsigned_diploma,
)


def test_a_diploma_names_its_learner_in_clear_and_says_so() -> None:
    subject = unsigned_diploma()["credentialSubject"]

    assert subject["identifier"] == [  # type: ignore[index]
        {
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": "Ada Spécimen-Nguyễn",
            "identityType": "name",
        }
    ]


def test_a_diploma_has_one_status_entry_for_each_institution() -> None:
    document = unsigned_diploma(["chum", "nantes"])

    assert document["credentialStatus"] == [
        {
            "id": f"{list_address(name)}#{RANK}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(RANK),
            "statusListCredential": list_address(name),
        }
        for name in ("chum", "nantes")
    ]


def test_a_diploma_states_its_policy_in_words_the_contexts_define() -> None:
    terms = unsigned_diploma()["termsOfUse"]

    assert terms == {
        "id": "https://diplome.example/terms/all-sign-any-revokes",
        "type": "https://diplome.example/terms/all-sign-any-revokes#Policy",
        "description": [
            {
                "@value": "Chaque établissement signataire doit avoir signé\u00a0; chacun peut révoquer.",
                "@language": "fr",
            },
            {
                "@value": "Every signatory institution must have signed; any of them may revoke.",
                "@language": "en",
            },
        ],
    }


def test_a_diploma_without_mark_or_evidence_is_signed_and_valid() -> None:
    document = build_diploma(
        credential_id="https://diplome.example/diplomas/1",
        programme=PROGRAMME,
        award=AWARD,
        learner_name="Ada Spécimen",
        awarded_at=SIGNED_AT,
        valid_from=SIGNED_AT,
        statuses=[StatusEntry(list_address(name), 3) for name in NAMES[:2]],
        learner_id="did:web:ada.example",
        language="fr",
    )
    for name in NAMES[:2]:
        document = sign_as(name, document)

    report = verify(
        as_file(document),
        trust=trust_of(),
        at=TODAY,
        canonicaliser=InlineCanonicaliser(),
        statuses=blank_lists(),
    )

    assert (report.verdict, check_data_model(document)) == ("valid", ())
    assert document["credentialSubject"]["achievement"]["name"] == AWARD.name.fr  # type: ignore[index]


@pytest.mark.parametrize(("credits", "written"), [("12", "12"), ("12.0", "12"), ("7.5", "7.5")])
def test_a_whole_number_of_credits_is_written_whole(credits: str, written: str) -> None:
    award = replace(AWARD, credits=Decimal(credits))

    document = build_diploma(
        credential_id="urn:uuid:1",
        programme=PROGRAMME,
        award=award,
        learner_name="Ada",
        awarded_at=SIGNED_AT,
        valid_from=SIGNED_AT,
        statuses=[],
    )

    assert json.dumps(document["credentialSubject"]["creditsEarned"]) == written  # type: ignore[index]


def test_a_time_without_zone_is_not_signed() -> None:
    with pytest.raises(ValueError, match="without its zone"):
        sign_as("chum", unsigned_diploma(), created=datetime(2026, 6, 20))  # noqa: DTZ001


def test_nothing_is_signed_that_the_signature_would_not_cover() -> None:
    with pytest.raises(Refusal) as refused:
        sign_as("chum", {**unsigned_diploma(), "honours": "summa"})

    assert refused.value.failure.code == "undefined-term"


def test_the_report_becomes_plain_json() -> None:
    report = verify(
        as_file(signed_diploma()), trust=trust_of(), at=TODAY, canonicaliser=InlineCanonicaliser()
    )

    written = json.loads(json.dumps(report_as_dict(report)))

    assert written["verdict"] == "valid"
    assert written["signatures"][0] == {
        "institution": "did:web:chum.example",
        "name": {"fr": "Établissement chum", "en": "Institution chum"},
        "state": "valid",
        "key_id": "did:web:diplome.example#chum-2026",
        "created": "2026-06-20T08:00:00Z",
        "revoked": False,
        "revocation_checked": False,
        "revoked_at": None,
        "reason": None,
        "suspended": False,
    }
    assert written["issued"] == "2026-06-20T08:00:00Z"


@given(data=st.binary(max_size=70))
def test_base58_comes_back(data: bytes) -> None:
    assert multibase_bytes(multibase(data)) == data


@given(seed=st.binary(min_size=32, max_size=32))
def test_a_key_comes_back_from_its_multibase(seed: bytes) -> None:
    key = SigningKey.from_seed(seed)

    assert SigningKey.from_multibase(key.secret_multibase) == key
    assert key.public_multibase.startswith("z6Mk")


def test_a_key_never_shows_its_secret() -> None:
    key = key_of("chum")

    assert key.secret_multibase not in repr(key)
    assert key.seed.hex() not in repr(key)
    assert str(key.seed) not in repr(key)


@pytest.mark.parametrize("text", ["", "z", "x6Mk", "z0OIl", "z" + "1" * 200, "z6Mk", "z3u2"])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        public_key_bytes(text)


def test_a_secret_key_has_32_bytes() -> None:
    with pytest.raises(BadKey, match="32 bytes, not 5"):
        SigningKey.from_seed(b"short")

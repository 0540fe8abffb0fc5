"""Credentials and presentations of anyone, by the standards alone: proofs, chains, status."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.credential import (
    CREDENTIALS_CONTEXT,
    Failure,
    InlineCanonicaliser,
    Json,
    JsonObject,
    SigningKey,
    StatusList,
    check_credential,
    check_presentation,
    check_secured,
    check_status,
    did_key,
    key_of_did_key,
    multibase,
    proofs_of,
    sign,
    sign_with_options,
    signing_data,
    status_list_credential,
)
from tools.conformance.material import w3c_contexts

CANONICALISER = InlineCanonicaliser(w3c_contexts())
NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
KEY, OTHER = (SigningKey.from_seed(bytes([n]) * 32) for n in (1, 2))
LIST = "https://example.org/status/3"
Change = Callable[[dict[str, Any]], object]


def method_of(key: SigningKey) -> str:
    return f"{did_key(key.public_multibase)}#{key.public_multibase}"


def signed(document: JsonObject, key: SigningKey = KEY, **options: Json) -> JsonObject:
    written: JsonObject = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-08-31T12:00:00Z",
        "verificationMethod": method_of(key),
        "proofPurpose": "assertionMethod",
    }
    options = {name: value for name, value in (written | options).items() if value is not None}
    return sign_with_options(document, key=key, options=options, canonicaliser=CANONICALISER)


def credential(**fields: Json) -> JsonObject:
    return {
        "@context": [CREDENTIALS_CONTEXT],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "issuer": did_key(KEY.public_multibase),
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:subject", "name": "Ada"},
        **fields,
    }


def presentation(*credentials: JsonObject, **fields: Json) -> JsonObject:
    document: JsonObject = {
        "@context": [CREDENTIALS_CONTEXT],
        "type": ["VerifiablePresentation"],
        **fields,
    }
    return document | ({"verifiableCredential": list(credentials)} if credentials else {})


def presented(document: JsonObject, **options: Json) -> JsonObject:
    asked = {"proofPurpose": "authentication", "challenge": "c-1", "domain": "verifier.example"}
    return signed(document, **(asked | options))


def codes(found: tuple[Failure, ...]) -> list[str]:
    return [failure.code for failure in found]


def of_credential(document: JsonObject) -> list[str]:
    return codes(check_credential(document, at=NOW, canonicaliser=CANONICALISER))


def of_presentation(document: JsonObject) -> list[str]:
    found = check_presentation(
        document,
        at=NOW,
        canonicaliser=CANONICALISER,
        challenge="c-1",
        domain="verifier.example",
    )
    return codes(found)


@pytest.mark.parametrize("issuer", [{"id": did_key(KEY.public_multibase), "name": "E"}, None])
def test_a_credential_signed_by_its_issuer_is_accepted(issuer: Json) -> None:
    document = credential(**({"issuer": issuer} if issuer else {}))

    assert of_credential(signed(document)) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda d: d.pop("proof"), "proof-none"),
        (lambda d: d.update(proof=None), "proof-none"),
        (lambda d: d.update(proof=[d["proof"]] * 17), "too-many-proofs"),
        (lambda d: d["credentialSubject"].update(name="Eve"), "proof-not-of-document"),
        (lambda d: d["credentialSubject"].update(lost="x"), "undefined-term"),
        (lambda d: d["proof"].update(type="UnknownProofType"), "proof-wrong-type"),
        (lambda d: d["proof"].update(cryptosuite="eddsa-jcs-2022"), "proof-wrong-cryptosuite"),
        (lambda d: d["proof"].update(proofPurpose="authentication"), "proof-purpose"),
        (lambda d: d["proof"].pop("proofPurpose"), "proof-purpose"),
        (lambda d: d["proof"].update(verificationMethod="did:key:invalidVm"), "proof-unknown-key"),
        (lambda d: d["proof"].pop("verificationMethod"), "proof-unknown-key"),
        (lambda d: d["proof"].update(created="invalidDate"), "not-a-date"),
        (lambda d: d["proof"].update(created="2027-01-01T00:00:00Z"), "proof-dated-ahead"),
        (lambda d: d["proof"].update(expires="2026-08-31T13:00:00Z"), "proof-over"),
        (lambda d: d["proof"].update(id="456321"), "not-an-address"),
        (lambda d: d["proof"].update(invented="x"), "proof-field"),
        (lambda d: d["proof"].update(proofValue=d["proof"]["proofValue"][1:]), "proof-field"),
        (lambda d: d["proof"].update(previousProof="urn:uuid:0"), "proof-previous-missing"),
        (lambda d: d["proof"].update(previousProof=456321), "proof-previous-missing"),
        (lambda d: d.update(type=["EnvelopedVerifiableCredential"]), "form-enveloped"),
    ],
)
def test_what_was_changed_after_the_signature_is_refused(change: Change, code: str) -> None:
    document = copy.deepcopy(signed(credential()))

    change(document)

    assert of_credential(document)[0] == code


def test_a_key_that_is_not_the_issuers_signs_for_nobody() -> None:
    assert of_credential(signed(credential(), OTHER)) == ["issuer-not-signer"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"validFrom": "2027-01-01T00:00:00Z"}, "not-in-force-yet"),
        ({"validUntil": "2026-08-01T00:00:00Z"}, "no-longer-in-force"),
    ],
)
def test_a_credential_out_of_its_time_is_refused(fields: dict[str, Json], code: str) -> None:
    assert of_credential(signed(credential(**fields))) == [code]


def test_every_proof_of_every_published_set_and_chain_holds(
    testdata: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = testdata / "standards/w3c-vc-di-eddsa/TestVectors/proof-set-chain"
    documents = {file.name: json.loads(file.read_text()) for file in folder.glob("signedProof*")}

    found = {
        name: codes(check_secured(document, at=NOW, canonicaliser=CANONICALISER))
        for name, document in documents.items()
    }

    with capsys.disabled():
        print(f"\nW3C proof sets and chains: {sum(not c for c in found.values())} of {len(found)}")
    assert any("Chain" in name for name in found)
    assert found == {name: [] for name in documents}


def test_a_chain_whose_first_proof_is_exchanged_is_refused() -> None:
    first = signed(credential(), id="urn:uuid:1", created="2026-08-01T00:00:00Z")
    chained = _chained(first)
    again = signed(credential(), id="urn:uuid:1", created="2026-08-02T00:00:00Z")

    exchanged = {**chained, "proof": [again["proof"], chained["proof"][1]]}  # type: ignore[index]

    assert of_credential(chained) == []
    assert of_credential(exchanged) == ["proof-not-of-document"]


def _chained(first: JsonObject) -> JsonObject:
    """`first` with a second proof, which signs the document and the first proof."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-08-31T12:00:00Z",
        "verificationMethod": method_of(OTHER),
        "proofPurpose": "assertionMethod",
        "previousProof": "urn:uuid:1",
    }
    (data,) = signing_data(first, [options], canonicaliser=CANONICALISER, previous=proofs_of(first))
    value = multibase(OTHER.sign(data.message))
    return {**first, "proof": [*proofs_of(first), {**options, "proofValue": value}]}


def test_a_presentation_that_answers_what_was_asked_is_accepted() -> None:
    holder = did_key(KEY.public_multibase)

    document = presented(presentation(signed(credential()), holder=holder))

    assert of_presentation(document) == []


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (presented(presentation(), challenge="c-2"), "proof-challenge"),
        (presented(presentation(), domain="other.example"), "proof-challenge"),
        (presented(presentation(), proofPurpose="assertionMethod"), "proof-purpose"),
        (presented(presentation(holder=did_key(OTHER.public_multibase))), "holder-not-signer"),
        (presented(presentation(signed(credential(), OTHER))), "issuer-not-signer"),
        (presented(presentation(credential())), "self-asserted"),
        (presented(presentation(credential(), holder="did:example:alice")), "self-asserted"),
        (presented(presentation(holder=7)), "not-an-address"),
        ({**presentation(), "type": ["EnvelopedVerifiablePresentation"]}, "form-enveloped"),
        ({"type": ["NonconformingDocument"]}, "context-order"),
    ],
)
def test_any_other_presentation_is_refused(document: JsonObject, code: str) -> None:
    assert of_presentation(document)[0] == code


def test_what_holders_say_of_themselves_is_secured_by_their_presentation() -> None:
    holder = did_key(KEY.public_multibase)

    assert of_presentation(presented(presentation(credential(), holder=holder))) == []


@pytest.mark.parametrize(
    ("purpose", "rank", "listed", "expected"),
    [
        ("revocation", "9", "revocation", ["status-set"]),
        ("suspension", "9", "suspension", ["status-set"]),
        ("revocation", "8", "revocation", []),
        ("message", "9", "message", []),
        ("suspension", "9", "revocation", ["status-unfit"]),
        ("revocation", "131072", "revocation", ["status-index"]),
    ],
)
def test_a_status_list_at_hand_is_read(
    purpose: str, rank: str, listed: str, expected: list[str]
) -> None:
    entry = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": rank,
        "statusListCredential": LIST,
    }
    document = credential(credentialStatus=entry)

    assert codes(_status(document, listed)) == expected


def test_a_forged_status_list_is_not_believed_and_an_absent_one_not_checked() -> None:
    entry = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "9",
        "statusListCredential": LIST,
    }
    document = credential(credentialStatus=entry)

    forged = check_status(
        document,
        lists={LIST: {**_published("revocation"), "issuer": "did:example:other"}},
        at=NOW,
        canonicaliser=CANONICALISER,
    )
    absent = check_status(document, lists={}, at=NOW, canonicaliser=CANONICALISER)

    assert (codes(forged), codes(absent)) == (["proof-not-of-document"], [])


def _status(document: JsonObject, purpose: str) -> tuple[Failure, ...]:
    lists = {LIST: _published(purpose)}
    return check_status(document, lists=lists, at=NOW, canonicaliser=CANONICALISER)


def _published(purpose: str) -> JsonObject:
    document = status_list_credential(
        address=LIST,
        issuer=did_key(KEY.public_multibase),
        statuses=StatusList.blank().with_set(9),
        valid_from=NOW - timedelta(days=1),
    )
    subject = {**document["credentialSubject"], "statusPurpose": purpose}  # type: ignore[dict-item]
    return sign(
        {**document, "credentialSubject": subject},
        key=KEY,
        verification_method=method_of(KEY),
        created=NOW - timedelta(days=1),
    )


NAMES = st.sampled_from(
    [
        *("@context", "id", "type", "issuer", "holder", "credentialSubject", "proof", "name"),
        *("validFrom", "credentialStatus", "relatedResource", "verifiableCredential"),
        *("statusListIndex", "statusListCredential", "statusSize", "digestSRI", "previousProof"),
    ]
)
WORDS = st.sampled_from(
    [
        *(CREDENTIALS_CONTEXT, "VerifiableCredential", "VerifiablePresentation", LIST, ""),
        *("EnvelopedVerifiableCredential", "BitstringStatusListEntry", "DataIntegrityProof"),
    ]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(
    document=st.dictionaries(NAMES, ANYTHING, max_size=6),
    whole=st.sampled_from([signed(credential()), presented(presentation(signed(credential())))]),
)
def test_no_document_however_odd_is_anything_but_judged(
    document: JsonObject, whole: JsonObject
) -> None:
    odd = {**whole, **document}

    judged = [
        *check_credential(odd, at=NOW, canonicaliser=CANONICALISER),
        *check_presentation(odd, at=NOW, canonicaliser=CANONICALISER),
        *check_status(odd, lists={LIST: odd}, at=NOW, canonicaliser=CANONICALISER),
    ]

    assert all(failure.sentence.fr and failure.sentence.en for failure in judged)
    assert judged != []


@pytest.mark.parametrize(
    "method",
    [
        "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
        "did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp#other",
        "did:web:example.org#key",
        "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv"
        "#zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
        "",
    ],
)
def test_only_an_ed25519_did_key_gives_its_key_away(method: str) -> None:
    assert key_of_did_key(method) is None

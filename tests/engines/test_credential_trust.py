"""The trust list as a file, and the DID documents made from it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from passerelle.engines.credential import (
    BadTrustList,
    Json,
    Revocation,
    Text,
    TrustList,
    did_document_of_institution,
    did_document_of_programme,
    did_web_url,
)
from tests.engines.credential_cast import ISSUER, NAMES, key_of, trust_of, trusted_key, with_signer

MOMENT = datetime(2026, 8, 1, tzinfo=UTC)


def full_list() -> TrustList:
    retired = replace(trusted_key("chum", year=2025), valid_until=MOMENT, revoked_at=MOMENT)
    revocation = Revocation("urn:uuid:1", MOMENT, Text(fr="erreur", en="error"))
    return with_signer(
        trust_of(NAMES),
        lambda s: replace(
            s,
            keys=(retired, *s.keys),
            revocations=(revocation, Revocation("urn:uuid:2", MOMENT)),
            member_from=MOMENT,
            member_until=MOMENT,
        ),
        at=0,
    )


def test_a_trust_list_comes_back_from_its_file() -> None:
    trust = full_list()

    again = TrustList.from_json(trust.to_json())

    assert again == trust


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (["version"], 2, "/version"),
        (["policy"], "any-signs", "/policy"),
        (["issuer"], "", "/issuer"),
        (["name", "en"], None, "/name/en"),
        (["published_at"], "2026", "/published_at"),
        (["extra"], 1, "/extra"),
        (["signers"], [], "/signers"),
        (["signers"], {}, "/signers"),
        (["signers", 0], "chum", "/signers/0"),
        (["signers", 0, "did"], "chum.example", "/signers/0/did"),
        (["signers", 0, "did"], "did:web:bourgogne.example", "/signers/*/did"),
        (["signers", 0, "keys"], [], "/signers/0/keys"),
        (["signers", 0, "keys", 0, "publicKeyMultibase"], "z6Mk", "/signers/0/keys/0/publicKeyMultibase"),
        (["signers", 0, "keys", 0, "publicKeyMultibase"], key_of("bourgogne").public_multibase, "/signers/0/keys/0/sha256"),
        (["signers", 0, "keys", 0, "id"], ISSUER, "/signers/0/keys/0/id"),
        (["signers", 0, "keys", 0, "valid_untill"], None, "/signers/0/keys/0/valid_untill"),
        (["signers", 0, "keys", 0, "valid_until"], "soon", "/signers/0/keys/0/valid_until"),
        (["signers", 0, "status_lists"], ["http://chum.example/1"], "/signers/0/status_lists"),
        (["signers", 0, "revocations"], [{"at": "2026-01-01T00:00:00Z"}], "/signers/0/revocations/0/credential"),
    ],
)  # fmt: skip
def test_a_bad_trust_list_names_the_field(path: list[str | int], value: Json, field: str) -> None:
    document = json.loads(trust_of().to_json())
    place = document
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value

    with pytest.raises(BadTrustList) as raised:
        TrustList.from_json(json.dumps(document))

    assert raised.value.where == field
    assert field in raised.value.sentence.fr


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1, "a": 2}'])
def test_a_trust_list_that_is_no_json_object_is_an_error(text: str) -> None:
    with pytest.raises(BadTrustList):
        TrustList.from_json(text)


def test_the_programme_lists_one_key_of_each_institution_under_its_own_did() -> None:
    trust = trust_of(["chum", "nantes"])

    document = did_document_of_programme(trust)

    assert document == {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": ISSUER,
        "verificationMethod": [
            {
                "id": f"{ISSUER}#{name}-2026",
                "type": "Multikey",
                "controller": ISSUER,
                "publicKeyMultibase": key_of(name).public_multibase,
            }
            for name in ("chum", "nantes")
        ],
        "assertionMethod": [f"{ISSUER}#chum-2026", f"{ISSUER}#nantes-2026"],
    }


def test_an_institution_publishes_the_same_keys_under_its_own_did() -> None:
    institution = full_list().signers[0]

    document = did_document_of_institution(institution)

    assert document["id"] == "did:web:chum.example"
    assert document["assertionMethod"] == ["did:web:chum.example#chum-2026"]
    assert document["verificationMethod"][0] == {  # type: ignore[index]
        "id": "did:web:chum.example#chum-2025",
        "type": "Multikey",
        "controller": "did:web:chum.example",
        "publicKeyMultibase": key_of("chum", year=2025).public_multibase,
        "expires": "2026-08-01T00:00:00Z",
        "revoked": "2026-08-01T00:00:00Z",
    }


@pytest.mark.parametrize(
    ("did", "url"),
    [
        ("did:web:chum.example", "https://chum.example/.well-known/did.json"),
        ("did:web:chum.example:ia:2026", "https://chum.example/ia/2026/did.json"),
        ("did:web:localhost%3A8000", "https://localhost:8000/.well-known/did.json"),
    ],
)
def test_a_did_web_is_published_at_its_address(did: str, url: str) -> None:
    assert did_web_url(did) == url


@pytest.mark.parametrize(
    "did",
    [
        "did:key:z6Mk",
        "did:web:",
        "did:web:a/b",
        "did:web:a:..",
        "did:web:a:",
        "xdid:web:a",
        "did:web:a%2Fb",
    ],
)
def test_what_is_no_did_web_has_no_address(did: str) -> None:
    with pytest.raises(ValueError, match="is no did:web"):
        did_web_url(did)

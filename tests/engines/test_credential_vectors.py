"""The W3C test vectors of eddsa-rdfc-2022, byte for byte, and its proof set."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from passerelle.engines.credential import (
    Contexts,
    InlineCanonicaliser,
    JsonObject,
    SigningKey,
    is_proof_of,
    multibase_bytes,
    proofs_of,
    sign_with_options,
    signing_data,
)

EXAMPLES = Contexts(
    {
        "https://www.w3.org/ns/credentials/examples/v2": {
            "@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}
        }
    }
)
CANONICALISER = InlineCanonicaliser(EXAMPLES)


@pytest.fixture
def vectors(testdata: Path) -> Path:
    return testdata / "standards/w3c-vc-di-eddsa/TestVectors"


def test_every_vector_we_have_the_contexts_of_is_reproduced_byte_for_byte(
    vectors: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = sorted({file.parent for file in vectors.rglob("eddsa-rdfc-2022/**/signed*.json")})
    readable = [folder for folder in folders if not _unknown_contexts(folder)]
    left_out = [
        f"{folder.name}/ (needs {_unknown_contexts(folder)})"
        for folder in set(folders) - set(readable)
    ]

    differences = {folder.name: list(_differences(folder, vectors)) for folder in readable}

    with capsys.disabled():
        print(f"\neddsa-rdfc-2022 vectors: {len(readable)} of {len(folders)}; left out: {left_out}")
    assert readable != []
    assert differences == {folder.name: [] for folder in readable}


def test_every_proof_of_every_signed_proof_set_verifies(
    vectors: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sets = sorted((vectors / "proof-set-chain").glob("signedProofSet*.json"))

    verified = {file.name: _verified_proofs(json.loads(file.read_text())) for file in sets}

    with capsys.disabled():
        print(f"\nproof sets: {verified}")
    assert all(all(answers) for answers in verified.values())
    assert max(len(answers) for answers in verified.values()) == 2


def test_signing_in_the_other_order_gives_the_same_set_of_proofs(vectors: Path) -> None:
    folder = vectors / "proof-set-chain"
    unsigned = json.loads((folder / "unsigned.json").read_text())
    pairs = json.loads((folder / "multiKeyPairs.json").read_text())
    first, second = (
        SigningKey.from_multibase(pairs[f"keyPair{n}"]["privateKeyMultibase"]) for n in (1, 2)
    )

    one_way = _signed_twice(unsigned, first, second)
    other_way = _signed_twice(unsigned, second, first)

    assert proofs_of(one_way) == tuple(reversed(proofs_of(other_way)))


def _differences(folder: Path, vectors: Path) -> Iterator[str]:
    """Each published intermediate value that ours is not equal to."""
    signed = json.loads(_one(folder, "signed*.json").read_text())
    (proof,) = proofs_of(signed)
    (data,) = signing_data(signed, [proof], canonicaliser=CANONICALISER)
    unsecured = {name: value for name, value in signed.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    found = {
        "canonDoc*.txt": data.canonical_document,
        "proofCanon*.txt": data.canonical_options,
        "docHash*.txt": hashlib.sha256(data.canonical_document.encode()).hexdigest(),
        "proofHash*.txt": hashlib.sha256(data.canonical_options.encode()).hexdigest(),
        "combinedHash*.txt": data.message.hex(),
        "sigHex*.txt": multibase_bytes(str(proof["proofValue"])).hex(),
        "sigBTC58*.txt": str(proof["proofValue"]),
    }
    for name, value in found.items():
        if _one(folder, name).read_text().strip() != value.strip():
            yield name
    config = json.loads(_one(folder, "proofConfig*.json").read_text())
    if config != {**options, "@context": signed["@context"]}:
        yield "proofConfig"
    secret = json.loads((vectors / "keyPair.json").read_text())["privateKeyMultibase"]
    key = SigningKey.from_multibase(secret)
    again = sign_with_options(unsecured, key=key, options=options, canonicaliser=CANONICALISER)
    if again != signed:
        yield "signed"


def _one(folder: Path, pattern: str) -> Path:
    (file,) = folder.glob(pattern)
    return file


def _unknown_contexts(folder: Path) -> list[str]:
    named = json.loads(_one(folder, "signed*.json").read_text())["@context"]
    return [address for address in named if address not in EXAMPLES]


def _verified_proofs(document: JsonObject) -> list[bool]:
    proofs = proofs_of(document)
    data = signing_data(document, proofs, canonicaliser=CANONICALISER)
    return [
        is_proof_of(d, p, public_multibase=str(p["verificationMethod"]).rpartition("#")[2])
        for d, p in zip(data, proofs, strict=True)
    ]


def _signed_twice(document: JsonObject, *keys: SigningKey) -> JsonObject:
    for key in keys:
        options = {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2023-02-24T23:36:38Z",
            "verificationMethod": f"did:key:{key.public_multibase}#{key.public_multibase}",
            "proofPurpose": "assertionMethod",
        }
        document = sign_with_options(
            document, key=key, options=options, canonicaliser=CANONICALISER
        )
    return document

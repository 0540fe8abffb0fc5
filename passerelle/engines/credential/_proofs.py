"""Data Integrity proofs, `eddsa-rdfc-2022`, alone or as a set (W3C 2025).

signature = Ed25519(SHA-256(canonical proof options) ‖ SHA-256(canonical document)), where the
document carries no proof at all: the proofs of a set do not depend on each other or their order.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from passerelle.engines.credential._canonicaliser import Canonicaliser, InlineCanonicaliser
from passerelle.engines.credential._keys import (
    BadKey,
    MessageSigner,
    is_signature_of,
    multibase,
    multibase_bytes,
)
from passerelle.engines.credential._reading import Limits
from passerelle.engines.credential._values import Json, JsonObject, as_list, stamp

_OURS: Final = InlineCanonicaliser()
CRYPTOSUITE: Final = "eddsa-rdfc-2022"
PROOF_TYPE: Final = "DataIntegrityProof"
PURPOSE: Final = "assertionMethod"


@dataclass(frozen=True, slots=True)
class SigningData:
    """What one proof signs: the two canonical texts, and their hashes joined."""

    canonical_document: str
    canonical_options: str

    @property
    def message(self) -> bytes:
        """The 64 bytes given to Ed25519."""
        return _sha256(self.canonical_options) + _sha256(self.canonical_document)


def sign(
    document: JsonObject,
    *,
    key: MessageSigner,
    verification_method: str,
    created: datetime,
    cryptosuite: Literal["eddsa-rdfc-2022"] = CRYPTOSUITE,
    canonicaliser: Canonicaliser | None = None,
) -> JsonObject:
    """`document` with one more proof; `Refusal` if it holds anything the proof would not cover."""
    options = _options(verification_method, created, cryptosuite)
    return sign_with_options(document, key=key, options=options, canonicaliser=canonicaliser)


@dataclass(frozen=True, slots=True)
class InstitutionKey:
    """A secret key with the address under which the issuer's DID document lists its public half."""

    key: MessageSigner
    verification_method: str


def co_sign(
    document: JsonObject,
    *,
    keys: Sequence[InstitutionKey],
    created: datetime,
    canonicaliser: Canonicaliser | None = None,
) -> JsonObject:
    """`document` with one more proof from each key: `sign` repeated, canonicalised once for all."""
    options = [_options(held.verification_method, created) for held in keys]
    signed = signing_data(document, options, canonicaliser=canonicaliser or _OURS)
    proofs = [
        {**option, "proofValue": multibase(held.key.sign(data.message))}
        for held, option, data in zip(keys, options, signed, strict=True)
    ]
    return _with_proofs(document, proofs)


def sign_with_options(
    document: JsonObject,
    *,
    key: MessageSigner,
    options: JsonObject,
    canonicaliser: Canonicaliser | None = None,
) -> JsonObject:
    """`document` with a proof whose options are given whole (the standard's test vectors do)."""
    canonicaliser = canonicaliser or _OURS
    (data,) = signing_data(document, [options], canonicaliser=canonicaliser)
    proof = {**options, "proofValue": multibase(key.sign(data.message))}
    return _with_proofs(document, [proof])


def signing_data(
    document: JsonObject,
    proofs: Sequence[JsonObject],
    *,
    canonicaliser: Canonicaliser,
    limits: Limits | None = None,
    previous: Sequence[JsonObject] = (),
) -> tuple[SigningData, ...]:
    """What each of `proofs` signs, the document itself being canonicalised once for all.

    In a proof chain they sign `previous` with it (Data Integrity 1.0, section 4.3)."""
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    if previous:
        unsecured["proof"] = list(previous)
    options = [
        {name: value for name, value in proof.items() if name != "proofValue"}
        | {"@context": document.get("@context")}
        for proof in proofs
    ]
    texts = canonicaliser.canonicalise([unsecured, *options], limits or Limits())
    return tuple(SigningData(texts[0], canonical_options) for canonical_options in texts[1:])


def is_proof_of(data: SigningData, proof: JsonObject, *, public_multibase: str) -> bool:
    """Whether `proof` is the signature of `data` by the holder of that public key."""
    value = signature_bytes(proof.get("proofValue"))
    return value is not None and is_signature_of(
        data.message, signature=value, public_multibase=public_multibase
    )


def signature_bytes(value: Json) -> bytes | None:
    """The 64 bytes of a proof value; None where it is not one."""
    if not isinstance(value, str):
        return None
    try:
        data = multibase_bytes(value)
    except BadKey:
        return None
    return data if len(data) == 64 else None


def proofs_of(document: JsonObject) -> tuple[JsonObject, ...]:
    """The proofs a document carries, whether written alone or as a list."""
    return tuple(proof for proof in as_list(document.get("proof")) if isinstance(proof, dict))


def _options(
    verification_method: str, created: datetime, cryptosuite: str = CRYPTOSUITE
) -> JsonObject:
    return {
        "type": PROOF_TYPE,
        "cryptosuite": cryptosuite,
        "created": stamp(created),
        "verificationMethod": verification_method,
        "proofPurpose": PURPOSE,
    }


def _with_proofs(document: JsonObject, added: Sequence[JsonObject]) -> JsonObject:
    proofs: list[Json] = [*proofs_of(document), *added]
    return {**document, "proof": proofs[0] if len(proofs) == 1 else proofs}


def _sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()

"""Exactly the required institutions, each once, each with a key in use: the proof set examined."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from passerelle.engines.credential._proofs import (
    CRYPTOSUITE,
    PROOF_TYPE,
    PURPOSE,
    SigningData,
    is_proof_of,
    signature_bytes,
)
from passerelle.engines.credential._report import Signature, SignatureState
from passerelle.engines.credential._sentences import Failure, failure
from passerelle.engines.credential._trust import CLOCK_TOLERANCE, Signer, TrustedKey, TrustList
from passerelle.engines.credential._values import Json, JsonObject, Text, as_list, date_time
from passerelle.engines.credential._wording import day

_REQUIRED_FIELDS: Final = (
    "type",
    "cryptosuite",
    "proofPurpose",
    "created",
    "verificationMethod",
    "proofValue",
)
# `challenge`, `domain`, `previousProof` bind a proof to what we cannot check: not accepted.
_FIELDS: Final = frozenset({*_REQUIRED_FIELDS, "id", "expires"})
_EXPECTED: Final = {
    "type": (PROOF_TYPE, "proof-wrong-type"),
    "cryptosuite": (CRYPTOSUITE, "proof-wrong-cryptosuite"),
    "proofPurpose": (PURPOSE, "proof-wrong-purpose"),
}
# Further ahead than this, it is no clock that is wrong.
_WRONG_CLOCK: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A well-formed proof by a key of the list: its mathematics remains to be checked."""

    proof: JsonObject
    signer: Signer
    key: TrustedKey


@dataclass(slots=True)
class ProofSet:
    """What the trust list says of the proofs a document carries."""

    failures: list[Failure] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)

    def fail(self, code: str, signature: Signature | None, **words: Text | str) -> None:
        where = signature.institution if signature else "/proof"
        self.failures.append(failure(code, where=where, **words))

    def settle(self, data: Sequence[SigningData]) -> None:
        """Check each candidate's signature over what it signs."""
        for candidate, signed in zip(self.candidates, data, strict=True):
            public = candidate.key.public_multibase
            if not is_proof_of(signed, candidate.proof, public_multibase=public):
                self._mark(candidate, "bad")
                self.failures.append(
                    failure("proof-bad", where=candidate.signer.did, name=candidate.signer.name)
                )
            else:
                self._mark(candidate, "valid")

    def _mark(self, candidate: Candidate, state: SignatureState) -> None:
        for index, signature in enumerate(self.signatures):
            is_its_own = signature.institution == candidate.signer.did
            if is_its_own and signature.state == "not checked":
                self.signatures[index] = replace(signature, state=state)
                return


def examine_proofs(
    proofs: Json, *, trust: TrustList, valid_from: datetime, at: datetime
) -> ProofSet:
    """Hold the proofs to the trust list; signatures themselves are left to `ProofSet.settle`."""
    found = ProofSet()
    listed = as_list(proofs)
    most = 2 * len(trust.signers)
    if len(listed) > most:
        found.fail("too-many-proofs", None, count=str(len(listed)), limit=str(most))
        return found
    by_signer: dict[str, list[JsonObject]] = {signer.did: [] for signer in trust.signers}
    for proof in listed:
        signer = _signer_of(proof, trust)
        if isinstance(proof, dict) and signer is not None:
            by_signer[signer.did].append(proof)
        else:
            _examine_stranger(proof, found)
    required = trust.required_signers(valid_from)
    if not required:
        found.fail("no-signatory", None, date=day(valid_from))
    for signer in trust.signers:
        own = by_signer[signer.did]
        if signer in required or own:
            _examine_signer(own, signer, is_required=signer in required, at=at, found=found)
    return found


def _signer_of(proof: Json, trust: TrustList) -> Signer | None:
    if not isinstance(proof, dict):
        return None
    method = proof.get("verificationMethod")
    known = trust.key(method) if isinstance(method, str) else None
    return known[0] if known else None


def _examine_stranger(proof: Json, found: ProofSet) -> None:
    """A proof by no key of the list: say what is wrong with it, most telling first."""
    if not isinstance(proof, dict):
        found.fail("proof-field", None, field="proof")
        return
    _check_fields(proof, found, None)
    method = proof.get("verificationMethod")
    if isinstance(method, str):
        name = Text(fr=method, en=method)
        found.signatures.append(Signature("", name, "untrusted key", method))
        found.fail("untrusted-key", None, key=method)


def _examine_signer(
    proofs: Sequence[JsonObject],
    signer: Signer,
    *,
    is_required: bool,
    at: datetime,
    found: ProofSet,
) -> None:
    if not proofs:
        missing = Signature(signer.did, signer.name, "missing")
        found.signatures.append(missing)
        found.fail("proof-missing", missing, name=signer.name)
        return
    before = len(found.failures)
    state: SignatureState = "not checked"
    if any(not key.public_multibase for key in _keys_named(proofs, signer)):
        found.failures.append(failure("key-not-held", where=signer.did, name=signer.name))
    if len(proofs) > 1:
        state = "doubled"
        found.failures.append(failure("proof-doubled", where=signer.did, name=signer.name))
    elif not is_required:
        state = "not expected"
        found.failures.append(failure("proof-not-expected", where=signer.did, name=signer.name))
    for proof in proofs:
        state = _examine_proof(proof, signer, state=state, at=at, found=found)
    if before == len(found.failures):
        key = next(k for k in signer.keys if k.id == proofs[0]["verificationMethod"])
        found.candidates.append(Candidate(proofs[0], signer, key))


def _keys_named(proofs: Sequence[JsonObject], signer: Signer) -> list[TrustedKey]:
    named = {proof["verificationMethod"] for proof in proofs}
    return [key for key in signer.keys if key.id in named]


def _examine_proof(
    proof: JsonObject, signer: Signer, *, state: SignatureState, at: datetime, found: ProofSet
) -> SignatureState:
    key = next(k for k in signer.keys if k.id == proof["verificationMethod"])
    created = date_time(proof.get("created"))
    signature = Signature(signer.did, signer.name, state, key.id, created)
    if not _check_fields(proof, found, signature):
        state = "malformed"
    elif created is not None:
        state = _check_period(proof, key, signature, at=at, found=found)
    found.signatures.append(replace(signature, state=state))
    return signature.state


def _check_fields(proof: JsonObject, found: ProofSet, signature: Signature | None) -> bool:
    before = len(found.failures)
    for name, (expected, code) in _EXPECTED.items():
        if name in proof and proof[name] != expected:
            found.fail(code, signature, value=str(proof[name]))
    wrong = [name for name in _REQUIRED_FIELDS if not isinstance(proof.get(name), str)]
    wrong += sorted(set(proof) - _FIELDS)
    wrong += [name for name in ("id", "expires") if not isinstance(proof.get(name, ""), str)]
    wrong += [n for n in ("created", "expires") if n in proof and date_time(proof[n]) is None]
    if "proofValue" not in wrong and signature_bytes(proof["proofValue"]) is None:
        wrong.append("proofValue")
    for name in dict.fromkeys(wrong):
        found.fail("proof-field", signature, field=name)
    return len(found.failures) == before


def _check_period(
    proof: JsonObject, key: TrustedKey, signature: Signature, *, at: datetime, found: ProofSet
) -> SignatureState:
    created, expires = signature.created, date_time(proof.get("expires"))
    assert created is not None
    refused = key.refused_for(created, at=at)
    if refused is not None and key.revoked_at is not None:
        words = {"date": day(key.revoked_at), "signed": day(created)}
        found.fail(refused, signature, name=signature.name, **words)
        return "key revoked"
    if not key.was_in_use(created):
        found.fail("key-outside-window", signature, name=signature.name, date=day(created))
        return "key not in use"
    if created > at + CLOCK_TOLERANCE:
        minutes = str(int((created - at).total_seconds() // 60))
        code = "clock-ahead" if created - at < _WRONG_CLOCK else "proof-future"
        found.fail(code, signature, name=signature.name, date=day(created), minutes=minutes)
        return "out of date"
    if expires is not None and expires < at:
        found.fail("proof-expired", signature, name=signature.name, date=day(expires))
        return "out of date"
    return signature.state

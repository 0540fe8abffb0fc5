"""Documents secured by Data Integrity proofs, whoever made them: any set or chain of them.

This is the standard's own question (Data Integrity 1.0, section 4.4), not ours: who may sign a
diploma is asked by `verify`, by a trust list.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from passerelle.engines.credential._canonicaliser import Canonicaliser
from passerelle.engines.credential._keys import BadKey, public_key_bytes
from passerelle.engines.credential._proofs import (
    CRYPTOSUITE,
    PROOF_TYPE,
    PURPOSE,
    is_proof_of,
    proofs_of,
    signature_bytes,
    signing_data,
)
from passerelle.engines.credential._reading import Limits
from passerelle.engines.credential._sentences import Failure, Refusal, failure
from passerelle.engines.credential._trust import CLOCK_TOLERANCE
from passerelle.engines.credential._values import Json, JsonObject, as_list, date_time, is_url
from passerelle.engines.credential._wording import day

KeyOf = Callable[[str], str | None]
"""The public key (`z6Mk…`) that a verification method names; None when it is not known."""

_MOST_PROOFS: Final = 16
_FIELDS: Final = frozenset(
    {
        *("id", "type", "cryptosuite", "created", "expires", "verificationMethod"),
        *("proofPurpose", "proofValue", "challenge", "domain", "nonce", "previousProof"),
    }
)


@dataclass(frozen=True, slots=True)
class ProofExpectation:
    """What a reader asked its proofs for."""

    purpose: str = PURPOSE
    challenge: str | None = None
    domain: str | None = None


def did_key(public_multibase: str) -> str:
    """The did:key of a public key.

    >>> did_key("z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp")
    'did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'
    """
    return f"did:key:{public_multibase}"


def key_of_did_key(method: str) -> str | None:
    """The public key in `did:key:z6Mk…#z6Mk…`; None for anything else (did:key method)."""
    did, _, fragment = method.partition("#")
    public = did.removeprefix("did:key:")
    if did == public or fragment != public:
        return None
    try:
        public_key_bytes(public)
    except BadKey:
        return None
    return public


def check_secured(
    document: JsonObject,
    *,
    at: datetime,
    canonicaliser: Canonicaliser,
    key_of: KeyOf = key_of_did_key,
    expected: ProofExpectation | None = None,
    limits: Limits | None = None,
) -> tuple[Failure, ...]:
    """All that keeps the proofs of `document` from holding; empty when every one of them does."""
    written = as_list(document.get("proof"))
    proofs = proofs_of(document)
    if not proofs or len(proofs) != len(written):
        return (failure("proof-none", where="/proof"),)
    if len(proofs) > _MOST_PROOFS:
        words = {"count": str(len(proofs)), "limit": str(_MOST_PROOFS)}
        return (failure("too-many-proofs", where="/proof", **words),)
    asked = _Asked(proofs, at, key_of, expected or ProofExpectation())
    found = [
        problem
        for index, proof in enumerate(proofs)
        for problem in asked.problems(proof, _place(proofs, index))
    ]
    if found:
        return tuple(found)
    try:
        return tuple(_unmatched(document, asked, canonicaliser, limits or Limits()))
    except Refusal as refused:
        return (refused.failure,)


def controllers_of(document: JsonObject) -> frozenset[str]:
    """The DIDs whose keys the proofs name."""
    methods = (str(proof.get("verificationMethod")) for proof in proofs_of(document))
    return frozenset(method.partition("#")[0] for method in methods)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The proofs of one document, and what is asked of each."""

    proofs: Sequence[JsonObject]
    at: datetime
    key_of: KeyOf
    expected: ProofExpectation

    def problems(self, proof: JsonObject, where: str) -> Iterator[Failure]:
        yield from _form_problems(proof, where)
        yield from self._key_problems(proof)
        yield from self._date_problems(proof, where)
        yield from self._answer_problems(proof, where)
        for name in as_list(proof.get("previousProof")):
            if not isinstance(name, str) or self.named(name) is None:
                yield failure("proof-previous-missing", where=where, value=str(name))

    def named(self, name: str) -> JsonObject | None:
        return next((proof for proof in self.proofs if proof.get("id") == name), None)

    def _key_problems(self, proof: JsonObject) -> Iterator[Failure]:
        method = proof.get("verificationMethod")
        if not isinstance(method, str) or self.key_of(method) is None:
            yield failure("proof-unknown-key", key=str(method))

    def _date_problems(self, proof: JsonObject, where: str) -> Iterator[Failure]:
        for name in ("created", "expires"):
            if name in proof and date_time(proof[name]) is None:
                yield failure("not-a-date", where=f"{where}/{name}")
        created, expires = date_time(proof.get("created")), date_time(proof.get("expires"))
        if created is not None and created > self.at + CLOCK_TOLERANCE:
            yield failure("proof-dated-ahead", where=where, date=day(created))
        if expires is not None and expires < self.at:
            yield failure("proof-over", where=where, date=day(expires))

    def _answer_problems(self, proof: JsonObject, where: str) -> Iterator[Failure]:
        purpose = proof.get("proofPurpose")
        if purpose != self.expected.purpose:
            wanted = self.expected.purpose
            yield failure("proof-purpose", where=where, value=str(purpose), expected=wanted)
        if self.expected.challenge not in (None, proof.get("challenge")):
            yield failure("proof-challenge", where=where, field="challenge")
        if self.expected.domain not in (None, *as_list(proof.get("domain"))):
            yield failure("proof-challenge", where=where, field="domain")


def _form_problems(proof: JsonObject, where: str) -> Iterator[Failure]:
    if proof.get("type") != PROOF_TYPE:
        yield failure("proof-wrong-type", where=where, value=str(proof.get("type")))
    if proof.get("cryptosuite") != CRYPTOSUITE:
        yield failure("proof-wrong-cryptosuite", where=where, value=str(proof.get("cryptosuite")))
    for field in sorted(set(proof) - _FIELDS):
        yield failure("proof-field", where=where, field=field)
    if "id" in proof and not is_url(proof["id"]):
        yield failure("not-an-address", where=f"{where}/id")
    if signature_bytes(proof.get("proofValue")) is None:
        yield failure("proof-field", where=where, field="proofValue")


def _unmatched(
    document: JsonObject, asked: _Asked, canonicaliser: Canonicaliser, limits: Limits
) -> Iterator[Failure]:
    """The proofs that are no signature of the document and of the proofs they rest on."""
    alone = [proof for proof in asked.proofs if "previousProof" not in proof]
    data = iter(signing_data(document, alone, canonicaliser=canonicaliser, limits=limits))
    for index, proof in enumerate(asked.proofs):
        previous = [asked.named(str(name)) for name in as_list(proof.get("previousProof"))]
        signed = (
            signing_data(
                document,
                [proof],
                canonicaliser=canonicaliser,
                limits=limits,
                previous=[each for each in previous if each is not None],
            )[0]
            if "previousProof" in proof
            else next(data)
        )
        public = asked.key_of(str(proof["verificationMethod"]))
        if public is None or not is_proof_of(signed, proof, public_multibase=public):
            yield failure("proof-not-of-document", where=_place(asked.proofs, index))


def _place(proofs: Sequence[Json], index: int) -> str:
    return "/proof" if len(proofs) == 1 else f"/proof/{index}"

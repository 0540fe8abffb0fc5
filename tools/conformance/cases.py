"""What the two implementations are asked about: a trial programme, and ways to tamper with it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from passerelle.engines.credential import (
    InlineCanonicaliser,
    JsonObject,
    Purpose,
    Signer,
    SigningKey,
    StatusList,
    TrustList,
    did_document_of_institution,
    did_document_of_programme,
    diploma_contexts,
    sign,
    status_list_credential,
    verify,
)
from tests.engines.credential_cast import (
    AWARD,
    NAMES,
    RANK,
    SIGNED_AT,
    TODAY,
    key_id,
    key_of,
    trust_of,
    unsigned_diploma,
)

_MULTIKEY = "https://w3id.org/security/multikey/v1"


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme to be judged: who signs, with which keys, and a diploma nobody signed yet."""

    trust: TrustList
    keys: Mapping[str, SigningKey]
    """The secret key of each signatory, by the address of its public half."""
    unsigned: JsonObject
    signed_at: datetime
    at: datetime

    def signed(self) -> JsonObject:
        """The diploma with our own proof set."""
        document = self.unsigned
        for address, key in self.keys.items():
            document = sign(document, key=key, verification_method=address, created=self.signed_at)
        return document

    def lists(self, *, marked: str = "") -> dict[str, JsonObject]:
        """Every signatory's lists, signed; the diploma marked in those of one purpose."""
        purposes: tuple[Purpose, ...] = ("revocation", "suspension")
        return {
            address: self._list(address, signer, purpose, is_marked=purpose == marked)
            for signer in self.trust.signers
            for purpose in purposes
            for address in _addresses(signer, purpose)
        }

    def _list(
        self, address: str, signer: Signer, purpose: Purpose, *, is_marked: bool
    ) -> JsonObject:
        statuses = StatusList.blank()
        document = status_list_credential(
            address=address,
            issuer=signer.did,
            statuses=statuses.with_set(RANK) if is_marked else statuses,
            valid_from=self.signed_at,
            purpose=purpose,
        )
        return sign(
            document,
            key=self.keys[signer.keys[0].id],
            verification_method=signer.keys[0].id_under(signer.did),
            created=self.signed_at,
        )

    def documents(self, lists: Mapping[str, JsonObject]) -> dict[str, JsonObject]:
        """All that the other stack may load: contexts, DID documents, keys and status lists."""
        dids = [
            did_document_of_programme(self.trust),
            *(did_document_of_institution(signer) for signer in self.trust.signers),
        ]
        return loadable([*dids, *lists.values()])

    def verdict(self, document: JsonObject, lists: Mapping[str, JsonObject]) -> str:
        """Our own answer."""
        report = verify(
            json.dumps(document),
            trust=self.trust,
            at=self.at,
            canonicaliser=InlineCanonicaliser(),
            statuses={address: json.dumps(each).encode() for address, each in lists.items()},
        )
        return report.verdict


Tampering = Callable[[Any], object]
TAMPERINGS: Mapping[str, Tampering] = {
    "another name": lambda d: d["credentialSubject"]["identifier"][0].update(identityHash="Eve"),
    "another mark": lambda d: d["credentialSubject"]["result"][0].update(value="20"),
    "another achievement": lambda d: d["credentialSubject"]["achievement"].update(id="urn:x:1"),
    "another date": lambda d: d.update(validFrom="2026-06-19T08:00:00Z"),
    "another number": lambda d: d.update(id="urn:uuid:6a1f0d58-2f4c-4b5e-9d5c-0c8a4a4c2f12"),
    "another issuer": lambda d: d["issuer"].update(id="did:web:faux.example"),
    "another rank in the status list": lambda d: d["credentialStatus"][0].update(
        statusListIndex="3"
    ),
    "an undefined term": lambda d: d["credentialSubject"].update(honours="summa"),
    "a proof of another date": lambda d: d["proof"][0].update(created="2026-06-21T08:00:00Z"),
    "a proof by an unknown key": lambda d: d["proof"][1].update(
        verificationMethod="did:web:faux.example#key"
    ),
    "proofs exchanged": lambda d: d["proof"][0].update(proofValue=d["proof"][1]["proofValue"]),
    "a proof of another cryptosuite": lambda d: [
        proof.update(cryptosuite="ecdsa-rdfc-2019") for proof in d["proof"]
    ],
    "a proof of another purpose": lambda d: [
        proof.update(proofPurpose="authentication") for proof in d["proof"]
    ],
    "no proof": lambda d: d.pop("proof"),
}


ODD = (
    ('Ada "Q" \\ back', "7.5"),
    ("Zoe\u0308 et Zoë", "0.1"),
    ("אֲבִי עַבְד 🩺", "12.345678901"),
    ("a\tb\nc", "0.000001"),
    ("<b>&amp;</b>", "1E+2"),
    ("\u00a0\u2028x", "33.3333"),
    ("1.0", "100000"),
)


def odd_diplomas() -> list[tuple[str, JsonObject]]:
    """Names and numbers that two implementations could well write differently before signing."""
    return [
        (
            f"ours, {name!r} and {credits} credits",
            _diploma(name, credits=credits),
        )
        for name, credits in ODD
    ]


def _diploma(name: str, *, credits: str = "12") -> JsonObject:
    """A diploma with a place in each signatory's list of revocations and of suspensions."""
    award = replace(AWARD, credits=Decimal(credits))
    document = unsigned_diploma(NAMES, name=name, award=award)
    entries = [
        {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "suspension",
            "statusListIndex": str(RANK),
            "statusListCredential": _suspension_list(signer),
        }
        for signer in trust_of(NAMES).signers
    ]
    written: Any = document["credentialStatus"]
    return {**document, "credentialStatus": [*written, *entries]}


def _suspension_list(signer: Signer) -> str:
    return f"{signer.status_lists[0]}/suspensions"


def _addresses(signer: Signer, purpose: Purpose) -> tuple[str, ...]:
    return signer.status_lists if purpose == "revocation" else signer.suspension_lists


def tampered(document: JsonObject, tampering: Tampering) -> JsonObject:
    changed = copy.deepcopy(document)
    tampering(changed)
    return changed


def loadable(documents: Sequence[JsonObject]) -> dict[str, JsonObject]:
    """Published documents by their addresses, with every key that a DID document lists."""
    methods = [
        {"@context": _MULTIKEY, **method}
        for document in documents
        for method in document.get("verificationMethod", [])  # type: ignore[attr-defined]  # a list
    ]
    named = {str(document["id"]): document for document in (*documents, *methods)}
    return {**diploma_contexts(), **named}


def trial_programme() -> Programme:
    """Invented institutions, which may revoke and suspend, and an invented graduate."""
    trust = trust_of(NAMES)
    signers = tuple(
        replace(signer, suspension_lists=(_suspension_list(signer),)) for signer in trust.signers
    )
    return Programme(
        trust=replace(trust, signers=signers),
        keys={key_id(name): key_of(name) for name in NAMES},
        unsigned=_diploma("Ada Spécimen-Nguyễn"),
        signed_at=SIGNED_AT,
        at=TODAY,
    )

"""Both ways with the @digitalbazaar packages: `python -m tools.conformance.judge NODE_MODULES`.

Ours must verify with theirs, theirs with us, and what was tampered with be refused by both.
"""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from passerelle.engines.credential import (
    InlineCanonicaliser,
    JsonObject,
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
    NAMES,
    SIGNED_AT,
    TODAY,
    key_id,
    key_of,
    trust_of,
    unsigned_diploma,
)

_SCRIPT = Path(__file__).with_suffix(".mjs")
_LONGEST_SECONDS = 120
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

    def lists(self, revoked: int | None = None) -> dict[str, JsonObject]:
        """Every signatory's status list, signed; with `revoked` marked in all of them."""
        statuses = StatusList.blank()
        if revoked is not None:
            statuses = statuses.with_revoked(revoked)
        return {
            address: sign(
                status_list_credential(
                    address=address,
                    issuer=signer.did,
                    statuses=statuses,
                    valid_from=self.signed_at,
                ),
                key=self.keys[signer.keys[0].id],
                verification_method=signer.keys[0].id_under(signer.did),
                created=self.signed_at,
            )
            for signer in self.trust.signers
            for address in signer.status_lists
        }

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


@dataclass(frozen=True, slots=True)
class Answer:
    """One document: what we say, and what the other stack says."""

    name: str
    ours: str
    verified: bool
    proofs: tuple[bool, ...]
    statuses: tuple[bool, ...]
    error: str | None

    @property
    def theirs(self) -> str:
        """Their answer in our words: every proof must hold, and no status be set."""
        if not self.verified or not self.proofs or not all(self.proofs):
            return "refused"
        return "revoked" if any(self.statuses) else "valid"

    @property
    def is_agreed(self) -> bool:
        """Whether both say the same; an issuer we do not know is one they cannot look up."""
        ours = "refused" if self.ours == "unknown issuer" else self.ours
        return ours == self.theirs


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


def judged(programme: Programme, node_modules: Path) -> list[Answer]:
    """Our diploma, theirs, each tampering of both, and a revoked one: ours and theirs of each."""
    lists, (theirs,) = programme.lists(), _issued_by_them(programme, node_modules)
    revoked = programme.lists(revoked=_rank(programme.unsigned))
    cases = [("ours", programme.signed(), lists), ("theirs", theirs, lists)]
    cases += [
        (f"{whose}, {name}", _tampered(document, tampering), lists)
        for whose, document in (("ours", programme.signed()), ("theirs", theirs))
        for name, tampering in TAMPERINGS.items()
    ]
    cases += [
        ("ours, revoked", programme.signed(), revoked),
        ("theirs, revoked", theirs, revoked),
        ("ours, status list forged", programme.signed(), _forged(revoked)),
    ]
    jobs = [
        _to_verify(document, programme.documents(given), programme.at)
        for _, document, given in cases
    ]
    return [
        _answer(name, programme.verdict(document, given), said)
        for (name, document, given), said in zip(cases, _asked(jobs, node_modules), strict=True)
    ]


def said_of(
    document: JsonObject,
    *,
    documents: Mapping[str, JsonObject],
    at: datetime,
    ours: str,
    node_modules: Path,
) -> Answer:
    """What the other stack says of one document, given all it may load, beside what we say."""
    (said,) = _asked([_to_verify(document, documents, at)], node_modules)
    return _answer("", ours, said)


def _to_verify(
    document: JsonObject, documents: Mapping[str, JsonObject], at: datetime
) -> JsonObject:
    return {
        "kind": "verify",
        "credential": document,
        "documents": dict(documents),
        "at": at.isoformat(),
    }


def loadable(documents: Sequence[JsonObject]) -> dict[str, JsonObject]:
    """Published documents by their addresses, with every key that a DID document lists."""
    methods = [
        {"@context": _MULTIKEY, **method}
        for document in documents
        for method in document.get("verificationMethod", [])  # type: ignore[attr-defined]  # a list
    ]
    named = {str(document["id"]): document for document in (*documents, *methods)}
    return {**diploma_contexts(), **named}


def _answer(name: str, ours: str, said: Any) -> Answer:
    proofs, statuses = tuple(said["proofs"]), tuple(said["statuses"])
    return Answer(name, ours, said["verified"], proofs, statuses, said["error"])


def _issued_by_them(programme: Programme, node_modules: Path) -> list[JsonObject]:
    signers: list[JsonObject] = [
        {
            "seed": key.seed.hex(),
            "id": address,
            "controller": programme.trust.issuer,
            "date": programme.signed_at.isoformat(),
        }
        for address, key in programme.keys.items()
    ]
    job: JsonObject = {
        "kind": "issue",
        "credential": programme.unsigned,
        "documents": programme.documents({}),
        "signers": signers,
    }
    return [said["credential"] for said in _asked([job], node_modules)]


def _asked(jobs: Sequence[JsonObject], node_modules: Path) -> list[Any]:
    finished = subprocess.run(
        ["node", str(_SCRIPT), str(node_modules.resolve())],
        input=json.dumps(jobs).encode(),
        capture_output=True,
        timeout=_LONGEST_SECONDS,
        check=False,
    )
    if finished.returncode:
        raise RuntimeError(finished.stderr.decode(errors="replace")[-2000:])
    answers: list[Any] = json.loads(finished.stdout)
    return answers


def _tampered(document: JsonObject, tampering: Tampering) -> JsonObject:
    changed = copy.deepcopy(document)
    tampering(changed)
    return changed


def _forged(lists: Mapping[str, JsonObject]) -> dict[str, JsonObject]:
    """The lists as if nothing were revoked, under the signatures of those that said it."""
    blank = StatusList.blank().encoded()
    forged = {address: copy.deepcopy(document) for address, document in lists.items()}
    for document in forged.values():
        document["credentialSubject"]["encodedList"] = blank  # type: ignore[index]  # ours
    return forged


def _rank(document: JsonObject) -> int:
    entries: Any = document["credentialStatus"]
    return int(entries[0]["statusListIndex"])


def trial_programme() -> Programme:
    """Invented institutions and an invented graduate."""
    return Programme(
        trust=trust_of(NAMES),
        keys={key_id(name): key_of(name) for name in NAMES},
        unsigned=unsigned_diploma(NAMES),
        signed_at=SIGNED_AT,
        at=TODAY,
    )


def main(arguments: list[str]) -> int:
    """Print every answer; 1 where ours and theirs differ."""
    answers = judged(trial_programme(), Path(arguments[0]))
    for answer in answers:
        print(f"{answer.name}: we say {answer.ours}, they say {answer.theirs}")
    same = sum(answer.is_agreed for answer in answers)
    print(f"@digitalbazaar: the same answer for {same} of {len(answers)} documents")
    return 0 if same == len(answers) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

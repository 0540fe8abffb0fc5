"""Thirty and more ways to tamper with a diploma, its lists or its bundle, each with its reason."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from passerelle.engines.credential import (
    InlineCanonicaliser,
    Report,
    StatusEntry,
    StatusList,
    Suspension,
    Text,
    TrustedKey,
    TrustList,
    build_bundle,
    build_diploma,
    sign,
    status_list_credential,
    verify,
    verify_bundle,
)
from tests.engines.credential_cast import (
    AWARD,
    NAMES,
    PROGRAMME,
    RANK,
    SIGNED_AT,
    TODAY,
    as_file,
    key_of,
    list_address,
    sign_as,
    signer,
    trust_of,
    with_signer,
)

Document = dict[str, Any]
PAIR = NAMES[:2]
OURS = InlineCanonicaliser()
LOST = TODAY - timedelta(days=30)


def suspension_address(name: str) -> str:
    return f"{list_address(name)}/suspension"


def _trust() -> TrustList:
    signers = [replace(signer(name), suspension_lists=(suspension_address(name),)) for name in PAIR]
    return replace(trust_of(), signers=tuple(signers))


def _unsigned() -> Document:
    entries = [
        entry
        for name in PAIR
        for entry in (
            StatusEntry(list_address(name), RANK),
            StatusEntry(suspension_address(name), RANK, "suspension"),
        )
    ]
    return build_diploma(
        credential_id="urn:uuid:6a1f0d58-2f4c-4b5e-9d5c-0c8a4a4c2f12",
        programme=PROGRAMME,
        award=AWARD,
        learner_name="Ada Spécimen-Nguyễn",
        awarded_at=SIGNED_AT,
        valid_from=SIGNED_AT,
        statuses=entries,
    )


def signed_list(
    name: str,
    purpose: str,
    statuses: StatusList | None = None,
    *,
    by: str | None = None,
    since: datetime = TODAY - timedelta(days=1),
    **changes: object,
) -> Document:
    address = list_address(name) if purpose == "revocation" else suspension_address(name)
    document = status_list_credential(
        address=address,
        issuer=f"did:web:{name}.example",
        statuses=statuses or StatusList.blank(),
        valid_from=since,
        valid_until=since + timedelta(days=7),
        purpose=purpose,  # type: ignore[arg-type]  # given by the table
    )
    method = f"did:web:{name}.example#{by or name}-2026"
    key = key_of(by or name)
    return sign({**document, **changes}, key=key, verification_method=method, created=since)


@dataclass(slots=True)
class Evidence:
    """All that a reader has before them; a tampering changes some of it."""

    diploma: Document
    lists: dict[str, Document | bytes]
    trust: TrustList
    at: datetime = TODAY
    bundle: Document | None = None

    def judged(self) -> Report:
        lists = {
            address: each if isinstance(each, bytes) else as_file(each)
            for address, each in self.lists.items()
        }
        if self.bundle is not None:
            return verify_bundle(
                as_file(self.bundle), trust=self.trust, at=self.at, canonicaliser=OURS
            )
        return verify(
            as_file(self.diploma),
            trust=self.trust,
            at=self.at,
            canonicaliser=OURS,
            statuses=lists,
            lists="needed",
        )


def _genuine() -> Evidence:
    diploma = _unsigned()
    for name in PAIR:
        diploma = sign_as(name, diploma)
    lists: dict[str, Document | bytes] = {
        str(each["id"]): each
        for name in PAIR
        for each in (signed_list(name, "revocation"), signed_list(name, "suspension"))
    }
    return Evidence(diploma, lists, _trust())


GENUINE = _genuine()


def fresh() -> Evidence:
    return Evidence(copy.deepcopy(GENUINE.diploma), dict(GENUINE.lists), GENUINE.trust)


def bundled() -> Evidence:
    found = fresh()
    found.bundle = json.loads(
        json.dumps(
            build_bundle(
                found.diploma,
                trust=found.trust,
                status_lists=[each for each in found.lists.values() if isinstance(each, dict)],
                made_at=TODAY,
            )
        )
    )
    return found


Tampering = Callable[[Evidence], object]


def _content(change: Callable[[Document], object]) -> Tampering:
    return lambda evidence: change(evidence.diploma)


def _subject(change: Callable[[Document], object]) -> Tampering:
    return lambda evidence: change(evidence.diploma["credentialSubject"])


def _proof(**changes: str) -> Tampering:
    return lambda evidence: evidence.diploma["proof"][1].update(changes)


def _signed_by_chum_again(created: datetime) -> Tampering:
    def change(evidence: Evidence) -> None:
        proofs = [evidence.diploma["proof"][1]]
        evidence.diploma = sign_as("chum", {**evidence.diploma, "proof": proofs}, created=created)

    return change


def _key(**changes: object) -> Tampering:
    def change(evidence: Evidence) -> None:
        evidence.trust = with_signer(
            evidence.trust,
            lambda s: replace(s, keys=tuple(replace(k, **changes) for k in s.keys)),  # type: ignore[arg-type]  # fields
            at=0,
        )

    return change


def _list(purpose: str = "revocation", **words: Any) -> Tampering:
    """Another list of the first institution in place of the genuine one."""

    def change(evidence: Evidence) -> None:
        address = list_address("chum") if purpose == "revocation" else suspension_address("chum")
        evidence.lists[address] = signed_list(words.pop("name", "chum"), purpose, **words)

    return change


def _without_list(evidence: Evidence) -> None:
    del evidence.lists[list_address("chum")]


def _short_list(evidence: Evidence) -> None:
    genuine = evidence.lists[list_address("chum")]
    assert isinstance(genuine, dict)
    body = {name: value for name, value in genuine.items() if name != "proof"}
    subject = {**body["credentialSubject"], "encodedList": "uH4sIAAAAAAAC_2MAAI3vAtIBAAAA"}
    evidence.lists[list_address("chum")] = sign(
        {**body, "credentialSubject": subject},
        key=key_of("chum"),
        verification_method="did:web:chum.example#chum-2026",
        created=TODAY - timedelta(days=1),
    )


def _rank(index: str) -> Tampering:
    def change(evidence: Evidence) -> None:
        document = _unsigned()
        document["credentialStatus"][0].update(statusListIndex=index)
        for name in PAIR:
            document = sign_as(name, document)
        evidence.diploma = document

    return change


def _resigned(change_of: Callable[[Document], object]) -> Tampering:
    """Even the institutions themselves cannot sign such a document."""

    def change(evidence: Evidence) -> None:
        document = _unsigned()
        change_of(document)
        for name in PAIR:
            document = sign_as(name, document)
        evidence.diploma = document

    return change


def _unpack(evidence: Evidence, name: str) -> Any:
    assert evidence.bundle is not None
    return evidence.bundle[name]


def _bundle_of_strangers(evidence: Evidence) -> None:
    for document in _unpack(evidence, "did_documents"):
        for method in document["verificationMethod"]:
            method["publicKeyMultibase"] = key_of("nantes").public_multibase


def _digests_only(evidence: Evidence) -> None:
    """A partner's list that holds digests; one key of the bundle was exchanged."""
    first = _unpack(evidence, "did_documents")[0]["verificationMethod"][0]
    first["publicKeyMultibase"] = key_of("nantes").public_multibase


def _suspended(evidence: Evidence) -> None:
    told = Suspension(str(evidence.diploma["id"]), LOST, None, Text("réexamen", "review"))
    evidence.trust = with_signer(evidence.trust, lambda s: replace(s, suspensions=(told,)), at=0)


REVOKED = StatusList.blank().with_set(RANK)
CASES: Mapping[str, tuple[Tampering, str]] = {
    "the name": (_subject(lambda s: s["identifier"][0].update(identityHash="X")), "proof-bad"),
    "the award": (_subject(lambda s: s["achievement"].update(id="urn:x:phd")), "proof-bad"),
    "the credits": (_subject(lambda s: s.update(creditsEarned=120)), "proof-bad"),
    "the date": (_content(lambda d: d.update(validFrom="2026-06-19T08:00:00Z")), "proof-bad"),
    "a field taken away": (_content(lambda d: d.pop("awardedDate")), "proof-bad"),
    "a field added": (_content(lambda d: d.update(validUntil="2099-01-01T00:00:00Z")), "proof-bad"),
    "the rule of signatures": (_content(lambda d: d.pop("termsOfUse")), "proof-bad"),
    "another's rank": (
        _content(lambda d: d["credentialStatus"][0].update(statusListIndex="3")),
        "proof-bad",
    ),
    "an undefined term": (_content(lambda d: d.update(honours="summa")), "undefined-term"),
    "a context that is not pinned": (
        _content(lambda d: d["@context"].append("https://evil.example/v1")),
        "unknown-context",
    ),
    "a vocabulary of its own": (
        _content(lambda d: d.update({"@context": [d["@context"][0], {"@vocab": "urn:x:"}]})),
        "inline-context",
    ),
    "a reserved word": (_subject(lambda s: s.update({"@included": [{"id": "urn:x"}]})), "keyword"),
    "a null": (_subject(lambda s: s.update(awardedDate=None)), "null-value"),
    "the issuer": (
        _content(lambda d: d["issuer"].update(id="did:web:x.example")),
        "issuer-swapped",
    ),
    "issuer and keys": (
        _content(lambda d: d.update(issuer=d["issuer"] | {"id": "did:web:x.example"}, proof=[])),
        "empty-list",
    ),
    "a proof missing": (_content(lambda d: d["proof"].pop()), "proof-missing"),
    "no proof": (_content(lambda d: d.pop("proof")), "proof-missing"),
    "a proof twice": (_content(lambda d: d["proof"].append(dict(d["proof"][0]))), "proof-doubled"),
    "one proof for another": (
        _content(lambda d: d.update(proof=[d["proof"][0], dict(d["proof"][0])])),
        "proof-missing",
    ),
    "a crowd of proofs": (_content(lambda d: d.update(proof=d["proof"] * 5)), "too-many-proofs"),
    "a stranger's key": (_proof(verificationMethod="did:web:x.example#k"), "untrusted-key"),
    "another's signature": (
        lambda e: e.diploma["proof"][1].update(proofValue=e.diploma["proof"][0]["proofValue"]),
        "proof-bad",
    ),
    "the date of a signature": (_proof(created="2026-06-21T08:00:00Z"), "proof-bad"),
    "a purpose": (_proof(proofPurpose="authentication"), "proof-wrong-purpose"),
    "a cryptosuite": (_proof(cryptosuite="eddsa-jcs-2022"), "proof-wrong-cryptosuite"),
    "a type of proof": (_proof(type="Ed25519Signature2020"), "proof-wrong-type"),
    "a challenge": (_proof(challenge="x"), "proof-field"),
    "a proof that ended": (_proof(expires="2026-07-01T00:00:00Z"), "proof-expired"),
    "a clock ten minutes ahead": (
        _signed_by_chum_again(TODAY + timedelta(minutes=10)),
        "clock-ahead",
    ),
    "a signature of next year": (
        _signed_by_chum_again(TODAY + timedelta(days=365)),
        "proof-future",
    ),
    "a retired key": (_key(valid_until=SIGNED_AT - timedelta(days=1)), "key-outside-window"),
    "a lost key": (_key(revoked_at=LOST), "key-revoked"),
    "a stolen key, afterwards": (
        lambda e: (
            _signed_by_chum_again(LOST + timedelta(days=1))(e),
            _key(revoked_at=LOST, earlier_stand=True)(e),
        ),
        "key-compromised",
    ),
    "an expired diploma": (
        _resigned(lambda d: d.update(validUntil="2026-08-01T00:00:00Z")),
        "expired",
    ),
    "a diploma of tomorrow": (
        _resigned(lambda d: d.update(validFrom="2027-06-20T08:00:00Z")),
        "not-yet-valid",
    ),
    "nowhere to revoke": (_resigned(lambda d: d["credentialStatus"].pop(0)), "status-missing"),
    "somebody else's list": (
        _resigned(
            lambda d: d["credentialStatus"][0].update(statusListCredential="https://x.example/1")
        ),
        "status-not-expected",
    ),
    "another purpose": (
        _resigned(lambda d: d["credentialStatus"][0].update(statusPurpose="message")),
        "status-purpose",
    ),
    "a list missing": (_without_list, "status-absent"),
    "a stale list": (_list(since=TODAY - timedelta(days=9)), "status-expired"),
    "a list of the future": (_list(since=TODAY + timedelta(hours=1)), "status-not-started"),
    "a forged list": (_list(by="bourgogne"), "status-unsigned"),
    "another's list": (_list(name="bourgogne"), "status-other"),
    "a list too short": (_short_list, "status-encoding"),
    "no list at all": (
        lambda e: e.lists.update({list_address("chum"): b"<html>not found</html>"}),
        "status-list-bad",
    ),
    "a rank outside the list": (_rank("131072"), "status-index"),
    "revoked by one": (_list(statuses=REVOKED), "revoked"),
    "suspended by one": (_list("suspension", statuses=REVOKED), "suspended"),
    "suspended in the trust list": (_suspended, "suspended"),
}
BUNDLED: Mapping[str, tuple[Tampering, str]] = {
    "keys nobody knows": (_bundle_of_strangers, "bundle-unknown-keys"),
    "a key exchanged": (_digests_only, "bundle-key-swapped"),
    "a context changed": (
        lambda e: _unpack(e, "contexts").update({"https://www.w3.org/ns/credentials/v2": "0" * 64}),
        "bundle-context",
    ),
    "its lists taken out": (lambda e: _unpack(e, "status_lists").clear(), "status-absent"),
    "its diploma changed": (
        lambda e: _unpack(e, "credential").update(validUntil="2099-01-01T00:00:00Z"),
        "proof-bad",
    ),
    "its version": (lambda e: (e.bundle or {}).update(version=2), "bundle-version"),
    "a part missing": (lambda e: (e.bundle or {}).pop("did_documents"), "bundle-shape"),
}


def digests_of(trust: TrustList) -> TrustList:
    """The same list as a partner who kept only the digests of the keys publishes it."""

    def forget(key: TrustedKey) -> TrustedKey:
        return replace(key, public_multibase="", sha256=key.digest)

    signers = [replace(s, keys=tuple(map(forget, s.keys))) for s in trust.signers]
    return replace(trust, signers=tuple(signers))


def refused_as_told() -> tuple[int, int]:
    """How many of these kinds are refused with their reason, and how many there are."""
    outcomes = [
        code in codes_of(case, start)
        for table, start in ((CASES, fresh), (BUNDLED, bundled))
        for case, code in table.values()
    ]
    return sum(outcomes), len(outcomes)


def codes_of(case: Tampering, start: Callable[[], Evidence]) -> list[str]:
    evidence = start()
    case(evidence)
    report = evidence.judged()
    return [] if report.verdict == "valid" else [failure.code for failure in report.failures]

"""The holder's bundle: a diploma with all that verifies it once its sites are gone.

Nothing a bundle brings is believed for being there: its keys count when a published trust list
holds their digest, its lists when such a key signed them, its contexts when they are ours.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from passerelle.engines.credential._canonicaliser import Canonicaliser
from passerelle.engines.credential._contexts import DIGESTS
from passerelle.engines.credential._did import (
    did_document_of_institution,
    did_document_of_programme,
)
from passerelle.engines.credential._keys import BadKey, key_digest
from passerelle.engines.credential._reading import Limits, read_document
from passerelle.engines.credential._report import Report
from passerelle.engines.credential._revocations import Statuses
from passerelle.engines.credential._sentences import Refusal, failure, refusal, said
from passerelle.engines.credential._trust import Signer, TrustedKey, TrustList
from passerelle.engines.credential._values import Json, JsonObject, as_list, stamp
from passerelle.engines.credential._verify import refused_report, verify

BUNDLE_TYPE: Final = "PasserelleDiplomaBundle"
_VERSION: Final = 1
_LIMITS: Final = Limits(size_bytes=2_000_000, values=40_000)
_SNIFFED_BYTES: Final = 200
_KEYS: Final = said(
    "Les clés qu'apporte le fichier : leurs empreintes sont celles de la liste de confiance.",
    "The keys the file brings: their digests are those of the trust list.",
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle holds, read but not yet believed."""

    credential: bytes
    keys: Mapping[str, str]
    contexts: Mapping[str, Json]
    statuses: Mapping[str, bytes]


def build_bundle(
    credential: JsonObject,
    *,
    trust: TrustList,
    status_lists: Sequence[JsonObject],
    made_at: datetime,
) -> JsonObject:
    """Everything in one document. Of the trust list, what concerns this diploma alone."""
    own = replace(trust, signers=tuple(_about(each, credential) for each in trust.signers))
    documents = [did_document_of_institution(signer) for signer in own.signers]
    return {
        "type": BUNDLE_TYPE,
        "version": _VERSION,
        "made_at": stamp(made_at),
        "credential": credential,
        "did_documents": [did_document_of_programme(own), *documents],
        "contexts": {str(each): DIGESTS[str(each)] for each in as_list(credential["@context"])},
        "status_lists": list(status_lists),
        "trust_list": json.loads(own.to_json()),
    }


def is_bundle(data: bytes) -> bool:
    """Whether a file begins as a bundle does; what it holds is read later, strictly."""
    return f'"{BUNDLE_TYPE}"'.encode() in data[:_SNIFFED_BYTES]


def read_bundle(data: bytes | str) -> Bundle:
    """The parts of a bundle; `Refusal` names the one that is missing or badly written."""
    document = read_document(data, _LIMITS)
    if document.get("type") != BUNDLE_TYPE:
        raise refusal("bundle-shape", where="/type")
    if document.get("version") != _VERSION:
        raise refusal("bundle-version", value=str(document.get("version")))
    contexts, credential = document.get("contexts"), document.get("credential")
    if not isinstance(contexts, dict):
        raise refusal("bundle-shape", where="/contexts")
    if not isinstance(credential, dict):
        raise refusal("bundle-shape", where="/credential")
    lists = _objects(document, "status_lists")
    return Bundle(
        credential=_written(credential),
        keys=_keys_in(_objects(document, "did_documents")),
        contexts=contexts,
        statuses={str(each.get("id")): _written(each) for each in lists},
    )


def verify_bundle(
    data: bytes | str,
    *,
    trust: TrustList,
    at: datetime,
    canonicaliser: Canonicaliser,
    statuses: Statuses | None = None,
) -> Report:
    """As `verify` answers, by a partner's published list and what the holder kept.

    `statuses`, lists read today, go before those that the bundle brings."""
    try:
        bundle = read_bundle(data)
        _check_contexts(bundle)
        held = _with_keys(trust, bundle)
    except Refusal as refused:
        return refused_report(refused.failure)
    if held is None:
        unknown = failure("bundle-unknown-keys", where="/did_documents")
        return replace(refused_report(unknown), verdict="unknown issuer", sentence=unknown.sentence)
    report = verify(
        bundle.credential,
        trust=held,
        at=at,
        canonicaliser=canonicaliser,
        statuses={**bundle.statuses, **(statuses or {})},
        lists="kept",
    )
    return replace(report, checked=(*report.checked, _KEYS)) if report.checked else report


def _about(signer: Signer, credential: JsonObject) -> Signer:
    identifier = credential["id"]
    return replace(
        signer,
        revocations=tuple(r for r in signer.revocations if r.credential == identifier),
        suspensions=tuple(s for s in signer.suspensions if s.credential == identifier),
    )


def _check_contexts(bundle: Bundle) -> None:
    for address, digest in bundle.contexts.items():
        if DIGESTS.get(address) != digest:
            raise refusal("bundle-context", where="/contexts", address=address)


def _with_keys(trust: TrustList, bundle: Bundle) -> TrustList | None:
    """The trust list, its digests completed by the keys brought; None if it knows none of them."""
    known = {key.digest for signer in trust.signers for key in signer.keys}
    if not known & {_digest(public) for public in bundle.keys.values()}:
        return None
    signers = [
        replace(signer, keys=tuple(_completed(key, bundle) for key in signer.keys))
        for signer in trust.signers
    ]
    return replace(trust, signers=tuple(signers))


def _completed(key: TrustedKey, bundle: Bundle) -> TrustedKey:
    brought = bundle.keys.get(key.id)
    if brought is None:
        return key
    if _digest(brought) != key.digest:
        raise refusal("bundle-key-swapped", where="/did_documents", key=key.id)
    return replace(key, public_multibase=brought, sha256="")


def _digest(public: str) -> str:
    try:
        return key_digest(public)
    except BadKey as error:
        raise refusal("bundle-shape", where="/did_documents") from error


def _keys_in(documents: Sequence[JsonObject]) -> dict[str, str]:
    methods = [method for each in documents for method in _objects(each, "verificationMethod")]
    return {str(each.get("id")): str(each.get("publicKeyMultibase")) for each in methods}


def _objects(document: JsonObject, name: str) -> list[JsonObject]:
    found = document.get(name)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise refusal("bundle-shape", where=f"/{name}")
    return [each for each in found if isinstance(each, dict)]


def _written(document: JsonObject) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")

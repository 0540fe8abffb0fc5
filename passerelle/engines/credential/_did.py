"""The DID documents a programme and its institutions publish (DID 1.0, did:web)."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote

from passerelle.engines.credential._trust import Signer, TrustedKey, TrustList
from passerelle.engines.credential._values import JsonObject, stamp

_CONTEXTS: Final = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1")
_HOST: Final = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?", re.ASCII)
_FOLDER: Final = re.compile(r"[A-Za-z0-9._~-]+", re.ASCII)


def did_document_of_programme(trust: TrustList) -> JsonObject:
    """The issuer's DID document: every key of every institution, each under its own name."""
    keys = [(key, key.id) for signer in trust.signers for key in signer.keys]
    return _did_document(trust.issuer, keys)


def did_document_of_institution(signer: Signer) -> JsonObject:
    """An institution's own DID document: the same keys again, published where it alone writes."""
    return _did_document(signer.did, [(key, key.id_under(signer.did)) for key in signer.keys])


def did_web_url(did: str) -> str:
    """Where a did:web publishes its document (did:web method, section 2.5.2).

    >>> did_web_url("did:web:diplome.example:ia:2026")
    'https://diplome.example/ia/2026/did.json'
    """
    method, _, rest = did.partition("did:web:")
    host, *folders = rest.split(":")
    host = unquote(host)
    if method or not _HOST.fullmatch(host) or not all(map(_is_folder, folders)):
        raise ValueError(f"{did!r} is no did:web: expected did:web:host or did:web:host:folder.")
    return f"https://{host}/{'/'.join(folders) if folders else '.well-known'}/did.json"


def _is_folder(name: str) -> bool:
    return _FOLDER.fullmatch(name) is not None and name not in {".", ".."}


def _did_document(did: str, keys: Iterable[tuple[TrustedKey, str]]) -> JsonObject:
    methods = [_multikey(key, identifier=identifier, controller=did) for key, identifier in keys]
    return {
        "@context": list(_CONTEXTS),
        "id": did,
        "verificationMethod": methods,
        # A revoked key stays listed, so that a reader learns when, but asserts nothing.
        "assertionMethod": [method["id"] for method in methods if "revoked" not in method],
    }


def _multikey(key: TrustedKey, *, identifier: str, controller: str) -> JsonObject:
    method: JsonObject = {
        "id": identifier,
        "type": "Multikey",
        "controller": controller,
        "publicKeyMultibase": key.public_multibase,
    }
    if key.valid_until is not None:
        method["expires"] = stamp(key.valid_until)
    if key.revoked_at is not None:
        method["revoked"] = stamp(key.revoked_at)
    return method

"""Related resources: what a credential points at, held to the digest it gives (VC 2.0, 5.3)."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from passerelle.engines.credential._contexts import CREDENTIALS_CONTEXT
from passerelle.engines.credential._keys import BadKey, multibase_bytes
from passerelle.engines.credential._sentences import Failure, failure
from passerelle.engines.credential._values import Json, JsonObject, as_list, is_url

_SRI: Final = re.compile(r"(sha256|sha384)-([A-Za-z0-9+/]+={0,2})")
_SHA256_HEADER: Final = b"\x12\x20"

# SHA-256 and SHA-384 of what W3C published at the address, one pair an edition: w3c/vc-data-model
# 8d0ee107 (July 2024, the one its test suite holds to) and 08b83e46 (the Recommendation of 2025).
PUBLISHED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        CREDENTIALS_CONTEXT: frozenset(
            {
                "24a18c90e9856d526111f29376e302d970b2bd10182e33959995b0207d7043b9",
                "sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg",
                "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
                "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU",
            }
        ),
    }
)


def related_problems(document: JsonObject) -> Iterator[Failure]:
    """Each resource has its own address and a digest; one that we hold has the right digest."""
    if "relatedResource" not in document:
        return
    resources = as_list(document["relatedResource"])
    if not resources:
        yield failure("not-an-object-here", where="/relatedResource")
    seen: set[Json] = set()
    for index, resource in enumerate(resources):
        where = f"/relatedResource/{index}"
        if not isinstance(resource, dict):
            yield failure("not-an-object-here", where=where)
            continue
        address = resource.get("id")
        if not is_url(address):
            yield failure("not-an-address", where=f"{where}/id")
        elif address in seen:
            yield failure("repeated-resource", where=where, value=str(address))
        seen.add(str(address))
        yield from _digest_problems(resource, where)


def _digest_problems(resource: JsonObject, where: str) -> Iterator[Failure]:
    given = {name: resource[name] for name in ("digestSRI", "digestMultibase") if name in resource}
    if not given:
        yield failure("digest-missing", where=where)
    published = PUBLISHED.get(str(resource.get("id")))
    for name, value in given.items():
        for text in as_list(value):
            digest = _sri(text) if name == "digestSRI" else _multihash(text)
            if digest is None:
                yield failure("digest-unreadable", where=f"{where}/{name}")
            elif published is not None and digest not in published:
                yield failure("digest-wrong", where=where, value=str(resource.get("id")))


def _sri(text: Json) -> str | None:
    """`sha384-…` as it is; a SHA-256 as its hexadecimal, whichever way it was written."""
    found = _SRI.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return None
    try:
        digest = base64.b64decode(found[2], validate=True)
    except binascii.Error:
        return None
    lengths = {"sha256": 32, "sha384": 48}
    if len(digest) != lengths[found[1]]:
        return None
    return digest.hex() if found[1] == "sha256" else str(text)


def _multihash(text: Json) -> str | None:
    """A SHA-256 in multibase, with the header of a multihash or, as W3C's examples, without."""
    if not isinstance(text, str):
        return None
    try:
        digest = _base64url(text[1:]) if text.startswith("u") else multibase_bytes(text)
    except (BadKey, binascii.Error, ValueError):
        return None
    digest = digest.removeprefix(_SHA256_HEADER) if len(digest) == 34 else digest
    return digest.hex() if len(digest) == 32 else None


def _base64url(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)

"""The closed set of JSON-LD contexts: written from our own tables, never fetched."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Final

from passerelle.engines.credential._context_tables import CREDENTIALS_V2, OPEN_BADGES_3_0_3
from passerelle.engines.credential._values import Json, JsonObject

CREDENTIALS_CONTEXT: Final = "https://www.w3.org/ns/credentials/v2"
OLD_CREDENTIALS_CONTEXT: Final = "https://www.w3.org/2018/credentials/v1"
BADGES_CONTEXT: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

# SHA-256 of the generated documents (sorted keys, no spaces): an edit of a table that changes
# what is signed stops the product instead of silently making old diplomas unverifiable.
DIGESTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        CREDENTIALS_CONTEXT: "b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf",
        BADGES_CONTEXT: "c5e555a91a5cf48e32ae0a05674c61ddd5c053b680b5643b2f57f9965e386d99",
    }
)

_PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "schema": "https://schema.org/",
        "sec": "https://w3id.org/security#",
        "cred": "https://www.w3.org/2018/credentials#",
        "status": "https://www.w3.org/ns/credentials/status#",
        "ob": "https://purl.imsglobal.org/spec/vc/ob/vocab.html#",
        "dc": "http://purl.org/dc/terms/",
        "jwt": "https://www.iana.org/assignments/jwt#",
        "jose": "https://www.iana.org/assignments/jose#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        # The Open Badges context, and two terms of the other, write the namespace with https.
        "xsds": "https://www.w3.org/2001/XMLSchema#",
        "literally": "",
    }
)
_CONTAINERS: Final = frozenset({"@set", "@list", "@graph"})


class UnknownContext(ValueError):
    """The document names a context outside the closed set; `.address` says which."""

    def __init__(self, address: str) -> None:
        super().__init__(f"Unknown context: {address}. Only the contexts of a diploma are known.")
        self.address = address


@dataclass(frozen=True, slots=True)
class Contexts:
    """The contexts a reader accepts: those of a diploma, and what the caller adds.

    >>> Contexts().document("https://example.org/other")
    Traceback (most recent call last):
    passerelle.engines.credential._contexts.UnknownContext: Unknown context: ...
    """

    added: Mapping[str, JsonObject] = field(default_factory=dict)

    def __contains__(self, address: object) -> bool:
        return address in DIGESTS or address in self.added

    def document(self, address: str) -> JsonObject:
        """The context document published at `address`; `UnknownContext` when it is not ours."""
        if address in DIGESTS:
            return diploma_contexts()[address]
        if address in self.added:
            return self.added[address]
        raise UnknownContext(address)


@cache
def diploma_contexts() -> Mapping[str, JsonObject]:
    """VC 2.0 and Open Badges 3.0.3, generated once and held to their pinned digests."""
    documents = {
        CREDENTIALS_CONTEXT: context_from_table(CREDENTIALS_V2, long_form=False),
        BADGES_CONTEXT: context_from_table(OPEN_BADGES_3_0_3, long_form=True),
    }
    for address, document in documents.items():
        if digest(document) != DIGESTS[address]:
            raise RuntimeError(
                f"The context table for {address} no longer gives the pinned document: "
                "restore the table, signatures already made depend on it."
            )
    return MappingProxyType(documents)


def digest(document: Json) -> str:
    """SHA-256, in hexadecimal, of a JSON value with sorted keys and no spaces."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def context_from_table(table: str, *, long_form: bool) -> JsonObject:
    """A protected JSON-LD context from a term table (its notation opens `_context_tables`)."""
    root = _scope(bare=False)
    open_scopes: list[JsonObject] = [root]
    lines = [line for line in table.splitlines() if line.strip()]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        depth = _indent(line)
        del open_scopes[depth + 1 :]
        term, *words = line.split()
        definition = _definition(term, words)
        if _indent(following) > depth:
            scope = _scope(bare="bare" in words)
            definition["@context"] = scope
            open_scopes[depth][term] = definition
            open_scopes.append(scope)
            continue
        is_short = not long_form and "{}" not in words and set(definition) == {"@id"}
        open_scopes[depth][term] = definition["@id"] if is_short else definition
    return {"@context": root}


def _indent(line: str) -> int:
    return (len(line) - len(line.lstrip())) // 2


def _scope(*, bare: bool) -> JsonObject:
    return {"@protected": True} if bare else {"@protected": True, "id": "@id", "type": "@type"}


def _definition(term: str, words: list[str]) -> JsonObject:
    address, *rest = words
    definition: JsonObject = {"@id": _iri(address, default=term)}
    for word in rest:
        if word in _CONTAINERS:
            definition["@container"] = word
        elif word == "null":
            definition["@context"] = None
        elif word.startswith("@"):
            definition["@type"] = word
        elif word not in {"{}", "bare"}:
            definition["@type"] = _iri(word, default="")
    return definition


def _iri(word: str, *, default: str) -> str:
    prefix, colon, local = word.partition(":")
    return _PREFIXES[prefix] + (local or default) if colon else word

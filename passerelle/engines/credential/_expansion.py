"""From a JSON-LD document to canonical N-Quads (RDFC-1.0), losing nothing on the way.

PyLD drops what no context defines and signs the rest. Here a document is expanded under a
sentinel vocabulary and a sentinel base address: what carries the sentinel afterwards is what
would have been lost, and the document is refused. Nothing marked means that the sentinel was
never used, so the same expansion is the one that is canonicalised.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final

from pyld import jsonld
from pyld.canon import URDNA2015

from passerelle.engines.credential._contexts import Contexts, UnknownContext
from passerelle.engines.credential._reading import Limits
from passerelle.engines.credential._sentences import Failure, Refusal, failure, refusal
from passerelle.engines.credential._values import JsonObject

_VOCABULARY: Final = "undefined-f2b1c9:term#"
_BASE: Final = "relative-f2b1c9://document/"
_SENTINELS: Final = ("undefined-f2b1c9:", "relative-f2b1c9:")
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")

# Datatypes written as JSON numbers and booleans; every other one is written as a text.
_NATIVE: Final[Mapping[str, tuple[type, ...]]] = {
    "float": (int, float),
    "integer": (int,),
    "nonNegativeInteger": (int,),
    "boolean": (bool,),
}

# Legal, and refused all the same where a reader could be misled: in a diploma.
_MISLEADING: Final = frozenset({"repeated-node", "value-kind"})

# PyLD keeps its processed contexts in caches that threads must not share unguarded.
_one_at_a_time: Final = Lock()

# PyLD is untyped: an expanded document and an RDF dataset are nested dicts and lists of its own.
Expanded = Any


def canonical_quads(
    document: JsonObject,
    *,
    contexts: Contexts,
    limits: Limits | None = None,
    strict: bool = True,
) -> str:
    """The canonical N-Quads that are hashed and signed; `Refusal` where anything would be lost.

    `strict` also refuses what the standard allows and a reader could misread.

    Source: RDF Dataset Canonicalization 1.0 (W3C 2024), by PyLD's URDNA2015.
    """
    bounds = limits or Limits()
    with _one_at_a_time:
        expanded = _expanded(document, contexts)
        findings = _Findings()
        findings.read(expanded)
        for found in findings.that_count(strict=strict):
            raise Refusal(found)
        if findings.blank_nodes > bounds.blank_nodes:
            raise refusal("too-many-blank-nodes", limit=str(bounds.blank_nodes))
        return _ordered(jsonld.to_rdf(expanded, {"documentLoader": _loader(contexts)}), bounds)


def losses(document: JsonObject, *, contexts: Contexts) -> tuple[Failure, ...]:
    """All that expansion would drop or guess: undefined terms, relative addresses.

    What is merely misleading is not counted: this is the standard's own question."""
    with _one_at_a_time:
        try:
            expanded = _expanded(document, contexts)
        except Refusal as refused:
            return (refused.failure,)
    findings = _Findings()
    findings.read(expanded)
    return findings.that_count(strict=False)


def _expanded(document: JsonObject, contexts: Contexts) -> Expanded:
    dropped: list[str | None] = []
    options = {
        "documentLoader": _loader(contexts),
        "base": _BASE,
        "expandContext": {"@context": {"@vocab": _VOCABULARY}},
    }
    try:
        expanded = jsonld.expand(document, options, on_property_dropped=dropped.append)
    except jsonld.JsonLdError as error:
        unknown = _cause(error, UnknownContext)
        if isinstance(unknown, UnknownContext):
            raise refusal("unknown-context", address=unknown.address) from error
        raise refusal("contradictory-context", reason=_reason(error)) from error
    except (TypeError, ValueError, AttributeError, KeyError, IndexError) as error:
        # PyLD meets some malformed documents with a bare Python error.
        raise refusal("contradictory-context", reason=type(error).__name__) from error
    if dropped:
        raise refusal("undefined-term", term=str(dropped[0]))
    return expanded


def _loader(contexts: Contexts) -> Any:
    def load(address: str, _options: object = None) -> dict[str, object]:
        return {
            "contextUrl": None,
            "documentUrl": address,
            "document": contexts.document(address),
            # Only what never changes may stay in PyLD's cache, which all callers share.
            "tag": None if address in contexts.added else "static",
        }

    return load


def _cause(error: BaseException | None, kind: type[BaseException]) -> BaseException | None:
    while error is not None and not isinstance(error, kind):
        error = error.__cause__
    return error


def _reason(error: BaseException) -> str:
    deepest = error
    while isinstance(deepest.__cause__, jsonld.JsonLdError):
        deepest = deepest.__cause__
    return str(getattr(deepest, "code", None) or getattr(deepest, "type", "JSON-LD"))


@dataclass(slots=True)
class _Findings:
    """What a sentinel expansion shows: what would be lost, and how many nodes have no name."""

    failures: list[Failure] = field(default_factory=list)
    blank_nodes: int = 0
    described: set[str] = field(default_factory=set)

    def that_count(self, *, strict: bool) -> tuple[Failure, ...]:
        """Those that refuse the document."""
        ignored: frozenset[str] = frozenset() if strict else _MISLEADING
        return tuple(found for found in self.failures if found.code not in ignored)

    def read(self, element: Expanded) -> None:
        if isinstance(element, list):
            for item in element:
                self.read(item)
        elif isinstance(element, Mapping):
            self._read_object(element)

    def _read_object(self, element: Mapping[str, Expanded]) -> None:
        if "@value" in element:
            self._check_literal(element["@value"], element.get("@type"))
            return
        if "@list" not in element:
            self._read_name(element)
        for kind in element.get("@type", ()):
            self._check_address(kind)
        for key, value in element.items():
            if key in {"@id", "@type"}:
                continue
            if key not in {"@list", "@graph"}:
                self._check_property(key)
            self.read(value)

    def _read_name(self, element: Mapping[str, Expanded]) -> None:
        name = element.get("@id")
        if name is None:
            self.blank_nodes += 1
            return
        self._check_address(name)
        if len(element) > 1 and name in self.described:
            self._note("repeated-node", value=name)
        if len(element) > 1:
            self.described.add(name)

    def _check_address(self, address: str | None) -> None:
        if address is None or address == "@json":
            return
        if address.startswith(_VOCABULARY):
            self._note("undefined-term", term=address.removeprefix(_VOCABULARY))
        elif address.startswith(_SENTINELS):
            self._note("relative-address", value=address.removeprefix(_BASE))
        elif address.startswith("_:"):
            self._note("blank-node-label", value=address)
        elif not _ADDRESS.fullmatch(address):
            self._note("bad-address", value=address)

    def _check_property(self, key: str) -> None:
        if key.startswith("@"):
            self._note("keyword", key=key)
        else:
            self._check_address(key)

    def _check_literal(self, value: object, datatype: str | None) -> None:
        """`12` and `"12"` are signed alike where a term gives the datatype: only one is right."""
        if datatype is None or datatype == "@json":
            return
        expected = _NATIVE.get(datatype.rpartition("#")[2], (str,))
        if type(value) not in expected:
            self._note("value-kind", value=str(value))

    def _note(self, code: str, **words: str) -> None:
        self.failures.append(failure(code, **words))


class _BoundedOrdering(URDNA2015):  # type: ignore[misc]  # PyLD is untyped
    """PyLD's canonicalisation, giving up before look-alike nodes cost factorial time."""

    def __init__(self, permutations: int) -> None:
        super().__init__()
        self._permutations_left = permutations

    def create_hash_to_related(self, id_: str, issuer: Any) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = super().create_hash_to_related(id_, issuer)
        self._permutations_left -= sum(math.factorial(len(group)) for group in groups.values())
        if self._permutations_left < 0:
            raise refusal("too-symmetric")
        return groups


def _ordered(dataset: Expanded, limits: Limits) -> str:
    ordering = _BoundedOrdering(limits.permutations)
    return str(ordering.main(dataset, {"format": "application/n-quads"}))

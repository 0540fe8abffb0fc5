"""Whether a document is a credential or a presentation at all: VC Data Model 2.0 (W3C 2025).

At this level any context and any issuer will do, and no signature, date of today or revocation
is looked at. What a diploma must have beyond it is asked by `_shape` and by `verify`.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal

from passerelle.engines.credential._contexts import (
    CREDENTIALS_CONTEXT,
    OLD_CREDENTIALS_CONTEXT,
    Contexts,
)
from passerelle.engines.credential._related import related_problems
from passerelle.engines.credential._sentences import Failure, failure, said
from passerelle.engines.credential._values import (
    Json,
    JsonObject,
    as_list,
    date_time,
    is_url,
    types_of,
)

# VC 2.0, section 4: properties whose values are objects that must say their type.
_TYPED: Final = (
    "credentialStatus",
    "credentialSchema",
    "evidence",
    "termsOfUse",
    "refreshService",
    "proof",
)
_DATA_URL: Final = re.compile(r"data:[a-z]+/[a-z0-9.+-]+(;[a-z0-9=-]+)*,\S+", re.IGNORECASE)
_RANK: Final = re.compile(r"\d{1,15}", re.ASCII)

Found = Iterator[Failure]


def check_data_model(
    document: JsonObject,
    *,
    contexts: Contexts | None = None,
    version: Literal["2.0", "1.1"] = "2.0",
) -> tuple[Failure, ...]:
    """All that keeps `document` from being a credential or a presentation; empty when it is.

    `contexts` are the vocabularies a reader knows: a document that names another is refused,
    since nobody can say what its terms mean.
    """
    from passerelle.engines.credential._expansion import losses  # it brings PyLD in

    if version == "1.1":
        found = tuple(old_credential_problems(document))
    elif "VerifiablePresentation" in types_of(document):
        found = tuple(presentation_problems(document))
    else:
        found = tuple(credential_problems(document))
    # A proof secures the rest; which vocabulary it is written in is the verifier's question.
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    return found or losses(unsecured, contexts=contexts or Contexts())


def credential_problems(document: JsonObject) -> Found:
    """What VC 2.0 section 4 asks of a credential and `document` lacks."""
    yield from _context_problems(document)
    if "VerifiableCredential" not in types_of(document):
        yield failure("type-missing", where="/type", expected="VerifiableCredential")
    yield from address_problems(document, "/id", required=False)
    yield from _issuer_problems(document)
    yield from _subject_problems(document)
    yield from wording_problems(document, "")
    yield from _date_problems(document)
    for name in _TYPED:
        yield from _typed_problems(document, name)
    yield from status_problems(document)
    yield from related_problems(document)


def presentation_problems(document: JsonObject) -> Found:
    """What VC 2.0 section 4.13 asks of a presentation and of the credentials inside it."""
    yield from _context_problems(document)
    if "VerifiablePresentation" not in types_of(document):
        yield failure("type-missing", where="/type", expected="VerifiablePresentation")
    yield from address_problems(document, "/id", required=False)
    if "holder" in document:
        yield from _issuer_like_problems(document["holder"], "/holder")
    for name in ("proof", "termsOfUse"):
        yield from _typed_problems(document, name)
    for index, inner in enumerate(as_list(document.get("verifiableCredential"))):
        where = f"/verifiableCredential/{index}"
        if not isinstance(inner, dict):
            yield failure("not-an-object-here", where=where)
        elif "EnvelopedVerifiableCredential" in types_of(inner):
            if not _DATA_URL.fullmatch(str(inner.get("id", ""))):
                yield failure("not-an-address", where=f"{where}/id")
        else:
            yield from credential_problems(inner)


def old_credential_problems(document: JsonObject) -> Found:
    """What Data Model 1.1 (W3C 2022) asks: credentials of its time are still met in wallets."""
    if as_list(document.get("@context"))[:1] != [OLD_CREDENTIALS_CONTEXT]:
        yield failure("context-order", where="/@context", expected=OLD_CREDENTIALS_CONTEXT)
    if "VerifiableCredential" not in types_of(document):
        yield failure("type-missing", where="/type", expected="VerifiableCredential")
    yield from address_problems(document, "/id", required=False)
    yield from _issuer_problems(document)
    yield from _subject_problems(document)
    if date_time(document.get("issuanceDate")) is None:
        yield failure("not-a-date", where="/issuanceDate")
    for name in _TYPED:
        yield from _typed_problems(document, name)


def wording_problems(document: JsonObject, where: str) -> Found:
    """A name or a description is a text, or language values that hold nothing else."""
    for name in ("name", "description"):
        for value in as_list(document.get(name)):
            if not _is_wording(value):
                yield failure("language-value", where=f"{where}/{name}")


def address_problems(document: JsonObject, where: str, *, required: bool) -> Found:
    """An `id`, where there is one, is a single address."""
    if "id" not in document:
        if required:
            yield failure("field-missing", where=where)
    elif not is_url(document["id"]):
        yield failure("not-an-address", where=where)


def parts(document: Json, path: list[str], where: str = "") -> Iterator[tuple[str, Json]]:
    """Every value at `path`, whether written alone or in a list, with its place."""
    if not path:
        yield where, document
        return
    if not isinstance(document, dict) or path[0] not in document:
        return
    values = as_list(document[path[0]])
    for index, value in enumerate(values):
        place = f"{where}/{path[0]}" + (f"/{index}" if len(values) > 1 else "")
        yield from parts(value, path[1:], place)


def _context_problems(document: JsonObject) -> Found:
    listed = as_list(document.get("@context"))
    if listed[:1] != [CREDENTIALS_CONTEXT]:
        yield failure("context-order", where="/@context", expected=CREDENTIALS_CONTEXT)
    for index, context in enumerate(listed):
        if not is_url(context) and not isinstance(context, dict):
            yield failure("not-an-address", where=f"/@context/{index}")


def _issuer_problems(document: JsonObject) -> Found:
    if "issuer" not in document:
        yield failure("field-missing", where="/issuer")
        return
    issuer = document["issuer"]
    yield from _issuer_like_problems(issuer, "/issuer")
    if isinstance(issuer, dict):
        yield from wording_problems(issuer, "/issuer")


def _issuer_like_problems(value: Json, where: str) -> Found:
    if isinstance(value, dict):
        yield from address_problems(value, f"{where}/id", required=True)
    elif not is_url(value):
        yield failure("not-an-address", where=where)


def _subject_problems(document: JsonObject) -> Found:
    subjects = as_list(document.get("credentialSubject"))
    if not subjects:
        yield failure("field-missing", where="/credentialSubject")
    for index, subject in enumerate(subjects):
        where = "/credentialSubject" if len(subjects) == 1 else f"/credentialSubject/{index}"
        if not isinstance(subject, dict) or not subject:
            yield failure("not-an-object-here", where=where)
        else:
            yield from address_problems(subject, f"{where}/id", required=False)


def _is_wording(value: Json) -> bool:
    if isinstance(value, str):
        return True
    allowed = {"@value", "@language", "@direction"}
    return (
        isinstance(value, dict) and isinstance(value.get("@value"), str) and set(value) <= allowed
    )


def _date_problems(document: JsonObject) -> Found:
    dates = [name for name in ("validFrom", "validUntil") if name in document]
    for name in dates:
        if date_time(document[name]) is None:
            yield failure("not-a-date", where=f"/{name}")
    start, end = date_time(document.get("validFrom")), date_time(document.get("validUntil"))
    if start and end and end < start:
        yield failure("dates-reversed", where="/validUntil")


def _typed_problems(document: JsonObject, name: str) -> Found:
    for where, part in parts(document, [name]):
        if not isinstance(part, dict) or not part:
            yield failure("not-an-object-here", where=where)
            continue
        if not types_of(part):
            yield failure("field-missing", where=f"{where}/type")
        yield from address_problems(part, f"{where}/id", required=name == "credentialSchema")


def status_problems(document: JsonObject) -> Found:
    """Bitstring Status List 1.0, section 2.1: an entry says its purpose, its rank and its list."""
    for where, entry in parts(document, ["credentialStatus"]):
        if not isinstance(entry, dict) or "BitstringStatusListEntry" not in types_of(entry):
            continue
        if not isinstance(entry.get("statusPurpose"), str):
            yield failure("not-a-text", where=f"{where}/statusPurpose")
        rank = entry.get("statusListIndex")
        if not isinstance(rank, str) or not _RANK.fullmatch(rank):
            yield _not_a_rank(f"{where}/statusListIndex")
        if not is_url(entry.get("statusListCredential")):
            yield failure("not-an-address", where=f"{where}/statusListCredential")
        size = entry.get("statusSize", 1)
        if type(size) is not int or size < 1:
            yield _not_a_rank(f"{where}/statusSize")
        elif size > 1 and len(as_list(entry.get("statusMessage"))) != 2**size:
            yield failure("field-missing", where=f"{where}/statusMessage")


def _not_a_rank(where: str) -> Failure:
    return failure(
        "wrong-value",
        where=where,
        expected=said("un nombre entier écrit en chiffres", "a whole number in digits"),
    )

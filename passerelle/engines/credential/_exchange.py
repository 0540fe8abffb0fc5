"""Credentials and presentations of anyone, at the level of the standards alone.

What the W3C test suites ask, and what other software would answer. A diploma needs more: that
its issuer, its institutions and their keys are those of the trust list (`verify`).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from passerelle.engines.credential._canonicaliser import Canonicaliser
from passerelle.engines.credential._contexts import OLD_CREDENTIALS_CONTEXT
from passerelle.engines.credential._data_model import (
    credential_problems,
    old_credential_problems,
    presentation_problems,
    status_problems,
)
from passerelle.engines.credential._reading import Limits
from passerelle.engines.credential._secured import (
    KeyOf,
    ProofExpectation,
    check_secured,
    controllers_of,
    key_of_did_key,
)
from passerelle.engines.credential._sentences import Failure, Refusal, failure
from passerelle.engines.credential._status import StatusList
from passerelle.engines.credential._values import JsonObject, as_list, date_time, types_of
from passerelle.engines.credential._wording import day

_MOST_CREDENTIALS: Final = 20
_AUTHENTICATION: Final = "authentication"
# What a bit says for these purposes takes the credential's force away; others only inform.
_AGAINST: Final = frozenset({"revocation", "suspension"})


def check_credential(
    document: JsonObject,
    *,
    at: datetime,
    canonicaliser: Canonicaliser,
    key_of: KeyOf = key_of_did_key,
    limits: Limits | None = None,
) -> tuple[Failure, ...]:
    """All that is wrong with a credential of anyone: its form, its proofs, its dates.

    A credential of the Data Model 1.1 is read by the rules of its own time."""
    if "EnvelopedVerifiableCredential" in types_of(document):
        return (failure("form-enveloped", where="/"),)
    is_old = as_list(document.get("@context"))[:1] == [OLD_CREDENTIALS_CONTEXT]
    problems = old_credential_problems if is_old else credential_problems
    found = tuple(problems(document)) or check_secured(
        document, at=at, canonicaliser=canonicaliser, key_of=key_of, limits=limits
    )
    return found or (*_issuer_problems(document), *_period_problems(document, at, is_old=is_old))


def check_presentation(
    document: JsonObject,
    *,
    at: datetime,
    canonicaliser: Canonicaliser,
    challenge: str | None = None,
    domain: str | None = None,
    key_of: KeyOf = key_of_did_key,
    limits: Limits | None = None,
) -> tuple[Failure, ...]:
    """All that is wrong with a presentation of anyone, and with each credential inside it."""
    if "EnvelopedVerifiablePresentation" in types_of(document):
        return (failure("form-enveloped", where="/"),)
    found = tuple(presentation_problems(document))
    if found:
        return found
    inner = as_list(document.get("verifiableCredential"))
    if len(inner) > _MOST_CREDENTIALS:
        return (failure("too-many-values", limit=str(_MOST_CREDENTIALS)),)
    found = check_secured(
        document,
        at=at,
        canonicaliser=canonicaliser,
        key_of=key_of,
        expected=ProofExpectation(_AUTHENTICATION, challenge, domain),
        limits=limits,
    )
    for index, credential in enumerate(inner):
        assert isinstance(credential, dict)  # presentation_problems saw to it
        if "proof" not in credential and "VerifiableCredential" in types_of(credential):
            found += tuple(_self_asserted_problems(document, credential, index))
            continue
        found += check_credential(
            credential, at=at, canonicaliser=canonicaliser, key_of=key_of, limits=limits
        )
    return found or tuple(_holder_problems(document))


def check_status(
    document: JsonObject,
    *,
    lists: Mapping[str, JsonObject],
    at: datetime,
    canonicaliser: Canonicaliser,
    key_of: KeyOf = key_of_did_key,
) -> tuple[Failure, ...]:
    """What the status lists at hand say against a credential (Bitstring Status List 1.0, 3.2).

    An entry whose list is not among `lists` is not checked: the caller knows which are there."""
    found: list[Failure] = []
    for entry in as_list(document.get("credentialStatus")):
        if not isinstance(entry, dict) or "BitstringStatusListEntry" not in types_of(entry):
            continue
        published = lists.get(str(entry.get("statusListCredential")))
        if published is None:
            continue
        problems = tuple(status_problems({"credentialStatus": entry})) or check_credential(
            published, at=at, canonicaliser=canonicaliser, key_of=key_of
        )
        found += problems or _entry_problems(entry, published)
    return tuple(found)


def _entry_problems(entry: JsonObject, published: JsonObject) -> Iterator[Failure]:
    address = str(entry["statusListCredential"])
    subject = published.get("credentialSubject")
    purpose = str(entry.get("statusPurpose"))
    if not isinstance(subject, dict) or "BitstringStatusList" not in types_of(subject):
        yield failure("status-unfit", where="/credentialSubject/type", address=address)
        return
    if purpose not in as_list(subject.get("statusPurpose")):
        yield failure("status-unfit", where="/credentialSubject/statusPurpose", address=address)
        return
    try:
        statuses = StatusList.from_encoded(str(subject.get("encodedList")))
    except Refusal as refused:
        yield refused.failure
        return
    rank = int(str(entry["statusListIndex"]))
    if rank >= statuses.length:
        yield failure("status-index", index=str(rank))
    elif purpose in _AGAINST and statuses.is_set(rank):
        yield failure("status-set", where="/credentialStatus", purpose=purpose)


def _self_asserted_problems(
    document: JsonObject, credential: JsonObject, index: int
) -> Iterator[Failure]:
    """VC 2.0, section 4.13.3: what holders say of themselves, secured by the presentation alone."""
    holder = _identified(document.get("holder"))
    if _identified(credential["issuer"]) != holder or holder not in controllers_of(document):
        yield failure("self-asserted", where=f"/verifiableCredential/{index}")


def _issuer_problems(document: JsonObject) -> Iterator[Failure]:
    issuer = _identified(document["issuer"])
    if issuer not in controllers_of(document):
        yield failure("issuer-not-signer", where="/issuer", issuer=issuer)


def _holder_problems(document: JsonObject) -> Iterator[Failure]:
    """A holder named by its key must have signed; whom another address names is not proven."""
    holder = _identified(document.get("holder", ""))
    if holder.startswith("did:key:") and holder not in controllers_of(document):
        yield failure("holder-not-signer", where="/holder", holder=holder)


def _identified(value: object) -> str:
    return str(value.get("id") if isinstance(value, dict) else value)


def _period_problems(document: JsonObject, at: datetime, *, is_old: bool) -> Iterator[Failure]:
    names = ("issuanceDate", "expirationDate") if is_old else ("validFrom", "validUntil")
    start, end = (date_time(document.get(name)) for name in names)
    if start is not None and start > at:
        yield failure("not-in-force-yet", where=f"/{names[0]}", date=day(start))
    if end is not None and end < at:
        yield failure("no-longer-in-force", where=f"/{names[1]}", date=day(end))

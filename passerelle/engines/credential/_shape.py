"""The shape a credential must have: VC Data Model 2.0, then Open Badges 3.0."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from passerelle.engines.credential._contexts import BADGES_CONTEXT, CREDENTIALS_CONTEXT, Contexts
from passerelle.engines.credential._expansion import losses
from passerelle.engines.credential._sentences import Failure, failure, refusal, said
from passerelle.engines.credential._values import Json, JsonObject, as_list, date_time

_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
# VC 2.0, section 4: properties whose values are objects that must say their type.
_TYPED: Final = (
    "credentialStatus",
    "credentialSchema",
    "evidence",
    "termsOfUse",
    "refreshService",
    "proof",
)
# Open Badges 3.0, section "Data models": the type each part must carry. `/` goes down.
_BADGE_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "issuer": "Profile",
        "issuer/otherIdentifier": "IdentifierEntry",
        "issuer/parentOrg": "Profile",
        "credentialSubject": "AchievementSubject",
        "credentialSubject/identifier": "IdentityObject",
        "credentialSubject/source": "Profile",
        "credentialSubject/result": "Result",
        "credentialSubject/achievement": "Achievement",
        "credentialSubject/achievement/creator": "Profile",
        "credentialSubject/achievement/alignment": "Alignment",
        "credentialSubject/achievement/resultDescription": "ResultDescription",
        "evidence": "Evidence",
    }
)
_BADGE_NAMES: Final = frozenset({"OpenBadgeCredential", "AchievementCredential"})

Found = Iterator[Failure]


def check_shape(document: JsonObject, *, contexts: Contexts | None = None) -> tuple[Failure, ...]:
    """All that keeps `document` from being a VC 2.0 credential or presentation; empty when it is.

    Signatures, dates against today and revocation are not looked at: see `verify`.
    """
    is_presentation = "VerifiablePresentation" in _types(document)
    problems = presentation_problems if is_presentation else credential_problems
    found = tuple(problems(document))
    # A proof secures the rest; which vocabulary it is written in is the verifier's question.
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    return found or losses(unsecured, contexts=contexts or Contexts())


def check_contexts(document: JsonObject, contexts: Contexts) -> None:
    """Refuse any list of contexts but VC 2.0, Open Badges 3.0.3, then others that are known."""
    listed = as_list(document.get("@context"))
    for address in listed:
        if not isinstance(address, str):
            raise refusal("inline-context", where="/@context")
        if address not in contexts:
            raise refusal("unknown-context", where="/@context", address=address)
    if listed[:1] != [CREDENTIALS_CONTEXT] or len({*map(str, listed)}) != len(listed):
        raise refusal("context-order", where="/@context", expected=CREDENTIALS_CONTEXT)


def credential_problems(document: JsonObject) -> Found:
    """What VC 2.0 section 4 asks of a credential and `document` lacks."""
    yield from _context_problems(document)
    if "VerifiableCredential" not in _types(document):
        yield failure("type-missing", where="/type", expected="VerifiableCredential")
    yield from _address_problems(document, "/id", required=False)
    yield from _issuer_problems(document)
    yield from _subject_problems(document)
    yield from _wording_problems(document, "")
    yield from _date_problems(document)
    for name in _TYPED:
        yield from _typed_problems(document, name)


def presentation_problems(document: JsonObject) -> Found:
    """What VC 2.0 section 4.13 asks of a presentation and of the credentials inside it."""
    yield from _context_problems(document)
    yield from _address_problems(document, "/id", required=False)
    if "holder" in document:
        yield from _issuer_like_problems(document["holder"], "/holder")
    for index, inner in enumerate(as_list(document.get("verifiableCredential"))):
        where = f"/verifiableCredential/{index}"
        if not isinstance(inner, dict):
            yield failure("not-an-object-here", where=where)
        elif "EnvelopedVerifiableCredential" in _types(inner):
            if not str(inner.get("id", "")).startswith("data:"):
                yield failure("not-an-address", where=f"{where}/id")
        else:
            yield from credential_problems(inner)


def badge_problems(document: JsonObject) -> Found:
    """What Open Badges 3.0 asks of an AchievementCredential beyond VC 2.0."""
    contexts = as_list(document.get("@context"))
    if contexts[1:2] != [BADGES_CONTEXT]:
        yield failure("context-order", where="/@context", expected=BADGES_CONTEXT)
    if not _BADGE_NAMES & _types(document):
        yield failure("type-missing", where="/type", expected="OpenBadgeCredential")
    if "id" not in document:
        yield failure("field-missing", where="/id")
    if "validFrom" not in document:
        yield failure("field-missing", where="/validFrom")
    if not isinstance(document.get("issuer"), dict):
        yield failure("not-an-object-here", where="/issuer")
    for path, expected in _BADGE_TYPES.items():
        for where, part in _parts(document, path.split("/")):
            if isinstance(part, dict) and expected not in _types(part):
                yield failure("type-missing", where=f"{where}/type", expected=expected)
    yield from _achievement_problems(document.get("credentialSubject"))


def _achievement_problems(subject: Json) -> Found:
    here = "/credentialSubject"
    if not isinstance(subject, dict):
        yield failure("not-an-object-here", where=here)
        return
    achievement = subject.get("achievement")
    if not isinstance(achievement, dict):
        yield failure("field-missing", where=f"{here}/achievement")
        return
    yield from _address_problems(achievement, f"{here}/achievement/id", required=True)
    for name in ("name", "description", "criteria"):
        if name not in achievement:
            yield failure("field-missing", where=f"{here}/achievement/{name}")
    yield from _wording_problems(achievement, f"{here}/achievement")
    for where, identity in _parts(subject, ["identifier"]):
        if isinstance(identity, dict):
            yield from _identity_problems(identity, f"{here}{where}")


def _identity_problems(identity: JsonObject, where: str) -> Found:
    # `"false"` and `false` are signed alike: only the boolean is read.
    if not isinstance(identity.get("hashed"), bool):
        yield failure(
            "wrong-value", where=f"{where}/hashed", expected=said("vrai ou faux", "true or false")
        )
    for name in ("identityHash", "identityType"):
        if not isinstance(identity.get(name), str):
            yield failure("not-a-text", where=f"{where}/{name}")


def _context_problems(document: JsonObject) -> Found:
    listed = as_list(document.get("@context"))
    if listed[:1] != [CREDENTIALS_CONTEXT]:
        yield failure("context-order", where="/@context", expected=CREDENTIALS_CONTEXT)
    for index, context in enumerate(listed):
        if not _is_url(context) and not isinstance(context, dict):
            yield failure("not-an-address", where=f"/@context/{index}")


def _issuer_problems(document: JsonObject) -> Found:
    if "issuer" not in document:
        yield failure("field-missing", where="/issuer")
        return
    issuer = document["issuer"]
    yield from _issuer_like_problems(issuer, "/issuer")
    if isinstance(issuer, dict):
        yield from _wording_problems(issuer, "/issuer")


def _issuer_like_problems(value: Json, where: str) -> Found:
    if isinstance(value, dict):
        yield from _address_problems(value, f"{where}/id", required=True)
    elif not _is_url(value):
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
            yield from _address_problems(subject, f"{where}/id", required=False)


def _wording_problems(document: JsonObject, where: str) -> Found:
    for name in ("name", "description"):
        values = document.get(name)
        for value in as_list(values):
            if not _is_wording(value):
                yield failure("language-value", where=f"{where}/{name}")


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
    for where, part in _parts(document, [name]):
        if not isinstance(part, dict) or not part:
            yield failure("not-an-object-here", where=where)
            continue
        if not _types(part):
            yield failure("field-missing", where=f"{where}/type")
        yield from _address_problems(part, f"{where}/id", required=name == "credentialSchema")


def _address_problems(document: JsonObject, where: str, *, required: bool) -> Found:
    if "id" not in document:
        if required:
            yield failure("field-missing", where=where)
    elif not _is_url(document["id"]):
        yield failure("not-an-address", where=where)


def _is_url(value: Json) -> bool:
    return isinstance(value, str) and _URL.fullmatch(value) is not None


def _types(document: JsonObject) -> set[str]:
    names = as_list(document.get("type"))
    return {name for name in names if isinstance(name, str) and name}


def _parts(document: Json, path: list[str], where: str = "") -> Iterator[tuple[str, Json]]:
    if not path:
        yield where, document
        return
    if not isinstance(document, dict) or path[0] not in document:
        return
    values = as_list(document[path[0]])
    for index, value in enumerate(values):
        place = f"{where}/{path[0]}" + (f"/{index}" if len(values) > 1 else "")
        yield from _parts(value, path[1:], place)

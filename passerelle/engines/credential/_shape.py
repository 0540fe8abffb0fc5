"""The shape a diploma must have beyond the data model: its contexts, then Open Badges 3.0."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from passerelle.engines.credential._contexts import BADGES_CONTEXT, CREDENTIALS_CONTEXT, Contexts
from passerelle.engines.credential._data_model import (
    Found,
    address_problems,
    credential_problems,
    parts,
    wording_problems,
)
from passerelle.engines.credential._sentences import failure, refusal, said
from passerelle.engines.credential._values import Json, JsonObject, as_list, types_of

__all__ = ["badge_problems", "check_contexts", "credential_problems"]

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


def badge_problems(document: JsonObject) -> Found:
    """What Open Badges 3.0 asks of an AchievementCredential beyond VC 2.0."""
    contexts = as_list(document.get("@context"))
    if contexts[1:2] != [BADGES_CONTEXT]:
        yield failure("context-order", where="/@context", expected=BADGES_CONTEXT)
    if not _BADGE_NAMES & types_of(document):
        yield failure("type-missing", where="/type", expected="OpenBadgeCredential")
    if "id" not in document:
        yield failure("field-missing", where="/id")
    if "validFrom" not in document:
        yield failure("field-missing", where="/validFrom")
    if not isinstance(document.get("issuer"), dict):
        yield failure("not-an-object-here", where="/issuer")
    for path, expected in _BADGE_TYPES.items():
        for where, part in parts(document, path.split("/")):
            if isinstance(part, dict) and expected not in types_of(part):
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
    yield from address_problems(achievement, f"{here}/achievement/id", required=True)
    for name in ("name", "description", "criteria"):
        if name not in achievement:
            yield failure("field-missing", where=f"{here}/achievement/{name}")
    yield from wording_problems(achievement, f"{here}/achievement")
    for where, identity in parts(subject, ["identifier"]):
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

"""A diploma as an Open Badges 3.0 AchievementCredential (VC 2.0), ready to be signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final, Literal

from passerelle.engines.credential._contexts import BADGES_CONTEXT, CREDENTIALS_CONTEXT
from passerelle.engines.credential._status import Purpose
from passerelle.engines.credential._trust import ALL_SIGN_ANY_REVOKES
from passerelle.engines.credential._values import Json, JsonObject, Text, stamp

Language = Literal["fr", "en"]

_TERMS: Final = Text(
    fr="Chaque établissement signataire doit avoir signé\u00a0; chacun peut révoquer.",
    en="Every signatory institution must have signed; any of them may revoke.",
)


@dataclass(frozen=True, slots=True)
class Programme:
    """Who issues: the programme's DID, its name, and the site that publishes its policy."""

    did: str
    name: Text
    url: str


@dataclass(frozen=True, slots=True)
class Award:
    """What is awarded, the same for a whole edition. `id` is a complete address."""

    id: str
    name: Text
    description: Text
    criteria: Text
    credits: Decimal | None = None
    kind: str = "Diploma"
    """One of the achievement types of Open Badges 3.0."""


@dataclass(frozen=True, slots=True)
class FinalMark:
    """The mark printed on the diploma, with the scale it stands on."""

    value: Decimal
    maximum: Decimal
    label: Text


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """Where one institution would say that it revoked or suspended this diploma: a rank in a
    list."""

    list_address: str
    index: int
    purpose: Purpose = "revocation"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A work or a document the diploma points to."""

    id: str
    name: Text
    description: Text | None = None


def build_diploma(
    *,
    credential_id: str,
    programme: Programme,
    award: Award,
    learner_name: str,
    awarded_at: datetime,
    valid_from: datetime,
    statuses: Sequence[StatusEntry],
    mark: FinalMark | None = None,
    evidence: Sequence[Evidence] = (),
    learner_id: str | None = None,
    language: Language | None = None,
) -> JsonObject:
    """The unsigned diploma; `sign` it once with each institution's key.

    The learner is named in clear (identity type `name`, `hashed` false): a diploma that could
    only be read by whoever already knows the name would be of no use to an employer.
    Texts carry both languages as VC 2.0 language values; with `language`, each is one plain
    string, for badge readers whose schema admits nothing else.
    """
    words = _Words(language)
    document: JsonObject = {
        "@context": [CREDENTIALS_CONTEXT, BADGES_CONTEXT],
        "id": credential_id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": words.of(award.name),
        "issuer": {
            "id": programme.did,
            "type": ["Profile"],
            "name": words.of(programme.name),
            "url": programme.url,
        },
        "validFrom": stamp(valid_from),
        "awardedDate": stamp(awarded_at),
        "credentialSubject": {
            **({"id": learner_id} if learner_id else {}),
            "type": ["AchievementSubject"],
            "identifier": [_identity(learner_name)],
            "achievement": _achievement(award, mark, words),
            **_earned(award, mark),
        },
        "credentialStatus": [_status(entry) for entry in statuses],
        "termsOfUse": _terms(programme),
    }
    return document | ({"evidence": [_evidence(e, words) for e in evidence]} if evidence else {})


def build_achievement(award: Award) -> JsonObject:
    """What is awarded, alone: the same object as in every diploma, under its own address."""
    contexts: list[Json] = [CREDENTIALS_CONTEXT, BADGES_CONTEXT]
    return {"@context": contexts, **_achievement(award, None, _Words(None))}


@dataclass(frozen=True, slots=True)
class _Words:
    language: Language | None

    def of(self, text: Text) -> Json:
        if self.language is not None:
            return text.fr if self.language == "fr" else text.en
        return [
            {"@value": text.fr, "@language": "fr"},
            {"@value": text.en, "@language": "en"},
        ]


def _identity(name: str) -> JsonObject:
    return {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": name,
        "identityType": "name",
    }


def _achievement(award: Award, mark: FinalMark | None, words: _Words) -> JsonObject:
    achievement: JsonObject = {
        "id": award.id,
        "type": ["Achievement"],
        "achievementType": award.kind,
        "name": words.of(award.name),
        "description": words.of(award.description),
        "criteria": {"narrative": words.of(award.criteria)},
    }
    if words.language is not None:
        achievement["inLanguage"] = words.language
    if award.credits is not None:
        achievement["creditsAvailable"] = _number(award.credits)
    if mark is not None:
        achievement["resultDescription"] = [
            {
                "id": _mark_address(award),
                "type": ["ResultDescription"],
                "name": words.of(mark.label),
                "resultType": "RawScore",
                "valueMin": "0",
                "valueMax": f"{mark.maximum:f}",
            }
        ]
    return achievement


def _earned(award: Award, mark: FinalMark | None) -> JsonObject:
    earned: JsonObject = {}
    if award.credits is not None:
        earned["creditsEarned"] = _number(award.credits)
    if mark is not None:
        earned["result"] = [
            {
                "type": ["Result"],
                "resultDescription": _mark_address(award),
                "value": f"{mark.value:f}",
            }
        ]
    return earned


def _mark_address(award: Award) -> str:
    return f"{award.id}#final-mark"


def _number(value: Decimal) -> int | float:
    # JSON-LD signs 6.0 and 6 differently from one library to the next: a whole number is whole.
    return int(value) if value == value.to_integral_value() else float(value)


def _status(entry: StatusEntry) -> JsonObject:
    return {
        "id": f"{entry.list_address}#{entry.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": entry.purpose,
        "statusListIndex": str(entry.index),
        "statusListCredential": entry.list_address,
    }


def _terms(programme: Programme) -> JsonObject:
    # No published context has a term for a joint signature: the type is a complete address, the
    # rule itself a description, both of which the contexts define and the signatures cover.
    address = f"{programme.url.rstrip('/')}/terms/{ALL_SIGN_ANY_REVOKES}"
    return {"id": address, "type": f"{address}#Policy", "description": _Words(None).of(_TERMS)}


def _evidence(evidence: Evidence, words: _Words) -> JsonObject:
    shown: JsonObject = {"id": evidence.id, "type": ["Evidence"], "name": words.of(evidence.name)}
    if evidence.description is not None:
        shown["description"] = words.of(evidence.description)
    return shown

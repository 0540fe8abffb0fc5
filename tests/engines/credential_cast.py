"""Invented institutions, their keys, and a diploma that they have signed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from passerelle.engines.credential import (
    Award,
    Evidence,
    FinalMark,
    JsonObject,
    Programme,
    Signer,
    SigningKey,
    StatusEntry,
    StatusList,
    Text,
    TrustedKey,
    TrustList,
    build_diploma,
    sign,
    status_list_credential,
)

ISSUER = "did:web:diplome.example"
SIGNED_AT = datetime(2026, 6, 20, 8, 0, tzinfo=UTC)
TODAY = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
OPENED = datetime(2025, 1, 1, tzinfo=UTC)
NAMES = ("chum", "bourgogne", "caen", "paris-cite", "nantes")
RANK = 94_567

PROGRAMME = Programme(
    did=ISSUER,
    name=Text(fr="Diplôme d’essai", en="Trial diploma"),
    url="https://diplome.example/",
)
AWARD = Award(
    id="https://diplome.example/awards/ia-sante",
    name=Text(fr="DIU IA générative en santé", en="Joint diploma in generative AI for health"),
    description=Text(fr="Quatre-vingts heures en ligne.", en="Eighty hours online."),
    criteria=Text(fr="Moyenne de 10 et présence.", en="Average of 10, and attendance."),
    credits=Decimal(12),
)
MARK = FinalMark(Decimal("15.4"), Decimal(20), Text(fr="Note finale", en="Final mark"))
WORK = Evidence(
    id="https://diplome.example/works/7", name=Text(fr="Projet de datathon", en="Datathon project")
)


def key_of(name: str, *, year: int = 2026) -> SigningKey:
    return SigningKey.from_seed(f"{name}-{year}".encode().ljust(32, b"."))


def key_id(name: str, *, year: int = 2026) -> str:
    return f"{ISSUER}#{name}-{year}"


def list_address(name: str) -> str:
    return f"https://{name}.example/status/2026"


def trusted_key(name: str, *, year: int = 2026) -> TrustedKey:
    public = key_of(name, year=year).public_multibase
    return TrustedKey(key_id(name, year=year), public, valid_from=OPENED)


def signer(name: str) -> Signer:
    return Signer(
        did=f"did:web:{name}.example",
        name=Text(fr=f"Établissement {name}", en=f"Institution {name}"),
        keys=(trusted_key(name),),
        status_lists=(list_address(name),),
    )


def trust_of(names: Sequence[str] = NAMES[:2]) -> TrustList:
    return TrustList(ISSUER, PROGRAMME.name, tuple(map(signer, names)), published_at=OPENED)


def with_signer(trust: TrustList, change: Callable[[Signer], Signer], *, at: int) -> TrustList:
    signers = [change(s) if i == at else s for i, s in enumerate(trust.signers)]
    return replace(trust, signers=tuple(signers))


def unsigned_diploma(
    names: Sequence[str] = NAMES[:2],
    *,
    name: str = "Ada Spécimen-Nguyễn",
    award: Award = AWARD,
) -> JsonObject:
    return build_diploma(
        credential_id="urn:uuid:6a1f0d58-2f4c-4b5e-9d5c-0c8a4a4c2f11",
        programme=PROGRAMME,
        award=award,
        learner_name=name,
        awarded_at=SIGNED_AT,
        valid_from=SIGNED_AT,
        statuses=[StatusEntry(list_address(name), RANK) for name in names],
        mark=MARK,
        evidence=[WORK],
    )


def sign_as(
    name: str, document: JsonObject, *, created: datetime = SIGNED_AT, year: int = 2026
) -> JsonObject:
    return sign(
        document,
        key=key_of(name, year=year),
        verification_method=key_id(name, year=year),
        created=created,
    )


def signed_diploma(names: Sequence[str] = NAMES[:2]) -> JsonObject:
    document = unsigned_diploma(names)
    for name in names:
        document = sign_as(name, document)
    return document


def signed_list(name: str, statuses: StatusList, *, key: str | None = None) -> bytes:
    document = status_list_credential(
        address=list_address(name),
        issuer=f"did:web:{name}.example",
        statuses=statuses,
        valid_from=TODAY - timedelta(days=1),
    )
    holder = key or name
    signed = sign(
        document,
        key=key_of(holder),
        verification_method=f"did:web:{name}.example#{holder}-2026",
        created=TODAY - timedelta(days=1),
    )
    return as_file(signed)


def blank_lists(names: Sequence[str] = NAMES[:2]) -> dict[str, StatusList | bytes]:
    return {list_address(name): StatusList.blank() for name in names}


def as_file(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode()

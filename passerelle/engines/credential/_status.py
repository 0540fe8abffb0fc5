"""Bitstring Status List v1.0 (W3C 2025): which diplomas an institution revoked or suspended."""

import base64
import binascii
import gzip
import zlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal

from passerelle.engines.credential._canonicaliser import Canonicaliser
from passerelle.engines.credential._contexts import CREDENTIALS_CONTEXT
from passerelle.engines.credential._proofs import (
    CRYPTOSUITE,
    PROOF_TYPE,
    PURPOSE,
    is_proof_of,
    proofs_of,
    signing_data,
)
from passerelle.engines.credential._reading import Limits, check_writing, read_document
from passerelle.engines.credential._sentences import Refusal, refusal
from passerelle.engines.credential._shape import check_contexts, credential_problems
from passerelle.engines.credential._trust import CLOCK_TOLERANCE, Signer, TrustedKey
from passerelle.engines.credential._values import Json, JsonObject, as_list, date_time, stamp
from passerelle.engines.credential._wording import day

# The standard's floor: among 131,072 entries nobody learns from a rank whose diploma is looked up.
SHORTEST_LIST: Final = 131_072
# A list of 16 kB can be compressed from far more: no more than this is ever unpacked.
_MOST_BYTES: Final = 1 << 20
_STATUS_TYPE: Final = "BitstringStatusListCredential"
Purpose = Literal["revocation", "suspension"]
PURPOSES: Final[tuple[Purpose, ...]] = ("revocation", "suspension")


@dataclass(frozen=True, slots=True)
class StatusList:
    """One bit a diploma, 1 when revoked (or suspended); the first bit is the left-most one.

    >>> StatusList.blank().with_set(9).is_set(9)
    True
    """

    bits: bytes = field(repr=False)
    published_at: datetime | None = None
    valid_until: datetime | None = None

    def __post_init__(self) -> None:
        if not SHORTEST_LIST <= len(self.bits) * 8 <= _MOST_BYTES * 8:
            raise ValueError(f"A status list has {SHORTEST_LIST} entries or more, up to 8 million.")

    @classmethod
    def blank(cls, length: int = SHORTEST_LIST) -> "StatusList":
        """A list of `length` entries (rounded up to a byte), none set."""
        return cls(bytes((length + 7) // 8))

    @classmethod
    def from_encoded(cls, text: str) -> "StatusList":
        """Unpack an `encodedList` (multibase `u`, base64url, gzip); `Refusal` where it is none."""
        return cls(_unpacked(text))

    @property
    def length(self) -> int:
        """How many entries the list has."""
        return len(self.bits) * 8

    def is_set(self, index: int) -> bool:
        """The bit at `index`; IndexError outside the list."""
        self._check(index)
        return bool(self.bits[index // 8] >> (7 - index % 8) & 1)

    def with_set(self, index: int) -> "StatusList":
        """The same list with the bit of one more diploma set."""
        self._check(index)
        bits = bytearray(self.bits)
        bits[index // 8] |= 1 << (7 - index % 8)
        return replace(self, bits=bytes(bits))

    def encoded(self) -> str:
        """The list as `encodedList` writes it; the same list always gives the same text."""
        packed = gzip.compress(self.bits, compresslevel=9, mtime=0)
        return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")

    def _check(self, index: int) -> None:
        if not 0 <= index < self.length:
            raise IndexError(f"The status list has {self.length} entries, rank {index} is outside.")


def status_list_credential(
    *,
    address: str,
    issuer: str,
    statuses: StatusList,
    valid_from: datetime,
    valid_until: datetime | None = None,
    purpose: Purpose = "revocation",
    minutes_to_live: int | None = None,
) -> JsonObject:
    """The list as a credential of the institution, to be given to `sign` before it is published."""
    kept_for = {"ttl": minutes_to_live * 60_000} if minutes_to_live else {}
    document: JsonObject = {
        "@context": [CREDENTIALS_CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", _STATUS_TYPE],
        "issuer": issuer,
        "validFrom": stamp(valid_from),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            **kept_for,
            "encodedList": statuses.encoded(),
        },
    }
    return document | ({"validUntil": stamp(valid_until)} if valid_until else {})


def verify_status_list(
    document: bytes | str,
    *,
    address: str,
    signer: Signer,
    at: datetime,
    canonicaliser: Canonicaliser,
    limits: Limits | None = None,
    purpose: Purpose = "revocation",
    may_be_stale: bool = False,
) -> StatusList:
    """The list published at `address`, its own signature checked; `Refusal` says why not.

    With `may_be_stale`, a list whose validity has ended is read too: `valid_until` says when."""
    bounds = limits or Limits()
    credential = read_document(document, bounds)
    check_contexts(credential, canonicaliser.contexts)
    check_writing(credential, bounds)
    for problem in credential_problems(credential):
        raise Refusal(problem)
    encoded = _encoded_list(credential, address=address, signer=signer, purpose=purpose)
    start, end = _period(credential, at, may_be_stale=may_be_stale)
    _check_signature(credential, signer=signer, at=at, canonicaliser=canonicaliser, limits=bounds)
    return replace(StatusList.from_encoded(encoded), published_at=start, valid_until=end)


def _encoded_list(credential: JsonObject, *, address: str, signer: Signer, purpose: Purpose) -> str:
    subject = credential.get("credentialSubject")
    issuer = credential.get("issuer")
    expected: dict[str, tuple[Json, Json]] = {
        "/id": (credential.get("id"), address),
        "/issuer": (issuer.get("id") if isinstance(issuer, dict) else issuer, signer.did),
        "/type": (_STATUS_TYPE in as_list(credential.get("type")), True),
    }
    if not isinstance(subject, dict):
        raise refusal("status-other", where="/credentialSubject")
    expected |= {
        "/credentialSubject/type": (as_list(subject.get("type")), ["BitstringStatusList"]),
        "/credentialSubject/statusPurpose": (subject.get("statusPurpose"), purpose),
    }
    for where, (found, wanted) in expected.items():
        if found != wanted:
            raise refusal("status-other", where=where)
    encoded = subject.get("encodedList")
    if not isinstance(encoded, str):
        raise refusal("status-encoding")
    return encoded


def _period(
    credential: JsonObject, at: datetime, *, may_be_stale: bool
) -> tuple[datetime, datetime | None]:
    start = date_time(credential.get("validFrom"))
    end = date_time(credential.get("validUntil"))
    if start is None:
        raise refusal("status-other", where="/validFrom")
    if start > at + CLOCK_TOLERANCE:
        raise refusal("status-not-started", date=day(start))
    if end is not None and end < at and not may_be_stale:
        raise refusal("status-expired", date=day(end))
    return start, end


def _check_signature(
    credential: JsonObject,
    *,
    signer: Signer,
    at: datetime,
    canonicaliser: Canonicaliser,
    limits: Limits,
) -> None:
    proofs = proofs_of(credential)
    key = _key_of(proofs[0], signer, at) if len(proofs) == 1 else None
    if key is None:
        raise refusal("status-unsigned")
    (data,) = signing_data(credential, proofs, canonicaliser=canonicaliser, limits=limits)
    if not is_proof_of(data, proofs[0], public_multibase=key.public_multibase):
        raise refusal("status-unsigned")


def _key_of(proof: JsonObject, signer: Signer, at: datetime) -> TrustedKey | None:
    """The key in use that `proof` names, in the programme's or the institution's DID document."""
    kind = (proof.get("type"), proof.get("cryptosuite"), proof.get("proofPurpose"))
    created = date_time(proof.get("created"))
    if (
        kind != (PROOF_TYPE, CRYPTOSUITE, PURPOSE)
        or created is None
        or created > at + CLOCK_TOLERANCE
    ):
        return None
    for key in signer.keys:
        names = {key.id, key.id_under(signer.did)}
        if proof.get("verificationMethod") in names:
            is_believed = key.refused_for(created, at=at) is None and key.was_in_use(created)
            return key if is_believed and key.public_multibase else None
    return None


def _unpacked(text: str) -> bytes:
    try:
        packed = base64.b64decode(
            text[1:] + "=" * (-len(text[1:]) % 4), altchars=b"-_", validate=True
        )
        unpacker = zlib.decompressobj(wbits=31)
        bits = unpacker.decompress(packed, _MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise refusal("status-encoding") from error
    is_whole = text[:1] == "u" and unpacker.eof and not unpacker.unused_data
    if not is_whole or len(bits) * 8 < SHORTEST_LIST:
        raise refusal("status-encoding")
    return bits

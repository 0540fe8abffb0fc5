"""The trust list: who must sign a programme's diplomas. The site publishes it, not the file."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from passerelle.engines.credential._fields import BadTrustList, Fields
from passerelle.engines.credential._keys import BadKey, key_digest, public_key_bytes
from passerelle.engines.credential._reading import Limits, read_document
from passerelle.engines.credential._sentences import Refusal, said
from passerelle.engines.credential._values import JsonObject, Text, stamp

ALL_SIGN_ANY_REVOKES: Final = "all-sign-any-revokes"
# The clocks of institutions may differ a little from ours: five minutes, on every date.
CLOCK_TOLERANCE: Final = timedelta(minutes=5)
_DIGEST: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """One public key of one institution, and when it may sign.

    A key that is retired has `valid_until`: what it signed before stays valid. A key whose secret
    was lost has `revoked_at`: nothing it signed is believed, whatever its date says, unless the
    list vouches for what is dated earlier (`earlier_stand`). A partner's list may give no more
    than the key's `sha256`: the key itself then comes from a holder's bundle.
    """

    id: str
    public_multibase: str
    valid_from: datetime
    valid_until: datetime | None = None
    revoked_at: datetime | None = None
    earlier_stand: bool = False
    sha256: str = ""

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the 32 bytes of the public key."""
        return self.sha256 or key_digest(self.public_multibase)

    def refused_for(self, created: datetime, *, at: datetime) -> str | None:
        """The code for which a signature dated `created` is not believed at `at`, if any."""
        if self.revoked_at is None or not self.is_revoked(at):
            return None
        if not self.earlier_stand:
            return "key-revoked"
        return "key-compromised" if created >= self.revoked_at else None

    def was_in_use(self, instant: datetime) -> bool:
        """Whether `instant` falls in the key's period."""
        return self.valid_from <= instant and (
            self.valid_until is None or instant < self.valid_until
        )

    def is_revoked(self, at: datetime) -> bool:
        """Whether the key was declared lost by `at`."""
        return self.revoked_at is not None and self.revoked_at <= at

    def id_under(self, did: str) -> str:
        """The same key as another DID document lists it: same fragment, other document."""
        return f"{did}#{self.id.partition('#')[2]}"


@dataclass(frozen=True, slots=True)
class Revocation:
    """A credential an institution declared void, with its date and its reason."""

    credential: str
    at: datetime
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Suspension:
    """A credential an institution does not vouch for between two instants, and why."""

    credential: str
    at: datetime
    lifted_at: datetime | None = None
    reason: Text | None = None

    def stands(self, at: datetime) -> bool:
        """Whether it is in force at `at`."""
        return self.at <= at and (self.lifted_at is None or at < self.lifted_at)


@dataclass(frozen=True, slots=True)
class Signer:
    """An institution that signs, from `member_from` on and until `member_until`."""

    did: str
    name: Text
    keys: tuple[TrustedKey, ...]
    status_lists: tuple[str, ...] = ()
    revocations: tuple[Revocation, ...] = ()
    member_from: datetime | None = None
    member_until: datetime | None = None
    suspension_lists: tuple[str, ...] = ()
    suspensions: tuple[Suspension, ...] = ()

    def must_sign(self, instant: datetime) -> bool:
        """Whether a diploma valid from `instant` needs this institution's signature."""
        return (self.member_from is None or self.member_from <= instant) and (
            self.member_until is None or instant < self.member_until
        )

    def revocation_of(self, credential: str, *, at: datetime) -> Revocation | None:
        """The publication by which this institution revoked `credential`, if it did by `at`."""
        found = (r for r in self.revocations if r.credential == credential and r.at <= at)
        return min(found, key=lambda revocation: revocation.at, default=None)

    def suspension_of(self, credential: str, *, at: datetime) -> Suspension | None:
        """The suspension of `credential` by this institution that is in force at `at`."""
        found = (s for s in self.suspensions if s.credential == credential and s.stands(at))
        return next(found, None)


@dataclass(frozen=True, slots=True)
class TrustList:
    """One programme: its DID, and every institution that must sign and may revoke."""

    issuer: str
    name: Text
    signers: tuple[Signer, ...]
    published_at: datetime
    policy: str = ALL_SIGN_ANY_REVOKES

    def key(self, identifier: str) -> tuple[Signer, TrustedKey] | None:
        """Whose key `identifier` is; None for a key the list does not hold."""
        for signer in self.signers:
            for key in signer.keys:
                if key.id == identifier:
                    return signer, key
        return None

    def required_signers(self, instant: datetime) -> tuple[Signer, ...]:
        """The institutions that must all have signed a diploma valid from `instant`."""
        return tuple(signer for signer in self.signers if signer.must_sign(instant))

    @classmethod
    def from_json(cls, text: str | bytes) -> "TrustList":
        """Read a published list; `BadTrustList` names the first field that is wrong."""
        try:
            document = read_document(text, Limits(size_bytes=2_000_000, values=50_000))
        except Refusal as refused:
            raise BadTrustList("/", refused.failure.sentence) from refused
        trust = _trust_list(Fields.of(document, "/"))
        _check_distinct(trust)
        return trust

    def to_json(self) -> str:
        """The list as it is published: `from_json` reads it back equal."""
        document: JsonObject = {
            "version": 1,
            "issuer": self.issuer,
            "name": _wording(self.name),
            "policy": self.policy,
            "published_at": stamp(self.published_at),
            "signers": [_signer_json(signer) for signer in self.signers],
        }
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _trust_list(fields: Fields) -> TrustList:
    fields.only("version", "issuer", "name", "policy", "published_at", "signers")
    if fields.values.get("version") != 1:
        raise BadTrustList(
            "/version", said("seule la version 1 est lue.", "only version 1 is read.")
        )
    if fields.text("policy") != ALL_SIGN_ANY_REVOKES:
        problem = said(
            f"seule la règle « {ALL_SIGN_ANY_REVOKES} » est connue.",
            f"only the policy “{ALL_SIGN_ANY_REVOKES}” is known.",
        )
        raise BadTrustList("/policy", problem)
    signers = fields.each("signers", _signer)
    if not signers:
        raise BadTrustList("/signers", said("aucun signataire.", "no signatory."))
    return TrustList(
        issuer=fields.text("issuer"),
        name=fields.wording("name"),
        signers=signers,
        published_at=fields.instant("published_at"),
    )


def _signer(fields: Fields) -> Signer:
    fields.only(
        *("did", "name", "keys", "status_lists", "suspension_lists", "revocations"),
        *("suspensions", "member_from", "member_until"),
    )
    keys = fields.each("keys", _key)
    if not keys:
        raise BadTrustList(fields.place("keys"), said("aucune clé.", "no key."))
    return Signer(
        did=fields.did("did"),
        name=fields.wording("name"),
        keys=keys,
        status_lists=fields.addresses("status_lists"),
        revocations=fields.each("revocations", _revocation),
        member_from=fields.optional_instant("member_from"),
        member_until=fields.optional_instant("member_until"),
        suspension_lists=fields.addresses("suspension_lists"),
        suspensions=fields.each("suspensions", _suspension),
    )


def _key(fields: Fields) -> TrustedKey:
    fields.only(
        *("id", "publicKeyMultibase", "sha256", "valid_from", "valid_until"),
        *("revoked_at", "earlier_signatures"),
    )
    public, digest = _public_key(fields)
    identifier = fields.text("id")
    if not identifier.partition("#")[2]:
        problem = said("une adresse avec # est attendue.", "an address with # is expected.")
        raise BadTrustList(fields.place("id"), problem)
    return TrustedKey(
        id=identifier,
        public_multibase=public,
        valid_from=fields.instant("valid_from"),
        valid_until=fields.optional_instant("valid_until"),
        revoked_at=fields.optional_instant("revoked_at"),
        earlier_stand=fields.values.get("earlier_signatures") == "stand",
        sha256=digest,
    )


def _public_key(fields: Fields) -> tuple[str, str]:
    """The key, or, in a list that does not hold it, its digest."""
    digest = fields.values.get("sha256")
    if digest is not None and not _DIGEST.fullmatch(fields.text("sha256")):
        problem = said("64 chiffres hexadécimaux sont attendus.", "64 hex digits are expected.")
        raise BadTrustList(fields.place("sha256"), problem)
    if digest is not None and fields.values.get("publicKeyMultibase") is None:
        return "", fields.text("sha256")
    public = fields.text("publicKeyMultibase")
    try:
        public_key_bytes(public)
    except BadKey as error:
        problem = said(
            "une clé publique Ed25519 (z6Mk…) est attendue.",
            "an Ed25519 public key (z6Mk…) is expected.",
        )
        raise BadTrustList(fields.place("publicKeyMultibase"), problem) from error
    if digest not in (None, key_digest(public)):
        problem = said("ce n'est pas l'empreinte de la clé.", "it is not the key's digest.")
        raise BadTrustList(fields.place("sha256"), problem)
    return public, ""


def _suspension(fields: Fields) -> Suspension:
    fields.only("credential", "at", "lifted_at", "reason")
    return Suspension(
        credential=fields.text("credential"),
        at=fields.instant("at"),
        lifted_at=fields.optional_instant("lifted_at"),
        reason=fields.wording("reason") if fields.values.get("reason") is not None else None,
    )


def _revocation(fields: Fields) -> Revocation:
    fields.only("credential", "at", "reason")
    return Revocation(
        credential=fields.text("credential"),
        at=fields.instant("at"),
        reason=fields.wording("reason") if fields.values.get("reason") is not None else None,
    )


def _check_distinct(trust: TrustList) -> None:
    """Two signers with one key, or one key twice, would let one institution sign for two."""
    keys = [key for signer in trust.signers for key in signer.keys]
    seen = {
        "did": [signer.did for signer in trust.signers],
        "keys/id": [key.id for key in keys],
        "keys/publicKeyMultibase": [key.digest for key in keys],
        "status_lists": [
            url for signer in trust.signers for url in signer.status_lists + signer.suspension_lists
        ],
    }
    for name, values in seen.items():
        if len(set(values)) != len(values):
            problem = said("la même valeur y est deux fois.", "the same value is there twice.")
            raise BadTrustList(f"/signers/*/{name}", problem)


def _signer_json(signer: Signer) -> JsonObject:
    return {
        "did": signer.did,
        "name": _wording(signer.name),
        "member_from": _optional_stamp(signer.member_from),
        "member_until": _optional_stamp(signer.member_until),
        "status_lists": list(signer.status_lists),
        "suspension_lists": list(signer.suspension_lists),
        "keys": [
            {
                "id": key.id,
                **({"publicKeyMultibase": key.public_multibase} if key.public_multibase else {}),
                "sha256": key.digest,
                "valid_from": stamp(key.valid_from),
                "valid_until": _optional_stamp(key.valid_until),
                "revoked_at": _optional_stamp(key.revoked_at),
                **({"earlier_signatures": "stand"} if key.earlier_stand else {}),
            }
            for key in signer.keys
        ],
        "revocations": [
            {
                "credential": revocation.credential,
                "at": stamp(revocation.at),
                "reason": _wording(revocation.reason) if revocation.reason else None,
            }
            for revocation in signer.revocations
        ],
        "suspensions": [
            {
                "credential": suspension.credential,
                "at": stamp(suspension.at),
                "lifted_at": _optional_stamp(suspension.lifted_at),
                "reason": _wording(suspension.reason) if suspension.reason else None,
            }
            for suspension in signer.suspensions
        ],
    }


def _wording(text: Text) -> Mapping[str, str]:
    return {"fr": text.fr, "en": text.en}


def _optional_stamp(instant: datetime | None) -> str | None:
    return stamp(instant) if instant else None

"""The trust list: who must sign a programme's diplomas. The site publishes it, not the file."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar

from passerelle.engines.credential._keys import BadKey, public_key_bytes
from passerelle.engines.credential._reading import Limits, read_document
from passerelle.engines.credential._sentences import Refusal, said
from passerelle.engines.credential._values import Json, JsonObject, Text, date_time, stamp

ALL_SIGN_ANY_REVOKES: Final = "all-sign-any-revokes"
_T = TypeVar("_T")


class BadTrustList(ValueError):
    """The trust list cannot be used; `.sentence` says which field and what to do."""

    def __init__(self, where: str, problem: Text) -> None:
        self.where = where
        self.sentence = said(
            f"Liste de confiance, champ {where} : {problem.fr} Corrigez-la et republiez-la.",
            f"Trust list, field {where}: {problem.en} Correct it and publish it again.",
        )
        super().__init__(self.sentence.en)


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """One public key of one institution, and when it may sign.

    A key that is retired has `valid_until`: what it signed before stays valid. A key whose secret
    leaked has `revoked_at`: from then on nothing it signed is believed, whatever its date says.
    """

    id: str
    public_multibase: str
    valid_from: datetime
    valid_until: datetime | None = None
    revoked_at: datetime | None = None

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
class Signer:
    """An institution that signs, from `member_from` on and until `member_until`."""

    did: str
    name: Text
    keys: tuple[TrustedKey, ...]
    status_lists: tuple[str, ...] = ()
    revocations: tuple[Revocation, ...] = ()
    member_from: datetime | None = None
    member_until: datetime | None = None

    def must_sign(self, instant: datetime) -> bool:
        """Whether a diploma valid from `instant` needs this institution's signature."""
        return (self.member_from is None or self.member_from <= instant) and (
            self.member_until is None or instant < self.member_until
        )

    def revocation_of(self, credential: str, *, at: datetime) -> Revocation | None:
        """The publication by which this institution revoked `credential`, if it did by `at`."""
        found = (r for r in self.revocations if r.credential == credential and r.at <= at)
        return min(found, key=lambda revocation: revocation.at, default=None)


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
        trust = _trust_list(_Fields.of(document, "/"))
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


@dataclass(frozen=True, slots=True)
class _Fields:
    """A JSON object being read, with its place, so that an error can name the field."""

    values: JsonObject
    where: str

    @classmethod
    def of(cls, value: Json, where: str) -> "_Fields":
        if not isinstance(value, dict):
            raise BadTrustList(where, said("ce doit être un objet.", "it must be an object."))
        return cls(value, where.rstrip("/"))

    def only(self, *names: str) -> None:
        for name in sorted(set(self.values) - set(names)):
            raise BadTrustList(self.place(name), said("champ inconnu.", "unknown field."))

    def place(self, name: str) -> str:
        return f"{self.where}/{name}"

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if not isinstance(value, str) or not value.strip():
            raise BadTrustList(
                self.place(name), said("un texte est attendu.", "a text is expected.")
            )
        return value

    def wording(self, name: str) -> Text:
        inner = _Fields.of(self.values.get(name), self.place(name))
        return Text(fr=inner.text("fr"), en=inner.text("en"))

    def instant(self, name: str) -> datetime:
        instant = date_time(self.values.get(name))
        if instant is None:
            problem = said(
                "une date complète est attendue, comme 2026-01-31T09:00:00Z.",
                "a full date is expected, such as 2026-01-31T09:00:00Z.",
            )
            raise BadTrustList(self.place(name), problem)
        return instant

    def optional_instant(self, name: str) -> datetime | None:
        return None if self.values.get(name) is None else self.instant(name)

    def each(self, name: str, read: Callable[["_Fields"], _T]) -> tuple[_T, ...]:
        return tuple(
            read(_Fields.of(item, f"{self.place(name)}/{i}"))
            for i, item in enumerate(self.list(name))
        )

    def list(self, name: str) -> "list[Json]":
        value = self.values.get(name, [])
        if not isinstance(value, list):
            raise BadTrustList(
                self.place(name), said("une liste est attendue.", "a list is expected.")
            )
        return value

    def did(self, name: str) -> str:
        value = self.text(name)
        if not value.startswith("did:") or value.count(":") < 2 or "#" in value:
            raise BadTrustList(self.place(name), said("un DID est attendu.", "a DID is expected."))
        return value


def _trust_list(fields: _Fields) -> TrustList:
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


def _signer(fields: _Fields) -> Signer:
    fields.only("did", "name", "keys", "status_lists", "revocations", "member_from", "member_until")
    keys = fields.each("keys", _key)
    if not keys:
        raise BadTrustList(fields.place("keys"), said("aucune clé.", "no key."))
    lists = fields.list("status_lists")
    if not all(isinstance(url, str) and url.startswith("https://") for url in lists):
        problem = said("des adresses https sont attendues.", "https addresses are expected.")
        raise BadTrustList(fields.place("status_lists"), problem)
    return Signer(
        did=fields.did("did"),
        name=fields.wording("name"),
        keys=keys,
        status_lists=tuple(map(str, lists)),
        revocations=fields.each("revocations", _revocation),
        member_from=fields.optional_instant("member_from"),
        member_until=fields.optional_instant("member_until"),
    )


def _key(fields: _Fields) -> TrustedKey:
    fields.only("id", "publicKeyMultibase", "valid_from", "valid_until", "revoked_at")
    public = fields.text("publicKeyMultibase")
    try:
        public_key_bytes(public)
    except BadKey as error:
        problem = said(
            "une clé publique Ed25519 (z6Mk…) est attendue.",
            "an Ed25519 public key (z6Mk…) is expected.",
        )
        raise BadTrustList(fields.place("publicKeyMultibase"), problem) from error
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
    )


def _revocation(fields: _Fields) -> Revocation:
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
        "keys/publicKeyMultibase": [key.public_multibase for key in keys],
        "status_lists": [url for signer in trust.signers for url in signer.status_lists],
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
        "keys": [
            {
                "id": key.id,
                "publicKeyMultibase": key.public_multibase,
                "valid_from": stamp(key.valid_from),
                "valid_until": _optional_stamp(key.valid_until),
                "revoked_at": _optional_stamp(key.revoked_at),
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
    }


def _wording(text: Text) -> Mapping[str, str]:
    return {"fr": text.fr, "en": text.en}


def _optional_stamp(instant: datetime | None) -> str | None:
    return stamp(instant) if instant else None

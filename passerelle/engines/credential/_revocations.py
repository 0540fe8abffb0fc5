"""Whether any signatory has revoked or suspended the diploma: by its trust list, by its lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal

from passerelle.engines.credential._canonicaliser import Canonicaliser
from passerelle.engines.credential._reading import Limits
from passerelle.engines.credential._report import Signature
from passerelle.engines.credential._sentences import Failure, Refusal, failure, refusal, said
from passerelle.engines.credential._status import (
    PURPOSES,
    Purpose,
    StatusList,
    verify_status_list,
)
from passerelle.engines.credential._trust import Signer
from passerelle.engines.credential._values import JsonObject, Text, as_list
from passerelle.engines.credential._wording import day

Statuses = Mapping[str, StatusList | bytes]
Demand = Literal["wanted", "needed", "kept"]
"""Of an absent list: `wanted` says that it was not checked, `needed` refuses the diploma. Lists
the holder `kept` are needed, and tell what they tell up to the end of their validity."""

_KINDS: Final[Mapping[Purpose, Text]] = {
    "revocation": Text(fr="révocation", en="revocation"),
    "suspension": Text(fr="suspension", en="suspension"),
}


@dataclass(slots=True)
class Revocations:
    """What each signatory says today of this diploma."""

    at: datetime
    statuses: Statuses
    canonicaliser: Canonicaliser
    limits: Limits
    demand: Demand = "wanted"
    failures: list[Failure] = field(default_factory=list)
    revoked: dict[str, tuple[Failure, datetime | None, Text | None]] = field(default_factory=dict)
    suspended: dict[str, Failure] = field(default_factory=dict)
    read: list[Text] = field(default_factory=list)
    unread: list[Text] = field(default_factory=list)
    checked: set[str] = field(default_factory=set)

    def examine(self, credential: JsonObject, signers: tuple[Signer, ...]) -> None:
        """Look up every signatory; an unreadable list fails, an absent one is not checked."""
        entries = self._entries(credential, signers)
        identifier = str(credential["id"])
        for signer in signers:
            revoked = signer.revocation_of(identifier, at=self.at)
            if revoked is not None:
                self._revoke(signer, revoked.at, revoked.reason)
            suspended = signer.suspension_of(identifier, at=self.at)
            if suspended is not None:
                self._suspend(signer, suspended.at, suspended.reason)
            if not signer.status_lists:
                self.checked.add(signer.did)
            for purpose in PURPOSES:
                if (signer.did, purpose) in entries:
                    self._look_up(entries[signer.did, purpose], signer, purpose)

    @property
    def told(self) -> tuple[Failure, ...]:
        """What stands against the diploma, revocations first."""
        revoked = tuple(told for told, _, _ in self.revoked.values())
        return revoked + tuple(self.suspended.values())

    def on(self, signature: Signature) -> Signature:
        """The signature with what its institution says of the diploma today."""
        known = replace(
            signature,
            suspended=signature.institution in self.suspended,
            revocation_checked=signature.institution in self.checked,
        )
        if signature.institution not in self.revoked:
            return known
        _, at, reason = self.revoked[signature.institution]
        return replace(known, revoked=True, revoked_at=at, reason=reason)

    def _entries(
        self, credential: JsonObject, signers: tuple[Signer, ...]
    ) -> dict[tuple[str, Purpose], JsonObject]:
        owners: dict[str, tuple[str, Purpose]] = {}
        for signer in signers:
            owners |= {address: (signer.did, "revocation") for address in signer.status_lists}
            owners |= {address: (signer.did, "suspension") for address in signer.suspension_lists}
        entries: dict[tuple[str, Purpose], JsonObject] = {}
        for entry in as_list(credential.get("credentialStatus")):
            address = entry.get("statusListCredential") if isinstance(entry, dict) else None
            owner = owners.get(str(address))
            if not isinstance(entry, dict) or owner is None or owner in entries:
                self._fail("status-not-expected", address=str(address))
            else:
                entries[owner] = entry
        for did, purpose in dict.fromkeys(owners.values()):
            if (did, purpose) not in entries:
                name = next(signer.name for signer in signers if signer.did == did)
                kind = _KINDS[purpose]
                self.failures.append(failure("status-missing", where=did, name=name, kind=kind))
        return entries

    def _look_up(self, entry: JsonObject, signer: Signer, purpose: Purpose) -> None:
        address, kind = str(entry["statusListCredential"]), _KINDS[purpose]
        index = _index(entry)
        if index is None or not _is_entry(entry, purpose):
            self._fail("status-purpose", address=address, kind=kind)
            return
        if address not in self.statuses:
            self._miss(signer, kind)
            return
        try:
            statuses = self._list(address, signer, purpose)
            if index >= statuses.length:
                raise refusal("status-index", index=str(index))
        except Refusal as refused:
            self.failures.append(_unbelieved(refused.failure, signer, kind))
            return
        self._note_reading(statuses, signer, purpose)
        if not statuses.is_set(index):
            return
        if purpose == "revocation" and signer.did not in self.revoked:
            self._revoke(signer, None, None, known_since=statuses.published_at)
        elif purpose == "suspension" and signer.did not in self.suspended:
            self._suspend(signer, None, None)

    def _list(self, address: str, signer: Signer, purpose: Purpose) -> StatusList:
        given = self.statuses[address]
        if isinstance(given, StatusList):
            return given
        return verify_status_list(
            given,
            address=address,
            signer=signer,
            at=self.at,
            canonicaliser=self.canonicaliser,
            limits=self.limits,
            purpose=purpose,
            may_be_stale=self.demand == "kept",
        )

    def _miss(self, signer: Signer, kind: Text) -> None:
        if self.demand == "wanted":
            self.unread.append(_not_provided(signer, kind))
        else:
            absent = failure("status-absent", where=signer.did, name=signer.name, kind=kind)
            self.failures.append(absent)

    def _note_reading(self, statuses: StatusList, signer: Signer, purpose: Purpose) -> None:
        until = statuses.valid_until
        if until is not None and until < self.at:
            self.unread.append(_stale(signer, _KINDS[purpose], until))
            return
        if purpose == "revocation":
            self.checked.add(signer.did)
        if signer.name not in self.read:
            self.read.append(signer.name)

    def _revoke(
        self,
        signer: Signer,
        at: datetime | None,
        reason: Text | None,
        *,
        known_since: datetime | None = None,
    ) -> None:
        when = _since(at)
        if at is None and known_since is not None:
            # A list says that a diploma is revoked, not since when: only by when.
            known = day(known_since)
            when = Text(fr=f" au plus tard le {known.fr}", en=f" by {known.en} at the latest")
        words = {"date": when, "reason": _because(reason)}
        told = failure("revoked", where=signer.did, name=signer.name, **words)
        self.revoked[signer.did] = (told, at, reason)

    def _suspend(self, signer: Signer, at: datetime | None, reason: Text | None) -> None:
        when = Text(fr=f" depuis le {day(at).fr}", en=f" since {day(at).en}") if at else _NOTHING
        words = {"date": when, "reason": _because(reason)}
        told = failure("suspended", where=signer.did, name=signer.name, **words)
        self.suspended[signer.did] = told

    def _fail(self, code: str, **words: Text | str) -> None:
        self.failures.append(failure(code, where="/credentialStatus", **words))


_NOTHING: Final = Text("", "")


def _since(at: datetime | None) -> Text:
    return Text(fr=f" le {day(at).fr}", en=f" on {day(at).en}") if at else _NOTHING


def _because(reason: Text | None) -> Text:
    return Text(fr=f" ({reason.fr})", en=f" ({reason.en})") if reason else _NOTHING


def _unbelieved(why: Failure, signer: Signer, kind: Text) -> Failure:
    """One sentence that names the institution, under the code of what is wrong with its list."""
    words = {"name": signer.name, "kind": kind, "reason": why.sentence}
    told = failure("status-list-bad", where=signer.did, **words)
    return replace(told, code=why.code) if why.code.startswith("status-") else told


def _not_provided(signer: Signer, kind: Text) -> Text:
    return said(
        f"La liste de {kind.fr} de l'établissement {signer.name.fr} n'était pas disponible.",
        f"The {kind.en} list of {signer.name.en} was not available.",
    )


def _stale(signer: Signer, kind: Text, until: datetime) -> Text:
    return said(
        f"Ce que l'établissement {signer.name.fr} a pu publier après le {day(until).fr} "
        f"(liste de {kind.fr} conservée par le titulaire).",
        f"What {signer.name.en} may have published after {day(until).en} ({kind.en} list kept "
        "by the holder).",
    )


def _index(entry: JsonObject) -> int | None:
    text = entry.get("statusListIndex")
    is_rank = isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10
    return int(str(text)) if is_rank else None


def _is_entry(entry: JsonObject, purpose: Purpose) -> bool:
    kind = as_list(entry.get("type")) == ["BitstringStatusListEntry"]
    return kind and entry.get("statusPurpose") == purpose and "statusSize" not in entry

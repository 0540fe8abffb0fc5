"""Whether any signatory has revoked the diploma: from the trust list, and from its status list."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from passerelle.engines.credential._canonicaliser import Canonicaliser
from passerelle.engines.credential._reading import Limits
from passerelle.engines.credential._report import Signature
from passerelle.engines.credential._sentences import Failure, Refusal, failure, refusal, said
from passerelle.engines.credential._status import StatusList, verify_status_list
from passerelle.engines.credential._trust import Signer
from passerelle.engines.credential._values import JsonObject, Text, as_list
from passerelle.engines.credential._wording import day

Statuses = Mapping[str, StatusList | bytes]


@dataclass(slots=True)
class Revocations:
    """What each signatory says today of this diploma."""

    at: datetime
    statuses: Statuses
    canonicaliser: Canonicaliser
    limits: Limits
    failures: list[Failure] = field(default_factory=list)
    revoked: dict[str, tuple[Failure, datetime | None, Text | None]] = field(default_factory=dict)
    read: list[Text] = field(default_factory=list)
    unread: list[Text] = field(default_factory=list)

    def examine(self, credential: JsonObject, signers: tuple[Signer, ...]) -> None:
        """Look up every signatory; an unreadable list fails, an absent one is not checked."""
        entries = self._entries(credential, signers)
        for signer in signers:
            published = signer.revocation_of(str(credential["id"]), at=self.at)
            if published is not None:
                self._revoke(signer, published.at, published.reason)
            for entry in entries.get(signer.did, ()):
                self._look_up(entry, signer)

    def on(self, signature: Signature) -> Signature:
        """The signature with what its institution says of the diploma today."""
        if signature.institution not in self.revoked:
            return signature
        _, at, reason = self.revoked[signature.institution]
        return replace(signature, revoked=True, revoked_at=at, reason=reason)

    def _entries(
        self, credential: JsonObject, signers: tuple[Signer, ...]
    ) -> dict[str, list[JsonObject]]:
        owners = {address: signer.did for signer in signers for address in signer.status_lists}
        entries: dict[str, list[JsonObject]] = {}
        for entry in as_list(credential.get("credentialStatus")):
            address = entry.get("statusListCredential") if isinstance(entry, dict) else None
            owner = owners.get(str(address))
            if not isinstance(entry, dict) or owner is None or owner in entries:
                self._fail("status-not-expected", address=str(address))
            else:
                entries[owner] = [entry]
        for signer in signers:
            if signer.status_lists and signer.did not in entries:
                self.failures.append(failure("status-missing", where=signer.did, name=signer.name))
        return entries

    def _look_up(self, entry: JsonObject, signer: Signer) -> None:
        address = str(entry["statusListCredential"])
        index = _index(entry)
        if index is None or not _is_revocation_entry(entry):
            self._fail("wrong-value", expected=said("un rang de révocation", "a revocation rank"))
            return
        if address not in self.statuses:
            self.unread.append(_not_provided(signer))
            return
        try:
            statuses = self._list(address, signer)
            if index >= statuses.length:
                raise refusal("status-index", index=str(index))
        except Refusal as refused:
            reason = refused.failure.sentence
            bad = failure("status-list-bad", where=signer.did, name=signer.name, reason=reason)
            self.failures.append(bad)
            return
        self.read.append(signer.name)
        if statuses.is_revoked(index) and signer.did not in self.revoked:
            self._revoke(signer, None, None, known_since=statuses.published_at)

    def _list(self, address: str, signer: Signer) -> StatusList:
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
        )

    def _revoke(
        self,
        signer: Signer,
        at: datetime | None,
        reason: Text | None,
        *,
        known_since: datetime | None = None,
    ) -> None:
        when, why = Text("", ""), Text("", "")
        if at is not None:
            when = Text(fr=f" le {day(at).fr}", en=f" on {day(at).en}")
        elif known_since is not None:
            # A list says that a diploma is revoked, not since when: only by when.
            known = day(known_since)
            when = Text(fr=f" au plus tard le {known.fr}", en=f" by {known.en} at the latest")
        if reason is not None:
            why = Text(fr=f" ({reason.fr})", en=f" ({reason.en})")
        told = failure("revoked", where=signer.did, name=signer.name, date=when, reason=why)
        self.revoked[signer.did] = (told, at, reason)

    def _fail(self, code: str, **words: Text | str) -> None:
        self.failures.append(failure(code, where="/credentialStatus", **words))


def _not_provided(signer: Signer) -> Text:
    return said(
        f"La liste de révocation de l'établissement {signer.name.fr} n'était pas disponible.",
        f"The revocation list of {signer.name.en} was not available.",
    )


def _index(entry: JsonObject) -> int | None:
    text = entry.get("statusListIndex")
    is_rank = isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10
    return int(str(text)) if is_rank else None


def _is_revocation_entry(entry: JsonObject) -> bool:
    kind = as_list(entry.get("type")) == ["BitstringStatusListEntry"]
    return kind and entry.get("statusPurpose") == "revocation" and "statusSize" not in entry

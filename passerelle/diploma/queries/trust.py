"""The trust list of this site: who must sign a programme's diplomas, with which keys, and what
they revoked or suspended. Four queries, whatever its size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from django.conf import settings

from passerelle.engines.credential import (
    Revocation,
    Signer,
    StatusList,
    Suspension,
    Text,
    TrustedKey,
    TrustList,
)
from passerelle.foundation import clock
from passerelle.foundation.translated import Translated
from passerelle.people.models import Institution
from passerelle.programme.models import Edition

from ..addresses import site_of, status_list_address, suspension_list_address
from ..enums import (
    PUBLISHED_REASONS,
    SUSPENSION_REASONS,
    KeyEarlier,
    RevocationReason,
    SuspensionReason,
)
from ..models import SigningKey
from .told import RevokedEntry, told_of


@dataclass(frozen=True, slots=True)
class Trusted:
    """A programme's trust list, with every status list at its address."""

    trust: TrustList
    statuses: Mapping[str, StatusList]


def issuers() -> list[str]:
    """The DIDs of the programmes of this site, the latest edition's first."""
    found = Edition.objects.order_by("-starts_on").values_list("issuer", flat=True)
    return list(dict.fromkeys(found))


def sites() -> list[str]:
    """The addresses that our diplomas may cite: this installation's, and its programmes'."""
    return [settings.SITE_URL, *map(site_of, issuers())]


def trusted(issuer: str, *, at: datetime | None = None) -> Trusted | None:
    """What the site vouches for (as of `at`); None for a programme it does not know."""
    editions = list(
        Edition.objects.filter(issuer=issuer).select_related("programme").order_by("starts_on")
    )
    if not editions:
        return None
    slugs = list(dict.fromkeys(slug for each in editions for slug in each.institutions))
    rows = {each.slug: each for each in Institution.objects.filter(slug__in=slugs)}
    present = at or clock.now()
    keys, told = _keys_of(issuer), told_of(issuer)
    revoked = [entry for entry in told.revoked if entry.at <= present]
    suspended = [entry for entry in told.suspended if entry.at <= present]
    institutions = [
        _Institution(
            row=rows[slug],
            issuer=issuer,
            membership=_membership(slug, editions),
            keys=[key for key in keys if key.institution_id == rows[slug].pk],
            numbers=told.numbers[rows[slug].pk],
            revoked=[entry for entry in revoked if entry.institution_id == rows[slug].pk],
            suspended=[entry for entry in suspended if entry.institution_id == rows[slug].pk],
            present=present,
        )
        for slug in slugs
        if slug in rows
    ]
    trust = TrustList(
        issuer=issuer,
        name=as_text(editions[-1].programme.title),
        signers=tuple(each.signer() for each in institutions),
        published_at=_published_at(keys, [*revoked, *suspended], present),
    )
    return Trusted(trust, {k: v for each in institutions for k, v in each.statuses().items()})


def trust_list_of(issuer: str) -> TrustList | None:
    """The programme's trust list as of now."""
    found = trusted(issuer)
    return found.trust if found else None


def bits_of(number: int, entries: Iterable[RevokedEntry]) -> StatusList:
    """One of an institution's lists, the bit of each of these diplomas set."""
    statuses = StatusList.blank()
    for entry in entries:
        if entry.number == number:
            statuses = statuses.with_set(entry.index)
    return statuses


def nobodys_trust_list() -> TrustList:
    """The list of a site without a programme: every issuer is unknown to it."""
    name = Text(fr="ce site", en="this site")
    return TrustList(issuer="", name=name, signers=(), published_at=clock.now())


def publishable(trust: TrustList) -> TrustList:
    """Without the institutions that have no key yet: they cannot have signed anything."""
    return replace(trust, signers=tuple(signer for signer in trust.signers if signer.keys))


def as_text(words: Translated) -> Text:
    """A bilingual text as the engine writes it; a missing language borrows the other's."""
    return Text(fr=words.in_language("fr"), en=words.in_language("en"))


def _keys_of(issuer: str) -> list[SigningKey]:
    keys = SigningKey.objects.filter(issuer=issuer).select_related("loss").defer("sealed_seed")
    return list(keys)


@dataclass(frozen=True, slots=True)
class _Institution:
    """An institution as a programme's diplomas know it."""

    row: Institution
    issuer: str
    membership: tuple[datetime | None, datetime | None]
    keys: list[SigningKey]
    numbers: list[int]
    revoked: list[RevokedEntry]
    suspended: list[RevokedEntry]
    present: datetime

    @property
    def lists(self) -> dict[int, str]:
        """The address of each revocation list in use, by its number."""
        return self._addresses(status_list_address)

    @property
    def suspension_lists(self) -> dict[int, str]:
        return self._addresses(suspension_list_address)

    def _addresses(self, address: Callable[[str, str, int], str]) -> dict[int, str]:
        return {n: address(self.issuer, self.row.slug, n) for n in self.numbers}

    def signer(self) -> Signer:
        start, end = self.membership
        return Signer(
            did=self.row.did,
            name=as_text(self.row.name),
            keys=tuple(_trusted_key(key, self.present) for key in self.keys),
            status_lists=tuple(self.lists.values()),
            revocations=tuple(
                Revocation(entry.credential, entry.at, _published_reason(entry.reason))
                for entry in self.revoked
            ),
            member_from=start,
            member_until=end,
            suspension_lists=tuple(self.suspension_lists.values()),
            suspensions=tuple(
                Suspension(
                    entry.credential,
                    entry.at,
                    entry.lifted_at,
                    as_text(SUSPENSION_REASONS[SuspensionReason(entry.reason)]),
                )
                for entry in self.suspended
            ),
        )

    def statuses(self) -> dict[str, StatusList]:
        standing = [entry for entry in self.suspended if entry.stands(self.present)]
        return {a: bits_of(n, self.revoked) for n, a in self.lists.items()} | {
            a: bits_of(n, standing) for n, a in self.suspension_lists.items()
        }


def _trusted_key(key: SigningKey, present: datetime) -> TrustedKey:
    loss = getattr(key, "loss", None)
    declared = loss if loss is not None and loss.declared_at <= present else None
    return TrustedKey(
        id=key.identifier,
        public_multibase=key.public_multibase,
        valid_from=key.valid_from,
        valid_until=key.valid_until,
        revoked_at=declared.since if declared else None,
        earlier_stand=declared is not None and declared.earlier == KeyEarlier.STAND,
    )


def _membership(slug: str, editions: Sequence[Edition]) -> tuple[datetime | None, datetime | None]:
    """From the first edition that names the institution to the first after the last that does."""
    present = [place for place, each in enumerate(editions) if slug in each.institutions]
    first, after = present[0], present[-1] + 1
    start = _midnight(editions[first].starts_on) if first > 0 else None
    return start, _midnight(editions[after].starts_on) if after < len(editions) else None


def _published_reason(reason: str) -> Text:
    return as_text(PUBLISHED_REASONS[RevocationReason(reason)])


def _published_at(
    keys: Iterable[SigningKey], revoked: Iterable[RevokedEntry], present: datetime
) -> datetime:
    """The start of the day, or the latest fact: the same list has the same bytes all day."""
    facts = [key.valid_from for key in keys] + [entry.at for entry in revoked]
    facts += [entry.lifted_at for entry in revoked if entry.lifted_at]
    facts += [key.loss.declared_at for key in keys if getattr(key, "loss", None)]
    known = [fact for fact in facts if fact <= present]
    return max([_midnight(present.date()), *known])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)

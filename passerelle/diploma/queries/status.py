"""The status lists an institution publishes (Bitstring Status List), signed with its own key."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta

from django.core.cache import cache

from passerelle.engines import credential as engine
from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.people.models import Institution

from ..addresses import status_list_address
from ..models import SigningKey, StatusEntry
from ..sealing import opened
from .signatories import key_in_use
from .trust import RevokedEntry, bits_of, revoked_entries

_VALID_DAYS = 7
_CACHE_SECONDS = 24 * 3600


def published_status_list(institution: Institution, number: int) -> bytes | None:
    """The signed list as it is published today; None where no diploma has a place in it.

    Made once a day and after each revocation: the same state always gives the same bytes."""
    entry = (
        StatusEntry.objects.filter(institution=institution, number=number)
        .select_related("credential__edition")
        .first()
    )
    if entry is None:
        return None
    issuer = entry.credential.edition.issuer
    key, revoked = key_in_use(institution, issuer), revoked_entries(issuer)
    own = [each for each in revoked if each.institution_id == institution.pk]
    since = _published_at(key, own)
    bits = [entry.index for entry in own if entry.number == number]
    state = f"{key.public_multibase} {institution.slug} {number} {bits} {since.isoformat()}"
    name = f"status-list-{digest_of(state)}"
    kept: bytes | None = cache.get(name)
    if kept is None:
        kept = _signed(institution, number, key=key, revoked=own, since=since)
        cache.set(name, kept, _CACHE_SECONDS)
    return kept


def _signed(
    institution: Institution,
    number: int,
    *,
    key: SigningKey,
    revoked: list[RevokedEntry],
    since: datetime,
) -> bytes:
    unsigned = engine.status_list_credential(
        address=status_list_address(key.issuer, institution.slug, number),
        issuer=institution.did,
        statuses=bits_of(number, revoked),
        valid_from=since,
        valid_until=since + timedelta(days=_VALID_DAYS),
    )
    seed = opened(bytes(key.sealed_seed), identifier=key.identifier)
    signed = engine.sign(
        unsigned,
        key=engine.SigningKey.from_seed(seed),
        # The list is the institution's: others look for its key in its own DID document.
        verification_method=f"{institution.did}#{key.identifier.partition('#')[2]}",
        created=since,
    )
    return json.dumps(signed, ensure_ascii=False, indent=2).encode()


def _published_at(key: SigningKey, revoked: list[RevokedEntry]) -> datetime:
    today = datetime.combine(clock.now().date(), time(), tzinfo=UTC)
    return max([today, key.valid_from, *(entry.at for entry in revoked)])

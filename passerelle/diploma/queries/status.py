"""The status lists an institution publishes (Bitstring Status List), signed with its own key."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta

from django.core.cache import cache

from passerelle.engines import credential as engine
from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.people.models import Institution

from ..addresses import status_list_address, suspension_list_address
from ..keeping import signer_of
from ..models import SigningKey, StatusList
from .signatories import key_in_use
from .told import RevokedEntry, revoked_entries, suspended_entries
from .trust import bits_of

_VALID_DAYS = 7
_CACHE_SECONDS = 24 * 3600
_MINUTES_TO_LIVE = 60  # as HTTP says too: who keeps one longer than that may be told what is past
_ADDRESSES = {"revocation": status_list_address, "suspension": suspension_list_address}


def published_status_list(
    institution: Institution, number: int, purpose: engine.Purpose = "revocation"
) -> bytes | None:
    """The signed list as it is published today; None where the institution has no such list.

    Made once a day and after each change: the same state always gives the same bytes."""
    found = StatusList.objects.filter(institution=institution, number=number).first()
    if found is None:
        return None
    issuer = found.issuer
    key = key_in_use(institution, issuer)
    told = revoked_entries(issuer) if purpose == "revocation" else suspended_entries(issuer)
    own = [each for each in told if each.institution_id == institution.pk]
    since, present = _published_at(key, own), clock.now()
    standing = [entry for entry in own if entry.stands(present)]
    bits = [entry.index for entry in standing if entry.number == number]
    state = f"{key.public_multibase} {institution.slug} {purpose} {number} {bits} {since}"
    name = f"status-list-{digest_of(state)}"
    kept: bytes | None = cache.get(name)
    if kept is None:
        unsigned = engine.status_list_credential(
            address=_ADDRESSES[purpose](issuer, institution.slug, number),
            issuer=institution.did,
            statuses=bits_of(number, standing),
            valid_from=since,
            valid_until=since + timedelta(days=_VALID_DAYS),
            purpose=purpose,
            minutes_to_live=_MINUTES_TO_LIVE,
        )
        kept = _signed(unsigned, institution, key=key, at=since)
        cache.set(name, kept, _CACHE_SECONDS)
    return kept


def _signed(
    unsigned: engine.JsonObject, institution: Institution, *, key: SigningKey, at: datetime
) -> bytes:
    signed = engine.sign(
        unsigned,
        key=signer_of(key),
        # The list is the institution's: others look for its key in its own DID document.
        verification_method=f"{institution.did}#{key.identifier.partition('#')[2]}",
        created=at,
    )
    return json.dumps(signed, ensure_ascii=False, indent=2).encode()


def _published_at(key: SigningKey, told: list[RevokedEntry]) -> datetime:
    today = datetime.combine(clock.now().date(), time(), tzinfo=UTC)
    return max([today, key.valid_from, *(entry.lifted_at or entry.at for entry in told)])

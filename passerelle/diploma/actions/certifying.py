"""Certificates that were earned are issued: signed by all, under their standing mandates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from django.db import transaction

from passerelle.engines import credential as engine
from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of, readable_number
from passerelle.foundation.journal import note
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..addresses import credential_address
from ..certificate_document import PREFIX, conferences_award, expert_award, module_award
from ..document import programme_of, written
from ..errors import KeyNoLongerUsed, MandatesAwaited
from ..models import Certificate, SigningKey, StatusEntry
from ..queries.batches import standing_mandates
from ..queries.certificates import Due, conference_hours, due_certificates, mandates_awaited
from .issuing import Hand, hand_of
from .ranks import as_engine, free_entry
from .standing import tell_holder, thing_of


@transaction.atomic
def issue_certificates(
    edition: Edition, *, by: Person | None, to: Collection[Person] | None = None
) -> list[Certificate]:
    """Every certificate that is due, or those of these people; none without all signatures.

    Twice is once."""
    locked = (
        Edition.objects.select_for_update(of=("self",))
        .select_related("programme")
        .get(pk=edition.pk)
    )
    _must_be_mandated(locked)
    hands = [
        hand_of(each.institution, locked, by=each.given_by) for each in standing_mandates(locked)
    ]
    hours = conference_hours(locked)
    due = due_certificates(locked, of=to)
    issued = [_issued(each, locked, hands, hours, by=by) for each in due]
    _must_still_stand(hands, locked)
    return issued


def _must_be_mandated(edition: Edition) -> None:
    awaited = mandates_awaited(edition)
    if awaited:
        raise MandatesAwaited(", ".join(map(str, awaited)))


def _must_still_stand(hands: Sequence[Hand], edition: Edition) -> None:
    """A mandate withdrawn or a key replaced while all was signed: nothing is issued."""
    _must_be_mandated(edition)
    keys = [hand.key.pk for hand in hands]
    in_use = SigningKey.objects.select_for_update().filter(pk__in=keys, valid_until=None)
    if len(in_use.order_by("pk")) != len(hands):
        raise KeyNoLongerUsed


def _issued(
    due: Due, edition: Edition, hands: Sequence[Hand], hours: Decimal, *, by: Person | None
) -> Certificate:
    number, now = readable_number(f"{PREFIX}-{edition.slug}").upper(), clock.now()
    address = credential_address(edition.issuer, number)
    entries = [free_entry(hand.institution, edition.issuer) for hand in hands]
    unsigned = engine.build_diploma(
        credential_id=address,
        programme=programme_of(edition),
        award=_award(due, edition, hours),
        learner_name=due.person.name,
        awarded_at=now,
        valid_from=now,
        statuses=[each for entry in entries for each in as_engine(entry, edition.issuer)],
    )
    document = written(engine.co_sign(unsigned, keys=[hand.opened for hand in hands], created=now))
    certificate = Certificate.objects.create(
        kind=due.kind,
        person=due.person,
        edition=edition,
        module=due.module,
        minutes=due.minutes,
        number=number,
        address=address,
        document=document,
        digest=digest_of(document),
        issued_at=now,
        issued_by=by,
    )
    for entry in entries:
        entry.certificate = certificate
    StatusEntry.objects.bulk_create(entries)
    note(by, "issued a certificate", thing_of(certificate), edition=edition.slug)
    tell_holder(certificate, "issued")
    return certificate


def _award(due: Due, edition: Edition, hours: Decimal) -> engine.Award:
    if due.module is not None:
        return module_award(due.module)
    if due.minutes is not None:
        return expert_award(edition, due.minutes)
    return conferences_award(edition, hours)

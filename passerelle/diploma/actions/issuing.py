"""A diploma is prepared, each institution signs it, the last signature issues it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from passerelle.engines import credential as engine
from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of, readable_number
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell
from passerelle.jury.enums import Outcome
from passerelle.jury.models import Decision
from passerelle.jury.queries import is_contested, is_final, is_superseded
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..addresses import credential_address
from ..document import FORM, unsigned_document, written
from ..errors import (
    AppealUnsettled,
    DecisionSuperseded,
    InstitutionRefuses,
    JuryStillSits,
    KeyNoLongerUsed,
    NotASignatory,
    NotAwarded,
    NotTheirInstitution,
)
from ..keeping import signer_of
from ..models import Credential, Refusal, Signature, SigningKey, StatusEntry
from ..queries.diplomas import unsigned_by
from ..queries.signatories import acts_for, key_in_use, signatories_of
from .ranks import as_engine, free_entry


@transaction.atomic
def prepare_diploma(decision: Decision, *, by: Person | None = None) -> Credential:
    """Draw up the document of a decision that awards the diploma; twice is once."""
    # Two who ask at the same moment: the second finds the first's.
    Decision.objects.select_for_update(no_key=True).only("pk").get(pk=decision.pk)
    existing = Credential.objects.filter(decision=decision).first()
    if existing is not None:
        return existing
    if decision.outcome != Outcome.AWARDED or is_superseded(decision):
        raise NotAwarded
    if not is_final(decision):
        raise JuryStillSits
    if is_contested(decision):
        raise AppealUnsettled
    edition = decision.enrolment.edition
    number = readable_number(f"DIU-{edition.slug}").upper()
    credential = Credential(
        decision=decision,
        edition=edition,
        number=number,
        address=credential_address(edition.issuer, number),
        form=FORM,
        prepared_at=clock.now(),
        prepared_by=by,
    )
    entries = [free_entry(each, edition.issuer) for each in signatories_of(edition)]
    statuses = [each for entry in entries for each in as_engine(entry, edition.issuer)]
    _keep(credential, unsigned_document(credential, statuses=statuses))
    credential.save()
    for entry in entries:
        entry.credential = credential
    StatusEntry.objects.bulk_create(entries)
    _note(by, "prepared a diploma", credential)
    return credential


@transaction.atomic
def sign_diploma(credential: Credential, *, institution: Institution, by: Person) -> Signature:
    """Add one institution's signature; the last of all issues the diploma. Twice is once."""
    locked = (
        Credential.objects.select_for_update(of=("self",))
        .select_related("edition__programme", "decision__enrolment__person")
        .get(pk=credential.pk)
    )
    signatories = signatories_of(locked.edition)
    if institution not in signatories:
        raise NotASignatory
    if not acts_for(by, institution, locked.edition):
        raise NotTheirInstitution
    existing = Signature.objects.filter(credential=locked, institution=institution).first()
    if existing is not None:
        return existing
    if is_superseded(locked.decision):
        raise DecisionSuperseded
    if is_contested(locked.decision):
        raise AppealUnsettled
    if Refusal.objects.filter(credential=locked, institution=institution, lifted_at=None).exists():
        raise InstitutionRefuses(str(institution))
    hand = hand_of(institution, locked.edition, by=by)
    (signature,) = write_signatures(locked, signed_document(locked, [hand]), [hand])
    return signature


@transaction.atomic
def sign_all(edition: Edition, *, institution: Institution, by: Person) -> list[Signature]:
    """Sign every diploma that waits for this institution, but those it refuses to sign."""
    standing = Refusal.objects.filter(
        credential=OuterRef("pk"), institution=institution, lifted_at=None
    )
    waiting = unsigned_by(institution, edition).filter(~Exists(standing))
    return [sign_diploma(each, institution=institution, by=by) for each in waiting]


@dataclass(frozen=True, slots=True)
class Hand:
    """An institution about to sign: its key, opened, and the person who acts for it."""

    institution: Institution
    key: SigningKey
    opened: engine.InstitutionKey
    person: Person


def hand_of(institution: Institution, edition: Edition, *, by: Person) -> Hand:
    key = key_in_use(institution, edition.issuer)
    return Hand(
        institution=institution,
        key=key,
        opened=engine.InstitutionKey(signer_of(key), key.identifier),
        person=by,
    )


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """A diploma's document with more proofs, the digest it had before, and when they were made."""

    document: bytes
    digest_before: str
    at: datetime


def signed_document(credential: Credential, hands: Sequence[Hand]) -> SignedDocument:
    """The document with one proof more from each; it is put in canonical form once for all."""
    instant = clock.now()
    document = engine.co_sign(
        json.loads(bytes(credential.document)),
        keys=[hand.opened for hand in hands],
        created=instant,
    )
    return SignedDocument(written(document), credential.digest, instant)


def write_signatures(
    locked: Credential, signed: SignedDocument, hands: Sequence[Hand]
) -> list[Signature]:
    """Keep the signatures on a diploma that the caller has locked; the last of all issues it.

    A key replaced or lost since the proofs were made stops it: nobody would believe them."""
    keys = [hand.key.pk for hand in hands]
    in_use = SigningKey.objects.select_for_update().filter(pk__in=keys, valid_until=None)
    if len(in_use.order_by("pk")) != len(hands):
        raise KeyNoLongerUsed
    _keep(locked, signed.document)
    locked.save(update_fields=["document", "digest"])
    signatures = [
        Signature(
            credential=locked,
            institution=hand.institution,
            key=hand.key,
            signed_by=hand.person,
            signed_at=signed.at,
        )
        for hand in hands
    ]
    Signature.objects.bulk_create(signatures)
    for hand in hands:
        _note(hand.person, "signed a diploma", locked, institution=hand.institution.slug)
    required = len(locked.edition.institutions)
    if Signature.objects.filter(credential=locked).count() == required:
        _issue(locked)
    return signatures


def _issue(credential: Credential) -> None:
    credential.issued_at = clock.now()
    credential.save(update_fields=["issued_at"])
    _note(None, "issued a diploma", credential)
    tell(
        credential.decision.enrolment.person_id,
        verb="issued",
        label=credential.edition.programme.title,
        url=reverse("my_diploma"),
    )


def _keep(credential: Credential, document: bytes) -> None:
    credential.document, credential.digest = document, digest_of(document)


def _note(by: Person | None, verb: str, credential: Credential, **detail: str) -> None:
    thing = Thing("diploma", str(credential.pk), credential.number)
    note(by, verb, thing, edition=credential.edition.slug, **detail)

"""People sign, learn elsewhere, take files; the coordinator lengthens or suspends access."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from django.db import transaction

from passerelle.campus.models import Activity, Team
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..access_words import sentence_of
from ..errors import AccessMissing, AgreementReplaced, GrantEndsEarly, NotYourName
from ..models import (
    AccessSuspension,
    AgreementSignature,
    Challenge,
    DataDownload,
    DataFile,
    DataGrant,
    TrainingRecognition,
    UsageAgreement,
)
from ..queries.access import Access, access_of, agreement_in_force
from ..queries.stewards import owns


@transaction.atomic
def sign_agreement(
    agreement: UsageAgreement, *, person: Person, full_name: str
) -> AgreementSignature:
    """In one's own name, typed under the version in force. Twice is once."""
    if agreement.replaced_at is not None:
        latest = agreement_in_force(agreement.edition, agreement.slug)
        raise AgreementReplaced(latest.version if latest else agreement.version)
    if _words_of(full_name) != _words_of(person.name):
        raise NotYourName(person.name)
    signature, created = AgreementSignature.objects.get_or_create(
        agreement=agreement,
        person=person,
        defaults={"at": clock.now(), "full_name": full_name.strip()},
    )
    if created:
        thing = Thing("agreement", agreement.slug, agreement.title.fr)
        edition = agreement.edition.slug
        note(person, "signed an agreement", thing, edition=edition, version=agreement.version)
    return signature


def note_download(file: DataFile, *, person: Person, team: Team | None) -> DataDownload:
    """Whoever has access takes a file, and it is written down; others are told what is missing."""
    refuse_without_access(file.challenge, person=person, team=team)
    return DataDownload.objects.create(file=file, person=person, at=clock.now())


def refuse_without_access(challenge: Challenge, *, person: Person, team: Team | None) -> Access:
    """The one gate of the data and of submitting."""
    access = access_of(
        challenge, person=person.pk, team=team.pk if team else None, at=clock.now(), owns=False
    )
    if not access.is_open and not owns(person, challenge):
        raise AccessMissing(sentence_of(access, challenge.edition.zones))
    return access


@transaction.atomic
def recognise_training(
    activity: Activity, *, person: Person, reason: str, by: Person
) -> TrainingRecognition:
    """What they learnt elsewhere is worth passing the activity. Twice is once."""
    recognition, created = TrainingRecognition.objects.get_or_create(
        activity=activity,
        person=person,
        defaults={"at": clock.now(), "by": by, "reason": reason},
    )
    if created:
        thing = Thing("person", str(person.pk), str(person))
        edition = activity.edition.slug
        note(by, "recognised a training", thing, edition=edition, about=activity.title.fr)
    return recognition


@transaction.atomic
def give_access(
    edition: Edition,
    *,
    to: Team | Person,
    until: datetime,
    reason: str,
    by: Person,
    challenge: Challenge | None = None,
) -> DataGrant:
    """The data beyond the event, until an hour that ends it by itself."""
    now = clock.now()
    if until <= now:
        raise GrantEndsEarly
    whose = {"team": to} if isinstance(to, Team) else {"person": to}
    grant = DataGrant.objects.create(
        edition=edition,
        challenge=challenge,
        begins_at=now,
        ends_at=until,
        reason=reason,
        given_at=now,
        given_by=by,
        **whose,
    )
    kind = "team" if isinstance(to, Team) else "person"
    thing = Thing(kind, str(to.pk), str(to))
    note(by, "gave access to data", thing, edition=edition.slug, to=f"{until:%Y-%m-%d}")
    return grant


@transaction.atomic
def suspend_access(team: Team, *, reason: str, by: Person) -> AccessSuspension:
    """The agreement was not kept: the whole team waits. Twice is once."""
    suspension, created = AccessSuspension.objects.get_or_create(
        team=team,
        lifted_at=None,
        defaults={"at": clock.now(), "by": by, "reason": reason},
    )
    if created:
        thing = Thing("team", str(team.pk), team.name)
        note(by, "suspended access to data", thing, edition=team.edition.slug)
    return suspension


@transaction.atomic
def lift_suspension(suspension: AccessSuspension, *, by: Person) -> AccessSuspension:
    """Twice is once."""
    locked = AccessSuspension.objects.select_for_update().get(pk=suspension.pk)
    if locked.lifted_at is not None:
        return locked
    locked.lifted_at, locked.lifted_by = clock.now(), by
    locked.save(update_fields=["lifted_at", "lifted_by"])
    team = locked.team
    thing = Thing("team", str(team.pk), team.name)
    note(by, "gave access back", thing, edition=team.edition.slug)
    return locked


def _words_of(name: str) -> list[str]:
    """Without accents, capitals or hyphens, in any order: how a name is typed varies."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return sorted(
        re.findall(r"[^\W\d_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    )

"""Institutions get the keys they sign with, replace them, and declare those they lost."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction

from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..document import written
from ..enums import KeyEarlier
from ..errors import AlreadyDeclaredLost, LostInTheFuture, NotASignatory, NotTheirInstitution
from ..keeping import make_secret
from ..models import Credential, KeyLoss, Signature, SigningKey
from ..queries.signatories import acts_for, key_in_use, registrar_of, signatories_of
from .ranks import open_list


@transaction.atomic
def establish_keys(edition: Edition, *, by: Person | None = None) -> list[SigningKey]:
    """Make a key for each signatory that has none in use; return those just made."""
    existing = SigningKey.objects.filter(issuer=edition.issuer)
    in_use = set(existing.filter(valid_until=None).values_list("institution_id", flat=True))
    return [
        _establish(institution, edition, by=by)
        for institution in signatories_of(edition)
        if institution.pk not in in_use
    ]


@transaction.atomic
def rotate_key(
    edition: Edition, *, institution: Institution, by: Person, reason: str
) -> SigningKey:
    """A new key from now on. What the old one signed stays valid: it is listed with its end."""
    _may_act(by, institution, edition)
    old = key_in_use(institution, edition.issuer)
    instant = _this_second()
    if old.valid_from >= instant:
        return old  # asked twice: the key is of this very second
    SigningKey.objects.filter(pk=old.pk).update(valid_until=instant)
    key = _establish(institution, edition, by=by)
    _note(by, "replaced a signing key", old, edition, by_key=key.identifier, reason=reason)
    return key


@transaction.atomic
def declare_key_lost(  # a declaration has that many parts
    key: SigningKey,
    *,
    edition: Edition,
    since: datetime,
    earlier: KeyEarlier,
    reason: str,
    by: Person,
) -> KeyLoss:
    """Nothing it signs from `since` on is believed; a new key is made at once."""
    _may_act(by, key.institution, edition)
    if KeyLoss.objects.filter(key=key).exists():
        raise AlreadyDeclaredLost
    if since > clock.now():
        raise LostInTheFuture
    held = _held_diplomas(key)
    loss = KeyLoss.objects.create(
        key=key,
        since=since,
        earlier=earlier,
        reason=reason.strip(),
        declared_at=clock.now(),
        declared_by=by,
    )
    _note(by, "declared a signing key lost", key, edition, since=since.isoformat(), reason=reason)
    _set_aside(loss, edition, held=held, by=by)
    if key.valid_until is None:
        SigningKey.objects.filter(pk=key.pk).update(valid_until=_this_second())
        _establish(key.institution, edition, by=by)
    return loss


def _held_diplomas(key: SigningKey) -> dict[int, Credential]:
    """Those that are still being signed, held before the key, in the order in which whoever signs
    takes them: nobody adds a proof between what is read here and what is kept."""
    waiting = Credential.objects.filter(edition__issuer=key.issuer, issued_at=None)
    return waiting.select_for_update(of=("self",)).order_by("pk").in_bulk()


def _set_aside(loss: KeyLoss, edition: Edition, *, held: dict[int, Credential], by: Person) -> None:
    """Diplomas not yet issued lose its signature, and wait for a new one."""
    waiting = Signature.objects.filter(key=loss.key, credential__issued_at=None)
    if loss.earlier == KeyEarlier.STAND:
        waiting = waiting.filter(signed_at__gte=loss.since.replace(microsecond=0))
    for signature in waiting.select_related("credential", "key"):
        credential = held.get(signature.credential_id, signature.credential)
        document = json.loads(bytes(credential.document))
        kept = document.pop("proof")
        proofs = kept if isinstance(kept, list) else [kept]
        left = [each for each in proofs if each["verificationMethod"] != loss.key.identifier]
        if left:
            document["proof"] = left[0] if len(left) == 1 else left
        credential.document = written(document)
        credential.digest = digest_of(credential.document)
        credential.save(update_fields=["document", "digest"])
        thing = Thing("diploma", str(credential.pk), credential.number)
        note(by, "set a signature aside", thing, edition=edition.slug, key=loss.key.identifier)
        signature.delete()


def _establish(institution: Institution, edition: Edition, *, by: Person | None) -> SigningKey:
    rank = SigningKey.objects.filter(institution=institution, issuer=edition.issuer).count() + 1
    key = SigningKey(
        institution=institution,
        issuer=edition.issuer,
        identifier=f"{edition.issuer}#{institution.slug}-{rank}",
        held_by=registrar_of(institution, edition),
        valid_from=_this_second(),
    )
    make_secret(key)
    key.save()
    open_list(institution, edition.issuer)
    _note(by, "established a signing key", key, edition, institution=institution.slug)
    return key


def _this_second() -> datetime:
    """Whole seconds, as signatures are dated: one made at once must not precede its key."""
    return clock.now().replace(microsecond=0)


def _may_act(by: Person, institution: Institution, edition: Edition) -> None:
    if institution.slug not in edition.institutions:
        raise NotASignatory
    if not acts_for(by, institution, edition):
        raise NotTheirInstitution


def _note(by: Person | None, verb: str, key: SigningKey, edition: Edition, **detail: str) -> None:
    thing = Thing("signing key", str(key.pk), key.identifier)
    note(by, verb, thing, edition=edition.slug, **detail)

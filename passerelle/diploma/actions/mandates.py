"""A registrar's standing word: to sign all that the jury awards, or not to sign one diploma."""

from __future__ import annotations

from django.db import transaction

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..errors import AlreadySigned, NotASignatory, NotTheirInstitution, RefusalWithoutReason
from ..models import Credential, Mandate, Refusal, Signature
from ..queries.batches import standing_mandates
from ..queries.signatories import acts_for


@transaction.atomic
def give_mandate(edition: Edition, *, institution: Institution, by: Person) -> Mandate:
    """Sign, from now on, every diploma of the edition that the jury awards; twice is once.

    That of a registrar who left fell with them: it is closed, and this one takes its place."""
    _may_act(by, institution, edition)
    in_force = [each.pk for each in standing_mandates(edition)]
    lapsed = Mandate.objects.filter(edition=edition, institution=institution, withdrawn_at=None)
    lapsed.exclude(pk__in=in_force).update(withdrawn_at=clock.now(), withdrawn_by=by)
    mandate, created = Mandate.objects.get_or_create(
        edition=edition,
        institution=institution,
        withdrawn_at=None,
        defaults={"given_by": by, "given_at": clock.now()},
    )
    if created:
        _note(by, "gave a mandate to sign", mandate)
    return mandate


@transaction.atomic
def withdraw_mandate(edition: Edition, *, institution: Institution, by: Person) -> None:
    """Nothing more is signed under it; what was signed stays signed."""
    _may_act(by, institution, edition)
    standing = Mandate.objects.filter(edition=edition, institution=institution, withdrawn_at=None)
    mandate = standing.select_related("edition", "institution").first()
    if mandate and standing.update(withdrawn_at=clock.now(), withdrawn_by=by):
        _note(by, "withdrew a mandate to sign", mandate)


@transaction.atomic
def refuse_to_sign(
    credential: Credential, *, institution: Institution, reason: str, by: Person
) -> Refusal:
    """The diploma waits, and says for whom; the reason stays between the institutions."""
    _may_act(by, institution, credential.edition)
    if not reason.strip():
        raise RefusalWithoutReason
    Credential.objects.select_for_update().only("pk").get(pk=credential.pk)  # whoever signs waits
    if Signature.objects.filter(credential=credential, institution=institution).exists():
        raise AlreadySigned
    refusal, created = Refusal.objects.get_or_create(
        credential=credential,
        institution=institution,
        lifted_at=None,
        defaults={"reason": reason.strip(), "at": clock.now(), "by": by},
    )
    if created:
        _note_of_diploma(by, "refused to sign a diploma", refusal)
    return refusal


@transaction.atomic
def lift_refusal(credential: Credential, *, institution: Institution, by: Person) -> None:
    """The institution may sign again; what it had refused, and why, stays on record."""
    _may_act(by, institution, credential.edition)
    standing = Refusal.objects.filter(
        credential=credential, institution=institution, lifted_at=None
    )
    refusal = standing.select_related("credential__edition", "institution").first()
    if refusal and standing.update(lifted_at=clock.now(), lifted_by=by):
        _note_of_diploma(by, "lifted a refusal to sign", refusal)


def _may_act(by: Person, institution: Institution, edition: Edition) -> None:
    if institution.slug not in edition.institutions:
        raise NotASignatory
    if not acts_for(by, institution, edition):
        raise NotTheirInstitution


def _note(by: Person, verb: str, mandate: Mandate) -> None:
    thing = Thing("edition", str(mandate.edition_id), mandate.edition.slug)
    detail = {"institution": mandate.institution.slug}
    note(by, verb, thing, edition=mandate.edition.slug, **detail)


def _note_of_diploma(by: Person, verb: str, refusal: Refusal) -> None:
    credential = refusal.credential
    thing = Thing("diploma", str(credential.pk), credential.number)
    detail = {"institution": refusal.institution.slug}
    note(by, verb, thing, edition=credential.edition.slug, **detail)

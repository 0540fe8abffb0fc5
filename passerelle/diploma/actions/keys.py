"""Institutions get the keys they sign with."""

from __future__ import annotations

import secrets

from django.db import transaction

from passerelle.engines import credential as engine
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..models import SigningKey
from ..queries.signatories import registrar_of, signatories_of
from ..sealing import sealed

_SEED_BYTES = 32


@transaction.atomic
def establish_keys(edition: Edition, *, by: Person | None = None) -> list[SigningKey]:
    """Make a key for each signatory that has none in use; return those just made."""
    existing = SigningKey.objects.filter(issuer=edition.issuer)
    in_use = set(existing.filter(valid_until=None).values_list("institution_id", flat=True))
    return [
        _establish(institution, edition, rank=_rank(institution, edition), by=by)
        for institution in signatories_of(edition)
        if institution.pk not in in_use
    ]


def _rank(institution: Institution, edition: Edition) -> int:
    return SigningKey.objects.filter(institution=institution, issuer=edition.issuer).count() + 1


def _establish(
    institution: Institution, edition: Edition, *, rank: int, by: Person | None
) -> SigningKey:
    seed = secrets.token_bytes(_SEED_BYTES)
    identifier = f"{edition.issuer}#{institution.slug}-{rank}"
    key = SigningKey.objects.create(
        institution=institution,
        issuer=edition.issuer,
        identifier=identifier,
        public_multibase=engine.SigningKey.from_seed(seed).public_multibase,
        sealed_seed=sealed(seed, identifier=identifier),
        held_by=registrar_of(institution, edition),
        # Whole seconds, as signatures are dated: one made at once must not precede its key.
        valid_from=clock.now().replace(microsecond=0),
    )
    thing = Thing("signing key", str(key.pk), identifier)
    note(by, "established a signing key", thing, edition=edition.slug, institution=institution.slug)
    return key

"""The keys of an edition's signatories, as the desk shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q

from passerelle.engines.credential import key_digest
from passerelle.people.models import Institution
from passerelle.programme.models import Edition

from ..models import KeyLoss, Signature, SigningKey


@dataclass(frozen=True, slots=True)
class KeptKey:
    """A key with what was signed by it, and the day it was lost, if it was."""

    key: SigningKey
    digest: str
    signed: int
    loss: KeyLoss | None

    @property
    def is_in_use(self) -> bool:
        return self.key.valid_until is None


def keys_of(edition: Edition, *, institution: Institution | None) -> list[KeptKey]:
    """Those of one institution, or of all that sign; the latest first in each."""
    signed_since = Signature.objects.filter(key__issuer=edition.issuer)
    counts = dict(signed_since.values_list("key").annotate(n=Count("pk")))
    keys = SigningKey.objects.filter(
        issuer=edition.issuer, institution__slug__in=edition.institutions
    )
    if institution is not None:
        keys = keys.filter(institution=institution)
    rows = keys.select_related("institution", "held_by", "loss").defer("sealed_seed")
    return [
        KeptKey(
            key=key,
            digest=key_digest(key.public_multibase),
            signed=counts.get(key.pk, 0),
            loss=getattr(key, "loss", None),
        )
        for key in rows.order_by("institution__slug", "-valid_from", "-id")
    ]


def refused_diplomas(loss: KeyLoss) -> int:
    """How many issued diplomas will be refused since the key was declared lost."""
    issued = Signature.objects.filter(key=loss.key, credential__issued_at__isnull=False)
    since = Q(signed_at__gte=F("key__loss__since")) | Q(key__loss__earlier="fall")
    return issued.filter(since).count()

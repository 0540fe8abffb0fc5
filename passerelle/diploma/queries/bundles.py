"""What the holder keeps: the diploma with all that verifies it once this site is gone."""

from __future__ import annotations

import json

from passerelle.engines import credential as engine
from passerelle.foundation import clock

from ..document import written
from ..models import Document, StatusEntry, naming
from .status import published_status_list
from .trust import publishable, trust_list_of

_PURPOSES: tuple[engine.Purpose, ...] = ("revocation", "suspension")


def bundle_of(document: Document) -> bytes:
    """The bundle of an issued document as of now: its lists and keys as they are published."""
    trust = trust_list_of(document.edition.issuer)
    assert trust is not None  # the edition itself is in it
    entries = StatusEntry.objects.filter(**naming(document)).select_related(
        "institution", "status_list"
    )
    lists = [
        published_status_list(entry.institution, entry.status_list.number, purpose)
        for entry in entries.order_by("id")
        for purpose in _PURPOSES
    ]
    bundle = engine.build_bundle(
        json.loads(bytes(document.document)),
        trust=publishable(trust),
        status_lists=[json.loads(each) for each in lists if each is not None],
        made_at=clock.now(),
    )
    return written(bundle)

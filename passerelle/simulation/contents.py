"""What a stored case says: its files read into the engine's value, once per process and digest."""

from __future__ import annotations

from functools import lru_cache

from passerelle.engines.encounter import Case as Written
from passerelle.engines.encounter import Finding, Investigation, Treatment
from passerelle.programme.models import Blob

from .enums import OrderKind
from .kinds import FOLDER
from .kinds.cases import CASE, case_of
from .models import Case

_MOST_KEPT = 64
Item = Finding | Investigation | Treatment


def written(case: Case) -> Written:
    """The case as its author wrote it."""
    return _read(case.slug, case.files[CASE])


# A digest never changes its bytes, so the answer is kept.
@lru_cache(maxsize=_MOST_KEPT)
def _read(slug: str, digest: str) -> Written:
    return case_of({f"{FOLDER}/{slug}/{CASE}": bytes_of(digest)}, slug)


def bytes_of(digest: str) -> bytes:
    return bytes(Blob.objects.values_list("data", flat=True).get(digest=digest))


def items_of(case: Written, kind: str) -> tuple[Item, ...]:
    """What may be examined, asked for or given, in the order of the case."""
    if kind == OrderKind.EXAMINATION:
        return case.examination
    return case.tests if kind == OrderKind.TEST else case.treatments


def item_named(case: Written, kind: str, item: str) -> Item | None:
    return next((each for each in items_of(case, kind) if each.id == item), None)

"""A loaded revision becomes outputs to criticise and items of concordance.

A changed item is a new row: responses keep the one they were given on. What a revision no longer
holds is retired, never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.programme.actions import translated
from passerelle.programme.models import Edition
from passerelle.programme.source import ProgrammeSource

from ..models import ConcordanceItem, CritiqueItem
from .critique_checks import CONCORDANCE, items_in
from .critique_schemas import ConcordanceFile


def apply_critiques(edition: Edition, source: ProgrammeSource) -> None:
    """Inside the loader's transaction."""
    kept = []
    for slug, yaml, file in items_in(source):
        title = {"title": translated(file.title)}
        written = file.model_dump(mode="json")
        digest = digest_of(source.files[yaml.name])
        kept.append(_stands(CritiqueItem, edition, slug, digest, {"written": written} | title))
    _retire(CritiqueItem, edition, kept)
    shifts = []
    for slug, item in _concordance_in(source).items():
        digest = digest_of(repr(sorted(item.items())).encode())
        shifts.append(_stands(ConcordanceItem, edition, slug, digest, {"written": item}))
    _retire(ConcordanceItem, edition, shifts)


def _concordance_in(source: ProgrammeSource) -> Mapping[str, dict[str, Any]]:  # Any: JSON
    if CONCORDANCE not in source.files:
        return {}
    _, file = source.typed(CONCORDANCE, ConcordanceFile)
    return {each.id: each.model_dump(mode="json") for each in (file.items if file else [])}


def _stands(
    model: type[CritiqueItem] | type[ConcordanceItem],
    edition: Edition,
    slug: str,
    digest: str,
    values: Mapping[str, Any],  # Any: the columns of either
) -> int:
    """The row of this digest stands, and no earlier one of the same slug."""
    now = clock.now()
    earlier = model.objects.filter(edition=edition, slug=slug, retired_at=None)
    earlier.exclude(digest=digest).update(retired_at=now)
    row, _ = model.objects.update_or_create(
        edition=edition,
        slug=slug,
        digest=digest,
        defaults={"retired_at": None},
        create_defaults={**values, "loaded_at": now},
    )
    return row.pk


def _retire(
    model: type[CritiqueItem] | type[ConcordanceItem], edition: Edition, kept: list[int]
) -> None:
    gone = model.objects.filter(edition=edition, retired_at=None).exclude(pk__in=kept)
    gone.update(retired_at=clock.now())

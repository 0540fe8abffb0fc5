"""The second reading of an item, and the panel's answers of script concordance."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..errors import NoSuchItem
from ..models import ConcordanceItem, CritiqueItem, SecondReading, TrustShift


@transaction.atomic
def reread(item: CritiqueItem, *, by: Person, approves: bool, remark: str) -> SecondReading:
    """Sign that one has reread an item against its key; the last word counts."""
    reading, _ = SecondReading.objects.update_or_create(
        item=item,
        by=by,
        defaults={"approves": approves, "remark": remark.strip(), "at": clock.now()},
    )
    thing = Thing("critique", str(item.pk), item.title.fr)
    note(by, "reread an output", thing, edition=item.edition.slug, approves=approves)
    return reading


@transaction.atomic
def answer_for_panel(edition: Edition, *, by: Person, shifts: Mapping[str, int]) -> int:
    """An expert's answers by slug: what learners' answers are set beside. The last word counts."""
    items = ConcordanceItem.objects.filter(edition=edition, retired_at=None, slug__in=shifts)
    found = {item.slug: item for item in items}
    if set(found) != set(shifts):
        raise NoSuchItem
    now = clock.now()
    earlier = {
        row.item_id: row
        for row in TrustShift.objects.select_for_update().filter(
            item__in=found.values(), person=by, attempt=None
        )
    }
    rows = [
        TrustShift(
            pk=earlier[item.pk].pk if item.pk in earlier else None,
            item=item,
            person=by,
            shift=shifts[slug],
            at=now,
        )
        for slug, item in found.items()
    ]
    TrustShift.objects.bulk_create([row for row in rows if row.pk is None])
    TrustShift.objects.bulk_update([row for row in rows if row.pk is not None], ["shift", "at"])
    thing = Thing("edition", edition.slug, edition.title.fr)
    note(by, "answered for the panel", thing, edition=edition.slug, answers=len(rows))
    return len(rows)

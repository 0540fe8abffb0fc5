"""What is decided beside the talk; each is safe to send twice."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from passerelle.foundation import clock
from passerelle.people.models import Person

from ..contents import item_named, written
from ..enums import Likelihood, OrderKind
from ..errors import KeyUsedElsewhere, NoSuchItem, NoteWrittenMeanwhile, NotObtained
from ..models import Encounter, Handoff, Hypothesis, Order
from ..queries.obtained import obtained_in
from .locking import locked

LONGEST_HANDOFF = 6000


@transaction.atomic
def order(encounter: Encounter, *, kind: OrderKind, item: str, by: Person) -> Order:
    """Examine, test or treat: once each; the clock and the cost move with it."""
    standing = locked(encounter)
    ordered = item_named(written(standing.case), kind, item)
    if ordered is None:
        raise NoSuchItem
    known = Order.objects.filter(encounter=standing, kind=kind, item=item).first()
    if known is not None:
        return known
    standing.clock_seconds += 60 * getattr(ordered, "minutes", 0)
    standing.cost_cents += getattr(ordered, "cost_cents", 0)
    standing.save(update_fields=["clock_seconds", "cost_cents"])
    return Order.objects.create(
        encounter=standing,
        kind=kind,
        item=item,
        after_turn=standing.turns_taken,
        clock_seconds=standing.clock_seconds,
        at=clock.now(),
        by=by,
    )


@transaction.atomic
def commit_hypothesis(
    encounter: Encounter,
    *,
    text: str,
    likelihood: Likelihood,
    reasons: Sequence[str],
    by: Person,
    form_key: UUID,
    instead_of: int | None = None,
) -> Hypothesis:
    """Commit to a hypothesis; `instead_of` is the earlier one that it replaces."""
    standing = locked(encounter)
    known = Hypothesis.objects.filter(form_key=form_key).first()
    if known is not None:
        if known.encounter_id != standing.pk:
            raise KeyUsedElsewhere
        return known
    if not set(reasons) <= set(obtained_in(standing).ids):
        raise NotObtained
    if instead_of is not None:
        _set_aside(standing, instead_of)
    return Hypothesis.objects.create(
        encounter=standing,
        text=text.strip(),
        likelihood=likelihood,
        reasons=list(dict.fromkeys(reasons)),
        after_turn=standing.turns_taken,
        at=clock.now(),
        by=by,
        form_key=form_key,
    )


@transaction.atomic
def set_hypothesis_aside(encounter: Encounter, hypothesis_id: int) -> None:
    """It no longer stands; that it once did is kept."""
    _set_aside(locked(encounter), hypothesis_id)


def _set_aside(encounter: Encounter, hypothesis_id: int) -> None:
    standing = encounter.hypotheses.filter(pk=hypothesis_id, set_aside_at=None)
    standing.update(set_aside_at=clock.now())


@transaction.atomic
def write_handoff(encounter: Encounter, *, text: str, by: Person, read: str = "") -> Handoff:
    """Keep the hand-off note as it stands; it is final when the encounter ends.

    `read` is the version that its author had before them: what a teammate wrote since is not
    written over."""
    standing = locked(encounter)
    known = Handoff.objects.filter(encounter=standing).select_related("written_by").first()
    if known is not None and known.written_by_id != by.pk and known.version != read:
        raise NoteWrittenMeanwhile(str(known.written_by))
    kept, _ = Handoff.objects.update_or_create(
        encounter=standing,
        defaults={"text": text[:LONGEST_HANDOFF], "written_at": clock.now(), "written_by": by},
    )
    return kept

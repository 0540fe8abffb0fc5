"""An author looks at what a patient did not understand, and teaches it a phrasing."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from passerelle.foundation import clock, jobs
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..contents import written
from ..enums import REPLAY
from ..errors import NoSuchItem, NotAPhrasing, PhrasingStands
from ..models import AddedPhrasing, Turn, TurnReviewed
from ..queries.reviews import case_in_force, fact_named, same_words

LONGEST_PHRASING = 200


@transaction.atomic
def leave_as_it_is(turn: Turn, *, edition: Edition, by: Person) -> None:
    """Rightly answered: the question waits no longer, nor do those in the same words."""
    now = clock.now()
    TurnReviewed.objects.bulk_create(
        [TurnReviewed(turn=each, by=by, at=now) for each in same_words(edition, turn)],
        ignore_conflicts=True,
    )


@transaction.atomic
def add_phrasing(turn: Turn, *, edition: Edition, fact: str, by: Person) -> AddedPhrasing:
    """Make the question a phrasing of a fact; it counts once all past questions are replayed."""
    case = case_in_force(edition, turn.encounter.case.slug)
    if case is None or fact_named(written(case), fact) is None:
        raise NoSuchItem
    if len(turn.text) > LONGEST_PHRASING:
        raise NotAPhrasing
    try:
        with transaction.atomic():
            added = AddedPhrasing.objects.create(
                edition=edition,
                case_slug=case.slug,
                fact=fact,
                language=turn.encounter.language,
                text=turn.text,
                turn=turn,
                by=by,
                at=clock.now(),
            )
    except IntegrityError:
        raise PhrasingStands from None
    others = [each for each in same_words(edition, turn) if each.pk != turn.pk]
    TurnReviewed.objects.bulk_create(
        [TurnReviewed(turn=each, by=by, at=added.at) for each in others], ignore_conflicts=True
    )
    thing = Thing("case", case.slug, case.title.fr)
    note(by, "added a phrasing", thing, edition=edition.slug, fact=fact)
    jobs.later(REPLAY, phrasing_id=added.pk)
    return added


@transaction.atomic
def withdraw_phrasing(added: AddedPhrasing, *, by: Person) -> None:
    """The patient forgets it; what was answered meanwhile stays."""
    standing = AddedPhrasing.objects.select_for_update().get(pk=added.pk)
    if standing.withdrawn_at is None:
        standing.withdrawn_at = clock.now()
        standing.save(update_fields=["withdrawn_at"])
        thing = Thing("case", standing.case_slug, standing.case_slug)
        note(by, "withdrew a phrasing", thing, edition=standing.edition.slug, fact=standing.fact)

"""An author looks at what a patient did not understand, and teaches it a phrasing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from passerelle.engines.encounter import Case as Written
from passerelle.engines.encounter import Language, Level, Reader, folded
from passerelle.foundation import clock, jobs
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..contents import written
from ..enums import REPLAY
from ..errors import NoSuchItem, NotAPhrasing, PhrasingStands
from ..models import AddedPhrasing, Turn, TurnReviewed
from ..queries.reviews import (
    PastQuestion,
    case_in_force,
    fact_named,
    past_questions,
    same_words,
)
from ..readers import reader_with
from ..regression import questions_on_no_secret

LONGEST_PHRASING = 200
LEAKS = "leaks"  # a sensitive fact would be told by a question that did not ask for it


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


def replay(phrasing_id: int) -> None:
    """Every past question is understood anew; a leak refuses the phrasing. Safe to run twice."""
    added = AddedPhrasing.objects.select_related("edition").get(pk=phrasing_id)
    case = case_in_force(added.edition, added.case_slug)
    if added.replayed_at is not None or case is None:
        return
    questions = past_questions(added.edition, added.case_slug)
    before, after = reader_with(case, without=added), reader_with(case, also=added)
    changes = list(_changes(questions, before=before, after=after))
    leaks = any(_leaks(written(case), added, each) for each in changes)
    leaks = leaks or _lets_out(written(case), added, before=before, after=after)
    added.refusal = LEAKS if leaks else ""
    added.changes = [asdict(each) for each in changes]
    added.replayed, added.replayed_at = len(questions), clock.now()
    added.save(update_fields=["refusal", "changes", "replayed", "replayed_at"])


@dataclass(frozen=True, slots=True)
class Change:
    """A past question that would be answered otherwise: facts before, facts after."""

    text: str
    language: Language
    before: list[str]
    after: list[str]


def _changes(
    questions: Iterable[PastQuestion], *, before: Reader, after: Reader
) -> Iterator[Change]:
    for each in questions:
        was, now = _facts(before, each), _facts(after, each)
        if was != now:
            yield Change(each.text, each.language, was, now)


def _facts(reader: Reader, asked: PastQuestion) -> list[str]:
    readings = reader.read(asked.text, language=asked.language, earlier=())
    return [fact for reading in readings for fact in reading.facts]


def _leaks(case: Written, added: AddedPhrasing, change: Change) -> bool:
    """Another question would now be told a sensitive fact."""
    sensitive = {fact.id for fact in case.facts if fact.level is Level.SENSITIVE}
    is_another = folded(change.text) != folded(added.text)
    return is_another and bool(sensitive & (set(change.after) - set(change.before)))


def _lets_out(case: Written, added: AddedPhrasing, *, before: Reader, after: Reader) -> bool:
    """A greeting, a follow-up or a hostile prompt would now be told the secret: few questions may
    have been asked yet."""
    fact = fact_named(case, added.fact)
    if fact is None or fact.level is not Level.SENSITIVE:
        return False
    asked = (PastQuestion(text, language) for text, language in questions_on_no_secret(case))
    told = (each for each in asked if fact.id in _facts(after, each))
    return any(fact.id not in _facts(before, each) for each in told)

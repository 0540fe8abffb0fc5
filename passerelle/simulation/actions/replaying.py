"""Before a phrasing counts, every past question is heard again, with it and without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from passerelle.engines.encounter import Asking, Language, Level, ManyReader, Reading, folded
from passerelle.engines.encounter import Case as Written
from passerelle.foundation import clock

from ..contents import written
from ..models import AddedPhrasing
from ..queries.reviews import case_in_force, fact_named, past_questions
from ..readers import embedded_once, reader_with
from ..regression import questions_on_no_secret

LEAKS = "leaks"  # a sensitive fact would be told by a question that did not ask for it
_TOGETHER = 32  # about a second: the bar moves as often


@dataclass(frozen=True, slots=True)
class Change:
    """A past question that would be answered otherwise: facts before, facts after."""

    text: str
    language: Language
    before: list[str]
    after: list[str]


def replay(phrasing_id: int) -> None:
    """Every past question is understood anew; a leak refuses the phrasing. Safe to run twice."""
    added = AddedPhrasing.objects.select_related("edition").get(pk=phrasing_id)
    case = case_in_force(added.edition, added.case_slug)
    if added.replayed_at is not None or case is None:
        return
    content = written(case)
    questions = past_questions(added.edition, added.case_slug)
    others = _on_no_secret(content, added)
    bar = _Bar(added, len(questions) + len(others))
    before, after = reader_with(case, without=added), reader_with(case, also=added)
    with embedded_once():
        changes = list(_changes(questions, before=before, after=after, heard=bar.moved))
        leaks = any(_leaks(content, added, each) for each in changes)
        if not leaks:
            strangers = _changes(others, before=before, after=after, heard=bar.moved)
            leaks = any(added.fact in set(each.after) - set(each.before) for each in strangers)
    added.refusal = LEAKS if leaks else ""
    added.changes = [asdict(each) for each in changes]
    added.replayed, added.replayed_at = len(questions), clock.now()
    added.save(update_fields=["refusal", "changes", "replayed", "replayed_at"])


class _Bar:
    """How far a replay is, written where the page of the case reads it."""

    def __init__(self, added: AddedPhrasing, whole: int) -> None:
        self._row, self._heard = AddedPhrasing.objects.filter(pk=added.pk), 0
        self._row.update(replayed=0, to_replay=whole)

    def moved(self, count: int) -> None:
        self._heard += count
        self._row.update(replayed=self._heard)


def _changes(
    questions: Sequence[Asking],
    *,
    before: ManyReader,
    after: ManyReader,
    heard: Callable[[int], None],
) -> Iterator[Change]:
    for start in range(0, len(questions), _TOGETHER):
        some = questions[start : start + _TOGETHER]
        for asked, was, now in zip(some, _facts(before, some), _facts(after, some), strict=True):
            if was != now:
                yield Change(*asked, was, now)
        heard(len(some))


def _facts(reader: ManyReader, asked: Sequence[Asking]) -> list[list[str]]:
    return [_told(readings) for readings in reader.read_each(asked)]


def _told(readings: Iterable[Reading]) -> list[str]:
    return [fact for reading in readings for fact in reading.facts]


def _leaks(case: Written, added: AddedPhrasing, change: Change) -> bool:
    """Another question would now be told a sensitive fact."""
    sensitive = {fact.id for fact in case.facts if fact.level is Level.SENSITIVE}
    is_another = folded(change.text) != folded(added.text)
    return is_another and bool(sensitive & (set(change.after) - set(change.before)))


def _on_no_secret(case: Written, added: AddedPhrasing) -> list[Asking]:
    """Greetings, follow-ups and hostile prompts, when the phrasing is of a sensitive fact: few
    questions may have been asked yet."""
    fact = fact_named(case, added.fact)
    if fact is None or fact.level is not Level.SENSITIVE:
        return []
    return list(questions_on_no_secret(case))

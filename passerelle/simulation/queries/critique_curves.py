"""A learner's curve over the year, and what the year changed in the cohort."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from passerelle.campus.models import Enrolment
from passerelle.engines.critique import Change, Report, Share, change, report
from passerelle.programme.models import Edition

from ..critique_marks import response_of
from ..enums import CRITIQUE, Flaw
from ..models import Critique
from ..series import AFTER, BEFORE

LEAST_LEARNERS = 5  # below, a mean would nearly name someone


@dataclass(frozen=True, slots=True)
class Taken:
    """One series of one learner, submitted."""

    attempt: int
    title: str
    wave: str
    submitted_at: datetime
    report: Report


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """How an output was met: of a faulty one, who noticed; of a sound one, who challenged it."""

    slug: str
    title: str
    flagged: Share
    is_sound: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """The cohort's two measures. `paired` are the learners who took both."""

    before: int
    after: int
    d_prime: Change | None
    switched: Change | None
    types: tuple[tuple[str, Share, Share], ...]
    items: tuple[ItemFigures, ...]


def curve_of(enrolment: Enrolment) -> tuple[Taken, ...]:
    """Every series that a learner submitted, in order: one query."""
    found: dict[int, list[Critique]] = defaultdict(list)
    for critique in _submitted(enrolment.edition).filter(attempt__enrolment=enrolment):
        found[critique.attempt_id].append(critique)
    taken = [_taken(rows) for rows in found.values()]
    return tuple(sorted(taken, key=lambda each: each.submitted_at))


def evidence_of(edition: Edition) -> Evidence:
    """One query, whatever the number of learners."""
    rows = list(_submitted(edition).filter(attempt__activity__settings__wave__in=(BEFORE, AFTER)))
    series: dict[tuple[str, int], list[Critique]] = defaultdict(list)
    for row in rows:
        if row.attempt.enrolment_id is not None:
            wave = row.attempt.activity.settings["wave"]
            series[wave, row.attempt.enrolment_id].append(row)
    told = {key: report([response_of(each) for each in found]) for key, found in series.items()}
    before = {learner: each for (wave, learner), each in told.items() if wave == BEFORE}
    after = {learner: each for (wave, learner), each in told.items() if wave == AFTER}
    return Evidence(
        before=len(before),
        after=len(after),
        d_prime=_change(before, after, _d_prime),
        switched=_change(before, after, _switched),
        types=_types(_told_of(before), _told_of(after)),
        items=_items(rows),
    )


def _submitted(edition: Edition) -> QuerySet[Critique]:
    """Judged outputs of submitted series, with what the engine needs."""
    return Critique.objects.filter(
        attempt__activity__edition=edition,
        attempt__activity__kind=CRITIQUE,
        attempt__submitted_at__isnull=False,
        submitted_at__isnull=False,
    ).select_related("item", "attempt__activity")


def _taken(rows: Sequence[Critique]) -> Taken:
    attempt = rows[0].attempt
    submitted = attempt.submitted_at
    assert submitted is not None, "only submitted series are asked for"
    return Taken(
        attempt=attempt.pk,
        title=str(attempt.activity.title),
        wave=attempt.activity.settings["wave"],
        submitted_at=submitted,
        report=report([response_of(each) for each in rows]),
    )


def _d_prime(told: Report) -> float | None:
    return told.by_sentence.d_prime


def _switched(told: Report) -> float | None:
    return told.reliance.switched_to_wrong.value


def _change(
    before: Mapping[int, Report],
    after: Mapping[int, Report],
    figure: Callable[[Report], float | None],
) -> Change | None:
    """Of the learners measured twice, in the order of their numbers."""
    pairs = []
    for learner in sorted(before.keys() & after.keys()):
        one, other = figure(before[learner]), figure(after[learner])
        if one is not None and other is not None:
            pairs.append((one, other))
    if len(pairs) < LEAST_LEARNERS:
        return None
    return change([one for one, _ in pairs], [other for _, other in pairs])


def _told_of(measured: Mapping[int, Report]) -> Iterable[Report]:
    """Of a few, nothing: their figures would be someone's."""
    return measured.values() if len(measured) >= LEAST_LEARNERS else ()


def _types(
    before: Iterable[Report], after: Iterable[Report]
) -> tuple[tuple[str, Share, Share], ...]:
    """By type of error, found of planted, in all learners together."""
    first, last = _recall(before), _recall(after)
    nothing = Share(0, 0)
    return tuple(
        (str(Flaw(kind).label), first.get(kind, nothing), last.get(kind, nothing))
        for kind in Flaw.values
        if kind in first or kind in last
    )


def _recall(reports: Iterable[Report]) -> dict[str, Share]:
    found: dict[str, Share] = {}
    for told in reports:
        for row in told.types:
            known = found.get(row.type.value, Share(0, 0))
            found[row.type.value] = Share(
                known.count + row.found.count, known.cases + row.found.cases
            )
    return found


def _items(rows: Iterable[Critique]) -> tuple[ItemFigures, ...]:
    met: dict[str, list[Critique]] = defaultdict(list)
    for row in rows:
        met[row.item.slug].append(row)
    return tuple(
        ItemFigures(
            slug=slug,
            title=str(found[0].item.title),
            flagged=Share(sum(map(_is_flagged, found)), len(found)),
            is_sound=not found[0].item.written["errors"],
        )
        for slug, found in sorted(met.items())
        if len(found) >= LEAST_LEARNERS  # each learner meets an output once
    )


def _is_flagged(critique: Critique) -> bool:
    return bool(critique.marks) or critique.verdict != "accept"

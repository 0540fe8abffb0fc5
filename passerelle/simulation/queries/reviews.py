"""The questions that a patient did not understand, for its author; never who asked them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from django.db.models import Count, Exists, OuterRef, QuerySet

from passerelle.engines.encounter import Asking, Fact, Kind, Language
from passerelle.engines.encounter import Case as Written
from passerelle.programme.models import Edition

from ..models import AddedPhrasing, Case, Turn

NOT_UNDERSTOOD = (Kind.UNKNOWN, Kind.CLARIFY, Kind.DENIED)
MOST_SHOWN = 60
MOST_REPLAYED = 3_000


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case of the edition, with what waits for its author."""

    slug: str
    title: str
    is_draft: bool
    encounters: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question, with how often it was asked in these words."""

    turn: int
    text: str
    language: str
    kind: str
    say: str
    times: int


def cases_of(edition: Edition) -> tuple[CaseRow, ...]:
    """Three queries."""
    cases = Case.objects.filter(edition=edition, retired_at=None)
    met = Case.objects.filter(edition=edition).values("slug")
    encounters = dict(met.annotate(n=Count("encounters")).values_list("slug", "n"))
    waiting = dict(
        _unreviewed(edition)
        .order_by()
        .values("encounter__case__slug")
        .annotate(n=Count("pk"))
        .values_list("encounter__case__slug", "n")
    )
    return tuple(
        CaseRow(
            slug=case.slug,
            title=str(case.title),
            is_draft=case.is_draft,
            encounters=encounters.get(case.slug, 0),
            waiting=waiting.get(case.slug, 0),
        )
        for case in cases
    )


def waiting_in(edition: Edition, slug: str) -> tuple[tuple[Waiting, ...], int]:
    """What waits, most asked first, and how many more there are: one query."""
    turns = _unreviewed(edition).filter(encounter__case__slug=slug)
    groups: dict[tuple[str, str], list[Turn]] = defaultdict(list)
    for turn in turns.select_related("encounter").order_by("-pk")[:MOST_REPLAYED]:
        groups[_folded(turn.text), turn.encounter.language].append(turn)
    found = sorted(groups.values(), key=lambda each: (-len(each), -each[0].pk))
    shown = tuple(
        Waiting(
            turn=each[0].pk,
            text=each[0].text,
            language=each[0].encounter.language,
            kind=each[0].kind,
            say=each[0].say,
            times=len(each),
        )
        for each in found[:MOST_SHOWN]
    )
    return shown, max(0, len(found) - MOST_SHOWN)


def turn_waiting(edition: Edition, turn_id: int) -> Turn | None:
    found = _unreviewed(edition).filter(pk=turn_id)
    return found.select_related("encounter__case").first()


def same_words(edition: Edition, turn: Turn) -> list[Turn]:
    """Every turn that waits in the same words, in the same language."""
    turns = _unreviewed(edition).filter(
        encounter__case__slug=turn.encounter.case.slug, encounter__language=turn.encounter.language
    )
    return [each for each in turns if _folded(each.text) == _folded(turn.text)]


def _unreviewed(edition: Edition) -> QuerySet[Turn]:
    """Denials too: a denial may be a fact that was missed. What a withdrawn phrasing was made of
    waits again."""
    standing = AddedPhrasing.objects.filter(turn=OuterRef("pk"), withdrawn_at=None)
    return Turn.objects.filter(
        ~Exists(standing),
        kind__in=NOT_UNDERSTOOD,
        encounter__case__edition=edition,
        review=None,
    ).order_by("pk")


def case_in_force(edition: Edition, slug: str) -> Case | None:
    return Case.objects.filter(edition=edition, slug=slug, retired_at=None).first()


def phrasings_of(edition: Edition, slug: str) -> Sequence[AddedPhrasing]:
    """Those that stand, the latest first: one query."""
    found = AddedPhrasing.objects.filter(edition=edition, case_slug=slug, withdrawn_at=None)
    return list(found.select_related("by").order_by("-pk"))


def past_questions(edition: Edition, slug: str) -> list[Asking]:
    """Every question ever asked of the case in this edition, in its own words, once."""
    turns = Turn.objects.filter(encounter__case__edition=edition, encounter__case__slug=slug)
    rows = turns.order_by("-pk").values_list("text", "encounter__language")[: 4 * MOST_REPLAYED]
    found: dict[tuple[str, Language], Asking] = {}
    for text, language in rows:
        spoken = cast(Language, language)  # the column's choices are the engine's
        found.setdefault((_folded(text), spoken), Asking(text, spoken))
    return list(found.values())[:MOST_REPLAYED]


def _folded(text: str) -> str:
    return " ".join(text.casefold().strip(" ?!.…").split())


def fact_named(case: Written, fact: str) -> Fact | None:
    return next((each for each in case.facts if each.id == fact), None)


def labels_of(case: Written, facts: Iterable[str], language: Language) -> str:
    """Facts as an author names them."""
    by_id = {fact.id: fact.label.in_language(language) for fact in case.facts}
    return ", ".join(by_id.get(fact, fact) for fact in facts)

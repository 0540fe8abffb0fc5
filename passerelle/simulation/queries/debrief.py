"""What came of an encounter: its score, what was left out, what its author says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from passerelle.campus.prose import html_of
from passerelle.engines.encounter import Case, Claim, Fact, Score, Source, debrief, score
from passerelle.foundation.translated import Language, reading_language

from ..contents import Item, written
from ..models import Encounter
from ..score_words import ScoreRow, rows_of, said_of
from ..scoring import performance_of, taken_in

_IMPORTANT = 2  # of the weights 0 to 3 that an author gives to facts


@dataclass(frozen=True, slots=True)
class Said:
    """A thing with the reason it is shown; `is_grave` when it comes before the others."""

    title: str
    why: str = ""
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class DebriefPage:
    """In the reader's language, whichever the talk was in.

    Of what was never asked, `besides` holds what weighs less."""

    case: Case
    score: Score
    rows: tuple[ScoreRow, ...]
    never_asked: tuple[Said, ...]
    besides: tuple[Said, ...]
    asked_bluntly: tuple[Said, ...]
    not_done: tuple[Said, ...]
    vain: tuple[Said, ...]
    not_named: tuple[Said, ...]
    handed_off: tuple[Said, ...]
    not_handed_off: tuple[Said, ...]
    taken_wrongly: tuple[Said, ...]
    refused_wrongly: tuple[Said, ...]
    html: SafeString
    sources: tuple[Source, ...]

    @property
    def total(self) -> str:
        return said_of(self.score.points, self.score.maximum)


def debrief_of(encounter: Encounter) -> DebriefPage:
    """Three queries."""
    case, language = written(encounter.case), reading_language()
    performance = performance_of(
        encounter,
        orders=encounter.orders.all(),
        hypotheses=encounter.hypotheses.all(),
        taken=taken_in(encounter) if encounter.with_assistant else {},
    )
    found, left_out = score(case, performance), debrief(case, performance)
    blunt = (*left_out.asked_bluntly, *left_out.told_after_bluntness)
    weighty = [each for each in left_out.never_asked if _matters(each)]
    lighter = [each for each in left_out.never_asked if not _matters(each)]
    return DebriefPage(
        case=case,
        score=found,
        rows=rows_of(found, case),
        never_asked=_facts(weighty, language),
        besides=_facts(lighter, language),
        asked_bluntly=tuple(Said(each.label.in_language(language)) for each in blunt),
        not_done=_acts(left_out.not_done, language),
        vain=_acts(left_out.vain, language),
        not_named=tuple(Said(each.title.in_language(language)) for each in left_out.not_named),
        handed_off=tuple(
            Said(each.item.title.in_language(language), each.sentence)
            for each in left_out.handed_off
        ),
        not_handed_off=tuple(
            Said(each.title.in_language(language)) for each in left_out.not_handed_off
        ),
        taken_wrongly=_claims(left_out.taken_wrongly, language),
        refused_wrongly=_claims(left_out.refused_wrongly, language),
        html=_prose(case, language),
        sources=case.sources,
    )


def _matters(fact: Fact) -> bool:
    return fact.red_flag or fact.weight >= _IMPORTANT


def _facts(facts: Iterable[Fact], language: Language) -> tuple[Said, ...]:
    return tuple(Said(each.label.in_language(language), is_grave=each.red_flag) for each in facts)


def _acts(acts: Iterable[Item], language: Language) -> tuple[Said, ...]:
    return tuple(
        Said(
            each.title.in_language(language),
            " ".join(
                words.in_language(language)
                for words in (each.why, getattr(each, "harm", None))
                if words is not None
            ),
            is_grave=each.worth == "harmful",
        )
        for each in acts
    )


def _claims(claims: Iterable[Claim], language: Language) -> tuple[Said, ...]:
    return tuple(
        Said(each.text.in_language(language), each.why.in_language(language)) for each in claims
    )


def _prose(case: Case, language: Language) -> SafeString:
    """The author's Markdown; what `html_of` gives is already cleaned."""
    return mark_safe(html_of(case.debrief.in_language(language), language=language))  # noqa: S308

"""What came of a series and of each of its outputs, once its key may be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from passerelle.campus.models import Activity, Attempt
from passerelle.campus.queries.learning_activity import Reached
from passerelle.campus.queries.learning_state import Reader, late_if_awaited
from passerelle.engines.critique import Found, Report, false_marks, found_in, report

from ..critique_marks import response_of
from ..enums import CRITIQUE, Flaw, Gravity
from ..models import Critique
from ..series import AFTER, series_of
from ..wording_critiques import Line, lines_of
from .critique_pages import ItemPage, Language, Sentence, sentences_shown

Written = Mapping[str, Any]  # Any: an item's JSON


@dataclass(frozen=True, slots=True)
class SeriesIntro:
    """What to know before beginning."""

    outputs: int
    trust: int
    in_progress: Attempt | None
    submitted: tuple[Attempt, ...]
    may_begin: bool
    late: str
    is_measure: bool


def series_intro(reached: Reached, attempts: Sequence[Attempt], reader: Reader) -> SeriesIntro:
    settings = reached.activity.settings
    submitted = tuple(each for each in attempts if each.submitted_at is not None)
    in_progress = next((each for each in attempts if each.submitted_at is None), None)
    return SeriesIntro(
        outputs=len(settings["forms"]["a"] if settings.get("forms") else settings["items"]),
        trust=len(settings.get("concordance") or ()),
        in_progress=in_progress,
        submitted=submitted,
        may_begin=reached.doer is not None and not attempts,
        late=late_if_awaited(
            reached.activity, reader, is_awaited=reached.doer is not None and not submitted
        ),
        is_measure=bool(settings.get("forms")),
    )


@dataclass(frozen=True, slots=True)
class OutputResult:
    """One output of the series, in a line; listed once the key is open."""

    place: int
    title: str
    planted: int
    found: int
    false_alarms: int

    @property
    def is_sound(self) -> bool:
        return self.planted == 0


@dataclass(frozen=True, slots=True)
class Results:
    """`lines` say the figures; `outputs` are listed once the key is open."""

    report: Report
    lines: tuple[Line, ...]
    outputs: tuple[OutputResult, ...]
    is_key_open: bool


def results_of(attempt: Attempt, *, language: Language) -> Results:
    """Three queries."""
    judged = list(
        Critique.objects.filter(attempt=attempt, submitted_at__isnull=False).select_related("item")
    )
    told = report([response_of(each) for each in judged])
    is_open = is_key_open(attempt)
    outputs = [_line(each, language) for each in judged] if is_open else []
    return Results(told, lines_of(told, language=language), tuple(outputs), is_open)


def _line(critique: Critique, language: Language) -> OutputResult:
    response = response_of(critique)
    return OutputResult(
        place=critique.place,
        title=critique.item.written["title"][language],
        planted=len(response.item.errors),
        found=sum(each.mark is not None for each in found_in(response)),
        false_alarms=len(false_marks(response)),
    )


def is_key_open(attempt: Attempt) -> bool:
    """At once in practice; the key of a measure stays closed until the measure after is taken."""
    series = series_of(attempt)
    if not series.is_measure:
        return True
    if attempt.submitted_at is None:
        return False
    if series.wave == AFTER:
        return True
    afterwards = Activity.objects.filter(
        edition=attempt.activity.edition_id,
        kind=CRITIQUE,
        settings__wave=AFTER,
        retired_at=None,
    )
    taken = Attempt.objects.filter(
        activity__in=afterwards, enrolment=attempt.enrolment_id, submitted_at__isnull=False
    )
    return taken.exists() or not afterwards.exists()


@dataclass(frozen=True, slots=True)
class ErrorShown:
    """An error of the key, with what the learner made of it."""

    type: str
    severity: str
    quote: str
    correction: str
    document: str
    evidence: str
    is_found: bool
    type_named: bool
    severity_named: bool


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    words: str
    type: str


@dataclass(frozen=True, slots=True)
class Correction:
    """The key of an output beside one's marks."""

    is_sound: bool
    sentences: tuple[Sentence, ...]
    errors: tuple[ErrorShown, ...]
    false_alarms: tuple[FalseAlarm, ...]
    explanation: str
    right: str
    before: str
    after: str
    model: str
    was_right_before: bool
    was_right_after: bool
    verdict: str


def correction_of(attempt: Attempt, page: ItemPage) -> Correction | None:
    """None while the key is closed."""
    critique = page.critique
    if critique is None or critique.submitted_at is None or not is_key_open(attempt):
        return None
    response, written = response_of(critique), critique.item.written
    language = page.language
    text = written["output"]["text"][language]
    options = {each.id: each.text for each in page.options}
    question = written["question"]
    by_id = {each["id"]: each for each in written["errors"]}
    titles = {each.id: each.title for each in page.documents}
    return Correction(
        is_sound=response.item.is_clean,
        sentences=tuple(sentences_shown(text, critique.marks)),
        errors=tuple(
            _error(found, by_id[found.error.id], titles, language) for found in found_in(response)
        ),
        false_alarms=tuple(
            FalseAlarm(
                words="" if mark.span is None else text[mark.span.start : mark.span.end],
                type=str(Flaw(mark.type.value).label),
            )
            for mark in false_marks(response)
        ),
        explanation=written["explanation"][language],
        right=options[question["right"]],
        before=options[critique.choice_before],
        after=options[critique.choice_after],
        model=options[question["model"]],
        was_right_before=critique.choice_before == question["right"],
        was_right_after=critique.choice_after == question["right"],
        verdict=critique.get_verdict_display(),
    )


def _error(
    found: Found, written: Written, titles: Mapping[str, str], language: Language
) -> ErrorShown:
    evidence = written["evidence"] or {}
    return ErrorShown(
        type=str(Flaw(found.error.type.value).label),
        severity=str(Gravity(found.error.severity.name.lower()).label),
        quote=(written["quote"] or {}).get(language, ""),
        correction=cast(str, written["correction"][language]),
        document=titles.get(evidence.get("document", ""), ""),
        evidence=evidence.get("quote", {}).get(language, ""),
        is_found=found.mark is not None,
        type_named=found.type_named,
        severity_named=found.severity_named,
    )

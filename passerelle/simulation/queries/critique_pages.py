"""An output to be caught out, as its page shows it: never its key, nor the output, too early."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeVar, cast

from django.db.models import F, QuerySet

from passerelle.campus.models import Attempt
from passerelle.engines.critique import sentences_of

from ..models import ConcordanceItem, Critique, CritiqueItem, TrustShift
from ..series import Series, series_of

Written = Mapping[str, Any]  # Any: an item's JSON, whose schema is kinds.critique_schemas
Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """What the output can be checked against; `source` is where a guideline can be read."""

    id: str
    title: str
    kind: str
    text: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may be marked, with the mark it has."""

    number: int
    start: int
    end: int
    text: str
    opens_paragraph: bool
    mark: Written | None


@dataclass(frozen=True, slots=True)
class ItemPage:
    """`output` is empty until the choice before is committed."""

    place: int
    of: int
    language: Language
    title: str
    specialty: str
    scenario: str
    question: str
    options: tuple[Option, ...]
    documents: tuple[Document, ...]
    critique: Critique | None
    sentences: tuple[Sentence, ...] = ()
    missing: Written | None = None
    model: str = ""
    date: date | None = None  # of the output
    prompt: str = ""

    @property
    def choice_before(self) -> str:
        """In words."""
        chosen = self.critique.choice_before if self.critique else ""
        return next((each.text for each in self.options if each.id == chosen), "")


@dataclass(frozen=True, slots=True)
class Step:
    """A place of the series: an output, or a question of trust."""

    place: int
    slug: str
    is_done: bool
    is_begun: bool


@dataclass(frozen=True, slots=True)
class Progress:
    series: Series
    outputs: tuple[Step, ...]
    trust: tuple[Step, ...]

    @property
    def next_output(self) -> Step | None:
        return next((step for step in self.outputs if not step.is_done), None)

    @property
    def next_trust(self) -> Step | None:
        return next((step for step in self.trust if not step.is_done), None)

    @property
    def done(self) -> int:
        return sum(step.is_done for step in (*self.outputs, *self.trust))

    @property
    def total(self) -> int:
        return len(self.outputs) + len(self.trust)

    @property
    def is_complete(self) -> bool:
        return self.done == self.total


def progress_of(attempt: Attempt) -> Progress:
    """Two queries at most."""
    series = series_of(attempt)
    found = {each.place: each for each in Critique.objects.filter(attempt=attempt)}
    shifted = set()
    if series.concordance:
        rows = TrustShift.objects.filter(attempt=attempt)
        shifted = set(rows.values_list("item__slug", flat=True))
    outputs = tuple(
        Step(
            place,
            slug,
            is_done=place in found and found[place].submitted_at is not None,
            is_begun=place in found,
        )
        for place, slug in enumerate(series.items, start=1)
    )
    trust = tuple(
        Step(place, slug, is_done=slug in shifted, is_begun=False)
        for place, slug in enumerate(series.concordance, start=1)
    )
    return Progress(series, outputs, trust)


def item_page(attempt: Attempt, place: int, *, language: Language) -> ItemPage | None:
    """One item of the series, in the language it was begun in, or the reader's: two queries."""
    series = series_of(attempt)
    if not 1 <= place <= len(series.items):
        return None
    critique = Critique.objects.filter(attempt=attempt, place=place).select_related("item").first()
    item = critique.item if critique else output_met(attempt, series.items[place - 1])
    if item is None:
        return None
    if critique is not None:
        language = cast(Language, critique.language)
    page = _closed(item, critique, place, len(series.items), language)
    return page if critique is None else _with_output(page, item.written["output"], critique.marks)


def output_met(attempt: Attempt, slug: str) -> CritiqueItem | None:
    """The output that is met now."""
    return _latest(CritiqueItem.objects.filter(edition=attempt.activity.edition_id, slug=slug))


def question_met(attempt: Attempt, slug: str) -> tuple[ConcordanceItem | None, int | None]:
    """The question of trust that was answered in this attempt, or that is met now; the answer."""
    given = TrustShift.objects.filter(attempt=attempt, item__slug=slug).select_related("item")
    if (kept := given.first()) is not None:
        return kept.item, kept.shift
    edition = attempt.activity.edition_id
    return _latest(ConcordanceItem.objects.filter(edition=edition, slug=slug)), None


Row = TypeVar("Row", CritiqueItem, ConcordanceItem)


def _latest(rows: QuerySet[Row]) -> Row | None:
    """The one in force; else the last that was, so that a series begun with it can be ended."""
    return rows.order_by(F("retired_at").desc(nulls_first=True), "-pk").first()


def _closed(
    item: CritiqueItem, critique: Critique | None, place: int, of: int, language: Language
) -> ItemPage:
    written: Written = item.written
    return ItemPage(
        place=place,
        of=of,
        language=language,
        title=written["title"][language],
        specialty=written["specialty"][language],
        scenario=written["scenario"][language],
        question=written["question"]["text"][language],
        options=tuple(
            Option(each["id"], each["text"][language]) for each in written["question"]["options"]
        ),
        documents=documents_of(written, language),
        critique=critique,
    )


def documents_of(written: Written, language: Language) -> tuple[Document, ...]:
    return tuple(
        Document(
            id=each["id"],
            title=each["title"][language],
            kind=each["kind"],
            text=each["text"][language],
            source=(each["source"] or {}).get("title", ""),
            url=(each["source"] or {}).get("url", ""),
        )
        for each in written["documents"]
    )


def _with_output(page: ItemPage, output: Written, marks: Sequence[Written]) -> ItemPage:
    return replace(
        page,
        sentences=tuple(sentences_shown(output["text"][page.language], marks)),
        missing=next((mark for mark in marks if mark["start"] is None), None),
        model=model if isinstance(model := output["model"], str) else model[page.language],
        date=date.fromisoformat(output["date"]),
        prompt=output["prompt"][page.language],
    )


def sentences_shown(text: str, marks: Sequence[Written]) -> list[Sentence]:
    """The output, sentence by sentence, each with the mark that touches it."""
    shown, before = [], 0
    for number, span in enumerate(sentences_of(text), start=1):
        mark = next(
            (
                each
                for each in marks
                if each["start"] is not None
                and each["start"] < span.end
                and span.start < each["end"]
            ),
            None,
        )
        opens = "\n" in text[before : span.start]
        words = text[span.start : span.end]
        shown.append(Sentence(number, span.start, span.end, words, opens, mark))
        before = span.end
    return shown


@dataclass(frozen=True, slots=True)
class TrustPage:
    """A question of script concordance."""

    place: int
    of: int
    slug: str
    scenario: str
    says: str
    learns: str
    shift: int | None


def trust_page(attempt: Attempt, slug: str, *, language: Language) -> TrustPage | None:
    """Two queries."""
    slugs = series_of(attempt).concordance
    item, given = question_met(attempt, slug)
    if item is None or slug not in slugs:
        return None
    return TrustPage(
        place=slugs.index(slug) + 1,
        of=len(slugs),
        slug=slug,
        scenario=item.written["scenario"][language],
        says=item.written["says"][language],
        learns=item.written["learns"][language],
        shift=given,
    )

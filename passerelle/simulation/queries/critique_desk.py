"""The items of an edition for those who write, reread and answer for the panel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from passerelle.campus.models import Attempt
from passerelle.engines.critique import LEAST_PANEL, concordance
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import Flaw, Gravity, Shift
from ..models import ConcordanceItem, CritiqueItem, SecondReading, TrustShift
from .critique_pages import Document, Language, Sentence, documents_of, sentences_shown

Written = Mapping[str, Any]  # Any: an item's JSON


@dataclass(frozen=True, slots=True)
class ItemRow:
    """`readers` approve of the key; `doubts` do not."""

    slug: str
    title: str
    specialty: str
    country: str
    errors: int
    readers: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return self.errors == 0


@dataclass(frozen=True, slots=True)
class KeyShown:
    type: str
    severity: str
    quote: str
    correction: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ItemDesk:
    """An item whole, its key included, in one language."""

    item: CritiqueItem
    language: Language
    title: str
    scenario: str
    question: str
    right: str
    model: str
    documents: tuple[Document, ...]
    sentences: tuple[Sentence, ...]
    errors: tuple[KeyShown, ...]
    explanation: str
    author: str
    readings: tuple[SecondReading, ...]


def items_of(edition: Edition, *, language: Language) -> tuple[ItemRow, ...]:
    """Two queries."""
    readings: dict[int, list[SecondReading]] = defaultdict(list)
    for reading in SecondReading.objects.filter(item__edition=edition).select_related("by"):
        readings[reading.item_id].append(reading)
    items = CritiqueItem.objects.filter(edition=edition, retired_at=None)
    return tuple(_row(item, readings[item.pk], language) for item in items)


def _row(item: CritiqueItem, readings: Sequence[SecondReading], language: Language) -> ItemRow:
    written: Written = item.written
    named = [written["second_reader"]] if written["second_reader"] else []
    return ItemRow(
        slug=item.slug,
        title=written["title"][language],
        specialty=written["specialty"][language],
        country=written["country"],
        errors=len(written["errors"]),
        readers=(*named, *(str(each.by) for each in readings if each.approves)),
        doubts=tuple(str(each.by) for each in readings if not each.approves),
    )


def item_desk(edition: Edition, slug: str, *, language: Language) -> ItemDesk | None:
    """Two queries."""
    item = CritiqueItem.objects.filter(edition=edition, slug=slug, retired_at=None).first()
    if item is None:
        return None
    written: Written = item.written
    options = {each["id"]: each["text"][language] for each in written["question"]["options"]}
    return ItemDesk(
        item=item,
        language=language,
        title=written["title"][language],
        scenario=written["scenario"][language],
        question=written["question"]["text"][language],
        right=options[written["question"]["right"]],
        model=options[written["question"]["model"]],
        documents=documents_of(written, language),
        sentences=tuple(
            sentences_shown(written["output"]["text"][language], _key_marks(written, language))
        ),
        errors=tuple(_key(each, language) for each in written["errors"]),
        explanation=written["explanation"][language],
        author=written["author"],
        readings=tuple(SecondReading.objects.filter(item=item).select_related("by")),
    )


def _key_marks(written: Written, language: Language) -> list[dict[str, Any]]:
    """The key's own spans, as marks."""
    text = written["output"]["text"][language]
    quotes = [each["quote"][language] for each in written["errors"] if each["quote"]]
    return [{"start": text.index(quote), "end": text.index(quote) + len(quote)} for quote in quotes]


def _key(error: Written, language: Language) -> KeyShown:
    return KeyShown(
        type=str(Flaw(error["type"]).label),
        severity=str(Gravity(error["severity"]).label),
        quote=(error["quote"] or {}).get(language, ""),
        correction=cast(str, error["correction"][language]),
        evidence=((error["evidence"] or {}).get("quote") or {}).get(language, ""),
    )


@dataclass(frozen=True, slots=True)
class PanelQuestion:
    slug: str
    scenario: str
    says: str
    learns: str
    shift: int | None


def panel_questions(
    edition: Edition, person: Person, *, language: Language
) -> tuple[PanelQuestion, ...]:
    """Two queries."""
    given = dict(
        TrustShift.objects.filter(
            item__edition=edition, item__retired_at=None, person=person, attempt=None
        ).values_list("item__slug", "shift")
    )
    items = ConcordanceItem.objects.filter(edition=edition, retired_at=None)
    return tuple(
        PanelQuestion(
            slug=item.slug,
            scenario=item.written["scenario"][language],
            says=item.written["says"][language],
            learns=item.written["learns"][language],
            shift=given.get(item.slug),
        )
        for item in items
    )


@dataclass(frozen=True, slots=True)
class PanelAnswer:
    said: str
    members: int


@dataclass(frozen=True, slots=True)
class TrustResult:
    """A learner's shift beside the panel's; no credit while the panel is too small."""

    slug: str
    says: str
    learns: str
    shift: int
    panel: tuple[tuple[int, int], ...]
    members: int
    credit: float | None
    explanation: str

    @property
    def credit_percent(self) -> int:
        return round(100 * (self.credit or 0))

    @property
    def answer(self) -> str:
        return str(Shift(self.shift).label)

    @property
    def spread(self) -> tuple[PanelAnswer, ...]:
        """How the panel answered, from the least trust to the most."""
        return tuple(PanelAnswer(str(Shift(each).label), n) for each, n in self.panel if n)


def trust_results(attempt: Attempt, *, language: Language) -> tuple[TrustResult, ...]:
    """Two queries."""
    mine = list(TrustShift.objects.filter(attempt=attempt).select_related("item"))
    panels: dict[int, list[int]] = defaultdict(list)
    answered = TrustShift.objects.filter(attempt=None, item__in=[each.item_id for each in mine])
    for item, shift in answered.values_list("item_id", "shift"):
        panels[item].append(shift)
    return tuple(_trust(each, panels[each.item_id], language) for each in mine)


def _trust(mine: TrustShift, panel: Sequence[int], language: Language) -> TrustResult:
    credit = None
    if len(panel) >= LEAST_PANEL:
        credit = float(concordance(panel).credit(mine.shift))
    written: Written = mine.item.written
    return TrustResult(
        slug=mine.item.slug,
        says=written["says"][language],
        learns=written["learns"][language],
        shift=mine.shift,
        panel=tuple((shift, list(panel).count(shift)) for shift in Shift.values),
        members=len(panel),
        credit=credit,
        explanation=written["explanation"][language],
    )

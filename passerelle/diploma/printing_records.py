"""The documents beside a diploma: the EU's supplement and Québec's *relevé de notes*.

Both are drawn from the decision's frozen proposal and the programme, in French or in English.
They are not signed: the diploma they name is, and says whether it still stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from passerelle.engines.numbers import format_en, format_fr
from passerelle.engines.timetable import day_en, day_fr, zone_named
from passerelle.foundation.translated import Translated

from .addresses import public_url
from .enums import PaperSize
from .errors import NotPrintable
from .frozen_results import FrozenResults, frozen_results
from .printing import compiled
from .queries.sealed import Diploma
from .record_words import COUNTRIES, Words, words_in

Language = Literal["fr", "en"]
_REGIONS = {"fr": "fr", "en": "ca"}
_PAPERS = {PaperSize.A4: "a4", PaperSize.LETTER: "us-letter"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the width of each column (0: as narrow as its numbers), its head and its rows."""

    widths: Sequence[int]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    facts: Sequence[tuple[str, str]] = ()
    words: Sequence[str] = ()
    sheets: Sequence[Sheet] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Record:
    """A diploma about to be described in one language."""

    diploma: Diploma
    language: Language
    results: FrozenResults
    words: Words

    def said(self, text: Translated | None) -> str:
        return text.in_language(self.language) if text else ""

    def number(self, value: Decimal | None) -> str:
        if value is None:
            return "–"
        plain = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
        return format_fr(plain) if self.language == "fr" else format_en(plain)

    def percent(self, value: Decimal) -> str:
        return f"{self.number(value)}\u00a0%" if self.language == "fr" else f"{self.number(value)}%"

    def day(self, instant: datetime) -> str:
        there = instant.astimezone(zone_named(self.diploma.credential.edition.zones[0]))
        named = day_fr(there) if self.language == "fr" else day_en(there)
        return named.partition(" ")[2]

    @property
    def date(self) -> list[int]:
        credential = self.diploma.credential
        at = credential.issued_at or credential.prepared_at
        return [at.year, at.month, at.day]


def supplement(diploma: Diploma, language: Language, size: PaperSize = PaperSize.A4) -> bytes:
    """The diploma supplement in the eight sections of the European model."""
    record = _record(diploma, language)
    w = record.words
    sections = [
        _holder(record),
        _qualification(record),
        _level(record),
        _contents(record),
        Section(w.s5, facts=((w.further_study, w.no_right), (w.profession, w.no_profession))),
        Section(w.s6, facts=((w.verify, public_url(diploma.credential.number)),)),
        _certification(record),
        Section(w.s8, words=[COUNTRIES[each][language] for each in _countries(diploma)]),
    ]
    return _drawn(record, w.supplement, w.supplement_lead, sections, size)


def transcript(diploma: Diploma, language: Language, size: PaperSize = PaperSize.A4) -> bytes:
    """The *relevé de notes*: what was earned, in which component, for how many credits."""
    record = _record(diploma, language)
    w, results = record.words, record.results
    outcome = [
        (w.total, f"{record.number(results.total)} / {record.number(results.scale)}"),
        (w.honours, record.said(diploma.credential.decision.honours) or w.no_honours),
        (w.hours_proven, f"{record.number(results.hours_proven)} h"),
        (w.ects, record.number(results.ects)),
        (w.quebec, record.number(results.quebec)),
        (w.decided, record.day(diploma.credential.decision.decided_at)),
    ]
    if results.points_of_the_jury:
        outcome.insert(1, (w.points_of_the_jury, f"+ {record.number(results.points_of_the_jury)}"))
    sections = [
        Section(w.holder, facts=[(w.name, diploma.holder), (w.diploma, diploma.credential.number)]),
        Section(w.results, sheets=[_marks(record)]),
        Section(w.outcome, facts=outcome),
        Section(w.modules, sheets=[_modules(record)]),
        Section(w.scale, words=[_scale(record)]),
    ]
    return _drawn(record, w.transcript, w.transcript_lead, sections, size)


def _record(diploma: Diploma, language: Language) -> Record:
    results = frozen_results(diploma.credential.decision)
    return Record(diploma, language, results, words_in(language))


def _holder(record: Record) -> Section:
    w, diploma = record.words, record.diploma
    facts = [(w.name, diploma.holder), (w.birth, w.not_kept)]
    return Section(w.s1, facts=[*facts, (w.diploma, diploma.credential.number)])


def _qualification(record: Record) -> Section:
    w, edition = record.words, record.diploma.credential.edition
    names = ", ".join(record.said(seal.institution.name) for seal in record.diploma.seals)
    return Section(
        w.s2,
        facts=[
            (w.title, record.said(edition.programme.title)),
            (w.summary, record.said(edition.summary)),
            (w.awarded_by, names),
            (w.taught_by, w.the_same),
            (w.languages, w.french_and_english),
        ],
    )


def _level(record: Record) -> Section:
    w, edition, results = record.words, record.diploma.credential.edition, record.results
    load = w.load.format(
        hours=record.number(Decimal(edition.hours)),
        ects=record.number(results.ects),
        quebec=record.number(results.quebec),
    )
    return Section(
        w.s3, facts=[(w.level, w.level_said), (w.length, load), (w.admission, w.admission_said)]
    )


def _contents(record: Record) -> Section:
    w, results = record.words, record.results
    honours = record.said(record.diploma.credential.decision.honours) or w.no_honours
    total = f"{record.number(results.total)} / {record.number(results.scale)}"
    return Section(
        w.s4,
        facts=[
            (w.mode, w.mode_said),
            (w.hours_proven, f"{record.number(results.hours_proven)} h"),
            (w.total, total),
            (w.honours, honours),
        ],
        words=[_scale(record)],
        sheets=[_marks(record), _modules(record)],
    )


def _certification(record: Record) -> Section:
    w, credential = record.words, record.diploma.credential
    facts = [(w.decided, record.day(credential.decision.decided_at))]
    facts += [
        (record.said(seal.institution.name), f"{w.signed} {record.day(seal.signed_at)}")
        for seal in record.diploma.seals
        if seal.signed_at
    ]
    return Section(w.s7, facts=facts, words=[w.unsigned])


def _marks(record: Record) -> Sheet:
    w, results = record.words, record.results
    return Sheet(
        widths=[1, 0, 0],
        head=[w.component, f"{w.mark} / {record.number(results.scale)}", w.weight],
        rows=[
            [record.said(each.title), record.number(each.value), record.percent(each.weight)]
            for each in results.components
        ],
    )


def _modules(record: Record) -> Sheet:
    w, edition = record.words, record.diploma.credential.edition
    rows = [
        [record.said(each.title), f"{record.number(each.hours)} h"]
        for each in edition.modules.order_by("position")
    ]
    return Sheet(widths=[1, 0], head=[w.module, w.hours], rows=rows)


def _scale(record: Record) -> str:
    w, results = record.words, record.results
    said = w.scale_said.format(
        scale=record.number(results.scale), least=record.number(results.pass_mark)
    )
    levels = [
        f"{record.said(title)} {w.from_} {record.number(least)}" for least, title in results.honours
    ]
    return f"{said} {'; '.join(levels)}." if levels else said


def _countries(diploma: Diploma) -> list[str]:
    found = dict.fromkeys(seal.institution.country for seal in diploma.seals)
    return [each for each in found if each in COUNTRIES]


def _drawn(
    record: Record, heading: str, lead: str, sections: Sequence[Section], size: PaperSize
) -> bytes:
    diploma, w = record.diploma, record.words
    credential = diploma.credential
    title = f"{heading}, {diploma.holder}"
    content: dict[str, Any] = {  # Any: what the page reads as JSON
        "title": title,
        "description": f"{title}, {credential.number}",
        "authors": [record.said(seal.institution.name) for seal in diploma.seals],
        "date": record.date,
        "paper": _PAPERS[size],
        "language": record.language,
        "region": _REGIONS[record.language],
        "banner": record.said(credential.edition.title),
        "heading": heading,
        "lead": f"{lead} {diploma.holder}",
        "specimen": w.specimen if credential.edition.is_specimen else "",
        "footer": f"{credential.number} · {public_url(credential.number)}",
        "sections": [asdict(each) for each in sections],
    }
    at = credential.issued_at or credential.prepared_at
    return compiled("record", content, at=at, refusal=NotPrintable(diploma.holder))

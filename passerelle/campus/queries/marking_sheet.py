"""One sheet on one screen: the brief, the work, the rubric with its levels, the running total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.engines.numbers import format_in
from passerelle.engines.rubric import RubricScore, score
from passerelle.engines.timetable import clock_en, clock_fr, zoned
from passerelle.foundation.translated import Language, reading_language

from ..models import ActivityText, Juror, Sheet
from ..rubrics import rubric_of
from ..rules import is_staff
from ..viewer import Viewer
from .gradebook import rule_of
from .marking_blind import HandedInFile, files_shown, paper_name
from .marking_cards import CriterionCard, JudgmentCard, criterion_card, judgment_cards
from .marking_desk import unsigned_in_order
from .marking_opinions import OpinionRead, opinions_on


@dataclass(frozen=True, slots=True)
class SheetPage:
    """Everything the screen shows; `author` is empty for those who mark without knowing, and
    `judgments` where there is no panel to ask for one. Where it `is_open`, all who mark know."""

    id: int
    version: int
    attempt_id: int
    name: str
    finding: str
    author: str
    is_open: bool
    activity: str
    module: str
    handed_in_at: datetime | None
    saved: str
    signed_at: datetime | None
    is_closed: bool
    opinions: tuple[OpinionRead, ...]
    brief_html: str
    text: str
    files: tuple[HandedInFile, ...]
    criteria: tuple[CriterionCard, ...]
    judgments: tuple[JudgmentCard, ...]
    total: str
    remark: str
    next_url: str
    left: int
    scale: str
    totals: tuple[str, ...]
    findings: tuple[str, ...]


def sheets_given(viewer: Viewer) -> QuerySet[Sheet]:
    """The viewer's own sheets, those set aside too, with what one screen shows of each."""
    own = Sheet.objects.filter(rater=viewer.person, attempt__activity__edition=viewer.edition)
    undeclared = Juror.objects.filter(
        panel=OuterRef("panel"), person=OuterRef("rater"), declared_at=None
    )
    return own.annotate(declares_first=Exists(undeclared)).select_related(
        "rubric",
        "attempt__activity__module",
        "attempt__activity__edition",
        "attempt__team",
        "attempt__enrolment__person",
        "panel",
        "setting_aside",
    )


def declares_first(sheet: Sheet) -> bool:
    """Whether its juror has yet to say which works they must not mark."""
    return bool(vars(sheet)["declares_first"])  # what the query above annotated


def sheet_page(
    viewer: Viewer, sheet: Sheet, *, levels: Mapping[str, str], remark: str, judgment: str
) -> SheetPage:
    """Three queries beside the sheet's own, one more once it is signed."""
    attempt, language = sheet.attempt, reading_language()
    queue = list(unsigned_in_order(viewer).values_list("pk", flat=True))
    knows_author = is_staff(viewer) if sheet.panel is None else not sheet.panel.blind
    return SheetPage(
        id=sheet.pk,
        version=sheet.version,
        attempt_id=attempt.pk,
        name=paper_name(attempt.pk),
        finding=_finding(sheet, levels),
        author=_author_of(sheet) if knows_author else "",
        is_open=sheet.panel is not None and not sheet.panel.blind,
        activity=str(attempt.activity.title),
        module=str(attempt.activity.module.short),
        handed_in_at=attempt.submitted_at,
        saved=_saved(sheet, viewer.zone),
        signed_at=sheet.submitted_at,
        is_closed=is_closed(sheet),
        opinions=opinions_on(sheet, language) if sheet.submitted_at else (),
        brief_html=_brief_of(sheet, language),
        text=attempt.text,
        files=files_shown(list(attempt.files.all()), named=knows_author),
        criteria=tuple(
            criterion_card(each, levels.get(each.id, ""), language)
            for each in rubric_of(sheet.rubric).criteria
        ),
        judgments=judgment_cards(judgment) if sheet.panel_id else (),
        total=running_total(sheet, levels),
        remark=remark,
        next_url=_address_after(sheet, queue),
        left=len(queue),
        scale=str(_scale(sheet)),
        totals=_totals_of(sheet, language),
        findings=_findings_of(sheet),
    )


def _finding(sheet: Sheet, levels: Mapping[str, str]) -> str:
    paper, missing = paper_name(sheet.attempt_id), score(rubric_of(sheet.rubric), levels).missing
    if sheet.submitted_at is not None:
        return _("%(paper)s is signed.") % {"paper": paper}
    if is_closed(sheet):
        return _("%(paper)s was not signed before the panel closed.") % {"paper": paper}
    return _to_judge(paper, len(missing))


def _findings_of(sheet: Sheet) -> tuple[str, ...]:
    """What the title says by the number of criteria left, for a script that follows the choices."""
    if sheet.submitted_at is not None or is_closed(sheet):
        return ()
    paper, count = paper_name(sheet.attempt_id), len(rubric_of(sheet.rubric).criteria)
    return tuple(_to_judge(paper, missing) for missing in range(count + 1))


def _to_judge(paper: str, missing: int) -> str:
    if not missing:
        return _("%(paper)s: every level is chosen, you may sign.") % {"paper": paper}
    text = ngettext(
        "%(paper)s: %(count)s criterion to judge.",
        "%(paper)s: %(count)s criteria to judge.",
        missing,
    )
    return text % {"paper": paper, "count": missing}


def is_closed(sheet: Sheet) -> bool:
    """Whether its panel closed before it was signed."""
    return sheet.submitted_at is None and sheet.panel is not None and bool(sheet.panel.closed_at)


def running_total(sheet: Sheet, levels: Mapping[str, str]) -> str:
    """What the sheet is worth as it stands, on the scale of the diploma."""
    marks, language = score(rubric_of(sheet.rubric), levels), reading_language()
    if marks.missing:
        missing, count = len(marks.missing), len(marks.lines)
        return _left(count - missing, count, missing)
    values = {"points": _on_scale(sheet, marks, language), "scale": _scale_of(sheet, language)}
    if sheet.submitted_at is not None:
        return _("%(points)s / %(scale)s, signed") % values
    return _("%(points)s / %(scale)s if you sign this way") % values


def _totals_of(sheet: Sheet, language: Language) -> tuple[str, ...]:
    """What the total says by the number of criteria left, for a script to say without network."""
    count = len(rubric_of(sheet.rubric).criteria)
    whole = _("%(points)s / %(scale)s if you sign this way")
    scale = _scale_of(sheet, language)
    said = whole % {"points": "{points}", "scale": scale}
    return (said, *(_left(count - missing, count, missing) for missing in range(1, count + 1)))


def _left(chosen: int, count: int, missing: int) -> str:
    text = ngettext(
        "%(chosen)s of %(count)s criteria; %(missing)s is left",
        "%(chosen)s of %(count)s criteria; %(missing)s are left",
        missing,
    )
    return text % {"chosen": chosen, "count": count, "missing": missing}


def next_address(viewer: Viewer, sheet: Sheet) -> str:
    """The sheet to fill after this one; the desk when none is left."""
    queue = list(unsigned_in_order(viewer).values_list("pk", flat=True))
    return _address_after(sheet, queue) or reverse("marking_desk", args=[_edition_of(sheet)])


def _address_after(sheet: Sheet, queue: list[int]) -> str:
    others = [pk for pk in queue if pk != sheet.pk]
    if not others:
        return ""
    place = queue.index(sheet.pk) if sheet.pk in queue else 0
    return reverse("sheet", args=[_edition_of(sheet), others[place % len(others)]])


def _edition_of(sheet: Sheet) -> str:
    return sheet.attempt.activity.edition.slug


def _author_of(sheet: Sheet) -> str:
    attempt = sheet.attempt
    return str(attempt.team or attempt.enrolment or "")


def _saved(sheet: Sheet, zone: str) -> str:
    """When the draft was saved, on the reader's clock alone: they have just done it."""
    if sheet.saved_at is None:
        return ""
    return _("Draft saved at %(time)s, %(city)s time") % _on_the_clock(sheet.saved_at, zone)


def kept_at(at: datetime, zone: str, *, signed: bool) -> str:
    """What a device says once nothing of it waits any more."""
    told = _("Signed, all sent at %(time)s.") if signed else _("All sent at %(time)s.")
    return told % _on_the_clock(at, zone)


def _on_the_clock(at: datetime, zone: str) -> dict[str, str]:
    here = zoned(at, reader_zone=zone).reader
    clock = clock_fr(here.at) if reading_language() == "fr" else clock_en(here.at)
    return {"time": clock, "city": here.label}


def _brief_of(sheet: Sheet, language: Language) -> str:
    texts = dict(
        ActivityText.objects.filter(activity=sheet.attempt.activity_id).values_list(
            "language", "html"
        )
    )
    return texts.get(language) or texts.get("fr", "")


def _scale(sheet: Sheet) -> Decimal:
    return rule_of(sheet.attempt.activity.edition).scale


def _scale_of(sheet: Sheet, language: Language) -> str:
    return format_in(language, _scale(sheet))


def _on_scale(sheet: Sheet, marks: RubricScore, language: Language) -> str:
    points = marks.on(_scale(sheet))
    return "" if points is None else format_in(language, points)

"""My results: how the total is reached, and what proves my hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.engines.grading import (
    StandingRow,
    TableRow,
    explain_reasons,
    explain_standing,
    table,
    table_of_standing,
)
from passerelle.engines.numbers import format_in
from passerelle.foundation import clock
from passerelle.foundation.translated import Language, reading_language
from passerelle.programme.models import Edition, Module

from ..models import Attendance, Enrolment
from .gradebook import Gradebook, GradebookLine, gradebook_from, is_settled
from .learning_modules import kind_in_words
from .learning_state import Reader
from .proof import activities_of, evidence_from, work_of

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One thing that proves minutes: a session attended or an activity done."""

    title: str
    what: str
    day: str
    minutes: int
    mark: str
    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ModuleProof:
    title: str
    anchor: str
    minutes: int
    minutes_proven: int
    proofs: tuple[ProofRow, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A learner's results in sentences; `total` is there once nothing is missing."""

    is_settled: bool
    total: str
    scale: str
    so_far: str
    assessed: str
    standing: tuple[str, ...]
    standing_steps: tuple[StandingRow, ...]
    reasons: tuple[str, ...]
    steps: tuple[TableRow, ...]
    modules: tuple[ModuleProof, ...]
    minutes_proven: int
    minutes_required: int


def results_of(learner: Enrolment, *, edition: Edition, zone: str) -> Results:
    """Four queries, however much was done."""
    language = reading_language()
    attended = _attendances_of(learner)
    evidence = evidence_from(attended, (work for _own, work in work_of([learner.pk])))
    gradebook = gradebook_from(learner, activities_of(learner.edition_id), evidence)
    verdict, standing = gradebook.verdict, gradebook.standing
    places = standing.places
    return Results(
        is_settled=is_settled(verdict, standing),
        total=_said(verdict.total, language, places),
        scale=format_in(language, standing.scale),
        so_far=_said(standing.so_far, language, places),
        assessed=format_in(language, standing.assessed_percent),
        standing=explain_standing(standing, language),
        standing_steps=table_of_standing(standing, language),
        reasons=explain_reasons(verdict, language),
        steps=table(verdict, language),
        modules=_proofs(gradebook, attended, edition, Reader.now(clock.now(), zone)),
        minutes_proven=round(gradebook.hours.proven * 60),
        minutes_required=round(gradebook.hours.required * 60),
    )


def _said(value: Decimal | None, language: Language, places: int) -> str:
    return "" if value is None else format_in(language, value, places=places)


def _attendances_of(learner: Enrolment) -> Sequence[Attendance]:
    rows = Attendance.objects.filter(enrolment=learner.pk).select_related("session")
    return list(rows.order_by("session__starts_at"))


def _proofs(
    gradebook: Gradebook, rows: Sequence[Attendance], edition: Edition, reader: Reader
) -> tuple[ModuleProof, ...]:
    attended = _attended(rows, reader)
    done: dict[int, list[ProofRow]] = defaultdict(list)
    for line in gradebook.lines:
        if line.work is not None:
            done[line.activity.module_id].append(_work_row(line, edition, reader))
    return tuple(
        ModuleProof(
            title=str(module.title),
            anchor=f"proof-{module.slug}",
            minutes=round(module.hours * 60),
            minutes_proven=gradebook.minutes_by_module.get(module.pk, 0),
            proofs=tuple(sorted(attended[module.pk] + done[module.pk], key=lambda proof: proof.at)),
        )
        for module in Module.objects.filter(edition=edition).only("title", "slug", "hours")
    )


def _attended(rows: Sequence[Attendance], reader: Reader) -> Mapping[int, list[ProofRow]]:
    found: dict[int, list[ProofRow]] = defaultdict(list)
    for attendance in rows:
        session = attendance.session
        found[session.module_id].append(
            ProofRow(
                title=str(session.title),
                what=_("%(kind)s, presence recorded") % {"kind": session.get_kind_display()},
                day=reader.day(session.starts_at),
                minutes=attendance.minutes,
                mark="",
                url="",
                at=session.starts_at,
            )
        )
    return found


def _work_row(line: GradebookLine, edition: Edition, reader: Reader) -> ProofRow:
    activity, work = line.activity, line.work
    if work is None:
        raise ValueError("A line without work proves nothing.")
    mark = ""
    if work.points is not None and work.maximum:
        words = {
            "points": format_in(reader.language, work.points.quantize(_HUNDREDTH)),
            "maximum": format_in(reader.language, work.maximum),
        }
        mark = _("%(points)s of %(maximum)s") % words
    return ProofRow(
        title=str(activity.title),
        what=kind_in_words(activity),
        day=reader.day(work.submitted_at),
        minutes=activity.minutes,
        mark=mark,
        url=reverse("activity", args=[edition.slug, activity.module.slug, activity.slug]),
        at=work.submitted_at,
    )

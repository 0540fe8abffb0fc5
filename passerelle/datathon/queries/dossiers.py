"""The dossier of a team: what is written, what is missing, whether it is handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from passerelle.campus.enums import Kind
from passerelle.campus.models import Activity, Attempt, Team
from passerelle.campus.prose import words_in
from passerelle.foundation.translated import Translated
from passerelle.programme.models import Edition, Module

from ..dossier_parts import PARTS, PartAsked, unwritten
from ..enums import DossierPart
from ..models import Challenge, Dossier, DossierText


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """The assignment a dossier becomes the paper of, and whether this team's is handed in."""

    activity: Activity
    handed_in_at: datetime | None
    handed_in_by: str


@dataclass(frozen=True, slots=True)
class TextRow:
    """A part as it stands; version 0 when nobody wrote it."""

    asked: PartAsked
    text: str = ""
    version: int = 0
    by: str = ""
    at: datetime | None = None

    @property
    def part(self) -> DossierPart:
        return self.asked.part

    @property
    def words(self) -> int:
        return words_in(self.text)

    @property
    def is_written(self) -> bool:
        return self.asked.is_written(self.text)


@dataclass(frozen=True, slots=True)
class DossierView:
    """Everything known of it; the same before it is begun."""

    challenge_id: int | None
    challenge_slug: str
    challenge_title: Translated | None
    rows: tuple[TextRow, ...]
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> int:
        return sum(row.words for row in self.rows)

    @property
    def written(self) -> int:
        return sum(row.is_written for row in self.rows)

    @property
    def missing(self) -> tuple[str, ...]:
        """Named as in the middle of a sentence."""
        labels = (str(part.label) for part in unwritten(self.texts))
        return tuple(label[:1].lower() + label[1:] for label in labels)

    @property
    def is_begun(self) -> bool:
        return any(row.version for row in self.rows)

    def row(self, part: DossierPart) -> TextRow:
        return next(row for row in self.rows if row.part == part)


def paper_asked(edition: Edition, team: Team) -> PaperAsked | None:
    """The team assignment of the datathon; of several, one marked on a challenge's rubric."""
    paper = Attempt.objects.filter(
        activity=OuterRef("pk"), team=team, submitted_at__isnull=False
    ).order_by("number")
    known = papers_of(edition.pk).annotate(
        handed_in_at=Subquery(paper.values("submitted_at")[:1]),
        handed_in_by=Subquery(paper.values("submitted_by__name")[:1]),
    )
    found = known.select_related("module").first()
    if found is None:
        return None
    found.edition = edition
    told = vars(found)  # annotated above
    return PaperAsked(found, told["handed_in_at"], told["handed_in_by"] or "")


def papers_of(edition_id: int) -> QuerySet[Activity]:
    """The team assignments of the datathon, in their order."""
    return Activity.objects.filter(
        edition=edition_id,
        kind=Kind.ASSIGNMENT,
        by_team=True,
        module__kind=Module.DATATHON,
        retired_at=None,
    ).order_by("position")


def parts_written(team: Team) -> QuerySet[DossierText]:
    """The parts of its dossier that are long enough to count as written."""
    enough = [Q(part=asked.part, words__gte=asked.least) for asked in PARTS.values()]
    return DossierText.objects.filter(reduce(or_, enough), dossier__team=team).order_by()


def dossier_of(team: Team) -> DossierView:
    """One query; a team that has begun nothing has seven empty parts."""
    return _view(list(_lines(Q(team=team))))


def dossiers_of(edition: Edition) -> dict[int, DossierView]:
    """Those that are begun, by the id of their team; one query."""
    by_team: dict[int, list[dict[str, Any]]] = {}
    for line in _lines(Q(team__edition=edition)):
        by_team.setdefault(line["team"], []).append(line)
    return {team: _view(lines) for team, lines in by_team.items()}


def choosable(edition: Edition) -> tuple[tuple[int, str], ...]:
    """The challenges a dossier may be on."""
    rows = Challenge.objects.filter(edition=edition, retired_at=None).values_list("pk", "title")
    return tuple((pk, str(title)) for pk, title in rows)


# Any: a line of values, each of the type of its column.
def _lines(which: Q) -> Any:
    return (
        Dossier.objects.filter(which)
        .annotate(
            part=F("texts__part"),
            text=F("texts__text"),
            version=F("texts__version"),
            by=F("texts__written_by__name"),
            at=F("texts__written_at"),
        )
        .order_by("team")
        .values(
            *("team", "challenge", "challenge__slug", "challenge__title"),
            *("part", "text", "version", "by", "at"),
        )
    )


def _view(lines: list[dict[str, Any]]) -> DossierView:  # Any: see above
    written = {line["part"]: line for line in lines if line["part"]}
    first = lines[0] if lines else {}
    return DossierView(
        challenge_id=first.get("challenge"),
        challenge_slug=first.get("challenge__slug") or "",
        challenge_title=first.get("challenge__title"),
        rows=tuple(_row(asked, written.get(part)) for part, asked in PARTS.items()),
        texts={part: line["text"] for part, line in written.items()},
    )


def _row(asked: PartAsked, line: dict[str, Any] | None) -> TextRow:
    if line is None:
        return TextRow(asked)
    return TextRow(asked, line["text"], line["version"], line["by"], line["at"])

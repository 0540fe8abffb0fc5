"""The pack of a team: what the jury reads before it presents; no name where the panel is blind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext as _

from passerelle.campus.models import (
    Attempt,
    ConflictOfInterest,
    HelpRequest,
    Juror,
    PaperFile,
    TeamMember,
)
from passerelle.campus.queries.marking_blind import files_shown
from passerelle.campus.viewer import Viewer
from passerelle.datathon.dossier_text import paper_text
from passerelle.datathon.queries.dossiers import DossierView, dossier_of
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..models import Passage, PresentationDay
from .day_presence import OwnSheet, own_sheets

# What one team may hand in is far below; a pack beyond it names what it leaves out.
MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of the presentation under the name it has in the pack."""

    stored: PaperFile
    label: str
    name: str
    size_bytes: int
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    profession: str
    institution: str


@dataclass(frozen=True, slots=True)
class Pack:
    """`members` say who, or only which professions (`is_blind`)."""

    day: PresentationDay
    passage: Passage
    is_blind: bool
    members: tuple[Member, ...]
    abstract: str
    files: tuple[PackFile, ...]
    dossier: DossierView

    @property
    def team(self) -> str:
        """In the language of the moment, as all its words."""
        team = self.passage.team
        return _("Team %(number)s") % {"number": team.number} if self.is_blind else str(team)

    @property
    def challenge(self) -> str:
        return str(self.dossier.challenge_title or "")

    @property
    def file_name(self) -> str:
        return f"passerelle-{self.day.edition.slug}-{self.passage.team.number:02}.zip"

    @property
    def dossier_text(self) -> str:
        return paper_text(self.dossier, ())


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether the viewer reads the pack: a juror who is recused does not."""

    pack: Pack | None
    is_recused: bool = False
    sheet: OwnSheet | None = None


def reading_of(viewer: Viewer, edition: Edition, number: int, *, coordinates: bool) -> Reading:
    """At most five queries; nothing for whoever sits on no panel of the day."""
    if viewer.person is None:
        return Reading(None)
    passage = _passage(edition, number, viewer.person)
    if passage is None or (passage.day.published_at is None and not coordinates):
        return Reading(None)
    passage.day.edition = passage.day.activity.edition = edition
    if coordinates:
        return Reading(pack_of(passage))
    told = vars(passage)  # annotated by the query
    if not told["is_seated"]:
        return Reading(None)
    if told["is_recused"]:
        return Reading(None, is_recused=True)
    own = OwnSheet(told["sheet"], told["is_signed"]) if told["sheet"] else None
    return Reading(pack_of(passage), sheet=own)


def _passage(edition: Edition, number: int, person: Person) -> Passage | None:
    """With whether this person sits on a panel of the day, is recused from the team, and their
    sheet."""
    of_day = Q(panel__activity=OuterRef("day__activity"))
    seat = Juror.objects.filter(of_day, person=person, left_at=None)
    declared = ConflictOfInterest.objects.filter(
        team=OuterRef("team"),
        juror__person=person,
        juror__panel__activity=OuterRef("day__activity"),
    )
    helped = HelpRequest.objects.filter(team=OuterRef("team"), taken_by=person)
    sheets = own_sheets(person, team=OuterRef("team"))
    found = Passage.objects.filter(day__edition=edition, team__number=number)
    return (
        found.select_related("day__activity__module", "team", "room__panel")
        .annotate(is_seated=Exists(seat), is_recused=Exists(declared) | Exists(helped))
        .annotate(
            sheet=Subquery(sheets.values("pk")[:1]),
            is_signed=Exists(sheets.filter(submitted_at__isnull=False)),
        )
        .first()
    )


def pack_of(passage: Passage) -> Pack:
    """Four queries."""
    day, is_blind = passage.day, passage.room is not None and passage.room.panel.blind
    attempt = _presented(passage)
    return Pack(
        day=day,
        passage=passage,
        is_blind=is_blind,
        members=_members(passage, is_blind=is_blind),
        abstract=attempt.text if attempt else "",
        files=_files(list(attempt.files.all()) if attempt else [], is_blind=is_blind),
        dossier=dossier_of(passage.team),
    )


def _presented(passage: Passage) -> Attempt | None:
    """What the team handed in last for the day."""
    handed = Attempt.objects.filter(
        activity=passage.day.activity_id, team=passage.team_id, submitted_at__isnull=False
    )
    files = Prefetch("files", queryset=PaperFile.objects.order_by("pk"))
    return handed.prefetch_related(files).order_by("-number").first()


def _members(passage: Passage, *, is_blind: bool) -> tuple[Member, ...]:
    """Blind, the professions alone, in an order that follows nobody's name."""
    rows = TeamMember.objects.filter(team=passage.team_id, enrolment__withdrawal=None)
    rows = rows.select_related("enrolment__person", "enrolment__institution")
    if is_blind:
        professions = sorted(row.enrolment.profession or _("not said") for row in rows)
        return tuple(Member("", each, "") for each in professions)
    ordered = sorted(rows, key=lambda row: row.enrolment.person.sort_name)
    return tuple(
        Member(
            str(row.enrolment.person),
            row.enrolment.profession,
            str(row.enrolment.institution or ""),
        )
        for row in ordered
    )


def _files(stored: Sequence[PaperFile], *, is_blind: bool) -> tuple[PackFile, ...]:
    shown, total, found = files_shown(stored, named=not is_blind), 0, []
    for rank, (file, said) in enumerate(zip(stored, shown, strict=True), start=1):
        total += file.size_bytes
        found.append(
            PackFile(
                file,
                said.name,
                _name_in_pack(file, rank, is_blind=is_blind),
                file.size_bytes,
                total > MOST_BYTES,
            )
        )
    return tuple(found)


def _name_in_pack(file: PaperFile, rank: int, *, is_blind: bool) -> str:
    """Never a path, never two of one name; blind, never what its author called it."""
    stem, _dot, suffix = file.name.rpartition(".") if "." in file.name else (file.name, "", "")
    plain = "".join(sign for sign in suffix if sign.isascii() and sign.isalnum())[:8].lower()
    safe = "".join(sign if sign.isalnum() else "-" for sign in stem).strip("-")[:60]
    name = "document" if is_blind or not safe else safe
    return f"{rank:02}-{name}" + (f".{plain}" if plain else "")

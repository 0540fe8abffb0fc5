"""The pack of a team: what the jury reads before it presents; no name where the panel is blind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from passerelle.campus.models import Attempt, Juror, PaperFile, TeamMember
from passerelle.campus.queries.marking_blind import files_shown
from passerelle.campus.viewer import Viewer
from passerelle.datathon.dossier_text import paper_text
from passerelle.datathon.queries.dossiers import DossierView, dossier_of

from ..models import Passage, PresentationDay
from .day_values import teams_of_day

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
    team: str
    is_blind: bool
    members: tuple[Member, ...]
    abstract: str
    files: tuple[PackFile, ...]
    dossier: DossierView
    challenge: str

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


def reading_of(viewer: Viewer, day: PresentationDay, number: int, *, coordinates: bool) -> Reading:
    """At most nine queries; nothing for whoever sits on no panel of the day."""
    found = day.passages.select_related("team", "room__panel").filter(team__number=number)
    passage = found.first()
    if passage is None or viewer.person is None:
        return Reading(None)
    passage.day = day
    if not coordinates:
        seats = Juror.objects.filter(
            person=viewer.person, panel__activity=day.activity_id, left_at=None
        )
        if not seats.exists():
            return Reading(None)
        teams = teams_of_day(day.edition, only=passage.team_id)
        if any(viewer.person.pk in each.barred for each in teams.values()):
            return Reading(None, is_recused=True)
    return Reading(pack_of(passage))


def pack_of(passage: Passage) -> Pack:
    """Four queries."""
    day, is_blind = passage.day, passage.room is not None and passage.room.panel.blind
    attempt = _presented(passage)
    dossier = dossier_of(passage.team)
    return Pack(
        day=day,
        passage=passage,
        team=_("Team %(number)s") % {"number": passage.team.number}
        if is_blind
        else str(passage.team),
        is_blind=is_blind,
        members=_members(passage, is_blind=is_blind),
        abstract=attempt.text if attempt else "",
        files=_files(list(attempt.files.all()) if attempt else [], is_blind=is_blind),
        dossier=dossier,
        challenge=str(dossier.challenge_title or ""),
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

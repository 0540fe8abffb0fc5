"""Whose work it is, for those who may know; a number and neutral names for the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from passerelle.foundation.models import Comment

from ..models import Attempt, Panel, PaperFile, Sheet
from ..rules import is_staff
from ..viewer import Viewer
from .learning_attempts import authors_of, is_author


@dataclass(frozen=True, slots=True)
class HandedInFile:
    """A file of the work; without its author, its rank and type: its name could tell."""

    id: int
    name: str
    size_bytes: int


def knows_authors(viewer: Viewer, attempt: Attempt, sheets: Iterable[Sheet]) -> bool:
    """Authors, staff, and jurors of a panel that is not blind; raters do not.

    `sheets`: those that count, with their panel; read only where it is asked who marks."""
    if is_author(attempt, viewer) or is_staff(viewer):
        return True
    own = (sheet for sheet in sheets if viewer.person and sheet.rater_id == viewer.person.pk)
    return any(sheet.panel is not None and not sheet.panel.blind for sheet in own)


def paper_name(number: int) -> str:
    """How a paper is called where its author is not."""
    return _("Paper no. %(number)s") % {"number": number}


def author_before(panel: Panel | None, attempt: Attempt) -> str:
    """Nobody before a blind panel, or none."""
    if panel is None or panel.blind:
        return ""
    return str(attempt.team or attempt.enrolment or "")


def files_shown(files: Sequence[PaperFile], *, named: bool) -> tuple[HandedInFile, ...]:
    return tuple(
        HandedInFile(
            file.pk,
            file.name if named else _("File %(rank)s (%(kind)s)") % _neutral(file, rank),
            file.size_bytes,
        )
        for rank, file in enumerate(files, start=1)
    )


def name_served(file: PaperFile, *, named: bool) -> str:
    """The name a file is saved under: work-12-1.pdf for those who do not know its author."""
    if named:
        return file.name
    rank = PaperFile.objects.filter(attempt=file.attempt_id, pk__lte=file.pk).count()
    told = _neutral(file, rank)
    return _("work-%(attempt)s-%(rank)s") % told + f".{told['kind']}".lower()


def comments_shown(attempt: Attempt, comments: Sequence[Comment]) -> Sequence[Comment]:
    """As a rater reads them: what an author wrote bears no name. The rows are not stored."""
    authors = authors_of(attempt)
    for comment in comments:
        if comment.author_id in authors:
            comment.author_label = _("The author of the work")
    return comments


def _neutral(file: PaperFile, rank: int) -> dict[str, str | int]:
    kind = file.name.rpartition(".")[2] if "." in file.name else "file"
    plain = "".join(sign for sign in kind if sign.isascii() and sign.isalnum())[:8]
    return {"rank": rank, "kind": plain.upper(), "attempt": file.attempt_id}

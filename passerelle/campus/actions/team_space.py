"""What a team keeps together: addresses, files, a discussion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO
from urllib.parse import urlsplit
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.foundation import clock, comments
from passerelle.foundation.ids import digest_of
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.models import Comment
from passerelle.people.models import Person

from ..errors import CampusRefusal, TeamSpaceFull
from ..models import Team, TeamFile, TeamLink
from ..queries.team_members import people_of
from ..storing import name_on_disk
from .learning import Upload

MOST_LINKS, MOST_FILES, MOST_MEGABYTES = 20, 50, 200
_MEGABYTE = 1_000_000


@transaction.atomic
def share_link(team: Team, *, label: str, url: str, by: Person, form_key: UUID) -> TeamLink:
    """Keep an address for the whole team; the same form twice is once."""
    if urlsplit(url).scheme not in {"http", "https"}:
        raise CampusRefusal(_("Give an address that begins with https://."))
    _lock(team)
    known = TeamLink.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    if team.links.filter(removed_at=None).count() >= MOST_LINKS:
        raise TeamSpaceFull
    link = TeamLink.objects.create(
        team=team,
        label=label.strip(),
        url=url,
        added_by=by,
        added_at=clock.now(),
        form_key=form_key,
    )
    _note(team, "shared a link", by=by, name=link.label)
    return link


@transaction.atomic
def remove_link(link: TeamLink, *, by: Person) -> None:
    """Take an address away; its row stays. Twice is once."""
    if TeamLink.objects.filter(pk=link.pk, removed_at=None).update(
        removed_at=clock.now(), removed_by=by
    ):
        _note(link.team, "took away a link", by=by, name=link.label)


@transaction.atomic
def share_files(
    team: Team, *, files: Sequence[Upload], by: Person, form_key: UUID
) -> list[TeamFile]:
    """Keep files for the whole team, all or none; the same form twice is once."""
    _lock(team)
    known = list(TeamFile.objects.filter(form_key=form_key, team=team))
    if known:
        return known
    _refuse_overflow(team, files)
    kept = [_keep(team, upload, by=by, form_key=form_key) for upload in files]
    _note(team, "shared files", by=by, files=len(kept))
    return kept


@transaction.atomic
def remove_file(file: TeamFile, *, by: Person) -> None:
    """Take a file away; its row and its bytes stay until they are erased for good."""
    if TeamFile.objects.filter(pk=file.pk, removed_at=None).update(
        removed_at=clock.now(), removed_by=by
    ):
        _note(file.team, "took away a file", by=by, name=file.name)


@transaction.atomic
def write_to_team(team: Team, *, author: Person, text: str, form_key: UUID) -> Comment:
    """Say something in the team's discussion; the others of the team hear of it."""
    edition = team.edition
    if not Comment.objects.filter(form_key=form_key).exists():
        _note(team, "wrote to a team", by=author)
    return comments.discuss(
        "team",
        team.pk,
        author=author,
        text=text,
        form_key=form_key,
        label=team.name,
        url=reverse("team", args=[edition.slug, team.number]) + "#discussion",
        followers=people_of(team),
        verb="team wrote",
    )


def _lock(team: Team) -> None:
    """One at a time, so that a form sent twice at once is stored once."""
    Team.objects.select_for_update().get(pk=team.pk)


def _refuse_overflow(team: Team, files: Sequence[Upload]) -> None:
    sizes = list(team.files.filter(removed_at=None).values_list("size_bytes", flat=True))
    total = sum(sizes) + sum(file.size or 0 for file in files)
    if len(sizes) + len(files) > MOST_FILES or total > MOST_MEGABYTES * _MEGABYTE:
        raise TeamSpaceFull


def _keep(team: Team, upload: Upload, *, by: Person, form_key: UUID) -> TeamFile:
    digest = digest_of(upload.read())
    upload.seek(0)
    name = (upload.name or "file")[-200:]
    content: BinaryIO = upload  # type: ignore[assignment]  # File accepts what forms give
    return TeamFile.objects.create(
        team=team,
        file=File(content, name=name_on_disk(name, digest)),
        name=name,
        size_bytes=upload.size or 0,
        digest=digest,
        added_by=by,
        added_at=clock.now(),
        form_key=form_key,
    )


def _note(team: Team, verb: str, *, by: Person, **detail: str | int) -> None:
    thing = Thing("team", str(team.pk), team.name)
    note(by, verb, thing, edition=team.edition.slug, **detail)

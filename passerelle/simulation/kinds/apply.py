"""A loaded revision becomes cases, one row a digest.

Encounters keep the case they began with; what a revision no longer holds is retired, never
deleted. A case without its gate is kept as a draft."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from passerelle.foundation import clock, jobs
from passerelle.foundation.ids import digest_of
from passerelle.foundation.translated import Translated
from passerelle.programme.actions import revision_digest
from passerelle.programme.models import Edition
from passerelle.programme.source import ProgrammeSource

from ..enums import REPLAY
from ..models import AddedPhrasing, Case
from . import FOLDER
from .cases import CASE, case_of
from .gates import GATE, VECTORS, gate_in

_KEPT = (CASE, GATE, VECTORS)


def apply_revision(edition: Edition, source: ProgrammeSource) -> None:
    """Inside the loader's transaction. What a changed case was taught is replayed again before it
    counts: its facts may be others now."""
    unchanged = dict(_in_force(edition).values_list("slug", "digest"))
    in_force = [
        _apply_case(edition, source, slug)
        for slug in source.subfolders(FOLDER)
        if f"{FOLDER}/{slug}/{CASE}" in source.files
    ]
    _in_force(edition).exclude(pk__in=in_force).update(retired_at=clock.now())
    found = _in_force(edition).values_list("slug", "digest")
    _replay_again(edition, [slug for slug, digest in found if unchanged.get(slug) != digest])


def _in_force(edition: Edition) -> QuerySet[Case]:
    return Case.objects.filter(edition=edition, retired_at=None)


def _replay_again(edition: Edition, slugs: Sequence[str]) -> None:
    taught = AddedPhrasing.objects.filter(
        edition=edition, case_slug__in=slugs, refusal="", withdrawn_at=None
    )
    waiting = list(taught.exclude(replayed_at=None).values_list("pk", flat=True))
    AddedPhrasing.objects.filter(pk__in=waiting).update(replayed_at=None, to_replay=0)
    for phrasing in waiting:
        jobs.later(REPLAY, phrasing_id=phrasing)


def _apply_case(edition: Edition, source: ProgrammeSource, slug: str) -> int:
    folder = f"{FOLDER}/{slug}"
    files = {
        name: source.files[f"{folder}/{name}"]
        for name in _KEPT
        if f"{folder}/{name}" in source.files
    }
    digest = revision_digest(files)
    others = Case.objects.filter(edition=edition, slug=slug, retired_at=None)
    others.exclude(digest=digest).update(retired_at=clock.now())
    case, is_new = Case.objects.get_or_create(
        edition=edition,
        slug=slug,
        digest=digest,
        defaults={
            "title": _title(source, slug),
            "files": {name: digest_of(data) for name, data in files.items()},
            "gate": gate_in(source.files, slug),
            "loaded_at": clock.now(),
        },
    )
    if not is_new and case.retired_at is not None:
        case.retired_at = None
        case.save(update_fields=["retired_at"])
    return case.pk


def _title(source: ProgrammeSource, slug: str) -> Translated:
    title = case_of(source.files, slug).title
    return Translated(fr=title.fr, en=title.en)

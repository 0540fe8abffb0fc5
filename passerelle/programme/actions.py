"""Load a folder into an edition: a new immutable revision when its bytes changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction

from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.foundation.journal import Actor, Thing, note
from passerelle.foundation.translated import Translated
from passerelle.people.actions import establish_institution

from .calendar import end_of, opening_of
from .kinds import appliers
from .models import Blob, Edition, Module, Programme, Revision, RevisionFile
from .problems import Problem, ProgrammeRefused
from .schemas import Bilingual, EditionFile, ProgrammeFile
from .source import ModuleSource, ProgrammeSource


@dataclass(frozen=True, slots=True)
class Loaded:
    """What `load` did: the edition, its present revision, whether that revision is new."""

    edition: Edition
    revision: Revision
    is_new: bool


def translated(text: Bilingual) -> Translated:
    return Translated(fr=text.fr, en=text.en)


@transaction.atomic
def load(source: ProgrammeSource, *, edition: str, by: Actor | None = None) -> Loaded:
    """Make the edition say what the folder says. The same folder twice changes nothing."""
    programme, year = _accepted(source, edition)
    row = _edition_row(programme, year)
    digest = revision_digest(source.files)
    latest = row.revisions.first()
    if latest and latest.digest == digest:
        return Loaded(row, latest, is_new=False)
    revision = _store_revision(row, source.files, digest, str(by or "Passerelle"))
    row.revision = revision
    row.save(update_fields=["revision"])
    for position, module in enumerate(source.modules, start=1):
        _module_row(row, module, year, position)
    for apply in appliers():
        apply(row, source)
    thing = Thing("edition", row.slug, f"{row.title} · {revision.number}")
    note(by, "loaded the programme", thing, edition=row.slug, digest=digest[:12])
    return Loaded(row, revision, is_new=True)


def revision_digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 over the sorted paths and the digests of their bytes."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path}\0{digest_of(files[path])}\n".encode())
    return whole.hexdigest()


def _accepted(source: ProgrammeSource, edition: str) -> tuple[ProgrammeFile, EditionFile]:
    if source.problems or source.programme is None:
        raise ProgrammeRefused(source.problems)
    if edition not in source.editions:
        known = ", ".join(sorted(source.editions))
        raise ProgrammeRefused(
            [Problem(f"editions/{edition}.yaml", 0, "", "No such edition.", f"Known: {known}.")]
        )
    return source.programme, source.editions[edition]


def _edition_row(file: ProgrammeFile, year: EditionFile) -> Edition:
    for institution in file.institutions:
        establish_institution(
            slug=institution.id,
            name=translated(institution.name),
            city=institution.city,
            country=institution.country,
            did=institution.did,
        )
    programme, _ = Programme.objects.update_or_create(
        slug=file.id, defaults={"title": translated(file.title)}
    )
    row, _ = Edition.objects.update_or_create(
        slug=year.id, defaults={"programme": programme, **_edition_fields(file, year)}
    )
    return row


# Any: keyword arguments of a model row.
def _edition_fields(file: ProgrammeFile, year: EditionFile) -> dict[str, Any]:
    return {
        "title": translated(year.title),
        "summary": translated(file.summary),
        "starts_on": year.starts,
        "ends_on": year.ends,
        "decisions_on": year.decisions,
        "diplomas_on": year.diplomas,
        "hours": file.hours,
        "zones": list(file.zones),
        "issuer": file.issuer,
        "institutions": [institution.id for institution in file.institutions],
        "award": _plain(file.award),
        "is_specimen": file.specimen,
    }


def _plain(value: Any) -> Any:  # Any: parsed YAML, made JSON-safe without losing a digit
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, float | date | time):
        return str(value)
    return value


def _store_revision(edition: Edition, files: Mapping[str, bytes], digest: str, by: str) -> Revision:
    digests = {path: digest_of(data) for path, data in files.items()}
    Blob.objects.bulk_create(
        [Blob(digest=digests[path], data=data) for path, data in files.items()],
        ignore_conflicts=True,
    )
    latest = edition.revisions.first()
    revision = Revision.objects.create(
        edition=edition,
        number=(latest.number if latest else 0) + 1,
        digest=digest,
        loaded_at=clock.now(),
        loaded_by=by,
    )
    RevisionFile.objects.bulk_create(
        [
            RevisionFile(revision=revision, path=path, blob_id=digests[path])
            for path in sorted(files)
        ]
    )
    return revision


def _module_row(edition: Edition, module: ModuleSource, year: EditionFile, position: int) -> None:
    zone, file = edition.zones[0], module.file
    Module.objects.update_or_create(
        edition=edition,
        slug=module.slug,
        defaults={
            "position": position,
            "kind": file.kind,
            "title": translated(file.title),
            "short": translated(file.short),
            "summary": translated(file.summary),
            "outcomes": [outcome.model_dump() for outcome in file.outcomes],
            "hours": file.hours,
            "opens_at": opening_of(year, module.slug, day=1, zone=zone),
            "closes_at": end_of(year, module.slug, day=file.days, zone=zone),
        },
    )


__all__ = ["Loaded", "load", "revision_digest", "translated"]

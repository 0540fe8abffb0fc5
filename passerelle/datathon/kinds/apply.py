"""A loaded revision becomes challenges with their texts, phases and data.

Rows keep their identity across revisions (submissions hang on them); what a revision no longer
holds is retired, never deleted. Data is made again only when what it is made from changed: it is
then a new version, and evaluations made on the earlier one keep it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from django.core.files.base import ContentFile

from passerelle.campus.models import Activity
from passerelle.campus.prose import html_of
from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.programme.actions import revision_digest, translated
from passerelle.programme.models import Edition, Module
from passerelle.programme.source import ProgrammeSource

from ..actions.baselines import submit_baseline
from ..actions.queueing import ask_to_rank
from ..enums import BoardName, FileRole, Origin
from ..models import Challenge, ChallengeText, DataFile, Phase, UsageAgreement
from .checks import ChallengeSource, baseline_of, challenges_in
from .data import Made, made_files, spec_digest
from .phases import span_of
from .terms import apply_agreements


def apply_revision(edition: Edition, source: ProgrammeSource) -> None:
    """Inside the loader's transaction."""
    modules = {module.slug: module for module in Module.objects.filter(edition=edition)}
    agreements = apply_agreements(edition, source)
    kept = [
        _apply_challenge(edition, modules[challenge.file.module], source, challenge, position)
        for position, challenge in enumerate(challenges_in(source), start=1)
    ]
    for challenge in kept:
        _apply_access(challenge, agreements)
    gone = Challenge.objects.filter(edition=edition, origin=Origin.PROGRAMME, retired_at=None)
    gone.exclude(pk__in=[challenge.pk for challenge in kept]).update(retired_at=clock.now())


def _apply_challenge(
    edition: Edition,
    module: Module,
    source: ProgrammeSource,
    challenge: ChallengeSource,
    position: int,
) -> Challenge:
    file, folder = challenge.file, challenge.path
    row, _ = Challenge.objects.update_or_create(
        edition=edition,
        slug=challenge.slug,
        defaults={
            "module": module,
            "position": position,
            "origin": Origin.PROGRAMME,
            "domain": file.domain,
            "title": translated(file.title),
            "question": translated(file.question),
            "metric": file.scoring.metric,
            "direction": file.scoring.direction,
            "settings": file.model_dump(mode="json"),
            "digest": revision_digest({name: source.files[name] for name in source.under(folder)}),
            "loaded_at": clock.now(),
            "retired_at": None,
        },
    )
    _apply_texts(source, row, folder)
    _apply_phases(source, row, challenge)
    _apply_data(source, row, challenge)
    if row.leaderboards.exists():
        ask_to_rank(row.pk, BoardName.values)
    return row


def _apply_access(row: Challenge, agreements: Mapping[str, UsageAgreement]) -> None:
    """What must be signed and passed before its data are given."""
    asked = row.settings["access"]
    row.agreement = agreements.get(asked["agreement"] or "")
    module, _, slug = (asked["training"] or "").partition("/")
    activities = Activity.objects.filter(edition=row.edition_id, retired_at=None)
    row.training = activities.filter(module__slug=module, slug=slug).first() if slug else None
    row.save(update_fields=["agreement", "training"])


def _apply_texts(source: ProgrammeSource, row: Challenge, folder: str) -> None:
    for language in ("fr", "en"):
        markdown = source.files[f"{folder}/{language}.md"].decode("utf-8-sig", errors="replace")
        ChallengeText.objects.update_or_create(
            challenge=row,
            language=language,
            defaults={"html": html_of(markdown, language=language)},
        )


def _apply_phases(source: ProgrammeSource, row: Challenge, challenge: ChallengeSource) -> None:
    year = source.editions[row.edition.slug]
    for position, phase in enumerate(challenge.file.phases, start=1):
        span = span_of(phase, year, challenge.file.module)
        Phase.objects.update_or_create(
            challenge=row,
            slug=phase.id,
            defaults={
                "position": position,
                "title": translated(phase.title),
                "opens_at": span.opens_at,
                "closes_at": span.closes_at,
                "zone": phase.zone,
                "most_per_team": phase.most_per_team,
                "most_per_day": phase.most_per_day,
                "board": phase.board,
                "retired_at": None,
            },
        )
    gone = row.phases.filter(retired_at=None)
    gone.exclude(slug__in=[phase.id for phase in challenge.file.phases]).update(
        retired_at=clock.now()
    )


def _apply_data(source: ProgrammeSource, row: Challenge, challenge: ChallengeSource) -> None:
    spec = spec_digest(challenge.file, source.files, challenge.path)
    if row.data_spec != spec:
        row.data_version, row.data_spec = row.data_version + 1, spec
        keep_files(row, made_files(challenge.file, source.files, challenge.path))
        row.save(update_fields=["data_version", "data_spec"])
    keep_files(row, _kit_of(source, challenge))
    found = baseline_of(source, challenge)
    if found is not None:
        name, data = found
        submit_baseline(row, name=name.rsplit("/", 1)[1], data=data)


def _kit_of(source: ProgrammeSource, challenge: ChallengeSource) -> Iterable[Made]:
    folder = f"{challenge.path}/kit"
    for name in source.under(folder):
        yield Made(FileRole.KIT, name.removeprefix(f"{folder}/"), source.files[name])


def keep_files(challenge: Challenge, made: Iterable[Made]) -> None:
    """Store files at the data version in force; one that is already there is left alone."""
    known = {
        (file.role, file.name): file
        for file in challenge.files.filter(version=challenge.data_version)
    }
    for each in made:
        file = known.get((each.role, each.name))
        digest = digest_of(each.data)
        if file is None:
            file = DataFile(
                challenge=challenge,
                version=challenge.data_version,
                role=each.role,
                name=each.name,
            )
        elif file.digest == digest:
            continue
        file.digest, file.size_bytes, file.added_at = digest, len(each.data), clock.now()
        file.rows = _rows_in(each.data) if each.name.endswith(".csv") else None
        file.file.save(each.name.rsplit("/", 1)[-1], ContentFile(each.data), save=False)
        file.save()


def _rows_in(data: bytes) -> int:
    """Without the header; a text may hold line feeds."""
    return sum(1 for _ in csv.reader(io.StringIO(data.decode("utf-8", errors="replace")))) - 1

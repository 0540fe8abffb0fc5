"""A bundle of another platform becomes a challenge, unchanged: its file is kept whole."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import UTC, datetime, time
from pathlib import Path

import nh3
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from passerelle.campus.prose import html_of
from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.translated import Translated
from passerelle.people.models import Person
from passerelle.programme.models import Edition, Module

from .. import bundles
from ..bundles import Bundle, Kind, Leaderboard, ScoreColumn, Sorting
from ..enums import Direction, Domain, FileRole, Origin
from ..errors import BundleRefused
from ..kinds.bundle_settings import BundleColumn, BundleSettings
from ..models import Challenge, ChallengeText, DataFile, Phase

_LATEST_RULES = {"Force_Last"}
_LONGEST_NAME = 60


@transaction.atomic
def import_bundle(
    edition: Edition,
    path: Path,
    *,
    domain: Domain = Domain.DIAGNOSIS,
    module: Module | None = None,
    by: Person | None = None,
) -> Challenge:
    """Import a folder or a zip; the same bundle again changes nothing, another makes new data."""
    with tempfile.TemporaryDirectory(prefix="passerelle-import-") as folder:
        try:
            bundle = bundles.read_bundle(path, into=Path(folder))
        except bundles.BundleRefused as refused:
            raise BundleRefused(str(refused)) from refused
        board, primary = _ranking_column(bundle)
        challenge = _challenge(edition, bundle, board, primary, domain, module)
        if challenge.data_spec != bundle.digest:
            _keep_bundle(challenge, bundle, path)
        _texts(challenge, bundle)
        _phases(challenge, bundle)
    thing = Thing("challenge", challenge.slug, challenge.title.fr)
    note(by, "imported a challenge", thing, edition=edition.slug, digest=bundle.digest[:12])
    return challenge


def _ranking_column(bundle: Bundle) -> tuple[Leaderboard, ScoreColumn]:
    """The first board that is shown, else the first; its column that ranks."""
    for board in sorted(bundle.leaderboards, key=lambda each: each.hidden):
        if bundle.phases and board.primary is not None:
            return board, board.primary
    errors = " ".join(str(remark) for remark in bundles.lint(bundle)[:3])
    raise BundleRefused(errors or _("The bundle has no phase, or no board with a main column."))


def _challenge(
    edition: Edition,
    bundle: Bundle,
    board: Leaderboard,
    primary: ScoreColumn,
    domain: Domain,
    module: Module | None,
) -> Challenge:
    slug = slugify(bundle.title)[:50] or bundle.digest[:12]
    _refuse_to_replace(edition, slug, bundle)
    only_results = bundle.kind is Kind.EVALAI or all(
        phase.accepts_only_results for phase in bundle.phases
    )
    settings = BundleSettings(
        accepts=["predictions"] if only_results else ["predictions", "code"],
        formats=["zip"] if bundle.kind is Kind.CODABENCH else ["json", "csv", "txt", "zip"],
        columns=[_column(column, board) for column in board.columns],
        primary=primary.key,
        take="latest" if board.submission_rule in _LATEST_RULES else "best",
        remarks=[str(remark) for remark in bundles.lint(bundle)],
    )
    challenge, _created = Challenge.objects.update_or_create(
        edition=edition,
        slug=slug,
        defaults={
            "module": module,
            "position": 100,
            "origin": Origin(bundle.kind.value),
            "domain": domain,
            "title": _untranslated(bundle.title),
            "question": _untranslated(bundle.description),
            "metric": (primary.title or primary.key)[:_LONGEST_NAME],
            "direction": Direction.HIGHER if primary.sorting is Sorting.DESC else Direction.LOWER,
            "settings": settings.model_dump(mode="json"),
            "digest": bundle.digest,
            "loaded_at": clock.now(),
            "retired_at": None,
        },
    )
    return challenge


def _refuse_to_replace(edition: Edition, slug: str, bundle: Bundle) -> None:
    """A bundle replaces an earlier one of its title, never what was written elsewhere."""
    known = Challenge.objects.filter(edition=edition, slug=slug)
    if known.exclude(origin=bundle.kind.value).exists():
        taken = _(
            "This edition has a challenge “%(title)s” already. Give the bundle another title."
        )
        raise BundleRefused(taken % {"title": bundle.title})


def _column(column: ScoreColumn, board: Leaderboard) -> BundleColumn:
    return BundleColumn(
        key=column.key,
        title=column.title or column.key,
        direction="higher" if column.sorting is Sorting.DESC else "lower",
        hidden=column.hidden or board.hidden,
    )


def _keep_bundle(challenge: Challenge, bundle: Bundle, path: Path) -> None:
    data = path.read_bytes() if path.is_file() else _zipped(bundle.root)
    challenge.data_version += 1
    challenge.data_spec = bundle.digest
    challenge.save(update_fields=["data_version", "data_spec"])
    file = DataFile(
        challenge=challenge,
        version=challenge.data_version,
        role=FileRole.BUNDLE,
        name="bundle.zip",
        digest=digest_of(data),
        size_bytes=len(data),
        added_at=clock.now(),
    )
    file.file.save("bundle.zip", ContentFile(data), save=False)
    file.save()


def _zipped(root: Path) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in bundles.files_in(root):
            archive.write(root / name, name)
    return written.getvalue()


def _texts(challenge: Challenge, bundle: Bundle) -> None:
    """The bundle speaks one language, whichever: both readers get it as it is."""
    pages = [
        nh3.clean(page.text) if page.is_html else html_of(page.text, language="en")
        for page in bundle.pages
    ]
    for language in ("fr", "en"):
        ChallengeText.objects.update_or_create(
            challenge=challenge, language=language, defaults={"html": "\n".join(pages)}
        )


def _phases(challenge: Challenge, bundle: Bundle) -> None:
    edition = challenge.edition
    first = datetime.combine(edition.starts_on, time(0), UTC)
    last = datetime.combine(edition.ends_on, time(23, 59), UTC)
    starts = [phase.start or first for phase in bundle.phases]
    for place, phase in enumerate(bundle.phases):
        following = starts[place + 1] if place + 1 < len(starts) else last
        opens_at = starts[place]
        closes_at = phase.end or max(following, opens_at)
        if closes_at <= opens_at:
            wrong = _("The phase “%(phase)s” closes before it opens.")
            raise BundleRefused(wrong % {"phase": phase.name})
        Phase.objects.update_or_create(
            challenge=challenge,
            slug=f"phase-{place + 1}",
            defaults={
                "position": place + 1,
                "title": _untranslated(phase.name),
                "opens_at": opens_at,
                "closes_at": closes_at,
                "zone": "UTC",
                "most_per_team": phase.max_submissions,
                "most_per_day": phase.max_submissions_per_day,
                "retired_at": None,
            },
        )
    gone = challenge.phases.filter(position__gt=len(bundle.phases), retired_at=None)
    gone.update(retired_at=clock.now())


def _untranslated(text: str) -> Translated:
    return Translated(fr=text, en=text, standing_en="missing")

"""A loaded revision becomes activities, sessions, texts and rubrics.

Rows keep their identity across revisions (people's work hangs on them); what a revision no
longer holds is retired, never deleted."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.programme.actions import translated
from passerelle.programme.calendar import end_of, opening_of, start_of
from passerelle.programme.models import Edition, Module
from passerelle.programme.schemas import ActivityFile, EditionFile, SessionFile
from passerelle.programme.source import ActivitySource, ModuleSource, ProgrammeSource
from passerelle.programme.yaml_lines import read_yaml

from ..models import Activity, ActivityText, RubricText, Session
from ..prose import html_of, words_in
from .quiz import QuizFile

_COMMON = set(ActivityFile.model_fields)


def apply_revision(edition: Edition, source: ProgrammeSource) -> None:
    """Inside the loader's transaction."""
    year = source.editions[edition.slug]
    modules = {module.slug: module for module in Module.objects.filter(edition=edition)}
    activities: list[int] = []
    sessions: list[int] = []
    _apply_rubrics(edition, source)
    for module in source.modules:
        row = modules[module.slug]
        sessions += _apply_sessions(edition, row, module, year)
        for position, activity in enumerate(module.activities, start=1):
            activities.append(_apply_activity(source, row, activity, position, year))
    now = clock.now()
    kept = Activity.objects.filter(edition=edition, retired_at=None).exclude(pk__in=activities)
    kept.update(retired_at=now)
    gone = Session.objects.filter(edition=edition, retired_at=None).exclude(pk__in=sessions)
    gone.update(retired_at=now)


def _apply_rubrics(edition: Edition, source: ProgrammeSource) -> None:
    for name in source.under("rubrics"):
        written = read_yaml(name, source.files[name]).value
        slug = name.removeprefix("rubrics/").removesuffix(".yaml")
        RubricText.objects.get_or_create(
            edition=edition,
            slug=slug,
            digest=digest_of(source.files[name]),
            defaults={
                "title": written["title"],
                "written": json.loads(json.dumps(written, default=str)),
            },
        )


def _apply_sessions(
    edition: Edition, row: Module, module: ModuleSource, year: EditionFile
) -> list[int]:
    earlier = {each.slug: each for each in Session.objects.filter(edition=edition)}
    return [
        _apply_session(earlier.get(session.id), edition, row, session, year)
        for session in module.file.sessions
    ]


def _apply_session(
    before: Session | None, edition: Edition, row: Module, session: SessionFile, year: EditionFile
) -> int:
    """A session that a coordinator moved stays where it is until the file itself moves it."""
    written = start_of(year, row.slug, session)
    stays = before is not None and before.written_start == written
    starts = before.starts_at if before is not None and stays else written
    moved = before is not None and before.starts_at != starts
    kept, _ = Session.objects.update_or_create(
        edition=edition,
        slug=session.id,
        defaults={
            "module": row,
            "kind": session.kind,
            "title": translated(session.title),
            "starts_at": starts,
            "ends_at": starts + timedelta(minutes=session.minutes),
            "written_start": written,
            "planned_zone": before.planned_zone if before is not None and stays else session.zone,
            "sequence": before.sequence + moved if before is not None else 0,
            "retired_at": None,
        },
    )
    return kept.pk


def _apply_activity(
    source: ProgrammeSource,
    module: Module,
    activity: ActivitySource,
    position: int,
    year: EditionFile,
) -> int:
    file, zone = activity.file, module.edition.zones[0]
    row, _ = Activity.objects.update_or_create(
        module=module,
        slug=activity.slug,
        defaults={
            "edition": module.edition,
            "position": position,
            "kind": file.kind,
            "title": translated(file.title),
            "minutes": file.minutes,
            "opens_at": opening_of(year, module.slug, day=file.opens, zone=zone),
            "due_at": end_of(year, module.slug, day=file.due, zone=zone),
            "component": getattr(file, "component", ""),
            "by_team": file.is_for_teams,
            "settings": _own_fields(file),
            "content": _content_of(source, activity),
            "retired_at": None,
        },
    )
    _apply_texts(source, row, activity)
    return row.pk


def _own_fields(file: ActivityFile) -> dict[str, Any]:  # Any: the kind's own JSON-safe fields
    written = file.model_dump(mode="json")
    return {name: value for name, value in written.items() if name not in _COMMON}


def _content_of(source: ProgrammeSource, activity: ActivitySource) -> dict[str, str]:
    folder = activity.path
    if isinstance(activity.file, QuizFile):
        folder = f"quizzes/{activity.file.quiz}"
    return {
        name.rsplit("/", 1)[1]: digest_of(source.files[name])
        for name in source.under(folder)
        if "/" not in name[len(folder) + 1 :]
    }


def _apply_texts(source: ProgrammeSource, row: Activity, activity: ActivitySource) -> None:
    for language in ("fr", "en"):
        data = source.files.get(f"{activity.path}/{language}.md")
        if data is None:
            continue
        markdown = data.decode("utf-8-sig", errors="replace")
        ActivityText.objects.update_or_create(
            activity=row,
            language=language,
            defaults={"html": html_of(markdown, language=language), "words": words_in(markdown)},
        )

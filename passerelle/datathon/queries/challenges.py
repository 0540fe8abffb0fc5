"""The challenges of an edition, and one of them in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from passerelle.campus.models import Team
from passerelle.foundation.translated import Translated, reading_language
from passerelle.programme.models import Edition
from passerelle.programme.schemas import Bilingual

from ..enums import OPEN_ROLES, Direction, Domain, FileRole
from ..intake import challenge_file, intake_of, is_imported
from ..kinds.schemas import AccessSpec, ChallengeFile, ColumnSpec, JudgedSpec
from ..models import Challenge, DataFile, Phase
from ..rules import (
    Standing,
    can_take_part_in_datathon,
    mentors_challenge,
    owns_challenge,
)
from .quotas import Quota, quotas_of
from .stewards import StewardRow, stewards_of


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """`quota`: what the viewer's team has used of it; nothing without a team."""

    slug: str
    title: str
    opens_at: datetime
    closes_at: datetime
    is_open: bool
    is_over: bool
    board: str
    most_per_team: int | None
    most_per_day: int | None
    quota: Quota | None = None


@dataclass(frozen=True, slots=True)
class ChallengeRow:
    """`phase`: the one that is open, else the next, else the last."""

    slug: str
    title: str
    question: str
    domain: str
    domain_said: str
    metric: str
    phase: PhaseRow | None
    teams: int
    submissions: int
    is_revealed: bool


@dataclass(frozen=True, slots=True)
class FileRow:
    id: int
    name: str
    role: str
    role_said: str
    size_bytes: int
    rows: int | None
    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class DataCardView:
    """What one must know before trusting the data."""

    version: str
    licence: str
    motivation: str
    composition: str
    collection: str
    limits: str


@dataclass(frozen=True, slots=True)
class ChallengePage:
    """Everything a challenge's page says to one viewer."""

    slug: str
    title: str
    question: str
    domain_said: str
    origin: str
    html: str
    metric: str
    direction_said: str
    higher_is_better: bool
    also: tuple[str, ...]
    slices: tuple[str, ...]
    threshold: float | None
    accepts: tuple[str, ...]
    formats: tuple[str, ...]
    megabytes: int
    columns: tuple[ColumnSpec, ...]
    command: tuple[str, ...]
    phases: tuple[PhaseRow, ...]
    files: tuple[FileRow, ...]
    card: DataCardView | None
    rules: tuple[str, ...]
    access: AccessSpec
    judged: JudgedSpec | None
    stewards: tuple[StewardRow, ...]
    team: Team | None
    owns: bool
    mentors: bool
    may_submit: bool
    revealed_at: datetime | None

    @property
    def open_phase(self) -> PhaseRow | None:
        return next((phase for phase in self.phases if phase.is_open), None)


def challenges_in_play(edition: Edition | int) -> QuerySet[Challenge]:
    """Those that are not retired, in their order."""
    return Challenge.objects.filter(edition=edition, retired_at=None).select_related("edition")


def challenge_named(edition: Edition, slug: str) -> Challenge | None:
    return challenges_in_play(edition).filter(slug=slug).first()


def challenges_of(edition: Edition, *, at: datetime) -> tuple[ChallengeRow, ...]:
    """Two queries, however many there are."""
    counted = Q(phases__submissions__cancellation=None, phases__submissions__team__isnull=False)
    rows = (
        challenges_in_play(edition)
        .annotate(
            teams=Count("phases__submissions__team", filter=counted, distinct=True),
            submissions=Count("phases__submissions", filter=counted, distinct=True),
        )
        .defer("settings")
        .prefetch_related("phases")
    )
    return tuple(_challenge_row(row, at) for row in rows)


def challenge_page(
    challenge: Challenge, standing: Standing, *, at: datetime, html: str
) -> ChallengePage:
    """Four queries with a team, however many phases, files and people."""
    viewer, language = standing.viewer, reading_language()
    file = None if is_imported(challenge) else challenge_file(challenge)
    intake = intake_of(challenge)
    scoring = file.scoring if file else None
    code = file.submission.code if file else None
    return ChallengePage(
        slug=challenge.slug,
        title=str(challenge.title),
        question=str(challenge.question),
        domain_said=str(Domain(challenge.domain).label),
        origin=challenge.origin,
        html=html,
        metric=challenge.metric,
        direction_said=str(Direction(challenge.direction).label),
        higher_is_better=challenge.direction == Direction.HIGHER,
        also=tuple(scoring.also) if scoring else (),
        slices=tuple(scoring.slices) if scoring else (),
        threshold=scoring.threshold if scoring else None,
        accepts=intake.kinds,
        formats=intake.formats,
        megabytes=intake.megabytes,
        columns=tuple(intake.asked.columns) if intake.asked else (),
        command=tuple(code.command) if code else (),
        phases=phases_of(challenge, standing.team, at=at),
        files=tuple(_file_row(each) for each in open_files(challenge)),
        card=_card(file) if file else None,
        rules=tuple(getattr(file.rules, language)) if file else (),
        access=file.access if file else AccessSpec(),
        judged=file.judged if file else None,
        stewards=stewards_of(challenge),
        team=standing.team,
        owns=owns_challenge(standing),
        mentors=mentors_challenge(standing),
        may_submit=can_take_part_in_datathon(viewer),
        revealed_at=challenge.revealed_at,
    )


def phases_of(challenge: Challenge, team: Team | None, *, at: datetime) -> tuple[PhaseRow, ...]:
    """The phases in order; with a team, what it has used of those that are open."""
    phases = list(challenge.phases.filter(retired_at=None))
    running = [phase for phase in phases if _is_open(phase, at)]
    quotas = quotas_of(team, running, at=at) if team is not None else {}
    return tuple(_phase_row(phase, at, quotas.get(phase.pk)) for phase in phases)


def open_files(challenge: Challenge) -> QuerySet[DataFile]:
    """What participants may download: never labels, baselines or bundles."""
    return challenge.files.filter(version=challenge.data_version, role__in=OPEN_ROLES)


def open_file(challenge: Challenge, file_id: int) -> DataFile | None:
    """One of them: asking by number does not open a sealed one."""
    return open_files(challenge).filter(pk=file_id).first()


def _challenge_row(row: Challenge, at: datetime) -> ChallengeRow:
    phases = [phase for phase in row.phases.all() if phase.retired_at is None]
    now = next((phase for phase in phases if phase.closes_at > at), None)
    shown = now or (phases[-1] if phases else None)
    return ChallengeRow(
        slug=row.slug,
        title=str(row.title),
        question=str(row.question),
        domain=row.domain,
        domain_said=str(Domain(row.domain).label),
        metric=row.metric,
        phase=_phase_row(shown, at, None) if shown else None,
        teams=row.teams,  # type: ignore[attr-defined]  # annotated above
        submissions=row.submissions,  # type: ignore[attr-defined]
        is_revealed=row.revealed_at is not None,
    )


def _is_open(phase: Phase, at: datetime) -> bool:
    return phase.opens_at <= at < phase.closes_at


def _phase_row(phase: Phase, at: datetime, quota: Quota | None) -> PhaseRow:
    return PhaseRow(
        slug=phase.slug,
        title=str(phase.title),
        opens_at=phase.opens_at,
        closes_at=phase.closes_at,
        is_open=_is_open(phase, at),
        is_over=phase.closes_at <= at,
        board=phase.board,
        most_per_team=phase.most_per_team,
        most_per_day=phase.most_per_day,
        quota=quota,
    )


def _file_row(file: DataFile) -> FileRow:
    return FileRow(
        id=file.pk,
        name=file.name,
        role=file.role,
        role_said=str(FileRole(file.role).label),
        size_bytes=file.size_bytes,
        rows=file.rows,
        version=file.version,
        digest=file.digest,
    )


def _card(file: ChallengeFile) -> DataCardView:
    card = file.data.card
    return DataCardView(
        version=file.data.version,
        licence=said_text(file.data.licence),
        motivation=said_text(card.motivation),
        composition=said_text(card.composition),
        collection=said_text(card.collection),
        limits=said_text(card.limits),
    )


def said_text(text: Bilingual) -> str:
    return str(Translated(fr=text.fr, en=text.en))

"""The board of a judged challenge: what the panel gave and what the score is worth, together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from passerelle.campus.models import Sheet, Team
from passerelle.campus.queries.panel_agreement import Agreement, agreement_of
from passerelle.campus.rubrics import rubric_of
from passerelle.engines.rubric import score
from passerelle.engines.scoring import JudgedTeam, WeighedBoard, Weighing, weigh
from passerelle.programme.models import Module

from ..enums import BoardName
from ..intake import challenge_file, is_imported
from ..judging import Anchors, anchors_of
from ..kinds.schemas import JudgedSpec
from ..models import Challenge, Dossier, LeaderboardEntry
from ..plans import seed_for
from ..rules import Standing
from .visible import boards_shown_to


@dataclass(frozen=True, slots=True)
class NotWeighed:
    """A team without a total, and why."""

    team: str
    reason: str


@dataclass(frozen=True, slots=True)
class JudgedView:
    """`board` is None while nothing can be said; its teams are named by their ids."""

    board: WeighedBoard | None
    weighing: Weighing | None
    anchors: Anchors | None
    teams: Mapping[str, Team]
    scores: Mapping[str, float]
    mine: str
    not_weighed: tuple[NotWeighed, ...]
    agreement: Agreement
    is_marked: bool


def judged_spec(challenge: Challenge) -> JudgedSpec | None:
    return None if is_imported(challenge) else challenge_file(challenge).judged


def judged_board(challenge: Challenge, standing: Standing) -> JudgedView | None:
    """Nothing where no panel judges, nor before the private board is shown; three queries.

    Marks join it once the panel has closed: results of all teams are recorded together."""
    spec = judged_spec(challenge)
    if spec is None or BoardName.PRIVATE not in boards_shown_to(standing, challenge):
        return None
    entries = _entries(challenge)
    sheets = _sheets(challenge, spec)
    field = _Field(
        challenge=challenge,
        spec=spec,
        entries={each.team_id: each for each in entries if each.team_id is not None},
        sheets=sheets,
        dossiers=_dossiers(challenge),
    )
    baseline = next((each.value for each in entries if each.team_id is None), None)
    anchors = anchors_of(spec, challenge.metric, baseline=baseline)
    return field.view(anchors, standing.team)


@dataclass(frozen=True, slots=True)
class _Field:
    """Everything known of the teams before one challenge."""

    challenge: Challenge
    spec: JudgedSpec
    entries: Mapping[int, LeaderboardEntry]
    sheets: Sequence[Sheet]
    dossiers: Mapping[int, Dossier]

    def view(self, anchors: Anchors | None, mine: Team | None) -> JudgedView:
        marks = _marks_by_team(self.sheets)
        judged, left_out = [], []
        for team in self._teams(marks):
            reason = self._why_not(team, marks, anchors)
            if reason:
                left_out.append(NotWeighed(team.name, reason))
            else:
                judged.append(self._judged(team, marks[team.pk]))
        weighing = self._weighing(anchors)
        board = None
        if judged and weighing is not None:
            seed = seed_for(f"{self.challenge.slug}:judged:{self.challenge.data_version}")
            on_board = {each.name for each in judged}
            others = [given for team, given in marks.items() if str(team) not in on_board]
            board = weigh(judged, weighing, others=others, seed=seed)
        return JudgedView(
            board=board,
            weighing=weighing,
            anchors=anchors,
            teams={str(team.pk): team for team in self._teams(marks)},
            scores={each.name: each.score for each in judged if each.score is not None},
            mine=str(mine.pk) if mine else "",
            not_weighed=tuple(left_out),
            agreement=agreement_of(self.sheets, compare_jurors=False),
            is_marked=bool(marks),
        )

    def _teams(self, marks: Mapping[int, object]) -> list[Team]:
        """Whoever is on the private board, or wrote on this challenge."""
        found = {pk: entry.team for pk, entry in self.entries.items() if entry.team}
        found |= {
            pk: dossier.team
            for pk, dossier in self.dossiers.items()
            if dossier.challenge_id == self.challenge.pk and pk in marks
        }
        return sorted(found.values(), key=lambda team: team.number)

    def _why_not(
        self, team: Team, marks: Mapping[int, object], anchors: Anchors | None
    ) -> str | None:
        dossier = self.dossiers.get(team.pk)
        if dossier is None or dossier.challenge_id is None:
            return _("its report names no challenge")
        if dossier.challenge_id != self.challenge.pk:
            return _("its report is on another challenge")
        if team.pk not in marks:
            return _("the panel has not given its marks yet")
        if self.spec.weight == 1:
            return None
        entry = self.entries.get(team.pk)
        if entry is None or entry.value is None or entry.rank is None:
            return _("it has no score on the private board")
        return None if anchors else _("the baseline has no score yet")

    def _judged(self, team: Team, marks: tuple[float, ...]) -> JudgedTeam:
        entry = self.entries.get(team.pk)
        return JudgedTeam(
            name=str(team.pk),
            score=entry.value if entry else None,
            low=entry.low if entry else None,
            high=entry.high if entry else None,
            marks=marks,
        )

    def _weighing(self, anchors: Anchors | None) -> Weighing | None:
        scale = float(self.challenge.edition.award["scale"])
        if self.spec.weight == 1:
            return Weighing(weight=1, scale=scale)
        if anchors is None:
            return None
        level = challenge_file(self.challenge).scoring.level
        return Weighing(
            weight=self.spec.weight,
            zero=anchors.zero,
            full=anchors.full,
            scale=scale,
            level=level,
        )


def _entries(challenge: Challenge) -> list[LeaderboardEntry]:
    rows = LeaderboardEntry.objects.filter(
        leaderboard__challenge=challenge, leaderboard__board=BoardName.PRIVATE
    )
    return list(rows.select_related("team"))


def _sheets(challenge: Challenge, spec: JudgedSpec) -> list[Sheet]:
    """Signed, not set aside, of papers that have their result: of a panel, once it has closed."""
    sheets = Sheet.objects.filter(
        attempt__team__isnull=False,
        attempt__activity__edition=challenge.edition_id,
        attempt__activity__module__kind=Module.DATATHON,
        attempt__activity__retired_at=None,
        attempt__activity__settings__rubric=spec.rubric,
        attempt__result__isnull=False,
        submitted_at__isnull=False,
        setting_aside=None,
    )
    return list(sheets.select_related("rubric", "attempt").order_by("attempt", "rater"))


def _dossiers(challenge: Challenge) -> dict[int, Dossier]:
    found = Dossier.objects.filter(team__edition=challenge.edition_id).select_related("team")
    return {each.team_id: each for each in found}


def _marks_by_team(sheets: Iterable[Sheet]) -> dict[int, tuple[float, ...]]:
    """Each juror's points as a share of their sheet's."""
    marks: dict[int, list[float]] = defaultdict(list)
    for sheet in sheets:
        given = score(rubric_of(sheet.rubric), sheet.levels)
        marks[sheet.attempt.team_id or 0].append(float(given.points / given.maximum))
    return {team: tuple(shares) for team, shares in marks.items()}

"""Which submission stands for each team on a board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Q, When

from passerelle.campus.models import Team

from ..enums import BoardName, Direction, Outcome
from ..intake import bundle_settings, is_imported, takes_latest
from ..models import Challenge, Evaluation, Score, Submission


@dataclass(frozen=True, slots=True)
class StandingScore:
    """A team's submission that counts (no team: the baseline), with its score on the board."""

    team: Team | None
    evaluation: Evaluation
    score: Score


@dataclass(slots=True)
class _Candidate:
    evaluation: Evaluation
    is_current: bool
    scores: dict[str, Score] = field(default_factory=dict)

    @property
    def submission(self) -> Submission:
        return self.evaluation.submission


@dataclass(frozen=True, slots=True)
class StandingScores:
    """`outdated`: teams whose every score was made on earlier data, or by another metric."""

    teams: tuple[StandingScore, ...]
    baseline: StandingScore | None
    outdated: tuple[Team, ...]


def standing_scores(challenge: Challenge, board: BoardName) -> StandingScores:
    """The best by the public board, or the latest if the challenge says so.

    The private cases choose nothing: a team stands there by what its public score made best, so
    the private figure of the chosen submission is not the luckiest of many."""
    candidates = _candidates(challenge)
    present = [each for each in candidates if each.is_current and board in each.scores]
    by_team: dict[int | None, list[_Candidate]] = {}
    for each in _last_versions(present):
        by_team.setdefault(each.submission.team_id, []).append(each)
    chosen = {team: _chosen(rows, challenge, board) for team, rows in by_team.items()}
    _read_cards([each.scores[board] for each in chosen.values()])
    standing = {
        team: StandingScore(each.submission.team, each.evaluation, each.scores[board])
        for team, each in chosen.items()
    }
    outdated = {
        each.submission.team_id: each.submission.team
        for each in candidates
        if each.submission.team is not None
        and each.submission.team_id not in standing
        and board in each.scores
    }
    return StandingScores(
        teams=tuple(row for team, row in sorted_by_team(standing.items()) if team is not None),
        baseline=standing.get(None),
        outdated=tuple(team for team in outdated.values() if team is not None),
    )


def sorted_by_team(
    rows: Iterable[tuple[int | None, StandingScore]],
) -> list[tuple[int | None, StandingScore]]:
    """In the order of the teams' numbers: the same resamples meet the same teams."""
    return sorted(rows, key=lambda row: row[1].team.number if row[1].team else 0)


def _candidates(challenge: Challenge) -> list[_Candidate]:
    scores = (
        Score.objects.filter(
            evaluation__submission__phase__challenge=challenge,
            evaluation__submission__cancellation=None,
            evaluation__twin_of=None,
            evaluation__outcome=Outcome.SCORED,
        )
        .select_related("evaluation__submission__team", "evaluation__submission__phase")
        .annotate(is_current=Case(When(_as_today(challenge), then=True), default=False))
        .defer("card", "evaluation__plan", "evaluation__problems")
        .order_by("evaluation__submission__submitted_at", "evaluation_id")
    )
    found: dict[int, _Candidate] = {}
    for score in scores:
        known = _Candidate(score.evaluation, bool(score.is_current))
        candidate = found.setdefault(score.evaluation_id, known)
        candidate.scores[score.board] = score
    return list(found.values())


def _as_today(challenge: Challenge) -> Q:
    """Made on the data in force and by the metric of today: others compare with nothing."""
    same_data = Q(evaluation__data_version=challenge.data_version)
    if is_imported(challenge):
        return same_data & Q(evaluation__plan__primary=bundle_settings(challenge).primary)
    return same_data & Q(evaluation__plan__scoring__metric=challenge.metric)


def _read_cards(scores: list[Score]) -> None:
    """Cards are heavy: only those of the submissions that stand are read."""
    cards = Score.objects.filter(pk__in=[score.pk for score in scores])
    by_pk = dict(cards.values_list("pk", "card"))
    for score in scores:
        score.card = by_pk[score.pk]


def _last_versions(candidates: list[_Candidate]) -> list[_Candidate]:
    latest: dict[int, _Candidate] = {}
    for each in candidates:
        before = latest.get(each.submission.pk)
        if before is None or each.evaluation.version > before.evaluation.version:
            latest[each.submission.pk] = each
    return sorted(
        latest.values(), key=lambda each: (each.submission.submitted_at, each.submission.pk)
    )


def _chosen(rows: list[_Candidate], challenge: Challenge, board: BoardName) -> _Candidate:
    """Rows come in the order they were submitted; of equals, the first stands."""
    final = [row for row in rows if row.submission.phase.board == BoardName.PRIVATE]
    if board == BoardName.PRIVATE and final:
        return final[-1]
    if rows[0].submission.team_id is None or takes_latest(challenge):
        return rows[-1]
    sign = 1 if challenge.direction == Direction.HIGHER else -1
    return max(rows, key=lambda row: _worth(row, board, sign))


def _worth(row: _Candidate, board: BoardName, sign: int) -> float:
    score = row.scores.get(BoardName.PUBLIC, row.scores[board])
    return float("-inf") if score.value is None else sign * score.value

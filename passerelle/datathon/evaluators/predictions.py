"""Predictions against the labels, on the boards of their phase."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from passerelle.engines import scoring as engine
from passerelle.engines.table import Table

from ..data_files import data_file, labels_of
from ..enums import BoardName, FileRole, Outcome
from ..errors import SubmissionRefused
from ..labels import Labels, LabelsRefused
from ..models import Evaluation
from ..plans import EvaluationPlan, plan_kept
from ..predictions import read_predictions
from ..scoring import card_on, finite, plain
from ..wording import in_both, of_the_engine
from .found import BoardScore, Found, OurFault


def score_predictions(evaluation: Evaluation, data: bytes, name: str) -> Found:
    """Read as on upload, then scored on each board; the seed is the evaluation's."""
    plan = plan_kept(evaluation)
    labels = labels_for(evaluation, plan)
    try:
        table = read_predictions(data, name=name, asked=plan.submission, ids=labels.ids)
        scores = tuple(
            _score(board, table, labels, plan, evaluation.seed) for board in boards_of(evaluation)
        )
    except SubmissionRefused as refused:
        return Found(
            Outcome.REFUSED,
            reason=in_both(gettext_noop("The predictions are not what the challenge asks.")),
            problems=tuple(problem.as_json() for problem in refused.problems),
        )
    except engine.SubmissionRefused as refused:
        return Found(Outcome.REFUSED, reason=of_the_engine(str(refused)))
    except engine.ScoringRefused as refused:
        raise OurFault(str(refused), lasting=True) from refused
    return Found(Outcome.SCORED, scores)


def labels_for(evaluation: Evaluation, plan: EvaluationPlan) -> Labels:
    """The labels of the data that the evaluation names."""
    challenge = evaluation.submission.phase.challenge
    file = data_file(challenge, FileRole.TRUTH, version=evaluation.data_version)
    try:
        return labels_of(file, plan.scoring, plan.boards)
    except LabelsRefused as refused:
        raise OurFault(str(refused), lasting=True) from refused


def boards_of(evaluation: Evaluation) -> tuple[BoardName, ...]:
    """A phase of the private board gives no public figure."""
    if evaluation.submission.phase.board == BoardName.PRIVATE:
        return (BoardName.PRIVATE,)
    return (BoardName.PUBLIC, BoardName.PRIVATE)


def _score(
    board: BoardName, table: Table, labels: Labels, plan: EvaluationPlan, seed: int
) -> BoardScore:
    split = plan.boards.public if board == BoardName.PUBLIC else plan.boards.private
    card = card_on(split, labels=labels, predictions=table.columns, scoring=plan.scoring, seed=seed)
    figure = card.primary
    return BoardScore(
        board=board,
        value=finite(figure.value),
        low=finite(figure.low),
        high=finite(figure.high),
        level=figure.level,
        cases=figure.n,
        method=figure.method,
        card=plain(card.as_json()),
    )

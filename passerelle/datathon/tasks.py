"""The datathon's work for later."""

from __future__ import annotations

from passerelle.foundation import jobs

from . import actions
from .actions.queueing import RANK, SCORE


def _give_up(evaluation_id: int, reason: str) -> None:  # noqa: ARG001  # the queue keeps it
    actions.give_up(evaluation_id)


@jobs.work(SCORE, queue="slow", when_given_up=_give_up)
def score_submission(evaluation_id: int) -> None:
    actions.score_submission(evaluation_id)


@jobs.work(RANK)
def rank_board(challenge_id: int, board: str, number: int) -> None:
    actions.rank_board(challenge_id, board, number)


@jobs.every(minutes=24 * 60, name="datathon.ask_what_became")
def ask_what_became() -> None:
    actions.ask_what_became()

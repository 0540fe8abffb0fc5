"""The boards: honest order, and a private one that nobody sees before its hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from passerelle.campus.actions import form_team
from passerelle.datathon import actions
from passerelle.datathon.enums import BoardName, StewardPart
from passerelle.datathon.errors import NotAnOwner, PhaseStillOpen
from passerelle.datathon.models import Leaderboard, LeaderboardEntry, Score
from passerelle.datathon.queries.boards import board_of, board_version
from passerelle.datathon.queries.challenges import challenge_page, challenges_of, open_file
from passerelle.datathon.queries.submissions import submission_page, submissions_of
from passerelle.datathon.queries.waiting import queue_of
from passerelle.foundation import clock
from passerelle.foundation.models import Job
from passerelle.people.models import Person
from tests.datathon.core_cast import CLOSES, DAY_TWO, Stage, evaluate, guesses, send
from tests.factories import make_enrolment, make_person


def test_the_best_submission_of_each_team_stands_and_the_baseline_has_no_rank(
    stage: Stage,
) -> None:
    for quality in (0.1, 0.9, 0.2):
        evaluate(send(stage, guesses(quality)))
    evaluate(send(stage, guesses(0.2), team=stage.loutres))
    evaluate(stage.phase.submissions.get(team=None))

    board = board_of(stage.challenge, BoardName.PUBLIC, stage.standing(stage.amina.person))

    assert board is not None
    assert [(row.team, row.rank, row.is_mine) for row in board.entries] == [
        ("Les Hérons", 1, True),
        ("Les Loutres", 2, False),
        ("", None, False),
    ]
    assert [row.is_baseline for row in board.entries] == [False, False, True]
    first = board.entries[0]
    assert first.low is not None
    assert first.value is not None
    assert first.high is not None
    assert first.low <= first.value <= first.high
    assert (first.rank_low, first.tie_group, first.cases) == (1, 1, 24)
    assert [pair.first for pair in board.pairs] == ["Les Hérons"]


def test_equal_scores_share_a_rank(stage: Stage) -> None:
    for team in (stage.herons, stage.loutres):
        evaluate(send(stage, guesses(0.4), team=team))

    ranks = LeaderboardEntry.objects.filter(leaderboard__board="public", team__isnull=False)

    assert list(ranks.values_list("rank", "tie_group")) == [(1, 1), (1, 1)]


def test_the_private_cases_choose_nothing(stage: Stage) -> None:
    """The submission that stands on the private board is the one the public board chose."""
    evaluate(send(stage, guesses(0.9)))
    second = evaluate(send(stage, guesses(0.3)))
    Score.objects.filter(evaluation=second, board="private").update(value=1.0)
    evaluate(send(stage, guesses(0.2), team=stage.loutres))

    entry = LeaderboardEntry.objects.get(leaderboard__board="private", team=stage.herons)

    assert entry.evaluation.submission.number == 1


def test_a_score_that_is_no_number_never_ranks(stage: Stage) -> None:
    submission = send(stage, guesses(0.4))
    evaluate(submission)
    submission.file.storage.delete(submission.file.name)
    submission.file.save("broken.csv", ContentFile(b"id,score\nc00,0.1\n"))
    actions.rescore(submission, by=stage.coordinator)

    assert evaluate(submission).outcome == "refused"
    board = board_of(stage.challenge, BoardName.PUBLIC, stage.standing(None))
    assert board is not None
    assert [(row.team, row.reason.en) for row in board.unranked] == [
        ("Les Hérons", "Its predictions are no longer what the challenge asks.")
    ]


def test_the_private_board_is_hidden_until_it_is_revealed(stage: Stage) -> None:
    mentor, owner = make_person(), make_person()
    actions.appoint(stage.challenge, person=mentor, part=StewardPart.MENTOR)
    actions.appoint(stage.challenge, person=owner, part=StewardPart.OWNER)
    submission = send(stage, guesses(0.4))
    evaluate(submission)
    _mark_what_could_leak()
    strangers = (None, stage.amina.person, stage.luc.person, mentor)

    before = [_everything(stage, submission.pk, person) for person in strangers]
    owners = [_everything(stage, submission.pk, person) for person in (owner, stage.coordinator)]

    assert ["0.98765" in said for said in before] == [False] * 4
    assert ["0.98765" in said for said in owners] == [True] * 2
    with pytest.raises(NotAnOwner):
        actions.reveal(stage.challenge, by=mentor)
    with pytest.raises(PhaseStillOpen):
        actions.reveal(stage.challenge, by=owner)
    with clock.standing_at(CLOSES + timedelta(hours=1)):
        stage.challenge.revealed_at = actions.reveal(stage.challenge, by=owner).revealed_at
    assert "0.98765" in _everything(stage, submission.pk, stage.amina.person)


def test_labels_are_not_among_the_files_that_open(stage: Stage) -> None:
    truth = stage.challenge.files.get(role="truth")
    page = challenge_page(stage.challenge, stage.standing(stage.amina.person), at=DAY_TWO, html="")

    assert open_file(stage.challenge, truth.pk) is None
    assert [row.name for row in page.files] == ["README.md", "test.csv", "train.csv"]
    assert truth.file.name.startswith("datathon/sealed/")


def test_a_ranking_asked_for_while_one_runs_is_not_lost(stage: Stage) -> None:
    first = send(stage, guesses(0.4))
    for evaluation in first.evaluations.all():
        actions.score_submission(evaluation.pk)
    board = Leaderboard.objects.get(challenge=stage.challenge, board="public")
    Leaderboard.objects.filter(pk=board.pk).update(begun=1)  # the first ranking has begun

    second = send(stage, guesses(0.5), team=stage.loutres)
    actions.score_submission(second.evaluations.get().pk)

    keys = Job.objects.filter(name="datathon.rank_board", arguments__board="public")
    assert sorted(keys.values_list("arguments__number", flat=True)) == [1, 2]


def test_pages_ask_the_same_number_of_queries_for_one_row_and_for_three(stage: Stage) -> None:
    standing = stage.standing(stage.amina.person)
    viewer = standing.viewer
    evaluate(send(stage, guesses(0.2)))
    send(stage, guesses(0.3))
    questions = {
        "board": lambda: board_of(stage.challenge, BoardName.PUBLIC, standing),
        "challenges": lambda: challenges_of(stage.edition, at=DAY_TWO),
        "queue": lambda: queue_of(stage.edition, viewer),
        "submissions": lambda: submissions_of(stage.herons, stage.challenge, standing),
    }
    one = {name: _queries(ask) for name, ask in questions.items()}

    for place, quality in enumerate((0.4, 0.5), start=3):
        evaluate(send(stage, guesses(quality)))
        stranger = make_enrolment(stage.edition)
        team = form_team(stage.edition, number=place, name=f"Équipe {place}", members=[stranger])
        upload = SimpleUploadedFile("p.csv", guesses(quality))
        actions.submit(stage.phase, team=team, by=stranger.person, upload=upload, form_key=uuid4())
    for submission in stage.phase.submissions.exclude(team=stage.herons):
        evaluate(submission)

    assert {name: _queries(ask) for name, ask in questions.items()} == one
    assert one == {"board": 3, "challenges": 2, "queue": 1, "submissions": 2}


LEAK = 0.98765


def _mark_what_could_leak() -> None:
    """A figure that nobody could guess, wherever the private board is written."""
    Score.objects.filter(board="private").update(
        value=LEAK, low=LEAK, high=LEAK, card={"figures": [{"metric": "brier", "value": LEAK}]}
    )
    private = Leaderboard.objects.filter(board="private")
    private.update(unranked=[{"team": None, "reason": {"fr": f"{LEAK}", "en": f"{LEAK}"}}])
    LeaderboardEntry.objects.filter(leaderboard__in=private).update(
        value=LEAK, low=LEAK, high=LEAK, columns={"brier": LEAK}
    )


def _everything(stage: Stage, submission_id: int, person: Person | None) -> str:
    """All that the queries tell a viewer, in one text."""
    standing = stage.standing(person)
    boards = [board_of(stage.challenge, board, standing) for board in BoardName]
    told = (
        boards,
        [board_version(stage.challenge, board, standing) for board in BoardName],
        challenge_page(stage.challenge, standing, at=DAY_TWO, html=""),
        challenges_of(stage.edition, at=DAY_TWO),
        queue_of(stage.edition, standing.viewer),
        submissions_of(stage.herons, stage.challenge, standing),
        submission_page(submission_id, stage.challenge, standing),
    )
    return repr(told)


def _queries(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        ask()
    return len(captured)

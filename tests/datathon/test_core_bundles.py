"""A bundle imported unchanged is a challenge like another, with the columns it hides hidden."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from passerelle import sandbox
from passerelle.datathon import actions
from passerelle.datathon.enums import BoardName
from passerelle.datathon.errors import BundleRefused
from passerelle.datathon.models import Challenge, Phase, Submission
from passerelle.datathon.queries.boards import board_of
from passerelle.datathon.queries.stewards import standing_in
from passerelle.datathon.queries.submissions import submission_page
from passerelle.foundation import clock
from tests.datathon.bundle_samples import EVALAI_BUNDLE, RESULTS_BUNDLE, changed, written, zipped
from tests.datathon.core_cast import Stage, evaluate

IN_PHASE = datetime(2027, 4, 14, 9, 0, tzinfo=UTC)


def submit(stage: Stage, challenge: Challenge, file: SimpleUploadedFile) -> Submission:
    phase: Phase = challenge.phases.get()
    with clock.standing_at(IN_PHASE):
        return actions.submit(
            phase, team=stage.herons, by=stage.amina.person, upload=file, form_key=uuid4()
        )


def answers(folder: Path) -> SimpleUploadedFile:
    made = zipped(folder / "answers.zip", {"answers.csv": "0 1 0 0\n"})
    return SimpleUploadedFile("answers.zip", made.read_bytes())


@pytest.fixture
def runs_code() -> None:
    if not sandbox.level().may_run_code:
        pytest.skip("no code runs on this machine")


def test_importing_twice_is_one_challenge(stage: Stage, tmp_path: Path) -> None:
    bundle = zipped(tmp_path / "bundle.zip", RESULTS_BUNDLE)

    first = actions.import_bundle(stage.edition, bundle, by=stage.coordinator)
    second = actions.import_bundle(stage.edition, bundle, by=stage.coordinator)

    assert (first, first.data_version, second.data_version) == (second, 1, 1)
    assert (first.origin, first.metric, first.direction) == ("codabench", "Accuracy", "higher")
    phase = first.phases.get()
    assert (phase.opens_at, phase.most_per_day, phase.most_per_team) == (
        datetime(2027, 4, 14, tzinfo=UTC),
        5,
        20,
    )


def test_a_bundle_does_not_take_the_place_of_a_challenge_of_its_name(
    stage: Stage, tmp_path: Path
) -> None:
    named_alike = changed(RESULTS_BUNDLE, "title: Sepsis watch", "title: Fièvre")

    with pytest.raises(BundleRefused, match="Fièvre"):
        actions.import_bundle(stage.edition, zipped(tmp_path / "bundle.zip", named_alike))

    assert stage.edition.pk == Challenge.objects.get(slug="fievre", origin="programme").edition_id


def test_numbers_and_names_beyond_what_a_database_keeps_are_cut(
    stage: Stage, tmp_path: Path
) -> None:
    vast = changed(RESULTS_BUNDLE, "max_submissions: 20", f"max_submissions: {10**30}")
    long = changed(vast, "title: Accuracy", f"title: {'Accuracy ' * 20}")

    challenge = actions.import_bundle(stage.edition, zipped(tmp_path / "bundle.zip", long))

    assert (len(challenge.metric), challenge.phases.get().most_per_team) == (60, 1_000_000)


def test_what_is_no_bundle_is_refused(stage: Stage, tmp_path: Path) -> None:
    with pytest.raises(BundleRefused):
        actions.import_bundle(stage.edition, written(tmp_path / "empty", {"README": "x"}))


@pytest.mark.usefixtures("runs_code")
def test_its_own_program_scores_and_its_hidden_columns_stay_here(
    stage: Stage, tmp_path: Path
) -> None:
    bundle = zipped(tmp_path / "bundle.zip", RESULTS_BUNDLE)
    challenge = actions.import_bundle(stage.edition, bundle)
    submission = submit(stage, challenge, answers(tmp_path))

    evaluation = evaluate(submission)

    standing = standing_in(challenge, stage.viewer(stage.amina.person))
    board = board_of(challenge, BoardName.PUBLIC, standing)
    page = submission_page(submission.pk, challenge, standing)
    assert board is not None
    assert page is not None
    assert [(row.team, row.rank, row.value, row.low) for row in board.entries] == [
        ("Les Hérons", 1, 0.75, None)
    ]
    assert [column.key for column in board.columns] == ["mean", "duration"]
    assert evaluation.scores.get().card["figures"][1] == {"metric": "error", "value": 0.25}
    shown = page.evaluations[0].scores[0].card["figures"]
    assert [figure["metric"] for figure in shown] == ["accuracy", "mean", "duration"]
    assert evaluation.report.read() == b"<p>4</p>"


@pytest.mark.usefixtures("runs_code")
def test_a_hidden_split_of_evalai_is_the_private_board(stage: Stage, tmp_path: Path) -> None:
    challenge = actions.import_bundle(stage.edition, written(tmp_path / "wards", EVALAI_BUNDLE))
    submission = submit(stage, challenge, SimpleUploadedFile("sent.json", b"[0, 1, 1, 1]"))

    evaluation = evaluate(submission)

    assert list(evaluation.scores.order_by("board").values_list("board", "value")) == [
        ("private", 0.75),
        ("public", 0.75),
    ]
    standing = standing_in(challenge, stage.viewer(stage.amina.person))
    assert board_of(challenge, BoardName.PRIVATE, standing) is None


@pytest.mark.usefixtures("runs_code")
def test_a_scoring_program_that_crashes_says_so_in_both_languages(
    stage: Stage, tmp_path: Path
) -> None:
    shown = changed(RESULTS_BUNDLE, ", hidden: true", "")
    broken = {**shown, "scoring/score.py": "raise ValueError('no reference')"}
    challenge = actions.import_bundle(stage.edition, zipped(tmp_path / "bundle.zip", broken))

    evaluation = evaluate(submit(stage, challenge, answers(tmp_path)))

    assert (evaluation.outcome, evaluation.last_line) == ("failed", "ValueError: no reference")
    assert evaluation.reason.en == ("The scoring program stopped with an error (exit code 1).")
    assert evaluation.reason.fr != evaluation.reason.en


@pytest.mark.usefixtures("runs_code")
def test_a_hidden_column_that_ranks_hides_its_board(stage: Stage, tmp_path: Path) -> None:
    hiding = changed(RESULTS_BUNDLE, "precision: 3}", "precision: 3, hidden: true}")
    challenge = actions.import_bundle(stage.edition, zipped(tmp_path / "bundle.zip", hiding))

    evaluation = evaluate(submit(stage, challenge, answers(tmp_path)))

    assert [(row.board, row.value) for row in evaluation.scores.all()] == [("private", 0.75)]

"""What a program prints beside labels or hidden inputs is for owners: teams read their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from passerelle import sandbox
from passerelle.datathon import actions
from passerelle.datathon.actions.logs import LogBook
from passerelle.datathon.models import Challenge, Submission
from passerelle.datathon.queries.stewards import standing_in
from passerelle.datathon.queries.submissions import submission_page
from passerelle.datathon.queries.waiting import queue_of
from passerelle.datathon.queries.watching import submission_version
from passerelle.people.models import Person
from tests.datathon.bundle_samples import CODE_BUNDLE, MODEL, SCORING, zipped
from tests.datathon.core_cast import Stage, evaluate, guesses, send
from tests.datathon.test_core_bundles import submit

TELLING = f"{SCORING}print('labels', ref)\n"
OPEN = CODE_BUNDLE["competition.yaml"].replace(", hidden: true", "")
HIDING = CODE_BUNDLE["competition.yaml"]
SILENT = OPEN.replace(
    "    max_submissions: 20\n", "    max_submissions: 20\n    hide_output: true\n"
)


def sent_to(stage: Stage, folder: Path, competition: str, scoring: str = TELLING) -> Submission:
    files = {**CODE_BUNDLE, "competition.yaml": competition, "scoring/score.py": scoring}
    challenge = actions.import_bundle(stage.edition, zipped(folder / "bundle.zip", files))
    code = {"model.py": f"print('model loaded')\n{MODEL}"}
    file = SimpleUploadedFile("code.zip", zipped(folder / "code.zip", code).read_bytes())
    return submit(stage, challenge, file)


def read_by(stage: Stage, person: Person, submission: Submission) -> tuple[list[str], str]:
    challenge = submission.phase.challenge
    standing = standing_in(challenge, stage.viewer(person))
    page = submission_page(submission.pk, challenge, standing)
    assert page is not None
    return [line.text for line in page.lines], page.evaluations[0].last_line


@pytest.fixture
def runs_code() -> None:
    if not sandbox.level().may_run_code:
        pytest.skip("no code runs on this machine")


@pytest.mark.usefixtures("runs_code")
def test_what_is_scored_beside_hidden_figures_is_told_to_owners_alone(
    stage: Stage, tmp_path: Path
) -> None:
    submission = sent_to(stage, tmp_path, HIDING)

    evaluate(submission)

    seen, last = read_by(stage, stage.amina.person, submission)
    assert (seen[1:], last) == (["model loaded"], "model loaded")
    assert read_by(stage, stage.coordinator, submission)[0][-1] == "labels ['0', '1', '1', '0']"


@pytest.mark.usefixtures("runs_code")
def test_a_scoring_program_that_crashes_tells_owners_where(stage: Stage, tmp_path: Path) -> None:
    submission = sent_to(stage, tmp_path, HIDING, scoring="raise ValueError('ref is 0 1 1 0')")

    assert evaluate(submission).outcome == "failed"

    seen, last = read_by(stage, stage.amina.person, submission)
    assert (seen[1:], last) == (["model loaded"], "")
    assert read_by(stage, stage.coordinator, submission)[0][-1] == "ValueError: ref is 0 1 1 0"


@pytest.mark.usefixtures("runs_code")
def test_a_phase_that_hides_its_output_hides_what_inputs_a_program_prints(
    stage: Stage, tmp_path: Path
) -> None:
    submission = sent_to(stage, tmp_path, SILENT)

    evaluate(submission)

    assert read_by(stage, stage.amina.person, submission) == ([], "")
    assert "model loaded" in read_by(stage, stage.coordinator, submission)[0]


@pytest.mark.usefixtures("runs_code")
def test_a_bundle_that_hides_nothing_shows_its_whole_log_once_it_ended(
    stage: Stage, tmp_path: Path
) -> None:
    submission = sent_to(stage, tmp_path, OPEN)

    evaluate(submission)

    seen, last = read_by(stage, stage.amina.person, submission)
    assert (seen[-1], last) == ("labels ['0', '1', '1', '0']", "labels ['0', '1', '1', '0']")


def test_a_score_printed_while_it_runs_cannot_be_read_then_taken_back(stage: Stage) -> None:
    submission = _running(stage)
    log = LogBook(submission.evaluations.get())
    log.add("epoch 1")
    before = _watched(stage, submission)

    log.add_for_owners("auc 0.87")

    assert read_by(stage, stage.amina.person, submission)[0] == ["epoch 1"]
    assert _watched(stage, submission) == before
    assert _queued_line(stage, stage.amina.person) == "epoch 1"
    assert _queued_line(stage, stage.coordinator) == "auc 0.87"


def _running(stage: Stage) -> Submission:
    submission = send(stage, guesses(0.5))
    submission.evaluations.update(started_at=submission.submitted_at)
    return submission


def _watched(stage: Stage, submission: Submission) -> str | None:
    challenge: Challenge = submission.phase.challenge
    standing = standing_in(challenge, stage.viewer(stage.amina.person))
    return submission_version(submission.pk, challenge, standing)


def _queued_line(stage: Stage, person: Person) -> str:
    found = queue_of(stage.edition, stage.viewer(person))
    return next(row.last_line for row in found.rows if row.team)

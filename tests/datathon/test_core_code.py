"""Code submissions: run in the sandbox without labels, read as predictions are, failing in words."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

import pytest

from passerelle import sandbox
from passerelle.datathon import actions
from passerelle.datathon.enums import SubmissionKind
from passerelle.datathon.errors import CodeMayNotRun, SubmissionRefused
from passerelle.datathon.models import Evaluation, Submission
from passerelle.datathon.queries.submissions import submission_page
from passerelle.datathon.queries.waiting import queue_of
from tests.datathon.core_cast import Stage, evaluate, guesses, send

FOLLOWS_THE_ORDER = """
import csv, os
print("reading", sorted(os.listdir("/app/input_data")), flush=True)
rows = list(csv.DictReader(open("/app/input_data/test.csv")))
with open("/app/output/predictions.csv", "w") as out:
    print("id,score", file=out)
    for place, row in enumerate(rows):
        print(f"{row['id']},{1 if place % 3 == 0 else 0}", file=out)
print("done")
"""


def archive(program: str, name: str = "predict.py") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        opened.writestr(name, program)
    return written.getvalue()


def send_code(stage: Stage, program: str) -> Submission:
    return send(stage, archive(program), name="code.zip", kind=SubmissionKind.CODE)


def level_of(name: Literal["full", "none"]) -> sandbox.SandboxLevel:
    return sandbox.SandboxLevel(
        name, may_run_code=name == "full", probes=(), runner=name, said="Install bubblewrap."
    )


@pytest.fixture
def runs_code() -> None:
    reached = sandbox.level()
    if not reached.may_run_code:
        pytest.skip(f"no code runs on this machine: {reached.said}")


@pytest.mark.usefixtures("runs_code")
def test_a_program_predicts_without_the_labels_and_its_lines_are_kept(stage: Stage) -> None:
    submission = send_code(stage, FOLLOWS_THE_ORDER)

    evaluation = evaluate(submission)

    page = submission_page(submission.pk, stage.challenge, stage.standing(stage.amina.person))
    assert page is not None
    assert (evaluation.outcome, evaluation.scores.get(board="public").value) == ("scored", 1.0)
    assert [line.text for line in page.lines] == [
        "reading ['README.md', 'test.csv', 'train.csv']",
        "done",
    ]
    assert (evaluation.last_line, evaluation.limit) == ("done", "")
    assert len(evaluation.predictions_digest) == 64


@pytest.mark.usefixtures("runs_code")
@pytest.mark.parametrize(
    ("program", "outcome", "limit", "last_line"),
    [
        ("raise ValueError('no model')", "failed", "", "ValueError: no model"),
        ("print('nothing written')", "failed", "", "nothing written"),
        ("open('/app/output/predictions.csv', 'w').write('id,score')", "refused", "", ""),
    ],
)
def test_a_program_that_fails_says_how(
    stage: Stage, program: str, outcome: str, limit: str, last_line: str
) -> None:
    evaluation = evaluate(send_code(stage, program))

    assert (evaluation.outcome, evaluation.limit, evaluation.last_line) == (
        outcome,
        limit,
        last_line,
    )
    assert evaluation.reason


@pytest.mark.usefixtures("runs_code")
def test_a_program_that_draws_at_random_is_flagged(stage: Stage) -> None:
    stage.challenge.settings["scoring"]["twice"] = 1
    stage.challenge.save()
    drawing = FOLLOWS_THE_ORDER.replace("1 if place % 3 == 0 else 0", "random.random()")
    original = evaluate(send_code(stage, drawing.replace("import csv", "import random, csv")))

    actions.score_submission(original.twin.pk)

    original.refresh_from_db()
    assert (original.outcome, original.differs_at is None) == ("scored", False)
    assert original.twin.predictions_digest != original.predictions_digest


@pytest.mark.usefixtures("runs_code")
def test_a_program_that_never_ends_meets_its_limit(stage: Stage) -> None:
    submission = send_code(stage, "while True: pass")
    plan = Evaluation.objects.get(submission=submission).plan
    plan["submission"]["code"]["limits"]["wall_seconds"] = 1
    Evaluation.objects.filter(submission=submission).update(plan=plan)

    evaluation = evaluate(submission)

    assert (evaluation.outcome, bool(evaluation.limit)) == ("limit", True)


def test_an_archive_without_its_program_is_refused(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("passerelle.sandbox.level", lambda: level_of("full"))
    with pytest.raises(SubmissionRefused) as refused:
        send(stage, archive("x", "folder/predict.py"), name="a.zip", kind=SubmissionKind.CODE)
    with pytest.raises(SubmissionRefused):
        send(stage, b"not a zip", name="a.zip", kind=SubmissionKind.CODE)

    assert refused.value.problems[0].reason.en == (
        "The archive does not hold predict.py at its root."
    )


def test_where_code_cannot_run_predictions_still_can(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("passerelle.sandbox.level", lambda: level_of("none"))

    with pytest.raises(CodeMayNotRun, match=r"Install bubblewrap\."):
        send_code(stage, FOLLOWS_THE_ORDER)
    assert evaluate(send(stage, guesses(0.4))).outcome == "scored"


def test_a_team_follows_its_own_and_only_counts_the_others(stage: Stage) -> None:
    send(stage, guesses(0.4))
    send(stage, guesses(0.5), team=stage.loutres)

    mine = queue_of(stage.edition, stage.viewer(stage.amina.person))
    everyone = queue_of(stage.edition, stage.viewer(stage.coordinator))

    assert [(row.team, row.position) for row in mine.rows] == [("Les Hérons", 2)]
    assert (mine.waiting, mine.running) == (3, 0)  # the baseline waits too
    assert [row.team for row in everyone.rows] == ["", "Les Hérons", "Les Loutres"]

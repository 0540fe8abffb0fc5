"""challenges/…/challenge.yaml: every mistake named with its line, and loading keeps what stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from passerelle.datathon.models import Challenge, DataFile, Phase, Submission
from passerelle.foundation import clock
from passerelle.programme.actions import load
from passerelle.programme.checks import check_files
from tests.datathon.core_cast import (
    CLOSES,
    DAY_TWO,
    OPENS,
    PATH,
    Stage,
    challenge_files,
    challenge_yaml,
    evaluate,
    guesses,
    programme_files,
    send,
)

Change = Callable[[dict[str, Any]], object]


def problems(change: Change) -> list[str]:
    written = challenge_yaml()
    change(written)
    source = check_files(programme_files(challenge_files(written)))
    return [
        f"{each.file.removeprefix(PATH)} {each.field}: {each.reason}" for each in source.problems
    ]


def phase(name: str, opens: str, closes: str) -> dict[str, str]:
    return {**challenge_yaml()["phases"][0], "id": name, "opens": opens, "closes": closes}


def test_a_sound_challenge_has_nothing_to_mend() -> None:
    assert problems(lambda written: None) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda written: written["scoring"].update(direction="lower"),
            "/challenge.yaml scoring.direction: auroc is better when higher: written so, "
            "the worst submission would come first.",
        ),
        (
            lambda written: written["scoring"].update(metric="aurok"),
            "/challenge.yaml scoring.metric: The metric aurok is unknown.",
        ),
        (
            lambda written: written["scoring"].update(also=["brier", "brilliance"]),
            "/challenge.yaml scoring.also.1: The metric brilliance is unknown.",
        ),
        (
            lambda written: written["scoring"].update(prediction="probability"),
            "/challenge.yaml scoring.prediction: A submission has no column probability.",
        ),
        (
            lambda written: written["submission"]["columns"][1].update(
                type="text", low=None, high=None
            ),
            "/challenge.yaml scoring.prediction: auroc reads a score, and score is of type text.",
        ),
        (
            lambda written: written["scoring"].update(slices=["sex", "region"]),
            "/challenge.yaml scoring.slices.1: The labels have no column region "
            "(they have id, label, split, sex, patient).",
        ),
        (
            lambda written: written.update(boards={"public": "open", "private": "private"}),
            "/challenge.yaml boards: No case is of the board open.",
        ),
        (
            lambda written: written.update(
                phases=[
                    phase("un", "day 1 14:00", "day 2 12:00"),
                    phase("deux", "day 2 09:00", "day 3 12:00"),
                ]
            ),
            "/challenge.yaml phases.1.opens: The phase deux opens before un has closed.",
        ),
        (
            lambda written: written.update(phases=[phase("un", "day 2 14:00", "day 2 12:00")]),
            "/challenge.yaml phases.0.closes: The phase un closes before it opens.",
        ),
        (
            lambda written: written.update(judged={"rubric": "dossier", "weight": 0.5}),
            "/challenge.yaml judged.rubric: The rubric dossier is unknown.",
        ),
        (
            lambda written: written.update(access={"agreement": "charte"}),
            "/challenge.yaml access.agreement: The agreement charte is unknown.",
        ),
        (
            lambda written: written.update(access={"training": "07-datathon/09-quiz"}),
            "/challenge.yaml access.training: No activity is at 07-datathon/09-quiz.",
        ),
        (
            lambda written: written["data"].update(
                files=None, generator={"name": "horoscope", "seed": 1, "rows": 100}
            ),
            "/challenge.yaml data.generator: No generator is called horoscope. Choose among ",
        ),
    ],
)
def test_a_mistake_is_named_where_it_is_written(change: Change, expected: str) -> None:
    found = problems(change)

    assert len(found) == 1
    assert found[0].startswith(expected)


def test_prose_and_baseline_are_asked_for() -> None:
    files = challenge_files()
    del files[f"{PATH}/en.md"]
    files[f"{PATH}/baseline/submission.csv"] = b"id,score\nc00,2\n"

    found = check_files(programme_files(files)).problems

    assert [(each.file.removeprefix(PATH), each.line) for each in found] == [
        ("/baseline/submission.csv", 0),
        ("/baseline/submission.csv", 2),
        ("/en.md", 0),
    ]


def test_loading_makes_the_challenge_its_phases_and_its_files(stage: Stage) -> None:
    challenge = stage.challenge

    assert (challenge.data_version, challenge.metric, challenge.direction) == (1, "auroc", "higher")
    assert (stage.phase.opens_at, stage.phase.closes_at) == (OPENS, CLOSES)
    assert list(challenge.files.order_by("role").values_list("role", "name")) == [
        ("kit", "README.md"),
        ("test", "test.csv"),
        ("train", "train.csv"),
        ("truth", "truth.csv"),
    ]
    assert challenge.texts.get(language="en").html == "<h2>Fever</h2>\n<p>A challenge.</p>\n"
    assert Submission.objects.get(team=None).name == "submission.csv"


def test_another_revision_keeps_rows_data_and_submissions(stage: Stage) -> None:
    submission = send(stage, guesses(0.4))
    evaluate(submission)
    before = list(DataFile.objects.values_list("pk", "digest"))
    written = challenge_yaml()
    written["title"]["fr"] = "Fièvre, encore"
    written["phases"].append(phase("finale", "day 3 12:00", "day 3 18:00"))

    with clock.standing_at(DAY_TWO):
        load(check_files(programme_files(challenge_files(written))), edition="2027")

    challenge = Challenge.objects.get()
    assert (challenge.pk, challenge.title.fr) == (stage.challenge.pk, "Fièvre, encore")
    assert list(DataFile.objects.values_list("pk", "digest")) == before
    assert list(Phase.objects.values_list("slug", flat=True)) == ["essais", "finale"]
    assert Submission.objects.filter(team=None).count() == 1


def test_a_challenge_that_is_no_longer_written_is_retired(stage: Stage) -> None:
    load(check_files(programme_files({})), edition="2027")

    stage.challenge.refresh_from_db()
    assert stage.challenge.retired_at == DAY_TWO

"""`passerelle score`: files in, figures out, and a sentence for every file that cannot be scored."""

import io
import json
from pathlib import Path

import numpy as np
import pytest

from passerelle.config.command import main
from passerelle.engines.scoring import VERSION, Plan, card

ROWS = 120
draw = np.random.default_rng(4)
LABELS = draw.integers(0, 2, ROWS)
SCORES = np.round(np.clip(LABELS * 0.3 + draw.random(ROWS) * 0.7, 0, 1), 4)
SEX = np.where(np.arange(ROWS) < 8, "X", np.where(np.arange(ROWS) % 2 == 0, "F", "M"))
TRUTH = "id,label,sex,patient\n" + "".join(
    f"c{row},{LABELS[row]},{SEX[row]},p{row // 2}\n" for row in range(ROWS)
)
PREDICTED = "id,score\n" + "".join(f"c{row},{SCORES[row]}\n" for row in reversed(range(ROWS)))


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "truth.csv").write_text(TRUTH)
    (tmp_path / "team.csv").write_text(PREDICTED)
    return tmp_path


def score(*more: str, truth: str = "truth.csv", pred: str = "team.csv") -> int:
    metric = () if "--metric" in more else ("--metric", "auroc")
    return main(["score", "--truth", truth, "--pred", pred, *metric, *more, "--resamples", "100"])


def test_a_score_comes_with_its_interval_its_cases_and_its_slices(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = score("--also", "brier,sensitivity", "--threshold", ".5", "--slices", "sex")

    said = capsys.readouterr().out
    auroc = next(line for line in said.splitlines() if line.startswith("  auroc"))
    assert ended == 0
    assert "DeLong" in auroc
    assert f"n = {ROWS}" in auroc
    assert "[" in auroc
    assert [line.split() for line in said.splitlines() if " too few to tell" in line] == [
        ["sex", "X", "too", "few", "to", "tell", "n", "=", "8"]
    ]


def test_the_json_holds_what_the_engine_says_whatever_the_order_of_the_rows(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = Plan("auroc", "label", "score", slices=("sex",), cluster="patient", resamples=100)
    patients = np.array([f"p{row // 2}" for row in range(ROWS)])
    truth = {"label": LABELS, "sex": SEX, "patient": patients}

    ended = score("--slices", "sex", "--cluster", "patient", "--seed", "3", "--json")

    told = json.loads(capsys.readouterr().out)
    assert ended == 0
    assert told["score"] == card(truth, {"score": SCORES}, plan, seed=3).as_json()
    assert told["score"]["version"] == VERSION
    assert len(told["score"]["calibration"]["equal_width"]) > 1


def test_a_french_spreadsheet_is_read_from_standard_input_and_its_reading_is_said(
    files: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    french = PREDICTED.replace(",", ";").replace(".", ",").replace("score", "Score;été")
    french = french.replace("\n", ";é\n").replace("été;é", "été")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(french.encode("latin-1"))))

    ended = score(pred="-")

    said = capsys.readouterr()
    assert ended == 0
    assert "read as Windows-1252" in said.err
    assert "its decimals take a comma" in said.err
    assert "left aside: été" in said.err


def test_several_teams_are_ranked_with_their_differences(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = "".join(f"c{row},{row % 7 / 7:.3f}\n" for row in range(ROWS))
    (files / "chance.csv").write_text("id,score\n" + chance)

    in_words = score("--compare", "chance.csv")
    words = capsys.readouterr().out
    in_json = score("--compare", "chance.csv", "--json")
    ranking = json.loads(capsys.readouterr().out)["ranking"]

    assert (in_words, in_json) == (0, 0)
    assert "team − chance" in words
    assert [(each["name"], each["rank"]) for each in ranking["entries"]] == [
        ("team", 1),
        ("chance", 2),
    ]


KINDS = {
    "accuracy": ("id,label\na,benign\nb,malignant\nc,benign\n", "id,score\na,BENIGN\nb,malignant\nc,malignant\n", 2 / 3),
    "mae": ("id,label\na,1\nb,2.5\nc,3\n", "id,score\na,1\nb,2\nc,4\n", 0.5),
    "exact_match": ("id,label\na,A|C\nb,B\nc,D\n", 'id,score\na,AC\nb,"[""B""]"\nc,A;D\n', 2 / 3),
    "dice": ("id,label\na,1 4\nb,1 2\n", "id,score\na,1 4\nb,3 2\n", 0.5),
    "mrr": ("id,label\na,x\nb,y\n", "id,score\na,x|y\nb,x|y\n", 0.75),
    "concordance": ("id,label,event\na,1,1\nb,2,0\nc,3,1\n", "id,score\na,9\nb,5\nc,1\n", 1.0),
}  # fmt: skip


@pytest.mark.parametrize("metric", KINDS)
def test_every_kind_of_answer_is_read_as_its_metric_takes_it(
    metric: str, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    truth, predicted, value = KINDS[metric]
    (files / "truth.csv").write_text(truth)
    (files / "team.csv").write_text(predicted)
    event = ("--event", "event") if metric == "concordance" else ()

    ended = score("--metric", metric, *event, "--json")

    assert ended == 0
    found = json.loads(capsys.readouterr().out)["score"]["primary"]["value"]
    assert found == pytest.approx(value)


@pytest.mark.parametrize(
    "predicted, sentence",
    [
        (PREDICTED.replace("c0,", "c1,"), "is already in row"),
        (PREDICTED.replace("c0,", "z,"), "Unknown ids: 1 (z)."),
        ("\n".join(PREDICTED.splitlines()[:-1]), "Ids not answered: 1 of 120 (c0)."),
        (PREDICTED.replace(f"c0,{SCORES[0]}", "c0,NaN"), "row 121, score: “NaN” says"),
        (PREDICTED.replace(f"c0,{SCORES[0]}", "c0,inf"), "is infinite"),
        (PREDICTED.replace("score", "proba"), "Is it “proba”? Then rename it score."),
        ("id,score\n" + "".join(f"c{row},malignant\n" for row in range(ROWS)), "names of classes"),
        ("", "The file is empty."),
        ("PK\x03\x04", "a workbook or a zip archive"),
    ],
)
def test_predictions_that_cannot_be_scored_say_why(
    predicted: str, sentence: str, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (files / "team.csv").write_text(predicted)

    assert score() == 1
    assert sentence in capsys.readouterr().err
    assert score("--json") == 1
    assert json.loads(capsys.readouterr().out)["total"] >= 1


@pytest.mark.parametrize(
    "more, ended, sentence",
    [
        (("--metric", "aurok"), 2, "“aurok” is not a metric. Did you mean auroc?"),
        (("--also", "briar"), 2, "Did you mean brier?"),
        (("--threshold", "nan"), 2, "is not a number: write 0.5"),
        (("--compare", "-", "-"), 2, "Only one of the files can be standard input"),
        (("--slices", "age"), 1, "The column age is missing"),
        (("--slices", "id"), 1, "write bands instead"),
        (("--target", "sex"), 1, "say in the options which label is “positive”"),
        (("--metric", "accuracy"), 1, "--threshold 0.5"),
        (("--compare", "none.csv"), 1, "none.csv: The file cannot be read"),
    ],
)
def test_a_request_that_makes_no_sense_is_told_what_to_write(
    more: tuple[str, ...],
    ended: int,
    sentence: str,
    files: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert score(*more) == ended
    assert sentence in capsys.readouterr().err


def test_labels_of_one_class_have_no_auroc_and_the_exit_says_so(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (files / "truth.csv").write_text("id,label\na,1\nb,1\n")
    (files / "team.csv").write_text("id,score\na,0.5\nb,0.6\n")

    assert score() == 1
    assert "no value" in capsys.readouterr().out

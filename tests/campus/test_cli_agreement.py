"""`passerelle agreement`: files in, figures out; what is wrong has its row and its column."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from passerelle.config.command import main

FOUR = """,Rater1,Rater2,Rater3,Rater4
0,1,1,,1
1,2,2,3,2
2,3,3,3,3
3,3,3,3,3
4,2,2,2,2
5,1,2,3,4
6,4,4,4,4
7,1,1,2,1
8,2,2,2,2
9,NA,5,5,5
10,.,,1,1
11,,,3,
"""
SIX = "subject,J1,J2,J3,J4\n1,9,2,5,8\n2,6,1,3,2\n3,8,4,6,8\n4,7,1,2,6\n5,10,5,6,9\n6,6,2,4,7\n"
WORDS = "A,B\nbon,bon\nfaible,bon\nfaible,faible\nbon,faible\nbon,bon\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> str:
    path = folder / "ratings.csv"
    path.write_bytes(text.encode(encoding))
    return str(path)


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    code = main(["agreement", *arguments, "--json"])
    said = capsys.readouterr()
    assert code == 0, said.err
    return json.loads(said.out)


@pytest.mark.parametrize(
    ("level", "value"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_by_level(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], level: str, value: float
) -> None:
    path = written(tmp_path, FOUR)

    found = asked(capsys, "--statistic", "krippendorff", "--level", level, path)

    assert (round(found["value"], 3), found["level"], found["works"]) == (value, level, 11)
    assert (found["statistic"], found["index"], found["raters"]) == ("krippendorff", "", 4)


@pytest.mark.parametrize(
    ("statistic", "text", "settings", "value"),
    [
        ("gwet", FOUR, (), 0.775),
        ("gwet", FOUR, ("--weights", "quadratic"), 0.914),
        ("fleiss", FOUR, (), 0.761),
        ("percent", FOUR, (), 0.818),
        ("icc", SIX, (), 0.290),
        ("icc", SIX, ("--form", "3,k"), 0.909),
        ("cohen", WORDS, (), 0.167),
        ("cohen", SIX.replace(",", ";"), ("--raters", "J1,J4", "--weights", "quadratic"), 0.605),
        ("cohen", WORDS, ("--weights", "linear", "--categories", "faible,bon"), 0.167),
    ],
)
def test_each_statistic_gives_its_figure(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    statistic: str,
    text: str,
    settings: tuple[str, ...],
    value: float,
) -> None:
    found = asked(capsys, "--statistic", statistic, *settings, written(tmp_path, text))

    assert round(found["value"], 3) == value


def test_severity_names_the_raters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, SIX)

    found = asked(capsys, "--statistic", "severity", path)
    main(["agreement", "--statistic", "severity", path])

    assert [(each["rater"], round(each["points"], 2)) for each in found["raters"]] == [
        ("J1", -3.17),
        ("J2", 3.72),
        ("J3", 1.28),
        ("J4", -1.83),
    ]
    words = capsys.readouterr().out
    assert "J2: more severe than the others by 3.72 ± 0.48 points on 6 units\n" in words
    assert (
        "J3: more severe than the others by 1.28 ± 0.48 points on 6 units, within chance" in words
    )


def test_a_bootstrap_repeats_with_its_seed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--statistic", "krippendorff", "--level", "ordinal", "--bootstrap", "200")
    path = written(tmp_path, FOUR)

    first, again, other = (
        asked(capsys, *options, "--seed", seed, path) for seed in ("4", "4", "5")
    )

    assert first == again
    assert first["low"] < first["value"] < first["high"]
    assert first["low"] != other["low"]


def test_standard_input_spoken_by_a_spreadsheet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "œuvre;Élise;Noé\r\nA;11,5;12\r\nB;8;9,25\r\n\r\nC;15;14\r\n".encode("cp1252")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))

    found = asked(capsys, "--statistic", "severity", "--index", "œuvre", "-")

    assert [each["rater"] for each in found["raters"]] == ["Élise", "Noé"]
    assert found["raters"][0]["works"] == 3


def test_the_answer_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["agreement", "--statistic", "gwet", written(tmp_path, FOUR)])

    assert (code, capsys.readouterr().out) == (
        0,
        "gwet, unweighted: 0.775\n11 units compared, 4 raters\n"
        "1 units left out: ratings are missing\n",
    )


@pytest.mark.parametrize("statistic", ["cohen", "fleiss", "krippendorff", "gwet", "icc", "percent"])
@pytest.mark.parametrize("text", [",A\n1,2\n2,3\n", ",A,B\n1,2,3\n", ",A,B\n", ",A,B\n1,,\n2,,\n"])
def test_not_enough_data_is_an_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], statistic: str, text: str
) -> None:
    found = asked(capsys, "--statistic", statistic, written(tmp_path, text))

    assert found["value"] is None
    assert found["note"].startswith("Not enough data")


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        ("", ("krippendorff",), "the file is empty"),
        (",A,B\n1,2,3\n2,x,3\n", ("icc",), "row 3, column “A”: “x” is not a number."),
        (",A,B\n1,2,3\n2,inf,3\n", ("severity",), "row 3, column “A”: “inf” is not a number."),
        (",A,B\n1,2\n", ("gwet",), "row 2: 2 cells, the first row has 3."),
        (",A,A\n1,2,3\n", ("gwet",), "two columns are called “A”."),
        (
            WORDS,
            ("krippendorff", "--level", "ordinal"),
            "row 2, column “A”: “bon” is not a number.",
        ),
        (WORDS, ("gwet", "--categories", "bon,moyen"), "row 3, column “A”: “faible” is not of bon"),
        (WORDS, ("icc", "--weights", "linear"), "--weights goes with"),
        (WORDS, ("cohen", "--raters", "A,Z"), "no column is called “Z”."),
        (WORDS, ("cohen", "--weights", "ratio"), "cohen has weights"),
        (FOUR, ("gwet", "--bootstrap", "1"), "too few"),
        (",A,B\n1,-2,3\n2,1,3\n", ("krippendorff", "--level", "ratio"), "measured from zero"),
    ],
)
def test_what_is_wrong_is_a_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    options: tuple[str, ...],
    sentence: str,
) -> None:
    code = main(["agreement", "--statistic", *options, written(tmp_path, text)])

    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    assert sentence in said.err


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["agreement", "--statistic", "icc", "nowhere.csv"])

    assert (code, capsys.readouterr().err) == (1, "nowhere.csv: No such file or directory.\n")


def test_a_pass_mark_by_borderline_regression(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(
        f"{n},{total},{grade}\n"
        for n, (total, grade) in enumerate([(9, 1), (11, 2), (12, 2), (13, 3), (15, 4)])
    )
    path = written(tmp_path, f",total,grade\n{rows}")

    found = asked(capsys, "standard", "--method", "borderline", "--borderline", "2", path)
    refused = main(["agreement", "standard", "--method", "borderline", path])

    assert (round(found["cut"], 2), round(found["r2"], 2)) == (11.23, 0.96)
    assert found["low"] < found["cut"] < found["high"]
    assert refused == 1
    assert "--borderline says which" in capsys.readouterr().err


def test_a_pass_mark_by_angoff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, ",J1,J2,J3\nq1,0.5,0.6,0.7\nq2,0.8,0.8,0.9\nq3,0.4,0.6,0.5\n")

    found = asked(capsys, "standard", "--method", "angoff", path)
    main(["agreement", "standard", "--method", "angoff", path])

    assert (round(found["cut"], 3), round(found["error"], 3)) == (1.933, 0.120)
    assert [item["item"] for item in found["items"]] == ["q1", "q2", "q3"]
    assert capsys.readouterr().out.startswith("cut score 1.93, 1.42 to 2.45 at 95%\nof 3 points, 3")


def test_every_file_of_published_ratings_is_read(
    testdata: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = sorted((testdata / "agreement").glob("*.csv"))

    found = [asked(capsys, "--statistic", "krippendorff", str(path)) for path in paths]

    assert all((each["value"] is None) == bool(each["note"]) for each in found)

"""A check names what real bundles get wrong, with the file and the line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from passerelle.datathon.bundles import Level, Remark, lint, read_bundle

from .bundle_samples import (
    CODE_BUNDLE,
    COMPETITION,
    EVALAI_BUNDLE,
    INGESTION,
    MODEL,
    RESULTS_BUNDLE,
    changed,
    in_english,  # noqa: F401  # a fixture
    written,
)

NOW = datetime(2027, 4, 14, 8, tzinfo=UTC)
SECOND_PHASE = """\
  - name: Final
    start: {start}
    tasks: [{task}]
leaderboards:
"""


def _remarks(folder: Path, files: dict[str, str]) -> list[Remark]:
    return [one for one in lint(read_bundle(written(folder, files)), now=NOW) if one.is_to_mend]


def _said(remark: Remark) -> tuple[Level, str, int]:
    return remark.level, remark.file, remark.line


@pytest.mark.parametrize("files", [RESULTS_BUNDLE, EVALAI_BUNDLE])
def test_a_sound_bundle_has_nothing_to_mend(tmp_path: Path, files: dict[str, str]) -> None:
    assert _remarks(tmp_path / "b", files) == []


@pytest.mark.parametrize(
    ("line", "old", "new", "says"),
    [
        (25, "key: error, index: 1, sorting: asc", "key: rmse, index: 1, sorting: desc", "error"),
        (25, "Error, key: error, index: 1, sorting: asc", "B, key: brier_score, index: 1", "error"),
        (24, "index: 0, sorting: desc", "index: 0, sorting: asc", "success"),
        (26, "key: mean", "key: error", "has the index or the key"),
        (26, "computation_indexes: [0, 1]", "x: 1", "needs both a computation"),
        (26, "computation_indexes: [0, 1]", "computation_indexes: [0, 9]", "no existing column"),
        (26, "computation_indexes: [0, 1]", "computation_indexes: [2]", "from itself"),
        (22, "key: main", "primary_index: 8", "primary index 8 is no column"),
        (19, "tasks: [0]", "tasks: [0, 3]", "asks for task 3"),
        (15, "end: 2027-04-15", "end: 2026-04-15", "ends before it starts"),
        (8, "    scoring_program: scoring/\n", "", "no scoring program"),
        (9, "    name: Watch\n", "    docker_image: x\n", "no docker_image there"),
        (13, "phases:\n", "solutions: []\nsolutions: []\nphases:\n", "written twice"),
        (21, "leaderboards:\n", SECOND_PHASE.format(start="2027-04-15", task=0), "has ended"),
        (
            21,
            "leaderboards:\n",
            SECOND_PHASE.format(start="2027-04-01", task=0),
            "starts before it",
        ),
        (1, "version: 2\n", "description: x\n", "does not say “version: 2”"),
    ],
)
def test_what_deceives_is_named_with_its_line(
    tmp_path: Path, line: int, old: str, new: str, says: str
) -> None:
    remarks = _remarks(tmp_path / "b", changed(RESULTS_BUNDLE, old, new))

    found = [remark for remark in remarks if says in remark.says]
    assert [(one.file, one.line) for one in found] == [("competition.yaml", line)]


@pytest.mark.parametrize(
    ("name", "text", "level", "line", "says"),
    [
        ("metadata.yaml", "description: none\n", "error", 1, "no command"),
        ("metadata.yaml", "command: python score.py\nx: a: b\n", "error", 2, "Not valid YAML"),
        ("metadata.yaml", "# x\ncommand: python $programm/score.py", "error", 2, "“$programm”"),
        ("metadata.yaml", "command: python ${program}/score.py", "error", 1, "“${program}”"),
        ("metadata.yaml", "command: python 'score.py", "error", 1, "quotation mark"),
        ("metadata.yaml", "command: python other.py", "error", 1, "not in the program"),
        ("metadata.yaml", "command: cd x && python score.py", "warning", 1, "“&&”"),
        ("metadata.yaml", "command: /opt/conda/bin/python score.py", "warning", 1, "not installed"),
        ("score.py", "x = 1\nprint 'accuracy'\n", "warning", 2, "Python 2"),
        ("score.py", "import os\nimport tensorflood # accuracy\n", "warning", 2, "“tensorflood”"),
        ("score.py", "import yaml\nyaml.load('accuracy')\n", "warning", 2, "yaml.load"),
        ("score.py", "import os\nos.system('pip install accuracy')\n", "warning", 2, "network"),
        ("score.py", "print('auc')\n", "warning", 21, "none of the keys"),
    ],
)
def test_a_program_that_could_not_run_is_named_with_its_line(
    tmp_path: Path, name: str, text: str, level: str, line: int, says: str
) -> None:
    [remark] = _remarks(tmp_path / "b", {**RESULTS_BUNDLE, f"scoring/{name}": text})

    file = "competition.yaml" if line == 21 else f"scoring/{name}"
    assert _said(remark) == (Level(level), file, line)
    assert says in remark.says


def test_windows_line_ends_stop_a_script_that_starts_itself(tmp_path: Path) -> None:
    files = {
        **RESULTS_BUNDLE,
        "scoring/metadata.yaml": "\N{BOM}command: ./score.sh\r\n",
        "scoring/score.sh": "#!/bin/sh\r\necho accuracy\r\n",
    }

    found = lint(read_bundle(written(tmp_path / "b", files)), now=NOW)

    assert [_said(one) for one in found if one.file.startswith("scoring")] == [
        (Level.ERROR, "scoring/score.sh", 1),
        (Level.INFO, "scoring/metadata.yaml", 1),
    ]


def test_an_ingestion_program_that_stops_on_results_is_named_when_results_are_expected(
    tmp_path: Path,
) -> None:
    solution = "solutions:\n  - {index: 0, tasks: [0], path: sample}\nphases:\n"
    files = changed(CODE_BUNDLE, "phases:\n", solution)

    results = _remarks(tmp_path / "a", {**files, "sample/answers.csv": "0 1"})
    code = _remarks(tmp_path / "b", {**files, "sample/model.py": MODEL})
    guarded = INGESTION.replace("from model", "if True:\n    from model")
    careful = _remarks(
        tmp_path / "c", {**files, "sample/a.csv": "0", "ingestion/ingest.py": guarded}
    )

    assert [(one.line, "ingest.py, line 3" in one.says) for one in results] == [(12, True)]
    assert (code, careful) == ([], [])


def test_labels_that_participants_also_receive_are_named(tmp_path: Path) -> None:
    labels = "0 1 1 0 1 0 1 0 1\n"
    files = changed(RESULTS_BUNDLE, "    tasks: [0]\n", "    tasks: [0]\n    public_data: open\n")

    [remark] = _remarks(
        tmp_path / "b", {**files, "labels/labels.csv": labels, "open/x.csv": labels}
    )

    assert _said(remark) == (Level.WARNING, "competition.yaml", 11)
    assert "“labels.csv”" in remark.says
    assert "public_data" in remark.says


def test_what_is_not_used_is_listed_by_name(tmp_path: Path) -> None:
    files = {**RESULTS_BUNDLE, "competition.yaml": COMPETITION + "queue: x\nfestival: yes\n"}

    found = lint(read_bundle(written(tmp_path / "b", files)), now=NOW)

    assert [one.says for one in found] == [
        "Read, and not used here: queue.",
        "“festival” is no field of Codabench; it was not used.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"default_order_by": "Share"', '"default_order_by": "Loss"', "looks like an error"),
        ('"default_order_by": "Share"', '"default_order_by": "Total"', "no label"),
        ("dataset_split_id: 2", "dataset_split_id: 5", "names nothing that exists"),
        ("annotations/dev.json", "annotations/no.json", "is not in the bundle"),
        ("short_description: x", "remote_evaluation: true", "own machines"),
    ],
)
def test_an_evalai_challenge_is_checked_too(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = EVALAI_BUNDLE["challenge_config.yaml"].replace(
        "short_description: Counting", "short_description: x"
    )
    assert old in text
    files = {**EVALAI_BUNDLE, "challenge_config.yaml": text.replace(old, new)}

    found = {remark.says for remark in _remarks(tmp_path / "b", files)}

    assert any(says in one for one in found)
    assert len(found) == 1

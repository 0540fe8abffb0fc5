"""`passerelle quiz import|export`, without a database."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from passerelle.campus.cli_quiz import add_commands
from passerelle.engines.quiz import parse_gift

BROKEN = "Un ? {=a ~b}\n\nCassée {=a ~b\n\nDeux ? {TRUE}\n"
XML = (
    '<?xml version="1.0"?><quiz><question type="shortanswer"><name><text>n</text></name>'
    '<questiontext format="html"><text>Capitale ?</text></questiontext>'
    '<answer fraction="100"><text>Paris</text></answer></question></quiz>'
)


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    options = parser.parse_args(["quiz", *words])
    return int(options.run(options))


def written(folder: Path, text: str, name: str = "essai.gift") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_broken_question_is_listed_and_the_others_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("import", written(tmp_path, BROKEN))

    said = capsys.readouterr().out
    assert code == 1
    assert said.startswith("2 questions read, 1 broken. 1 single choice, 1 true false.\n")
    assert "line 3:" in said
    assert "Cassée {=a ~b" in said


def test_the_same_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run("import", written(tmp_path, BROKEN), "--json")

    found = json.loads(capsys.readouterr().out)
    assert code == 1
    assert [len(found[name]) for name in ("questions", "problems", "flaws")] == [2, 1, 0]


def test_moodle_xml_is_known_by_its_content(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("import", written(tmp_path, XML, "sans-extension"))

    assert (code, capsys.readouterr().out) == (0, "1 questions read, 0 broken. 1 short answer.\n")


def test_what_is_exported_reads_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("export", written(tmp_path, XML))

    again = parse_gift(capsys.readouterr().out).questions
    assert code == 0
    assert [question.prompt.text for question in again] == ["Capitale ?"]


def test_a_missing_file_or_other_bytes_get_a_sentence(tmp_path: Path) -> None:
    binary = tmp_path / "image.gift"
    binary.write_bytes(b"\n\n\xff\xfe\x00")

    with pytest.raises(SystemExit, match="Give a file that exists"):
        run("import", str(tmp_path / "absent.gift"))
    with pytest.raises(SystemExit, match="line 3: this is not UTF-8 text"):
        run("import", str(binary))


def test_every_quiz_of_the_test_material_is_read(
    testdata: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [
        path
        for folder in ("gift", "gift-tsugi", "moodle-xml")
        for path in sorted((testdata / folder).iterdir())
        if path.suffix in {".gift", ".xml", ".txt"}
    ]

    codes = [run("import", str(path)) for path in files]

    capsys.readouterr()
    print(f"{codes.count(0)} of {len(files)} files without a broken question")
    assert set(codes) <= {0, 1}

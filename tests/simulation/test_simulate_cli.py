"""`passerelle simulate ask|check`: a line in, a line out; whatever comes in, never a stack trace."""

import io
import json
from pathlib import Path

import pytest

from passerelle.config.command import main
from passerelle.engines.encounter import Reading, no_vectors
from passerelle.programme.problems import ProgrammeRefused
from passerelle.simulation.cli_ask import answer_lines
from passerelle.simulation.kinds.cases import read_case
from passerelle.simulation.questioning import Questioned, folder_of, stored_thresholds

SAMPLE = Path(__file__).parent / "sample"


class Understanding:
    """Takes the text itself for the fact that it asks for."""

    def __init__(self) -> None:
        self.earlier: list[int] = []

    def read(self, text, *, language, earlier):
        self.earlier.append(len(earlier))
        known = text in {"headache", "onset", "pills", "alcohol"}
        return (Reading(text, (text,) if known else ()),)


def ask(capsys, *lines: str | bytes, reader: Understanding | None = None):
    case = Questioned(SAMPLE, read_case(SAMPLE), reader or Understanding(), no_vectors("m"))
    raw = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    code = answer_lines(case, "fr", io.BytesIO(raw))
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_line_gets_its_answer_in_order(capsys):
    code, (first, second) = ask(
        capsys, '{"id": "a", "text": "headache"}', "", '{"id": 2, "text": "chat"}'
    )

    assert (code, first["id"], first["facts"], first["kind"]) == (0, "a", ["headache"], "told")
    assert (second["id"], second["facts"], second["kind"]) == (2, [], "unknown")
    assert first["say"] in read_case(SAMPLE).facts[0].lines.fr


def test_a_line_stands_alone_and_those_of_an_encounter_follow_one_another(capsys):
    reader = Understanding()

    ask(
        capsys,
        '{"text": "headache"}',
        '{"text": "pills"}',
        '{"text": "headache", "encounter": "x"}',
        '{"text": "pills", "encounter": "x"}',
        reader=reader,
    )

    assert reader.earlier == [0, 0, 0, 1]


def test_a_sensitive_fact_asked_alone_is_told_and_asked_first_in_an_encounter_is_not(capsys):
    _, (alone, first) = ask(capsys, '{"text": "alcohol"}', '{"text": "alcohol", "encounter": "x"}')

    assert (alone["kind"], alone["facts"]) == ("told", ["alcohol"])
    assert (first["kind"], first["facts"]) == ("refused", [])


def test_a_learners_own_distress_pauses(capsys):
    _, (paused,) = ask(capsys, '{"id": 1, "text": "Je veux mourir, je n’en peux plus."}')

    assert (paused["kind"], paused["pause"], paused["facts"]) == ("refused", True, [])
    assert "3114" in paused["say"]


@pytest.mark.parametrize(
    "line, reason",
    [
        ("not json", "not JSON"),
        ("[" * 60_000, "not JSON"),
        (b"\xff\xfe", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"id": {}, "text": "a"}', "neither a text nor a number"),
        ('{"id": 1}', "no text"),
        ('{"text": 3}', "no text"),
        ('{"text": "a", "encounter": 3}', "encounter"),
        (f'{{"text": "{"a" * 70_000}"}}', "longer than"),
        (r'{"text": "\ud800 mal ?"}', "not JSON"),
        (r'{"id": "\ud800", "text": "mal ?"}', "not JSON"),
        ('{"id": NaN, "text": "a"}', "not JSON"),
        ('{"id": 1e999, "text": "a"}', "neither a text nor a number"),
    ],
)
def test_a_line_that_is_no_question_is_said_and_the_others_answered(capsys, line, reason):
    code, (refused, answered) = ask(capsys, line, '{"text": "headache"}')

    assert code == 1
    assert reason in refused["error"]
    assert answered["kind"] == "told"


@pytest.mark.parametrize("text", ["", "   ", "a" * 10_000, "\u0000\u202e🙂", "¿Dónde le duele?"])
def test_any_text_gets_an_answer_in_character(capsys, text):
    code, (answer,) = ask(capsys, json.dumps({"id": 1, "text": text}))

    assert (code, answer["facts"]) == (0, [])
    assert answer["say"]


def test_a_case_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ProgrammeRefused, match="no such case"):
        folder_of("nobody")


def test_a_case_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, capsys):
    assert main(["simulate", "ask", str(tmp_path), "--jsonl"]) == 1
    assert main(["simulate", "check", str(tmp_path)]) == 1
    (tmp_path / "case.yaml").write_text("title: [")
    assert main(["simulate", "check", str(tmp_path)]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("case.yaml") >= 3


def test_a_gate_that_cannot_be_read_gives_the_usual_thresholds(tmp_path):
    usual = stored_thresholds(tmp_path)
    (tmp_path / "gate.json").write_text("[3")

    assert stored_thresholds(tmp_path) == usual

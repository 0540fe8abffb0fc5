"""AgentClinic's cases become drafts: nothing they say is lost, nothing is invented."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from passerelle.simulation.agentclinic import Draft, Unreadable, drafts_in
from passerelle.simulation.cli_import import add_import

CASE = {
    "OSCE_Examination": {
        "Objective_for_Doctor": "Assess the headache.",
        "Patient_Actor": {
            "Demographics": "35-year-old female",
            "History": "It began in May. It is worse at night.",
            "Symptoms": {"Primary_Symptom": "Headache", "Secondary_Symptoms": ["Nausea"]},
            "Past_Medical_History": "Information not provided.",
            "Social_History": "Non-smoker.",
        },
        "Physical_Examination_Findings": {"Vital_Signs": {"Heart_Rate": "72 bpm"}},
        "Test_Results": {"Blood": {"Sodium": 140, "Notes": ["low", "stable"]}},
        "Correct_Diagnosis": "Migraine",
    }
}


def draft_of(record: object) -> dict[str, object]:
    (found,) = drafts_in(json.dumps(record).encode(), source="file")
    assert isinstance(found, Draft)
    written: dict[str, object] = yaml.safe_load(found.text)
    return written


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_import(parser.add_subparsers(required=True))
    options = parser.parse_args(["import", *arguments])
    return int(options.run(options))


def test_each_sentence_of_the_record_is_a_fact() -> None:
    facts = draft_of(CASE)["facts"]

    assert [each["lines"]["en"] for each in facts] == [  # type: ignore[attr-defined]
        ["Headache"],
        ["Nausea"],
        ["It began in May."],
        ["It is worse at night."],
        ["Non-smoker."],
    ]


def test_the_diagnosis_is_reserved() -> None:
    written = draft_of(CASE)

    assert written["reserved"] == {"fr": [], "en": ["Migraine"]}


def test_findings_and_tests_keep_their_place_in_their_title() -> None:
    written = draft_of(CASE)

    assert written["examination"][0]["title"]["en"] == "Vital Signs: Heart Rate"  # type: ignore[index]
    assert [each["result"]["en"] for each in written["tests"]] == ["140", "low, stable"]  # type: ignore[attr-defined]


def test_every_case_of_agentclinic_becomes_a_draft(testdata: Path) -> None:
    files = sorted((testdata / "agentclinic").glob("*.jsonl"))
    found = [each for path in files for each in drafts_in(path.read_bytes(), source=path.name)]

    drafts = [each for each in found if isinstance(each, Draft)]
    print(f"{len(drafts)} drafts of {len(found)} cases")

    assert len(drafts) == len(found) > 0
    assert min(each.facts for each in drafts) > 3


def test_a_line_that_is_no_case_is_named() -> None:
    lines = b'{"a": 1}\nnot json\n\n[' + b"[" * 5_000

    assert [each for each in drafts_in(lines, source="file")] == [
        Unreadable(1, "it has no OSCE_Examination with a Patient_Actor"),
        Unreadable(2, "it is not JSON"),
        Unreadable(4, "it is not JSON"),
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(JSON, JSON, JSON)
def test_whatever_stands_in_a_record_it_is_read_or_named(
    one: object, two: object, three: object
) -> None:
    record = {
        "OSCE_Examination": {
            "Patient_Actor": {"History": one, "Symptoms": two, "Demographics": three},
            "Test_Results": one,
            "Physical_Examination_Findings": two,
            "Correct_Diagnosis": three,
        }
    }

    (found,) = drafts_in(json.dumps(record).encode(), source="file")

    assert isinstance(found, Draft)
    assert yaml.safe_load(found.text)["minutes"] == 25


def test_a_draft_under_way_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "cases.jsonl"
    given.write_text(json.dumps(CASE))
    run(str(given), "--out", str(tmp_path))
    draft = tmp_path / "agentclinic-001" / "case.yaml"
    draft.write_text("mine")

    code = run(str(given), "--out", str(tmp_path))

    assert code == 0
    assert draft.read_text() == "mine"
    assert "already there" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(tmp_path / "no.jsonl"), "--out", str(tmp_path)) == 1
    assert "Give a JSONL file" in capsys.readouterr().err


def test_a_line_made_to_be_slow_gives_no_more_than_a_case_may_hold() -> None:
    crowded = {f"{'a' * (n % 7)}{' ' * n}": "x" for n in range(400)}
    patient = {"History": "A. " * 30_000}
    record = {"OSCE_Examination": {"Patient_Actor": patient, "Test_Results": crowded}}

    (found,) = drafts_in(json.dumps(record).encode(), source="file")

    assert isinstance(found, Draft)
    assert (found.facts, found.tests) == (150, 60)


def test_half_a_character_does_not_stop_the_import(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    broken = {"OSCE_Examination": {"Patient_Actor": {"History": "It \ud800 began."}}}
    file.write_text(json.dumps(broken) + "\n")

    assert run(str(file), "--out", str(tmp_path / "out")) == 0


def test_a_record_nested_too_deeply_is_left_out_with_its_line() -> None:
    deep = "[" * 990 + "]" * 990
    line = f'{{"OSCE_Examination": {{"Patient_Actor": {{"History": {deep}}}}}}}'

    (found,) = drafts_in(line.encode(), source="file")

    assert isinstance(found, Unreadable)

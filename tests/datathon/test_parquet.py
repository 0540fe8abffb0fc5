"""The same table from Parquet, and a sentence for whatever a hostile file does to its reader."""

import io
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from passerelle.datathon import parquet
from passerelle.datathon.parquet import can_read_parquet, read_parquet
from passerelle.engines.table import Column, Dialect, TableRefused, TableSchema

pyarrow = pytest.importorskip("pyarrow")
from pyarrow import parquet as written  # noqa: E402  # only where pyarrow is installed

SCHEMA = TableSchema(
    (
        Column("id", "id"),
        Column("score", "number", low=0, high=1),
        Column("answer", "set", categories=tuple("ABC"), required=False),
    )
)


def file_of(columns: dict[str, object], **options: object) -> bytes:
    out = io.BytesIO()
    written.write_table(pyarrow.table(columns), out, **options)
    return out.getvalue()


WELL = {"id": [1, 2], "score": [0.1, 1.0]}


def refusal(data: bytes, **options: int) -> str:
    with pytest.raises(TableRefused) as refused:
        read_parquet(data, SCHEMA, **options)
    return str(refused.value.problems[0].reason)


def test_flat_columns_are_read_exactly_and_the_others_left_aside() -> None:
    columns = {
        **WELL,
        "answer": [["A", "C"], []],
        "split": pyarrow.array(["a", "a"]).dictionary_encode(),
        "nested": [{"a": 1}, {"a": 2}],
    }

    table = read_parquet(file_of(columns), SCHEMA)

    read = {name: column.tolist() for name, column in table.columns.items()}
    assert read == {
        "id": ["1", "2"],
        "score": [0.1, 1.0],
        "answer": [frozenset("AC"), frozenset()],
    }
    assert table.dialect == Dialect("parquet", ",", ".")
    assert [note.code for note in table.notes] == ["columns-ignored", "columns-not-flat"]


def test_a_name_cannot_turn_the_page_round() -> None:
    table = read_parquet(file_of({**WELL, "\u202eloot\n": [{"a": 1}, {"a": 2}]}), SCHEMA)

    assert table.notes[-1].sentence.en.endswith(
        ": \N{REPLACEMENT CHARACTER}loot\N{REPLACEMENT CHARACTER}."
    )


def test_bad_cells_are_told_with_their_rows() -> None:
    with pytest.raises(TableRefused) as refused:
        read_parquet(file_of({"id": [1, 1, 3], "score": [None, float("nan"), 2.0]}), SCHEMA)

    told = [(each.row, each.column, each.code) for each in refused.value.problems]
    assert told == [
        (2, "score", "empty-cell"),
        (3, "id", "id-twice"),
        (3, "score", "not-given"),
        (4, "score", "out-of-range"),
    ]


def test_what_a_file_announces_is_refused_before_it_is_unpacked() -> None:
    assert "more than 1 rows" in refusal(file_of(WELL), most_rows=1)
    assert "more than 0 MB" in refusal(file_of(WELL), most_bytes=10)
    wide = {f"c{number}": [1] for number in range(501)}
    assert refusal(file_of(wide)) == "The file has 501 columns; the limit is 500."


@pytest.mark.parametrize(
    "length, keeps_arrow_types", [(1_000_000, True), (1_000_000, False), (20_000, True)]
)
def test_a_file_that_unpacks_into_too_much_is_stopped(length: int, keeps_arrow_types: bool) -> None:
    same = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 5000), ["x" * length])
    bomb = file_of({"id": same, "score": [0.5] * 5000}, store_schema=keeps_arrow_types)
    started = time.monotonic()

    assert "it asks for too much memory" in refusal(bomb)
    assert len(bomb) < 100_000
    assert time.monotonic() - started < 20


def test_what_does_not_fit_in_the_last_write_is_a_refusal_never_half_a_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parquet, "MOST_BYTES", 10)  # less than its header and first row

    assert "it asks for too much memory, room or time" in refusal(file_of(WELL))


def test_a_truncated_or_damaged_file_has_its_sentence() -> None:
    data = file_of(WELL)

    assert refusal(data[:-40]) == "The Parquet file is cut short."
    assert refusal(b"PAR1" + b"\xff" * 200 + b"PAR1") == "The Parquet file is damaged."
    assert refusal(data[:8] + bytes(len(data) // 2) + data[-60:]) == "The Parquet file is damaged."
    assert refusal(b"id,score\n") == "This file is not in Parquet format."


def test_a_reader_that_is_killed_or_says_nothing_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = file_of(WELL)
    for returncode, sentence in ((-9, "was stopped"), (-11, "was stopped"), (1, "is damaged")):
        ended = SimpleNamespace(returncode=returncode, stderr=b"noise \xff")
        monkeypatch.setattr(parquet.subprocess, "run", lambda *_, ended=ended, **__: ended)
        assert sentence in refusal(data)


def test_without_pyarrow_parquet_is_refused_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda _: None)

    assert not can_read_parquet()
    assert refusal(b"PAR1") == "This installation does not read Parquet."


def test_the_child_knows_nothing_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = tmp_path / "spy.py"
    spy.write_text("import json, os, sys; json.dump({'left_out': sorted(os.environ)}, sys.stderr)")
    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setattr(parquet, "_CHILD", spy)

    with pytest.raises(TableRefused, match="empty"):
        read_parquet(file_of(WELL), SCHEMA)
    spy.write_text(spy.read_text() + "; print('id,score\\n1,1')")
    note = str(read_parquet(file_of(WELL), SCHEMA).notes[0])
    assert "ARROW_DEFAULT_MEMORY_POOL" in note
    assert "SECRET_KEY" not in note

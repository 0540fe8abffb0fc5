"""Any table comes back the same through any dialect; any bytes give a table or a refusal."""

import csv
import io
import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.engines.table import Column, Table, TableRefused, TableSchema, read_table

SCHEMA = TableSchema(
    (
        Column("id", "id"),
        Column("score", "number"),
        Column("stage", "category", categories=("I", "II", "stade élevé")),
        Column("note", "text", missing_allowed=True),
        Column("answer", "set", categories=tuple("ABCD")),
    )
)
notes = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
latin = st.text('aé œ’€\n";,\t=+|', max_size=12)
scores = st.floats(-1e6, 1e6, allow_subnormal=False)
stages = st.sampled_from(("I", "II", "stade élevé"))
answers = st.frozensets(st.sampled_from("ABCD"))


def tables(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[tuple[object, ...]]]:
    row = st.tuples(scores, stages, texts, answers)
    return st.lists(row, min_size=1, max_size=5)


def columns_of(rows: list[tuple[object, ...]]) -> dict[str, list[object]]:
    score, stage, note, answer = (list(column) for column in zip(*rows, strict=True))
    ids: list[object] = [f"p{number}" for number in range(len(rows))]
    return {"id": ids, "score": score, "stage": stage, "note": note, "answer": answer}


def as_csv(columns: dict[str, list[object]], *, delimiter: str, decimal: str) -> str:
    written = io.StringIO(newline="")
    out = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    out.writerow(columns)
    for name, score, stage, note, answer in zip(*columns.values(), strict=True):
        assert isinstance(answer, frozenset)
        number = f"{score:.10f}".replace(".", decimal)
        out.writerow([name, number, stage, note, "|".join(sorted(answer)) or "[]"])
    return written.getvalue()


@settings(max_examples=60)
@given(
    tables(notes),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-32")),
    st.sampled_from(";,\t|"),
    st.sampled_from(".,"),
)
def test_a_table_comes_back_through_any_dialect(
    rows: list[tuple[object, ...]], encoding: str, delimiter: str, decimal: str
) -> None:
    columns = columns_of(rows)
    text = as_csv(columns, delimiter=delimiter, decimal=decimal)

    read = read_table(text.encode(encoding), SCHEMA)

    exact = {name: column.tolist() for name, column in read.columns.items() if name != "score"}
    assert exact == {name: column for name, column in columns.items() if name != "score"}
    assert np.allclose(read.columns["score"].astype(float), columns["score"], atol=1e-9)
    assert read.dialect.delimiter == delimiter


@settings(max_examples=30)
@given(tables(latin))
def test_a_table_comes_back_from_a_french_spreadsheet(rows: list[tuple[object, ...]]) -> None:
    columns = columns_of(rows)

    read = read_table(as_csv(columns, delimiter=";", decimal=",").encode("cp1252"), SCHEMA)

    assert read.columns["note"].tolist() == columns["note"]


@settings(max_examples=40)
@given(tables(notes), st.sampled_from(("records", "lists", "lines")))
def test_a_table_comes_back_from_json_exactly(rows: list[tuple[object, ...]], form: str) -> None:
    columns = columns_of(rows)
    plain = columns | {"answer": [sorted(each) for each in columns["answer"]]}  # type: ignore[call-overload]
    items = [dict(zip(plain, values, strict=True)) for values in zip(*plain.values(), strict=True)]
    lines = "\n".join(map(json.dumps, items))
    text = {"records": json.dumps(items), "lists": json.dumps(plain), "lines": lines}[form]

    read = read_table(text.encode(), SCHEMA, format="json")

    assert {name: column.tolist() for name, column in read.columns.items()} == columns


HOSTILE = st.lists(
    st.sampled_from(
        [b"id", b"score", b",", b";", b'"', b"\n", b"\r", b"\0", b"1", b"0,5", b"0.5", b"NaN", b"{"]
        + [b"}", b"[", b"]", b":", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe9", b"|", b"A", b"\\u0000"]
    ),
    max_size=40,
).map(b"".join)


def outcome(data: bytes, form: str) -> Table | TableRefused:
    try:
        return read_table(data, SCHEMA, format=form)  # type: ignore[arg-type]
    except TableRefused as refused:
        return refused


@settings(max_examples=250)
@given(st.binary(max_size=80) | HOSTILE, st.booleans(), st.sampled_from(("csv", "json")))
def test_any_bytes_give_a_table_or_a_refusal(data: bytes, headed: bool, form: str) -> None:
    head = b"id,score,stage,note,answer\n" if form == "csv" else b'[{"id": "a"},'

    match outcome(head * headed + data, form):
        case Table() as table:
            assert {len(column) for column in table.columns.values()} == {table.rows}
        case TableRefused() as refused:
            assert 0 < len(refused.problems) <= refused.total
            assert all(str(each.reason) and each.remedy.fr for each in refused.problems)

"""Tables as people save them: whatever was understood rather than read is said in a note."""

import time
from pathlib import Path

import numpy as np
import pytest

from passerelle.engines.table import Column, Dialect, Table, TableRefused, TableSchema, read_table

ID = Column("id", "id")
SCORE = Column("score", "number", low=0, high=1)
SCORES = TableSchema((ID, SCORE))
LABELS = TableSchema((ID, Column("label", "category", categories=("benign", "malignant"))))
ANSWERS = TableSchema((ID, Column("answer", "set", categories=tuple("ABCDE"))))
PLAIN = "id,score\np1,0.25\np2,1\n"


def read(text: str | bytes, schema: TableSchema = SCORES, **options: object) -> Table:
    data = text if isinstance(text, bytes) else text.encode()
    return read_table(data, schema, **options)  # type: ignore[arg-type]


def values(table: Table) -> dict[str, list[object]]:
    return {name: column.tolist() for name, column in table.columns.items()}


def notes(table: Table) -> list[str]:
    return [note.code for note in table.notes]


READ = {"id": ["p1", "p2"], "score": [0.25, 1.0]}


@pytest.mark.parametrize(
    "data, encoding, said",
    [
        (PLAIN.encode(), "utf-8", []),
        (PLAIN.encode("utf-8-sig"), "utf-8", ["byte-order-mark"]),
        (PLAIN.encode("utf-16"), "utf-16-le", ["byte-order-mark"]),
        (PLAIN.encode("utf-16-be"), "utf-16-be", ["encoding"]),
        (PLAIN.encode("utf-32"), "utf-32-le", ["byte-order-mark"]),
    ],
)
def test_an_encoding_is_found_and_said(data: bytes, encoding: str, said: list[str]) -> None:
    table = read(data)

    assert (values(table), table.encoding, notes(table)) == (READ, encoding, said)


def test_the_accents_of_a_french_spreadsheet_are_read_and_said() -> None:
    schema = TableSchema((ID, Column("avis", "text")))

    table = read("id;avis\np1;“Déjà vu”, €\n".encode("cp1252"), schema)

    assert table.columns["avis"].tolist() == ["“Déjà vu”, €"]
    assert table.notes[0].sentence.fr == (
        "Le fichier n’est pas en UTF-8\u00a0: lu en Windows-1252 (Latin-1). Vérifiez les accents."
    )


@pytest.mark.parametrize(
    "text, dialect",
    [
        ("id;score\np1;0,25\np2;1\n", Dialect("csv", ";", ",")),
        ("id\tscore\np1\t,25\np2\t1,\n", Dialect("csv", "\t", ",")),
        ('id,score\np1,"0,25"\np2,1\n', Dialect("csv", ",", ",")),
        ("id,score\r\np1, .25 \r\np2,1.\r\n", Dialect("csv", ",", ".")),
        ("id|score\rp1|25e-2\rp2|+1\r", Dialect("csv", "|", ".")),
        ("sep=;\nid;score\np1;0.25\np2;1", Dialect("csv", ";", ".")),
    ],
)
def test_separators_and_decimal_marks(text: str, dialect: Dialect) -> None:
    table = read(text)

    assert (values(table), table.dialect) == (READ, dialect)
    assert ("decimal-commas" in notes(table)) == (dialect.decimal == ",")


def test_a_comma_before_three_digits_is_a_decimal_only_where_thousands_are_out_of_bounds() -> None:
    bounded, free = (
        TableSchema((ID, Column("score", "number", high=high))) for high in (100, None)
    )

    assert read("id;score\np1;1,234\n", bounded).columns["score"].tolist() == [1.234]
    with pytest.raises(TableRefused, match=r"can be read in two ways"):
        read("id;score\np1;1,234\n", free)
    assert read("id;score\np1;1,234\np2;1,5\n", free).columns["score"].tolist() == [1.234, 1.5]


def test_names_of_columns_are_recognised_whatever_their_case_and_the_others_are_left_aside() -> (
    None
):
    table = read("\u200b ID ,patient name,SCORE\np1,x,0.25\np2,y,1\n")

    assert values(table) == READ
    assert notes(table) == ["header-read", "header-read", "columns-ignored"]


def test_a_quoted_end_of_line_belongs_to_its_cell_and_blank_rows_are_counted() -> None:
    schema = TableSchema((ID, Column("note", "text"), SCORE))

    table = read('id,note,score\np1,"a\nb",0.25\n,,\n\np2,c,1\n', schema)

    assert values(table) == {"id": ["p1", "p2"], "note": ["a\nb", "c"], "score": [0.25, 1.0]}
    assert str(table.notes[0]) == "Blank rows left aside: 2 (the first: 3)."


def test_a_whole_number_may_be_written_with_a_decimal_or_as_true_or_false() -> None:
    schema = TableSchema((ID, Column("label", "integer", low=0, high=1)))

    table = read("id,label\na,1.0\nb,0\nc,True\n", schema)

    assert table.columns["label"].dtype == np.int64
    assert table.columns["label"].tolist() == [1, 0, 1]
    assert notes(table) == ["whole-decimals", "true-and-false"]


def test_missing_numbers_are_allowed_where_the_schema_says_so() -> None:
    schema = TableSchema((ID, Column("age", "integer", missing_allowed=True)))

    ages = read("id,age\na,41\nb,\nc,NA\n", schema).columns["age"]

    assert np.array_equal(ages, np.array([41, np.nan, np.nan]), equal_nan=True)


def test_a_category_is_recognised_whatever_its_spaces_and_case() -> None:
    table = read("id,label\na,benign\nb, Malignant\nc,BENIGN\n", LABELS)

    assert table.columns["label"].tolist() == ["benign", "malignant", "benign"]
    assert [str(note) for note in table.notes] == [
        "label: “BENIGN” was read as benign (cells: 1).",
        "label: “Malignant” was read as malignant (cells: 1).",
    ]


def test_two_groups_that_differ_by_their_case_are_kept_apart_and_said() -> None:
    table = read("id,sex\na,F\nb,f\nc,M\n", TableSchema((ID, Column("sex", "category"))))

    assert str(table.notes[0]) == "sex: “F” and “f” are counted as two values."


@pytest.mark.parametrize(
    "written", ["A|C", "A;C", "C+A", "AC", "ca", '"A,C"', '["A","C"]', "{A/C}"]
)
def test_several_answers_are_one_set_however_they_are_written(written: str) -> None:
    cell = written.replace('"', '""')
    cell = written if written.startswith('"') else f'"{cell}"'

    table = read(f"id,answer\nq1,{cell}\nq2,[]\n", ANSWERS)

    assert table.columns["answer"].tolist() == [frozenset("AC"), frozenset()]


def test_without_categories_letters_are_answers_only_where_the_whole_column_is_letters() -> None:
    schema = TableSchema((ID, Column("answer", "set")))

    letters = read("id,answer\nq1,A|C\nq2,BD\n", schema)
    words = read("id,answer\nq1,no|yes\nq2,BD\n", schema)

    assert letters.columns["answer"].tolist() == [frozenset("AC"), frozenset("BD")]
    assert words.columns["answer"].tolist() == [frozenset(("no", "yes")), frozenset(("BD",))]
    assert (notes(letters), notes(words)) == (["letters"], [])


def test_a_formula_in_a_text_stays_a_text() -> None:
    cell = '=HYPERLINK("http://example.org")'
    quoted = cell.replace('"', '""')

    table = read(f'id,note\np1,"{quoted}"\n', TableSchema((ID, Column("note", "text"))))

    assert table.columns["note"].tolist() == [cell]
    assert notes(table) == ["formulas"]


def test_decisions_in_place_of_scores_are_remarked() -> None:
    rows = "".join(f"p{number},{number % 2}\n" for number in range(10))

    assert notes(read("id,score\n" + rows)) == ["only-0-and-1"]


def test_a_table_is_aligned_to_the_ids_of_another() -> None:
    table = read(PLAIN)

    aligned = table.aligned_to(np.array(["p2", "p1"]))

    assert values(aligned) == {"id": ["p2", "p1"], "score": [1.0, 0.25]}
    with pytest.raises(TableRefused, match=r"Unknown ids: 1 \(p2\)"):
        table.aligned_to(["p1"])


def test_nobody_writes_into_a_table_that_was_read() -> None:
    with pytest.raises(ValueError, match="read-only"):
        read(PLAIN).columns["score"][0] = 0.5


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text(PLAIN)

    assert values(read_table(path, SCORES)) == READ
    with pytest.raises(TableRefused, match="cannot be read"):
        read_table(tmp_path / "none.csv", SCORES)


def test_a_hundred_thousand_rows_are_read_in_a_moment_and_ten_million_refused_at_once() -> None:
    scores = np.random.default_rng(7).random(100_000).tolist()
    data = ("id,score\n" + "".join(f"p{n},{s!r}\n" for n, s in enumerate(scores))).encode()
    started = time.process_time()

    assert read(data).columns["score"].tolist() == scores
    with pytest.raises(TableRefused) as refused:
        read(b'id,score\n"p1",0.5\n' * 1_100_000, most_rows=1_000_000, most_bytes=10**9)

    assert [each.code for each in refused.value.problems] == ["too-many-rows"]
    assert time.process_time() - started < 2

"""What a hostile or clumsy file is told: the row, the column, the reason, the remedy, all at once."""

import time
from pathlib import Path

import pytest

from passerelle.engines.table import MOST_SHOWN, Column, TableRefused, TableSchema, read_table

ID = Column("id", "id")
SCORE = Column("score", "number", low=0, high=1)
CLASSES = ("benign", "malignant")
LABEL = Column("label", "category", categories=CLASSES, required=False)
IDS = ("001", "002", "003", "004")
SCHEMA = TableSchema((ID, SCORE, LABEL), ids=IDS)
ANY_IDS = TableSchema((ID, SCORE, LABEL))
WELL = "id,score\n001,.1\n002,.2\n003,.3\n004,1\n"


def refusal(text: str | bytes, schema: TableSchema = ANY_IDS, **options: object) -> TableRefused:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(TableRefused) as refused:
        read_table(data, schema, **options)  # type: ignore[arg-type]
    return refused.value


def told(text: str | bytes, schema: TableSchema = ANY_IDS, **options: object) -> list[object]:
    found = refusal(text, schema, **options).problems
    return [(each.row, each.column, each.code) for each in found]


def test_every_bad_cell_is_told_at_once_in_the_order_of_the_rows() -> None:
    text = (
        "id,score,label\na,NaN,benign\nb,inf,malignant\nc,,benign\na,2,malin\n,0.5,\nf,n o,benign\n"
    )

    assert told(text) == [
        (2, "score", "not-given"),
        (3, "score", "infinite"),
        (4, "score", "empty-cell"),
        (5, "id", "id-twice"),
        (5, "score", "out-of-range"),
        (5, "label", "not-a-category"),
        (6, "id", "id-empty"),
        (6, "label", "empty-cell"),
        (7, "score", "not-a-number"),
    ]


def test_a_problem_is_a_line_in_both_languages_with_its_remedy() -> None:
    (problem,) = refusal("id,score\na,0.5\nb,1.5\n").problems

    assert str(problem) == "row 3, score: 1.5 is out of range. Write a number between 0 and 1."
    assert problem.in_language("fr") == (
        "ligne 3, score\u00a0: 1.5 est hors des bornes. Écrivez un nombre entre 0 et 1."
    )
    assert problem.as_json()["value"] == "1.5"


def test_the_first_fifty_are_kept_and_all_are_counted() -> None:
    rows = "".join(f"p{number},{number % 2 * 5}\n" for number in range(300))

    found = refusal("id,score\n" + rows, TableSchema((ID, Column("score", "number", high=2))))

    assert (len(found.problems), found.total) == (MOST_SHOWN, 150)


@pytest.mark.parametrize(
    "cell, code",
    [
        ("50 %", "percent-sign"),
        ("1 234.5", "grouped-digits"),
        ("=A1/2", "formula"),
        ("#DIV/0!", "formula"),
        ("1e999", "infinite"),
        ("1_0", "not-a-number"),
        ("٣", "not-a-number"),
        ("0x1", "not-a-number"),
        ("\u202e5.0", "not-a-number"),
    ],
)
def test_what_is_not_a_number_says_why(cell: str, code: str) -> None:
    assert told(f"id;score\na;{cell}\nb;0.5\nc;1\n") == [(2, "score", code)]


def test_what_is_shown_of_a_cell_is_short_and_printable() -> None:
    (problem,) = refusal("id;score\na;\u202e\x1b[31m" + "x" * 200 + "\nb;1\nc;0\n").problems

    assert problem.value_excerpt == "��[31m" + "x" * 53 + "…"


@pytest.mark.parametrize(
    "text, rows",
    [
        ("id,score\na,0,5\nb,1\n", [(2, None, "ragged-decimals")]),
        ("id,score\na\nb,1,x\n", [(2, None, "ragged-row"), (3, None, "ragged-row")]),
        ('id,score\na,1\n"b,0.5\nc,1\n', [(3, None, "broken-quotes")]),
        ('id,score\na,1\n"b"x,0.5\n', [(3, None, "broken-quotes")]),
        ("id,score\na,1\nb," + "9" * 140_000, [(3, None, "cell-too-long")]),
        ("id;score\na;0,5\nb;0.5\n", [(2, "score", "mixed-marks")]),
    ],
)
def test_rows_that_are_not_like_the_others_are_named(text: str, rows: list[object]) -> None:
    assert told(text) == rows


@pytest.mark.parametrize(
    "text, code",
    [
        (b"", "empty-file"),
        (b" \n\n ", "empty-file"),
        (b"\xef\xbb\xbf\n", "empty-file"),
        (b"id,score\n", "no-rows"),
        (b"p1,0.5\np2,1\n", "no-header"),
        (b"id,score\na,\0\n", "nul-byte"),
        (bytes(range(1, 256)), "unknown-encoding"),
        ("é".encode() + "é".encode("latin-1"), "mixed-encoding"),
        (b"\xff\xfei", "broken-encoding"),
        (b"PK\x03\x04 a workbook", "not-a-table"),
        (b"PAR1", "not-a-table"),
        (b" <!DOCTYPE html>", "not-a-table"),
        (b'[{"id": "a", "score": 1}]', "not-a-table"),
        (b"id," * 501, "too-many-columns"),
        (b"i" * 70_000, "cell-too-long"),
    ],
)
def test_what_is_no_table_at_all_is_told_in_one_sentence(text: bytes, code: str) -> None:
    assert [each.code for each in refusal(text).problems] == [code]


def test_too_many_rows_or_bytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(10**12)

    assert told(WELL, most_rows=3) == [(None, None, "too-many-rows")]
    assert told(WELL.encode("utf-16"), most_rows=3) == [(None, None, "too-many-rows")]
    assert told(WELL, most_bytes=30) == [(None, None, "too-many-bytes")]
    with pytest.raises(TableRefused, match="more than 64 MB"):
        read_table(large, SCHEMA)


@pytest.mark.parametrize(
    "data, form, codes",
    [
        (b"id,score\n" + b"a\n" * 400_000, "csv", {"ragged-row"}),
        (("id,score\n" + "\n" * 400_000 + "a,1\n").encode("utf-16"), "csv", {"too-many-rows"}),
        (b"[" + b"[]," * 100_000 + b"5]", "json", {"item-shape"}),
        (b'{"a":1,' + b",".join(b'"%d":1' % each for each in range(200_000)) + b',"a":2}', "json",
         {"key-twice"}),
        (b"id,score\n" + b'"' * 500_000, "csv", {"cell-too-long"}),
    ],
)  # fmt: skip
def test_a_file_made_to_be_slow_is_not(data: bytes, form: str, codes: set[str]) -> None:
    started = time.process_time()

    found = refusal(data, format=form, most_rows=100_100)

    assert {each.code for each in found.problems} <= codes | {"too-many-rows"}
    assert time.process_time() - started < 2


def test_missing_columns_are_named_with_the_one_that_was_probably_meant() -> None:
    (missing,) = refusal("id,proba\na,1\n").problems
    both = refusal("nom,valeur\na,1\n")
    doubled = refusal("id,score,Score \na,1,1\n")

    assert str(missing) == (
        "The column score is missing; the file holds: id, proba. "
        "Is it “proba”? Then rename it score."
    )
    assert [(each.column, each.code) for each in both.problems] == [
        ("id", "column-missing"),
        ("score", "column-missing"),
    ]
    assert [each.code for each in doubled.problems] == ["column-twice"]


@pytest.mark.parametrize(
    "text, sentence",
    [
        (
            "id,score\n001,benign\n002,malignant\n003,benign\n004,benign\n",
            "The column score holds the names of classes (benign, malignant), "
            "not a number between 0 and 1 (cells: 4).",
        ),
        (
            "id,score,proba\n001,benign,.1\n002,malignant,.2\n003,benign,.3\n004,benign,.4\n",
            "The column score holds benign, malignant, whereas “proba” holds what is expected.",
        ),
        (
            "id,score,label\n001,benign,.1\n002,malignant,.2\n003,benign,.3\n004,benign,.4\n",
            "The columns score and label look swapped: score holds benign, malignant.",
        ),
        (
            "id,score\n.1,001\n.2,002\n.3,003\n.4,004\n",
            "The columns id and score look swapped: id holds .1, .2, .3, .4.",
        ),
        (
            "id,score,label\n001,.5,.1\n002,.4,.2\n003,.2,.3\n004,1,.4\n",
            "The column label holds numbers (.1, .2, .3, .4), not one of benign, malignant "
            "(cells: 4).",
        ),
        (
            "id,score\n001,12\n002,99\n003,50\n004,1\n",
            "These are probably percentages, up to 99 (cells: 3).",
        ),
    ],
)
def test_labels_in_the_wrong_column_are_told_in_one_sentence(text: str, sentence: str) -> None:
    assert [str(each.reason) for each in refusal(text, SCHEMA).problems] == [sentence]


def test_words_where_ids_have_letters_look_like_ids_in_the_score() -> None:
    schema = TableSchema((ID, SCORE), ids=("p1", "p2"))

    assert told("id,score\np1,p1\np2,p2\n", schema) == [(None, "score", "holds-ids")]


@pytest.mark.parametrize(
    "ids, sentences",
    [
        (
            "001 002 999 888",
            ["Unknown ids: 2 (999, 888).", "Ids not answered: 2 of 4 (003, 004)."],
        ),
        ("001 002 003", ["Ids not answered: 1 of 4 (004)."]),
        ("1 2 3 4", ["The ids have lost their leading zeros: 1 in place of 001."]),
        ("001.0 002.0 003.0 004.0", ["The ids are written as decimals: 001.0 in place of 001."]),
    ],
)
def test_ids_that_were_not_asked_for_or_not_answered_are_counted(
    ids: str, sentences: list[str]
) -> None:
    text = "id,score\n" + "".join(f"{each},0.5\n" for each in ids.split())

    assert [str(each.reason) for each in refusal(text, SCHEMA).problems] == sentences


def test_members_of_a_set_are_checked_one_by_one() -> None:
    schema = TableSchema((ID, Column("answer", "set", categories=tuple("ABC"))))

    found = refusal("id,answer\nq1,A|X\nq2,\nq3,A||B\nq4,AC\nq5,B\n", schema)

    assert [str(each.reason) for each in found.problems] == [
        "“X”, in “A|X”, is not one of the values.",
        "The cell is empty.",
        "“A||B” is not a list of values.",
    ]


def test_a_schema_that_cannot_be_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="not a type of column"):
        Column("a", "float")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="named twice"):
        TableSchema((ID, Column("id", "text")))

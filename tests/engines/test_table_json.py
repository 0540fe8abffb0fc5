"""The same tables as JSON: a list of objects, an object of lists, one object a line."""

import json

import pytest

from passerelle.engines.table import Column, Table, TableRefused, TableSchema, read_table

SCHEMA = TableSchema((Column("id", "id"), Column("score", "number", low=0, high=1)))
SETS = TableSchema((Column("id", "id"), Column("answer", "set", categories=tuple("ABC"))))
READ = {"id": ["1", "b"], "score": [0.1, 1.0]}


def read(text: str, schema: TableSchema = SCHEMA, **options: int) -> Table:
    return read_table(text.encode(), schema, format="json", **options)  # type: ignore[arg-type]


def told(text: str, **options: int) -> list[object]:
    with pytest.raises(TableRefused) as refused:
        read(text, **options)
    return [(each.row, each.column, each.code) for each in refused.value.problems]


@pytest.mark.parametrize(
    "text, form",
    [
        ('[{"id": 1, "score": 0.1}, {"id": "b", "score": 1, "more": {}}]', "json"),
        ('{"id": [1, "b"], "score": [0.1, true], "version": 2}', "json"),
        ('{"id": {"0": 1, "1": "b"}, "score": {"0": 0.1, "1": 1}}', "json"),
        ('{"id": 1, "score": 0.1}\n\n{"score": "1", "id": "b"}\n', "json lines"),
    ],
)
def test_the_shapes_that_programs_write(text: str, form: str) -> None:
    table = read(text.replace("true", "1"))

    assert {name: column.tolist() for name, column in table.columns.items()} == READ
    assert table.dialect.format == form


def test_one_line_is_a_table_of_one_row_and_a_list_of_answers_is_a_set() -> None:
    assert read('{"id": "a", "score": 0}').rows == 1
    answers = read('[{"id": "a", "answer": ["A", "C"]}, {"id": "b", "answer": "C"}]', SETS)
    assert answers.columns["answer"].tolist() == [frozenset("AC"), frozenset("C")]


def test_items_are_counted_from_one_and_called_so() -> None:
    with pytest.raises(TableRefused) as refused:
        read('[{"id": "a", "score": 1}, {"id": "b", "score": NaN}]')

    assert str(refused.value.problems[0].place) == "item 2, score"
    assert refused.value.problems[0].place.fr == "élément 2, score"


@pytest.mark.parametrize(
    "text, problems",
    [
        ('[{"id": 1, "score": 1, "score": 0}, 5]', [(1, None, "key-twice"), (2, None, "item-shape")]),
        ('{"id": [1], "id": [2]}', [(None, None, "key-twice")]),
        ('{"id": 1, "score": 1}\n{"id": 2, "score": }\n', [(2, None, "broken-json")]),
        ('[{"id": 1,]', [(None, None, "broken-json")]),
        ("id,score\n1,1\n", [(None, None, "broken-json")]),
        ("[" * 100_000, [(None, None, "deep-json")]),
        ('{"a":' * 100_000, [(None, None, "deep-json")]),
        ("5", [(None, None, "json-shape")]),
        ("{}", [(None, None, "json-shape")]),
        ("[]", [(None, None, "no-rows")]),
        ('{"id": [], "score": []}', [(None, None, "no-rows")]),
        ('{"id": ["a", "b"], "score": [1]}', [(None, None, "uneven-lists")]),
        ('[{"id": "\\ud800", "score": 1}]', [(1, None, "half-character")]),
        ('[{"id": "a\\u0000", "score": 1}]', [(1, None, "nul-byte")]),
        ('[{"id": "a", "score": [0.5]}, {"id": "b", "score": 1}, {"id": "c", "score": 1}]',
         [(1, "score", "not-a-number")]),
        ('[{"id": "a"}]', [(None, "score", "column-missing")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(text: str, problems: list[object]) -> None:
    assert told(text) == problems


def test_large_files_are_refused() -> None:
    rows = json.dumps([{"id": number, "score": 0} for number in range(20)])

    assert told(rows, most_rows=19) == [(None, None, "too-many-rows")]
    assert told("[" + "{}," * 6_000_000 + "{}]") == [(None, None, "json-too-large")]

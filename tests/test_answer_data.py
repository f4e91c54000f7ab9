"""Answers as data: JSON of the documented shape and types, CSV that a spreadsheet reads whole and cannot run."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from dossiers import HOSTILE, answer, hostile_rows, row
from pydantic import ValidationError
from stores import SampleStore

from giaoviec.graph import answer as answers
from giaoviec.graph.answer_data import FORMAT, AnswerShape, as_csv, as_json, schema
from giaoviec.graph.saved import question, questions

DOCS = Path(__file__).resolve().parents[1] / "docs"
GIVEN: dict[str, dict[str, Any]] = {"duties": {"day": "2024-07-01"}, "past-due": {"day": "2024-07-01"}}


@pytest.mark.parametrize("name", questions())
def test_every_answer_on_the_sample_has_the_shape_and_each_cell_its_type(sample: SampleStore, name: str) -> None:
    rows = sample.ask(question(name), GIVEN.get(name, {}))
    found = answers.Answer(question(name), {}, rows, [], answers.coverage(sample.store), False)
    shape = AnswerShape.model_validate_json(as_json(found))
    assert rows and shape.rows == rows and shape.question == name
    assert [column.name for column in shape.columns] == [column.name for column in question(name).columns]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("date", "14/5/2024"),
        ("start", "12"),
        ("sure", "yes"),
        ("sure", 1),
        ("givers", "A"),
        ("task", 7),
        ("told", True),
        ("order", 3),
    ],
)
def test_a_cell_of_another_type_is_no_answer(column: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        AnswerShape.model_validate_json(as_json(answer([row(**{column: value})])))


def test_a_row_without_a_column_is_no_answer() -> None:
    data = json.loads(as_json(answer([row()])))
    del data["rows"][0]["task"]
    with pytest.raises(ValidationError):
        AnswerShape.model_validate(data)


def test_the_schema_in_docs_is_that_of_the_program() -> None:
    written = (DOCS / "answer.schema.json").read_text(encoding="utf-8")
    assert written == schema(), "stale: write giaoviec.graph.answer_data.schema() into docs/answer.schema.json"


def test_the_documentation_names_every_key_and_type() -> None:
    text = (DOCS / "answers.md").read_text(encoding="utf-8")
    keys = json.loads(as_json(answer([]))).keys()
    assert [key for key in (*keys, FORMAT) if f"`{key}`" not in text] == []
    types = {column.type for each in questions().values() for column in each.columns}
    assert [kind for kind in types if f"| `{kind}` |" not in text] == []


def _cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_begins_with_a_mark_and_ends_lines_as_spreadsheets_expect() -> None:
    text = as_csv(answer([row(task='giao "Sở", lập\nhồ sơ')]), "vi")
    assert text.startswith("\ufeffdate,") and text.count("\r\n") == 2 and text.endswith("\r\n")
    assert _cells(text)[1][_cells(text)[0].index("task")] == 'giao "Sở", lập\nhồ sơ'


@pytest.mark.parametrize(
    "words", ["=1+1", "+84 24", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "\u00a0=1", "＝1+1", "=cmd|' /C calc'!A0", "-"]
)
def test_a_cell_that_could_run_cannot(words: str) -> None:
    (head, cells) = _cells(as_csv(answer([row(task=words, givers=[words])]), "vi"))
    held = "'" + words.replace("\r", "")  # what steers a terminal is no part of a cell
    assert cells[head.index("task")] == held and cells[head.index("givers")] == held


def test_numbers_and_harmless_words_are_left_as_they_are() -> None:
    (head, cells) = _cells(as_csv(answer([row(start=-5, told=2, task="Giao - nhận = 1", date="2024-05-14")]), "vi"))
    assert [cells[head.index(name)] for name in ("start", "told", "task", "date")] == ["-5", "2", "Giao - nhận = 1", "2024-05-14"]


def test_every_row_of_hostile_words_keeps_its_columns() -> None:
    rows = _cells(as_csv(answer(hostile_rows()), "en"))
    assert len(rows) == len(HOSTILE) + 2 and {len(each) for each in rows} == {len(question("assignments").columns) + 1}
    assert not [cell for each in rows[1:] for cell in each if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]

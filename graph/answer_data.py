"""An answer as data: JSON of a stable, documented shape with types (docs/answers.md), and CSV that a spreadsheet opens safely."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from giaoviec.graph.answer import Answer
from giaoviec.graph.saved import ColumnType
from giaoviec.graph.show import cell, reader
from giaoviec.graph.visible import visible, visible_json

FORMAT = "giaoviec-answer/1"
_DAY = re.compile(r"^\d{4}(-\d\d(-\d\d(T[\d:.]+)?)?)?$")
# What a spreadsheet may take for a formula, also after blanks, and in the wide forms of East Asian keyboards.
_RUNS = re.compile(r"^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")

Cell = str | int | float | bool | list[str | int | float | bool | None] | None


class ColumnShape(BaseModel):
    """A column. `type` says what its cells are: text, day (ISO 8601; a year or month
    where no more is known), number, yes (true or false), list, id; null: not known."""

    model_config = ConfigDict(extra="forbid")

    name: str
    type: ColumnType


class Loaded(BaseModel):
    """What the store holds: sources, orders with and without receiver, and the first and last day that its sources tell of."""

    model_config = ConfigDict(extra="forbid")

    sources: int
    orders: int
    without_receiver: int
    first: str | None
    last: str | None


class AnswerShape(BaseModel):
    """The answer to a saved question. Rows hold one cell for each column, in the order of `columns`."""

    model_config = ConfigDict(extra="forbid", title="giaoviec answer")

    format: Literal["giaoviec-answer/1"] = Field(description="Changes when a program that reads answers would have to change.")
    question: str = Field(description="The name of the saved question.")
    values: dict[str, str | int | None] = Field(description="The value of each parameter; null: not given.")
    columns: list[ColumnShape]
    rows: list[dict[str, Cell]]
    also: list[dict[str, Cell]] = Field(description="The rows of `also`: another name under which a place or its committee acts.")
    loaded: Loaded
    stale: bool = Field(description="Whether the case has changed since the store was made.")
    left_out: int = Field(description="Rows left out by --sure, since they are not sure.")
    undated: int = Field(description="Rows without a known day, which stand in every period, where a period was asked for.")
    originals: dict[str, str] = Field(description="By text file: the web page or document that the text was taken from.")

    @model_validator(mode="after")
    def _cells_fit(self) -> Self:
        """Each row has exactly the columns, and each cell is of its column's type or null."""
        types = {column.name: column.type for column in self.columns}
        for row in self.rows:
            if list(row) != list(types):
                raise ValueError(f"columns {list(row)} where {list(types)} are declared")
            wrong = [f"{name}: {value!r} is no {types[name]}" for name, value in row.items() if not _fits(value, types[name])]
            if wrong:
                raise ValueError("; ".join(wrong))
        return self


def _fits(value: Any, kind: ColumnType) -> bool:
    if value is None:
        return True
    if kind == "yes":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "list":
        return isinstance(value, list)
    return isinstance(value, str) and (kind != "day" or _DAY.match(value) is not None)


def as_json(found: Answer) -> str:
    """An answer as JSON: question, values, columns, rows, what is loaded (ValueError where that was not counted)."""
    if found.coverage is None:
        raise ValueError("an answer as data says what is loaded: ask with coverage")
    data = {
        "format": FORMAT,
        "question": found.question.name,
        "values": dict(found.values),
        "columns": [{"name": c.name, "type": c.type} for c in found.question.columns],
        "rows": [{c.name: row[c.name] for c in found.question.columns} for row in found.rows],
        "also": found.also,
        "loaded": vars(found.coverage),
        "stale": found.stale,
        "left_out": found.left_out,
        "undated": found.undated,
        "originals": dict(found.originals),
    }
    return visible_json(json.dumps(data, ensure_ascii=False, indent=1))


def schema() -> str:
    """The JSON Schema of an answer, as docs/answer.schema.json holds it."""
    return json.dumps(AnswerShape.model_json_schema(), ensure_ascii=False, indent=1) + "\n"


def as_csv(found: Answer, lang: str) -> str:
    """An answer as CSV; see `csv_text`."""
    names = [column.name for column in found.question.columns]
    told = (
        [*(_csv_cell(name, row[name], lang) for name in names), found.originals.get(row.get("file") or "", "")]
        for row in found.rows
    )
    return csv_text([*names, "original"], told)


def _csv_cell(name: str, value: Any, lang: str) -> str | int | float:
    if name == "made" and value:
        return reader(value, lang)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else cell(value, lang)


def csv_text(names: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> str:
    """Rows as CSV with a byte order mark, which Excel needs to read Vietnamese; no cell can run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(_safe, names))
    writer.writerows(map(_safe, row) for row in rows)
    return "\ufeff" + out.getvalue()


def _safe(value: str | int | float) -> str | int | float:
    """Numbers as they are; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    text = visible(value)
    return "'" + text if _RUNS.match(text) else text

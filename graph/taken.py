"""How the answer to the user's own Cypher is given: as a table, as JSON, as CSV."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from giaoviec.graph.answer_data import csv_text
from giaoviec.graph.errors import Said
from giaoviec.graph.show import MOST
from giaoviec.graph.stores.base import Taken
from giaoviec.graph.visible import visible_json

__all__ = ["MOST", "as_csv", "as_json", "more", "table"]


def table(found: Taken, lang: str) -> Iterator[RenderableType]:
    """The rows as a table, and how many they are."""
    if found.rows:
        drawn = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for name in found.columns:
            drawn.add_column(Text(name))
        for row in found.rows:
            drawn.add_row(*(Text(_text(row[name])) for name in found.columns))
        yield drawn
    count = f"{len(found.rows)}{'+' if found.more else ''}"
    yield Text(Said(f"{count} dòng.", f"{count} rows.")[lang], style="dim")


def _text(value: Any) -> str:
    """A value as the store has it, in a cell: a list joined, a map as JSON."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return json.dumps(_finite(value), ensure_ascii=False) if isinstance(value, bool | dict) else str(value)


def as_json(found: Taken) -> str:
    """Columns, rows, and whether there are more, as JSON. A number that is none (NaN, Infinity) is its name as text."""
    data = {"columns": found.columns, "rows": _finite(found.rows), "more": found.more}
    return visible_json(json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False))


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return json.dumps(value)
    if isinstance(value, list):
        return [_finite(each) for each in value]
    return {name: _finite(each) for name, each in value.items()} if isinstance(value, dict) else value


def as_csv(found: Taken) -> str:
    """The rows as CSV that a spreadsheet opens safely, as answers are given."""
    return csv_text(found.columns, ([_cell(row[name]) for name in found.columns] for row in found.rows))


def _cell(value: Any) -> str | int | float:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else _text(value)


def more(rows: int) -> Said:
    """That only the first rows were taken."""
    return Said(
        f"Chỉ lấy {rows} dòng đầu; còn nữa: thêm --limit N.",
        f"Only the first {rows} rows were taken; there are more: add --limit N.",
    )

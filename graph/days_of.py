"""The days that an answer's rows tell of, in order: when something was given or said, and by when it is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from giaoviec.graph.stores.base import Row


@dataclass(frozen=True)
class Event:
    """A day (ISO) on which a row (its number, from 1) was given or said, or is due."""

    day: str
    is_deadline: bool
    number: int


def events(rows: Sequence[Row]) -> list[Event]:
    """All days of the rows, earliest first; on one day what is due stands after what was given."""
    found = [Event(str(_said(row)), False, n) for n, row in enumerate(rows, 1) if _said(row)]
    found += [Event(str(row["deadline"]), True, n) for n, row in enumerate(rows, 1) if row.get("deadline")]
    return sorted(found, key=lambda event: (event.day, event.is_deadline, event.number))


def undated(rows: Sequence[Row]) -> list[int]:
    """The numbers of the rows that have neither date nor deadline."""
    return [n for n, row in enumerate(rows, 1) if not _said(row) and not row.get("deadline")]


def _said(row: Row) -> object:
    """The day of a row, or the day by which it was said."""
    return row.get("date") or row.get("seen")

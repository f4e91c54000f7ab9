"""The days that an answer's rows tell of, in order: when something was given or said, by when it is due, when it was answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from giaoviec.graph.stores.base import Row

Kind = Literal["said", "answered", "first", "last", "due"]
_ORDER: tuple[Kind, ...] = ("said", "first", "last", "answered", "due")


@dataclass(frozen=True)
class Event:
    """A day (ISO) on which a row (its number, from 1) was given or said, is due, was answered, or shows an office."""

    day: str
    kind: Kind
    number: int


def events(rows: Sequence[Row]) -> list[Event]:
    """All days of the rows, earliest first; on one day what is due stands last."""
    found = [event for number, row in enumerate(rows, 1) for event in _of_row(number, row)]
    return sorted(found, key=lambda event: (event.day, _ORDER.index(event.kind), event.number))


def undated(rows: Sequence[Row]) -> list[int]:
    """The numbers of the rows that have no day at all."""
    return [number for number, row in enumerate(rows, 1) if not any(_of_row(number, row))]


def _of_row(number: int, row: Row) -> Iterator[Event]:
    days: dict[Kind, object] = {
        "said": row.get("date") or row.get("seen"),
        "answered": row.get("answered"),
        "due": row.get("deadline"),
    }
    if "person" in row:  # an office through time
        days["first"] = row.get("first")
        days["last"] = row.get("last") if row.get("last") != row.get("first") else None
    for kind, day in days.items():
        if day:
            yield Event(str(day), kind, number)

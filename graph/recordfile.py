"""Reads meeting records from YAML and JSON files, one or many to a file, with the line of each fault; writes them as YAML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from giaoviec.graph.errors import InputError, Said
from giaoviec.graph.json_text import json_documents
from giaoviec.graph.plain import Document, Place, Twice
from giaoviec.graph.records import SECTIONS, Evidenced, Item, Record, dump
from giaoviec.graph.utf8 import read_utf8
from giaoviec.graph.validation import Fault, parse
from giaoviec.graph.yaml_text import to_yaml, yaml_documents


@dataclass(frozen=True)
class Loaded:
    """One record of a file: the `number`-th from 1. `record` has its good items, and is None where nothing of it can be
    used; `faults` says what is wrong, by line; `raw` is the record as it was given."""

    path: Path
    number: int
    record: Record | None
    faults: tuple[Fault, ...]
    raw: Any

    def locate(self, section: str, item: Item) -> tuple[int, int | None]:
        """The number (from 0) of an item in its section as it was given, and the line of its evidence, or of the item."""
        wanted = item.model_dump(mode="json", by_alias=True, include={"id", "name", "person", "evidence"}, exclude_unset=True)
        given = enumerate(self.raw.get(section) or ())
        same = (
            at
            for at, raw in given
            if isinstance(raw, dict) and all(_squeezed(raw.get(n)) == _squeezed(v) for n, v in wanted.items())
        )
        at = next(same, 0)
        return at, self.line_of((section, at, "evidence"))

    def line_of(self, path: Place) -> int | None:
        """The line of a field in the file, or of the nearest thing around it. Reads the file again: only faults are looked up."""
        documents = list(_documents(read_utf8(self.path), self.path, lines=True))
        at, place, _, _ = list(_found(iter(documents)))[self.number - 1]
        return _nearest_line(documents[at].lines, (*place, *path))


def _squeezed(value: object) -> str:
    return " ".join(str(value).split())


def _nearest_line(lines: dict[Place, int], place: Place) -> int | None:
    """The line of a place, or of the nearest thing around it."""
    return next((lines[place[:end]] for end in range(len(place), -1, -1) if place[:end] in lines), None)


def read(path: Path) -> list[Loaded]:
    """The records of a file: each document of YAML is a record, or a list of records; JSON is one or a list.

    Raises InputError where the file as a whole cannot be read (see `utf8.read_utf8`, `plain.documents`) or holds no record.
    """
    text = read_utf8(path)
    found = list(_found(_documents(text, path)))
    if not found:
        raise InputError("tệp không có bản ghi nào", "the file holds no record", str(path))
    loaded = [_loaded(path, number, data, twice) for number, (_, _, data, twice) in enumerate(found, 1)]
    if not any(one.faults for one in loaded):
        return loaded
    lines = [document.lines for document in _documents(text, path, lines=True)]
    return [_with_lines(one, lines[at], place) for one, (at, place, _, _) in zip(loaded, found, strict=True)]


def dumps(record: Record) -> str:
    """A record as YAML; read back, it is equal. An item's evidence stands under what rests on it."""
    data = dump(record)
    for section in SECTIONS.keys() & data.keys():
        data[section] = [_evidence_last(item) for item in data[section]]
    return to_yaml(data)


def _evidence_last(item: dict[str, Any]) -> dict[str, Any]:
    last = [name for name in Evidenced.model_fields if name in item]
    return {name: item[name] for name in (*(name for name in item if name not in last), *last)}


def _documents(text: str, path: Path, lines: bool = False) -> Iterator[Document]:
    reader = json_documents if path.suffix.lower() == ".json" else yaml_documents
    return reader(text, str(path), lines)


def _found(documents: Iterator[Document]) -> Iterator[tuple[int, Place, Any, list[Twice]]]:
    """(number of the document, place in it, data, keys that stand twice) of each record. An empty document is none."""
    for at, document in enumerate(documents):
        if isinstance(document.data, list):
            for index, data in enumerate(document.data):
                inside = [t for t in document.twice if t.place[:1] == (index,)]
                yield at, (index,), data, [Twice(t.place[1:], t.key, t.line, t.first) for t in inside]
        elif document.data is not None:
            yield at, (), document.data, document.twice


def _loaded(path: Path, number: int, data: Any, twice: list[Twice]) -> Loaded:
    faults = [_twice_fault(data, t) for t in twice]
    if any(fault.item is None for fault in faults):
        return Loaded(path, number, None, tuple(faults), data)
    doubtful = {fault.path[:2] for fault in faults}
    record, others = parse(_without(data, doubtful))
    faults += [fault for fault in others if fault.path[:2] not in doubtful]
    return Loaded(path, number, record, tuple(faults), data)


def _twice_fault(data: Any, twice: Twice) -> Fault:
    """The fault of a key that stands twice: of the item it stands in, else of the whole record."""
    asked = Said(
        f"mỗi trường một lần (trường này đã có ở dòng {twice.first})",
        f"each field once (this one already stands on line {twice.first})",
    )
    return Fault((*twice.place, twice.key), twice.key, asked, _item(data, twice.place), twice.line)


def _item(data: Any, place: Place) -> Any:
    """The item of a record that a place lies in; None where it lies in no item."""
    if len(place) < 2 or place[0] not in SECTIONS:
        return None
    section, at = data[place[0]], place[1]
    # A section that stands twice itself holds other items than the place was found in; then all is refused anyway.
    return section[at] if isinstance(section, list) and isinstance(at, int) and at < len(section) else None


def _without(data: Any, places: set[Place]) -> Any:
    """The record with null for the items at `places`, so that the others keep their numbers. Null is no item."""
    if not places:
        return data
    sections = {place[0] for place in places}
    return {
        name: [None if (name, at) in places else item for at, item in enumerate(value)] if name in sections else value
        for name, value in data.items()
    }


def _with_lines(one: Loaded, lines: dict[Place, int], place: Place) -> Loaded:
    """The faults with their lines, in the order of lines: that of the field, or of the nearest thing around it."""

    faults = [fault.at(fault.line or _nearest_line(lines, (*place, *fault.path))) for fault in one.faults]
    faults.sort(key=lambda fault: fault.line or 0)
    return Loaded(one.path, one.number, one.record, tuple(faults), one.raw)

"""Record files, YAML or JSON: read with the line of each fault, one record or many to a file; written as YAML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from giaoviec.graph.errors import InputError, Said
from giaoviec.graph.hashes import text_hash
from giaoviec.graph.json_text import json_documents
from giaoviec.graph.plain import Document, Place, Twice
from giaoviec.graph.records import SECTIONS, Evidenced, Item, Record, dump
from giaoviec.graph.utf8 import read_utf8
from giaoviec.graph.validation import Fault, parse
from giaoviec.graph.yaml_text import to_yaml, yaml_documents


@dataclass(frozen=True)
class Loaded:
    """One record of a file. `record` has its good items, and is None where nothing of it can be used; `faults` says what is
    wrong, by line; `raw` is the record as it was given; `line_of` finds the line of a place in it, or of the nearest thing
    around that (None where the file is another by now); `text` is the source's text where the record was read from it.
    """

    path: Path
    record: Record | None
    faults: tuple[Fault, ...]
    raw: Any
    line_of: Callable[[Place], int | None]
    text: str | None = None

    def locate(self, section: str, item: Item) -> tuple[int, int | None]:
        """The number (from 0) in its section as given of an item of `record`, and the line of its evidence, or of the item."""
        own = next(at for at, one in enumerate(getattr(self.record, section)) if one is item)
        refused = {fault.path[:2] for fault in self.faults}
        at = [at for at in range(len(self.raw[section])) if (section, at) not in refused][own]
        return at, self.line_of((section, at, "evidence"))


def read(path: Path) -> list[Loaded]:
    """The records of a file: each document of YAML is a record, or a list of records; JSON is one or a list.

    Raises InputError where the file as a whole cannot be read (see `utf8.read_utf8`, `plain.documents`) or holds no record.
    """
    text = read_utf8(path)
    lines = _Lines(path, text)
    loaded = [_loaded(path, given, lines) for given in _given(_documents(text, path))]
    if not loaded:
        raise InputError("tệp không có bản ghi nào", "the file holds no record", str(path))
    return loaded


def loads(text: str, path: Path) -> list[Record]:
    """The records in the text of a YAML file, less what is wrong with them; `path` names it in errors."""
    lines = _Lines(path, text)
    loaded = (_loaded(path, given, lines).record for given in _given(_documents(text, path)))
    return [record for record in loaded if record is not None]


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


@dataclass(frozen=True)
class _Given:
    """A record as it stands in a file: the number of its document, its place there, and the keys that stand twice in it."""

    document: int
    place: Place
    data: Any
    twice: list[Twice]


def _given(documents: Iterator[Document]) -> Iterator[_Given]:
    """The records of a file. An empty document is none."""
    for at, document in enumerate(documents):
        if isinstance(document.data, list):
            for index, data in enumerate(document.data):
                inside = [t for t in document.twice if t.place[:1] == (index,)]
                yield _Given(at, (index,), data, [Twice(t.place[1:], t.key, t.line, t.first) for t in inside])
        elif document.data is not None:
            yield _Given(at, (), document.data, document.twice)


class _Lines:
    """Where the fields of a file stand. Found when first asked for: most files have nothing wrong."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text_hash(text)

    @cached_property
    def _places(self) -> list[dict[Place, int]]:
        """The lines of each document; none where the file is another by now."""
        try:
            text = read_utf8(self._path)
            return [d.lines for d in _documents(text, self._path, lines=True)] if text_hash(text) == self._text else []
        except InputError:
            return []

    def line(self, given: _Given, path: Place) -> int | None:
        """The line of a field, or of the nearest thing around it that the file has."""
        if given.document >= len(self._places):
            return None
        lines, whole = self._places[given.document], (*given.place, *path)
        return next((lines[whole[:end]] for end in range(len(whole), -1, -1) if whole[:end] in lines), None)


def _loaded(path: Path, given: _Given, lines: _Lines) -> Loaded:
    record, faults = _parsed(given)
    placed = [fault if fault.line else fault.at(lines.line(given, fault.path)) for fault in faults]
    placed.sort(key=lambda fault: fault.line or 0)
    return Loaded(path, record, tuple(placed), given.data, partial(lines.line, given))


def _parsed(given: _Given) -> tuple[Record | None, list[Fault]]:
    """The record of the good items, and the faults: keys that stand twice, and what validation finds in the rest."""
    faults = [_twice_fault(given.data, twice) for twice in given.twice]
    if any(fault.item is None for fault in faults):
        return None, faults
    doubtful = {fault.path[:2] for fault in faults}
    record, others = parse(_spoiled(given.data, doubtful))
    return record, faults + [fault for fault in others if fault.path[:2] not in doubtful]


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


def _spoiled(data: Any, places: set[Place]) -> Any:
    """The record with a field that no item has in the items at `places`: they are refused, and keep number and id."""
    if not places:
        return data
    sections = {place[0] for place in places}
    return {
        name: [{**item, "": None} if (name, at) in places else item for at, item in enumerate(value)]
        if name in sections
        else value
        for name, value in data.items()
    }

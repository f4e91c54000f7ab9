"""Files of reports, whatever their kind: each is read into a record, many at once on all cores, in the order they were given.

A kind of file is a module of this package with `SUFFIXES` and `text_of`; nothing lists them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from giaoviec.graph.apart import in_order
from giaoviec.graph.errors import InputError, Said
from giaoviec.graph.plain import Place
from giaoviec.graph.recordfile import Loaded
from giaoviec.graph.records import Record, content_digest, dump
from giaoviec.graph.utf8 import read_utf8
from giaoviec.graph.validation import Fault
from giaoviec.graph.yaml_text import yaml_documents
from giaoviec.loaders.reading import Hints, Trace, read_with_trace

GIVEN = ".given.yaml"
"""What a text does not tell may stand beside it: bai.txt and bai.given.yaml."""
FEW = 8
"""Files that are read in this process: starting others takes longer."""


@dataclass(frozen=True)
class Reading:
    """One file read: what a load takes, and what was not read (None where the file could not be read at all)."""

    loaded: Loaded
    trace: Trace | None


@cache
def readers() -> Mapping[str, Callable[[Path, int], str]]:
    """The readers of texts by suffix."""
    found: dict[str, Callable[[Path, int], str]] = {}
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if not module.ispkg and module.name not in ("texts", "record"):
            reader = importlib.import_module(f"giaoviec.loaders.{module.name}")
            found.update(dict.fromkeys(getattr(reader, "SUFFIXES", ()), getattr(reader, "text_of", None)))
    return found


def is_text(path: Path) -> bool:
    return path.suffix.lower() in readers()


def read_file(path: Path, given: Hints, limit: int) -> Reading:
    """One file's record; what its text does not tell comes from beside it and from `given`. A fault where it cannot be read."""
    try:
        hints = _beside(path, given)
        text = readers()[path.suffix.lower()](path, limit)
        record, trace = read_with_trace(text, hints)
    except InputError as error:
        fault = Fault((), "", error.said, whole=True)
        return Reading(Loaded(path, None, (fault,), None, no_line), None)
    made = record.made.model_copy(update={"digest": content_digest(record)})
    record = record.model_copy(update={"made": made})
    return Reading(Loaded(path, record, (), dump(record), no_line, text), trace)


def no_line(place: Place) -> int | None:
    """Of a file that has no lines to point at."""
    return None


def read_files(paths: Iterable[Path], given: Hints, limit: int) -> Iterator[Reading]:
    """Files read, in the order they were given; many are read on all cores."""
    return in_order(_Job(given, limit), list(paths), FEW)


@dataclass(frozen=True)
class _Job:
    given: Hints
    limit: int

    def __call__(self, path: Path) -> Reading:
        return read_file(path, self.given, self.limit)


def _beside(path: Path, given: Hints) -> Hints:
    """What was given for a file: in the small YAML beside it, else for all files of the call."""
    hints = replace(given, file=path.with_suffix(".txt").name)
    note = path.with_suffix(GIVEN)
    if not note.is_file():
        return hints
    data = next(yaml_documents(read_utf8(note), str(note), False)).data
    allowed = {"published", "jurisdiction", "publisher", "url"}
    if not isinstance(data, dict) or not set(data) <= allowed or not all(isinstance(v, str | int) for v in data.values()):
        said = Said(f"chỉ ghi được: {', '.join(sorted(allowed))}", f"may only hold: {', '.join(sorted(allowed))}")
        raise InputError(said.vi, said.en, str(note))
    return replace(hints, **{name: str(value) for name, value in data.items()})


def records(readings: Iterable[Reading]) -> Iterator[Loaded]:
    """What a load takes of some readings."""
    return (reading.loaded for reading in readings)


def counts(record: Record) -> dict[str, int]:
    """What a record holds, by section."""
    sections = ("meetings", "people", "projects", "documents", "decisions", "assignments", "requirements", "reports")
    return {name: len(getattr(record, name)) for name in sections}

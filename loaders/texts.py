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
from giaoviec.graph.errors import InputError
from giaoviec.graph.given import GIVEN, Texts, checked, same_source
from giaoviec.graph.hashes import text_hash
from giaoviec.graph.plain import Place
from giaoviec.graph.recordfile import Loaded
from giaoviec.graph.records import Record, content_digest, dump
from giaoviec.graph.utf8 import read_utf8
from giaoviec.graph.validation import Fault
from giaoviec.graph.yaml_text import yaml_documents
from giaoviec.loaders.reading import Hints, Trace, read_with_trace

NOTE = ".given.yaml"
"""What a text does not tell may stand beside it: bai.txt and bai.given.yaml."""
NO_TEXTS: Texts = {}
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


def read_file(path: Path, given: Hints, limit: int, before: Texts = NO_TEXTS) -> Reading:
    """One file's record; what its text does not tell comes from beside it, from `given`, and from what was given of the same text
    `before`, whose source it then is. A fault where it cannot be read."""
    try:
        hints = _beside(path, given)
        text = readers()[path.suffix.lower()](path, limit)
        sha256 = text_hash(text)
        known = same_source(before, sha256, hints.file or "", hints.url)
        record, trace = read_with_trace(text, _filled(hints, known.given if known else {}))
    except InputError as error:
        fault = Fault((), "", error.said, whole=True)
        return Reading(Loaded(path, None, (fault,), None, no_line), None)
    made = record.made.model_copy(update={"digest": content_digest(record)})
    origin = path.name if path.name != record.source.file else None  # a web page or a Word document, whose text is kept
    update = {"origin": origin, "key": known.key if known else None}
    source = record.source.model_copy(update={name: value for name, value in update.items() if value})
    record = record.model_copy(update={"made": made, "source": source})
    return Reading(Loaded(path, record, (), dump(record), no_line, text), trace)


def no_line(place: Place) -> int | None:
    """Of a file that has no lines to point at."""
    return None


def _filled(hints: Hints, before: Mapping[str, str]) -> Hints:
    """What is given now, else what was given before; an empty text gives nothing."""
    now = {name: getattr(hints, name) for name in GIVEN}
    return replace(hints, **{name: (before.get(name) if value is None else value) or None for name, value in now.items()})


def read_files(paths: Iterable[Path], given: Hints, limit: int, before: Texts = NO_TEXTS) -> Iterator[Reading]:
    """Files read, in the order they were given; many are read on all cores."""
    return in_order(_Job(given, limit, before), list(paths), FEW)


@dataclass(frozen=True)
class _Job:
    given: Hints
    limit: int
    before: Texts

    def __call__(self, path: Path) -> Reading:
        return read_file(path, self.given, self.limit, self.before)


def _beside(path: Path, given: Hints) -> Hints:
    """What was given for a file: in the small YAML beside it, else for all files of the call."""
    hints = replace(given, file=path.with_suffix(".txt").name)
    note = path.with_suffix(NOTE)
    if not note.is_file():
        return hints
    data = next(yaml_documents(read_utf8(note), str(note), False)).data
    if not isinstance(data, dict) or not set(data) <= set(GIVEN) or not all(isinstance(v, str | int) for v in data.values()):
        names = ", ".join(sorted(GIVEN))
        raise InputError(f"chỉ ghi được: {names}", f"may only hold: {names}", str(note))
    return replace(hints, **checked({name: str(value) for name, value in data.items()}, str(note)))


def records(readings: Iterable[Reading]) -> Iterator[Loaded]:
    """What a load takes of some readings."""
    return (reading.loaded for reading in readings)


def counts(record: Record) -> dict[str, int]:
    """What a record holds, by section."""
    sections = ("meetings", "people", "projects", "documents", "decisions", "assignments", "requirements", "reports")
    return {name: len(getattr(record, name)) for name in sections}

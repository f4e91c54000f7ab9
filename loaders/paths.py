"""What paths name: record files and reports, of a folder those that are either; read one after another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from giaoviec.graph.apart import in_order
from giaoviec.graph.errors import InputError
from giaoviec.graph.given import GIVEN, Texts, checked
from giaoviec.graph.recall import Known
from giaoviec.graph.recordfile import Loaded, read
from giaoviec.graph.validation import Fault
from giaoviec.loaders.reading import Hints
from giaoviec.loaders.texts import NO_TEXTS, NOTE, Reading, is_text, no_line, read_files

_LINE = re.compile(r":(\d+)$")
RECORDS = (".yaml", ".yml", ".json")
Progress = Callable[[str, int, int], None]


def expand(paths: Iterable[Path]) -> list[Path]:
    """The files that paths name: files as they are; of a folder its records, then the texts that no record is named after.

    Raises InputError for a path that is not there and for a folder with neither.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = _inside(path)
            if not inside:
                raise InputError(
                    "thư mục này không có bản ghi (.yaml, .yml, .json) hay báo cáo (.txt, .html, .docx) nào",
                    "this folder has no records (.yaml, .yml, .json) and no reports (.txt, .html, .docx)",
                    str(path),
                )
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise InputError("không có tệp này", "there is no such file", str(path))
    return found


def _inside(folder: Path) -> list[Path]:
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    records = [path for path in files if path.suffix.lower() in RECORDS and not path.name.endswith(NOTE)]
    named = {path.stem for path in records}
    return records + [path for path in files if is_text(path) and path.stem not in named]


def read_all(
    paths: Iterable[Path],
    given: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    known: Known = lambda path, beside: None,
    before: Callable[[], Texts] = dict,
) -> Iterator[Loaded]:
    """The records of some files, one after another, then the reports that none of these records was made from.

    A file that cannot be read is one fault, and the others are read. What is `known` is left out; what was given
    of a text `before` (asked for when the records are through) stays unless it is given otherwise.
    """
    paths, told = list(paths), set[Path]()
    unread = []
    for path in paths:
        if not is_text(path):
            texts = known(path, "")
            if texts is None:
                unread.append(path)
            else:
                told |= texts
    for loaded in chain.from_iterable(in_order(_records, unread)):
        told |= _text_of(loaded)
        yield loaded
    hints = repr(sorted((given or {}).items()))
    reports = [path for path in paths if is_text(path) and path.absolute() not in told]
    reports = [path for path in reports if known(path, f"{hints} {_note(path)}") is None]
    if reports:
        yield from (reading.loaded for reading in read_texts(reports, given or {}, progress, before()))


def _note(path: Path) -> str:
    """What stands beside a report of what its text does not tell, whatever it is."""
    note = path.with_suffix(NOTE)
    return repr(note.read_bytes()) if note.is_file() else ""


def _text_of(loaded: Loaded) -> set[Path]:
    """The text beside a record that it says it was made from, also where the record is refused."""
    source = loaded.raw.get("source") if isinstance(loaded.raw, Mapping) else None
    name = source.get("file") if isinstance(source, Mapping) else None
    return {(loaded.path.parent / name).absolute()} if isinstance(name, str) else set()


def _records(path: Path) -> list[Loaded]:
    try:
        return read(path)
    except InputError as error:
        line = _LINE.search(error.where)
        fault = Fault((), "", error.said, line=int(line[1]) if line else None, whole=True)
        return [Loaded(path, None, (fault,), None, no_line)]


def read_texts(
    paths: Iterable[Path], given: Mapping[str, Any], progress: Progress | None, before: Texts = NO_TEXTS
) -> Iterator[Reading]:
    """Reports read, with what their texts do not tell taken from `given` (published, jurisdiction, publisher, url, max_mb), else
    from what was given of the same text `before`; an empty value takes that back. Raises UsageError for a wrong day."""
    paths = list(paths)
    hints = Hints(**checked({name: given.get(name) for name in GIVEN}))
    limit = int(given.get("max_mb") or 100) * 1024 * 1024
    for done, reading in enumerate(read_files(paths, hints, limit, before), 1):
        yield reading
        if progress:
            progress("reports", done, len(paths))

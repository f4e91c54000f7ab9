"""Meeting records in files: YAML or JSON, one or many to a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from giaoviec.graph.errors import InputError
from giaoviec.graph.recordfile import Loaded, read
from giaoviec.graph.validation import Fault

_LINE = re.compile(r":(\d+)$")
ENDINGS = (".yaml", ".yml", ".json")


def expand(paths: Iterable[Path]) -> list[Path]:
    """The record files that paths name: files as they are, of a folder those with a record's ending, in order of name.

    Raises InputError for a path that is not there and for a folder without records.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in ENDINGS and not p.name.startswith("."))
            if not inside:
                raise InputError(
                    "thư mục này không có bản ghi nào (.yaml, .yml, .json)",
                    "this folder has no records (.yaml, .yml, .json)",
                    str(path),
                )
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise InputError("không có tệp này", "there is no such file", str(path))
    return found


def read_all(paths: Iterable[Path]) -> Iterator[Loaded]:
    """The records of some files, one after another. A file that cannot be read is one fault, and the others are read."""
    for path in paths:
        try:
            yield from read(path)
        except InputError as error:
            line = _LINE.search(error.where)
            fault = Fault((), "", error.said, line=int(line[1]) if line else None)
            yield Loaded(path, None, (fault,), None, lambda place: None)

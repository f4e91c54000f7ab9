"""refused.yaml: what loads refused, kept with the items themselves until their file is read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from giaoviec.graph import files
from giaoviec.graph.errors import InputError
from giaoviec.graph.receipt import Refused, refused_data
from giaoviec.graph.utf8 import read_utf8


def read(path: Path) -> list[dict[str, Any]]:
    """The entries of refused.yaml, none where there is no such file. Raises InputError where it is not as a load wrote it."""
    if not path.exists():
        return []
    try:
        entries = yaml.safe_load(read_utf8(path))
    except yaml.YAMLError:
        entries = None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InputError(
            "tệp này không còn như lúc chương trình ghi; hãy xóa hay đổi tên nó rồi chạy lại",
            "this file is not as it was written; delete or rename it, then run this again",
            str(path),
        )
    return entries


def write(path: Path, before: list[dict[str, Any]], refused: tuple[Refused, ...], again: set[Path]) -> None:
    """Writes refused.yaml: what this load refused, and what stood there `before` of files that were not read `again`."""
    now = {_known(file) for file in again}
    entries = [entry for entry in before if _known(Path(str(entry.get("file")))) not in now]
    entries += [refused_data(each) for each in refused]
    if entries or path.exists():
        files.write(path, yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=160))


def _known(file: Path) -> str:
    """One file by one name, whether it was given from here or from the root."""
    return file.absolute().as_posix()

"""Reads and writes record files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from giaoviec.graph import validation
from giaoviec.graph.records import Record, dump
from giaoviec.graph.validation import Fault


@dataclass(frozen=True)
class Loaded:
    path: Path
    record: Record | None
    faults: tuple[Fault, ...]
    line_of: Callable[[validation.Path], int | None]


def read(path: Path) -> list[Loaded]:
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader if False else yaml.CSafeLoader)
    r, f = validation.parse(data)
    return [Loaded(path, r, tuple(f), lambda p: None)]


def dumps(record: Record) -> str:
    return yaml.safe_dump(dump(record), allow_unicode=True, sort_keys=False, width=160)

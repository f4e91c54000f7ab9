"""Small record files for tests, and how they are read."""

from __future__ import annotations

from pathlib import Path

from giaoviec.graph.recordfile import Loaded, read
from giaoviec.graph.records import Record

HEAD = "made: {by: hand}\nsource: {title: Kết luận}\n"
GOOD = (
    HEAD
    + """\
meetings:
- id: m1
  date: 2021-01-18
assignments:
- id: a1
  meeting: m1
  kind: assigned
  to:
  - name: Sở Xây dựng
  task: kiểm tra cầu
  evidence: giao Sở Xây dựng kiểm tra cầu
- id: a2
  kind: required
  to: [{name: UBND huyện Vân Khánh}]
  task: báo cáo
  evidence: yêu cầu UBND huyện Vân Khánh báo cáo
"""
)


def write(folder: Path, content: str | bytes, name: str = "r.yaml") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def one(folder: Path, content: str | bytes, name: str = "r.yaml") -> Loaded:
    (loaded,) = read(write(folder, content, name))
    return loaded


def record(loaded: Loaded) -> Record:
    assert loaded.record is not None, loaded.faults
    return loaded.record


def line_of(text: str, words: str, times: int = 1) -> int:
    """The line of the n-th place of `words`."""
    at = -1
    for _ in range(times):
        at = text.index(words, at + 1)
    return text.count("\n", 0, at) + 1

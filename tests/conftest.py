"""What tests share: the real records and texts beside the repository, where they are, and real servers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from servers import neo4j_526, neo4j_2026
from stores import sample

from giaoviec.graph.mint import source_key
from giaoviec.graph.quotes import SourceText
from giaoviec.graph.rdf import source_graph
from giaoviec.graph.records import Record
from giaoviec.graph.triples import SourceGraph
from giaoviec.graph.validation import parse

__all__ = ["neo4j_526", "neo4j_2026", "sample"]

SHARED = Path(os.environ.get("GIAOVIEC_SHARED") or Path(__file__).resolve().parents[2] / "shared")
TEXTS = (SHARED / "seeds", SHARED / "corpus" / "labelled")


@dataclass(frozen=True)
class Real:
    """A real record made by hand, with its source's key filled in, and its text."""

    path: Path
    record: Record
    text: SourceText


def read_real(path: Path) -> Real:
    """The record in one file of ../shared/records, read without the program's own loader."""
    record, faults = parse(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert record is not None and not faults, (path.name, faults)
    name = record.source.file or ""
    text = next(folder / name for folder in TEXTS if (folder / name).is_file()).read_bytes().decode("utf-8")
    source = record.source.model_copy(update={"key": source_key(record.source.url, text, path.stem)})
    return Real(path, record.model_copy(update={"source": source}), SourceText(text))


@pytest.fixture(scope="session")
def reals() -> list[Real]:
    """The 35 real records. Skips, and says why, where they are not beside the repository."""
    paths = sorted((SHARED / "records").glob("*.yaml"))
    if not paths:
        pytest.skip(f"the real records are not here: no {SHARED / 'records'} (set GIAOVIEC_SHARED to the folder that has them)")
    return [read_real(path) for path in paths]


@pytest.fixture(scope="session")
def real_graphs(reals: list[Real]) -> list[SourceGraph]:
    """The source graphs of the 35 real records."""
    return [source_graph(real.record, real.text) for real in reals]

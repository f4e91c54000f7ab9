"""Shared by the tests: tables of cases, and graphs and keys of records made in code."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from giaoviec.graph.keys import SourceKeys, source_keys
from giaoviec.graph.mint import source_key
from giaoviec.graph.quotes import SourceText
from giaoviec.graph.rdf import source_graph
from giaoviec.graph.records import Record
from giaoviec.graph.triples import SourceGraph
from giaoviec.graph.validation import parse

DATA = Path(__file__).resolve().parent / "data"


def cases(name: str) -> list[dict[str, str]]:
    """The rows of tests/data/NAME.tsv by column; lines that begin with # are remarks; \\u00a0 stands for its character."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader((line for line in lines if line and not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [{column: _read(cell or "") for column, cell in row.items() if column} for row in table]


def _read(cell: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), cell.strip())


def record_of(data: dict[str, Any], key: str | None = None) -> Record:
    """The record in plain data, which must be without fault; its source keyed by `key`, or by its file name."""
    record, faults = parse(data)
    assert record is not None and not faults, faults
    known = key or record.source.key or source_key(record.source.url, None, record.source.file or "")
    return record.model_copy(update={"source": record.source.model_copy(update={"key": known})})


def graph_of(data: dict[str, Any], text: str | None = None, key: str | None = None) -> SourceGraph:
    return source_graph(record_of(data, key), SourceText(text) if text is not None else None)


def keys_of(data: dict[str, Any], key: str | None = None) -> SourceKeys:
    return source_keys(graph_of(data, key=key))


def values(graph: SourceGraph, node: str, word: str) -> list[Any]:
    """All that a graph says of a node by one word."""
    return [thing for subject, said, thing in graph.triples if subject == node and said == word]


def nodes(graph: SourceGraph, kind: str) -> list[str]:
    """The nodes of a kind, in the order in which they were made."""
    return [subject for subject, word, thing in graph.triples if word == "type" and thing == kind]


def ids(graph: SourceGraph) -> set[str]:
    """Every id that stands in a graph."""
    return {subject for subject, _, _ in graph.triples}


def shuffles(things: Iterable[Any], times: int, seed: int = 7) -> Iterator[list[Any]]:
    """`times` orders of the same things, always the same ones."""
    order = random.Random(seed)
    whole = list(things)
    for _ in range(times):
        order.shuffle(whole)
        yield list(whole)

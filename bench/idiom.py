"""Measures how fast a Neo4j takes a case: the plain idiom and this program's way, in turns, on one server.

    python bench/generate.py --orders 22000 --seed 1 -o DIR
    python bench/idiom.py DIR bolt://HOST:PORT [--rounds N]

The plain idiom is `UNWIND $rows AS row MERGE ... SET n += row.properties`, 5,000 rows a transaction, one session. Both write the
same nodes and links, which stand in memory before the clock starts. The store must be empty, and is emptied after each turn.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from run import Clock, Table, emptied, opened, taken_in

from giaoviec.graph.kept import opened as opened_kept
from giaoviec.graph.mint import kind_of
from giaoviec.graph.parts import LARGE, Whole
from giaoviec.graph.stores import sync
from giaoviec.graph.stores.base import Graph, Statement
from giaoviec.graph.stores.bring import Work
from giaoviec.graph.stores.mark import Loader, claimed, read_mark
from giaoviec.graph.vocabulary import ontology

ROWS = 5000
US = Loader("bench", "bench")


def plain(parts: list[sync.Difference]) -> Iterator[Statement]:
    """The statements of the plain idiom: all nodes by class, then all links by type and classes of their ends."""
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    types: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for part in parts:
        for node, its in part.nodes.items():
            kinds[its.kind].append({"id": node, "properties": its.properties})
        for (kind, start, end), properties in part.links.items():
            types[kind, kind_of(start), kind_of(end)].append({"a": start, "b": end, "properties": properties})
    for kind, rows in kinds.items():
        further = "".join(f" SET n:{name}" for name in ontology().labels[kind][1:])
        yield from _batches(f"UNWIND $rows AS row MERGE (n:{kind} {{id: row.id}}) SET n += row.properties{further}", rows)
    for (kind, first, last), rows in types.items():
        ends = f"MATCH (a:{first} {{id: row.a}}) MATCH (b:{last} {{id: row.b}})"
        yield from _batches(f"UNWIND $rows AS row {ends} MERGE (a)-[r:{kind}]->(b) SET r += row.properties", rows)


def _batches(text: str, rows: list[dict[str, Any]]) -> Iterator[Statement]:
    return (Statement(text, {"rows": rows[at : at + ROWS]}) for at in range(0, len(rows), ROWS))


def ways(whole: Whole) -> dict[str, Callable[[Graph], None]]:
    """What writes a case into an empty store, by name."""
    words = ontology()
    scope = whole.everything()
    parts = [
        sync.from_nothing(p.graph, p.halves) for links in (False, True) for p in whole.parts(scope, links=links, times=LARGE)
    ]

    def idiom(store: Graph) -> None:
        for statement in statements:
            store.write([statement])

    def ours(store: Graph) -> None:
        with claimed(store, US) as own:
            for part in parts:
                sync.apply(own, part, words)

    def merging(store: Graph) -> None:
        with claimed(store, US) as own:
            work = Work(own, whole, None, words)
            work.write(work.differences(), lambda *_: None)

    statements = list(plain(parts))
    return {"plain idiom": idiom, "ours, rows in memory": ours, "ours, with reading and merging what is kept": merging}


def measure(folder: Path, uri: str, rounds: int, work: Path) -> Table:
    table = Table(("way", "round", "seconds", "processor seconds of the client", "nodes and links", "a second", "to plain"))
    with opened_kept(work / "cache.sqlite", dry_run=False) as kept, opened(uri) as store:
        if read_mark(store) or sync.stored_ids(store, ontology()):
            sys.exit(f"{uri} already holds a case: give a store that is empty")
        whole = Whole(kept, taken_in(folder, kept, work, Clock()))
        store.prepare(sync.schema_of(ontology()))
        every = ways(whole)
        for number in range(1, rounds + 1):
            plain_seconds = 0.0
            for name, way in every.items():
                start, before = time.perf_counter(), time.process_time()
                way(store)
                took, spent = time.perf_counter() - start, time.process_time() - before
                plain_seconds = plain_seconds or took
                count = sum(store.counts(sync.schema_of(ontology())).values())
                rate, ratio = f"{count / took:,.0f}", f"{plain_seconds / took:.2f}"
                table.add(name, str(number), f"{took:.1f}", f"{spent:.1f}", f"{count:,}", rate, ratio)
                emptied(store)
    return table


def driver() -> str:
    """Which driver is measured."""
    try:
        return f"neo4j {version('neo4j')} with neo4j-rust-ext {version('neo4j-rust-ext')}"
    except PackageNotFoundError:
        return f"neo4j {version('neo4j')}, pure Python"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="what bench/generate.py wrote")
    parser.add_argument("uri", help="an empty Neo4j")
    parser.add_argument("--rounds", type=int, default=3, help="the first warms the server up (default: 3)")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="giaoviec-bench-"))
    try:
        print(f"{driver()}\n\n{measure(given.folder, given.uri, given.rounds, work)}")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()

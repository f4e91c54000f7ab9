"""Puts facts into a Neo4j by the Neo4j sink of kgx: bench/peers.py runs this in a virtual environment that has it.

    python peer_kgx.py FACTS < LOGIN

FACTS and LOGIN are as in peer_rdflib_neo4j.py, and so is what is printed. Where kgx says that it could not write, this fails.

`import kgx.sink` fetches the Biolink model from the network, so the sink's own file is run with the four modules that it imports
names from stood in for. The constraint that it asks for is worded for Neo4j 4 and refused by 5; without it each MERGE
looks at every node, so it is made here beforehand, which is in kgx's favour.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import sys
import time
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from neo4j import GraphDatabase

CATEGORY = "biolink:NamedThing"  # kgx.source.source.DEFAULT_NODE_CATEGORY
OLD_WORDS = "ON and ASSERT should not be used"  # how Neo4j 5 refuses that constraint


class _Sink:
    """What kgx.sink.sink.Sink is to this sink: it keeps the owner."""

    def __init__(self, owner: Any) -> None:
        self.owner = owner


def neo_sink() -> Any:
    """The class NeoSink of the installed kgx."""
    log = logging.getLogger("kgx")
    errors = SimpleNamespace(INVALID_CATEGORY="invalid category")
    names: dict[str, dict[str, Any]] = {
        "kgx.config": {"get_logger": lambda: log},
        "kgx.error_detection": {"ErrorType": errors},
        "kgx.sink.sink": {"Sink": _Sink},
        "kgx.source.source": {"DEFAULT_NODE_CATEGORY": CATEGORY},
    }
    for name, its in names.items():
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(its)
    file = Path(str(distribution("kgx").locate_file("kgx/sink/neo_sink.py")))
    spec = importlib.util.spec_from_file_location("neo_sink", file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.NeoSink


class Owner:
    """What kgx tells its failures to."""

    def __init__(self) -> None:
        self.failures: list[str] = []

    def log_error(self, *, message: str, **_: Any) -> None:
        if OLD_WORDS not in message:
            self.failures.append(message)


def records(path: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The facts as kgx has them: nodes with their categories, edges with their predicate."""
    nodes, edges = [], []
    with path.open(encoding="utf-8") as file:
        for kind, *fact in map(json.loads, file):
            if kind == "node":
                node, labels, properties = fact
                nodes.append({"id": node, "category": labels, **properties})
            else:
                word, start, end, properties = fact
                edges.append({"subject": start, "predicate": word, "object": end, **properties})
    return nodes, edges


def main() -> None:
    nodes, edges = records(Path(sys.argv[1]))
    login = json.load(sys.stdin)
    user, password = login["user"], login["password"]
    with GraphDatabase.driver(login["uri"], auth=(user, password)) as driver:
        driver.execute_query(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:`{CATEGORY}`) REQUIRE n.id IS UNIQUE", database_="neo4j")
    owner = Owner()
    sink = neo_sink()(owner, login["uri"], user, password)
    start, before = time.perf_counter(), time.process_time()
    for node in nodes:
        sink.write_node(node)
    for edge in edges:
        sink.write_edge(edge)
    sink.finalize()
    sink.session.close()  # waits for what was asked last
    took, spent = time.perf_counter() - start, time.process_time() - before
    sink.http_driver.close()
    if owner.failures:
        sys.exit(f"kgx could not write: {owner.failures[0][:500]}")
    print(json.dumps({"seconds": took, "processor": spent}))


if __name__ == "__main__":
    main()

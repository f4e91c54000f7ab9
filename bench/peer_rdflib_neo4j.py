"""Puts facts into a Neo4j by rdflib-neo4j: bench/peers.py runs this in a virtual environment that has it, and no giaoviec.

    python peer_rdflib_neo4j.py FACTS < LOGIN

FACTS: a JSON list a line, ["node", id, labels, properties], then ["link", type, start, end, properties]. LOGIN: JSON with uri,
user and password. Prints JSON: seconds and processor seconds of the storing alone.

Each node is a subject with one triple a label, a value and a link; the properties of links have no triple. Words are told by
their last part (IGNORE), lists are kept as arrays, and 5,000 are written at once: what suits it best.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib_neo4j import HANDLE_MULTIVAL_STRATEGY, HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

THINGS = "https://bench.example/"
WORD = Namespace("https://bench.example/word#")
Triple = tuple[URIRef, URIRef, URIRef | Literal]


def triples(path: Path) -> tuple[list[Triple], set[str]]:
    """The facts as triples, subject by subject, and which words have lists."""
    subjects: dict[str, list[Triple]] = defaultdict(list)
    lists: set[str] = set()
    with path.open(encoding="utf-8") as file:
        for kind, *fact in map(json.loads, file):
            if kind == "node":
                node, labels, properties = fact
                subjects[node] += [(_thing(node), RDF.type, WORD[label]) for label in labels]
                subjects[node] += [(_thing(node), WORD[name], Literal(each)) for name, each in _values(properties, lists)]
            else:
                word, start, end, _ = fact
                subjects[start].append((_thing(start), WORD[word], _thing(end)))
    return [triple for its in subjects.values() for triple in its], lists


def _thing(node: str) -> URIRef:
    return URIRef(THINGS + node)


def _values(properties: dict[str, Any], lists: set[str]) -> list[tuple[str, Any]]:
    found = []
    for name, value in properties.items():
        if isinstance(value, list):
            lists.add(name)
        found += [(name, each) for each in (value if isinstance(value, list) else [value])]
    return found


def main() -> None:
    facts, lists = triples(Path(sys.argv[1]))
    login = json.load(sys.stdin)
    config = Neo4jStoreConfig(
        auth_data={"uri": login["uri"], "database": "neo4j", "user": login["user"], "pwd": login["password"]},
        custom_prefixes={"word": WORD},
        batching=True,
        handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE,
        handle_multival_strategy=HANDLE_MULTIVAL_STRATEGY.ARRAY,
        multival_props_names=[("word", name) for name in sorted(lists)],
    )
    with contextlib.redirect_stdout(sys.stderr):  # the package prints what it does
        graph = Graph(store=Neo4jStore(config=config))
        graph.open("")  # makes its constraint
        start, before = time.perf_counter(), time.process_time()
        for triple in facts:
            graph.add(triple)
        graph.close(True)  # what is left in its buffers
        took, spent = time.perf_counter() - start, time.process_time() - before
    print(json.dumps({"seconds": took, "processor": spent}))


if __name__ == "__main__":
    main()

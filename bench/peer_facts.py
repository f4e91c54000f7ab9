"""The nodes and links that bench/peers.py gives to each program, and how much of them is found in the store afterwards."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from own_server import OwnServer

from giaoviec.graph.parts import Whole
from giaoviec.graph.stores.mark import MARK
from giaoviec.graph.vocabulary import ontology

COLUMNS = (
    "nodes",
    "links",
    "links that stand there twice",
    "further labels",
    "values of nodes",
    "of these lists",
    "links with properties",
)


@dataclass(frozen=True)
class Facts:
    """The nodes (labels and properties, less the id) by id, and the properties of the links by type, start and end."""

    nodes: dict[str, tuple[list[str], dict[str, Any]]]
    links: dict[tuple[str, str, str], dict[str, Any]]

    def count(self) -> int:
        return len(self.nodes) + len(self.links)

    def write(self, path: Path) -> None:
        with path.open("w", encoding="utf-8") as file:
            for node, its in self.nodes.items():
                file.write(json.dumps(["node", node, *its], ensure_ascii=False) + "\n")
            for link, values in self.links.items():
                file.write(json.dumps(["link", *link, values], ensure_ascii=False) + "\n")


def facts_of(whole: Whole) -> Facts:
    """All that a case tells a store, but for derived links."""
    nodes, links, labels = {}, {}, ontology().labels
    for part in whole.parts(whole.everything(), links=False):
        for node, its in part.graph.nodes.items():
            values = {name: value for name, value in its.properties.items() if name != "id"}
            nodes[str(node)] = (list(labels[its.kind]), values)
    for part in whole.parts(whole.everything(), links=True):
        links.update({(kind, str(start), str(end)): dict(its) for (kind, start, end), its in part.graph.links.items()})
    return Facts(nodes, links)


def given_counts(facts: Facts) -> Counter[str]:
    """How much of each column was given."""
    return _counts(facts, {node: (set(labels), its) for node, (labels, its) in facts.nodes.items()}, facts.links)


def found_counts(facts: Facts, server: OwnServer) -> Counter[str]:
    """How much of what was given stands in the store, each thing compared by itself; what stands there besides is not counted."""
    nodes, links, times = {}, {}, Counter[tuple[str, str, str]]()
    with server.driver() as driver, driver.session(database="neo4j", fetch_size=10_000) as session:
        text = f"MATCH (n) WHERE NOT n:{MARK} RETURN coalesce(n.id, n.uri) AS id, labels(n) AS labels, properties(n) AS its"
        for row in session.run(text):
            nodes[_id(row["id"])] = (set(row["labels"]), row["its"])
        ends = "coalesce(a.id, a.uri) AS a, coalesce(b.id, b.uri) AS b"
        text = f"MATCH (a)-[r]->(b) RETURN type(r) AS type, {ends}, properties(r) AS its"
        for row in session.run(text):
            link = (row["type"], _id(row["a"]), _id(row["b"]))
            links[link] = row["its"]
            times[link] += 1
    counts = _counts(facts, nodes, links)
    counts["links that stand there twice"] = sum(number - 1 for number in times.values())
    return counts


def _id(found: str) -> str:
    """The id of a node, of which rdflib-neo4j keeps an IRI."""
    return found.removeprefix("https://bench.example/")


def _counts(facts: Facts, nodes: dict[str, tuple[set[str], dict[str, Any]]], links: dict[Any, dict[str, Any]]) -> Counter[str]:
    counts = Counter[str]()
    for node, (labels, values) in facts.nodes.items():
        there, its = nodes.get(node, (set(), {}))
        counts["nodes"] += labels[0] in there
        counts["further labels"] += sum(label in there for label in labels[1:])
        same = [value for name, value in values.items() if its.get(name) == value]
        counts["values of nodes"] += len(same)
        counts["of these lists"] += sum(isinstance(value, list) for value in same)
    for link, values in facts.links.items():
        counts["links"] += link in links
        its = links.get(link, {})
        counts["links with properties"] += bool(values) and all(its.get(name) == value for name, value in values.items())
    return counts

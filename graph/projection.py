"""RDF to property graph by three rules: a class becomes a label, a property to things a relationship, one to values a property.

Identity decides which nodes are one. Links that start at a claim belong to its source; every other link lists its `sources`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from giaoviec.graph.identity import Identity
from giaoviec.graph.labels import labels
from giaoviec.graph.mint import Id
from giaoviec.graph.names import key
from giaoviec.graph.ontology import Ontology, property_name, relationship_type
from giaoviec.graph.triples import SourceGraph, Value

Property = str | int | bool | list[str]
LinkKey = tuple[str, Id, Id]
UNDATED = "9999"


@dataclass
class Node:
    """A node: its kind (a class of the ontology) and its properties, `id` among them."""

    kind: str
    properties: dict[str, Property]


@dataclass
class PropertyGraph:
    """Nodes by id; links by (type, start, end), each with its properties."""

    nodes: dict[Id, Node] = field(default_factory=dict)
    links: dict[LinkKey, dict[str, Property]] = field(default_factory=dict)


def project(graphs: Iterable[tuple[str, SourceGraph]], identity: Identity, ontology: Ontology) -> PropertyGraph:
    """The property graph of (since, source graph) pairs, which may come in any order.

    A node whose sources differ takes the newest value, an undated source counting as the oldest, and lists the property in
    `disputed`; a name that differs only in spelling is no difference.
    """
    ordered = sorted(graphs, key=lambda pair: ("" if pair[0].startswith(UNDATED) else pair[0], pair[1].id))
    out = _Projection(identity, ontology)
    for _, graph in ordered:
        out.add(graph)
    return out.finished()


class _Projection:
    def __init__(self, identity: Identity, ontology: Ontology) -> None:
        self.identity = identity
        self.claims = {kind for kind, names in ontology.labels.items() if "Claim" in names}
        self.graph = PropertyGraph()
        self.disputed: dict[Id, set[str]] = defaultdict(set)
        self.sources: dict[LinkKey, set[str]] = {}

    def add(self, graph: SourceGraph) -> None:
        for subject, word, thing in graph.triples:
            node = self.identity.of(subject)
            if word == "type":
                self.graph.nodes.setdefault(node, Node(str(thing), {"id": str(node)}))
            elif isinstance(thing, Id):
                link = (relationship_type(word), node, self.identity.of(thing))
                self.sources.setdefault(link, set()).add(str(graph.id))
            else:
                self.set_value(node, property_name(word), thing)

    def set_value(self, node: Id, name: str, value: Value) -> None:
        properties = self.graph.nodes[node].properties
        old = properties.get(name)
        if old is not None and old != value and name != "name" and key(str(old)) != key(str(value)):
            self.disputed[node].add(name)
        properties[name] = value

    def finished(self) -> PropertyGraph:
        for node, names in self.disputed.items():
            self.graph.nodes[node].properties["disputed"] = sorted(names)
        for node, ids in self.identity.ids.items():
            self.graph.nodes[node].properties["ids"] = [str(i) for i in ids]
        for account, order in self.identity.order.items():
            self.graph.nodes[account].properties["order"] = str(order)
        for (kind, start, end), sources in sorted(self.sources.items()):
            own = self.graph.nodes[start].kind in self.claims
            self.graph.links[kind, start, end] = {} if own else {"sources": sorted(sources)}
        for node, label in labels(_Facts(self.graph)).items():
            self.graph.nodes[node].properties["label"] = label
        return self.graph


class _Facts:
    """What labels ask of a graph: names by kind, and what a node links to."""

    def __init__(self, graph: PropertyGraph) -> None:
        self._graph = graph
        self._out: dict[tuple[str, Id], list[Id]] = defaultdict(list)
        self._back: dict[tuple[str, Id], list[Id]] = defaultdict(list)
        for kind, start, end in graph.links:
            self._out[kind, start].append(end)
            self._back[kind, end].append(start)

    def names(self, kind: str) -> Mapping[Id, str]:
        found = {i: str(n.properties.get("name", "")) for i, n in self._graph.nodes.items() if n.kind == kind}
        return dict(sorted(found.items()))

    def text(self, node: Id, name: str) -> str:
        return str(self._graph.nodes[node].properties.get(name, ""))

    def out(self, node: Id, kind: str) -> list[Id]:
        return self._out[kind, node]

    def back(self, node: Id, kind: str) -> list[Id]:
        return self._back[kind, node]

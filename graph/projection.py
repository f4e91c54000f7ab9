"""RDF to property graph by three rules: a class becomes a label, a property to things a relationship, one to values a property.

Identity decides which nodes are one. Links that start at a claim belong to its source; every other link lists its `sources`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from giaoviec.graph.identity import Identity
from giaoviec.graph.mint import Id
from giaoviec.graph.names import key
from giaoviec.graph.telling import CLAIMS, Told

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


def rank(since: str, source: Id) -> tuple[str, Id]:
    """By what sources are ordered where they differ: the newest counts, an undated one as the oldest."""
    return ("" if since.startswith(UNDATED) else since, source)


def merged(node: Id, told: Sequence[Told], identity: Identity, label: str | None) -> Node:
    """A node of what its sources tell, which come in the order of `rank`.

    Where sources differ it takes the newest value and lists the property in `disputed`; a name that differs only in spelling is
    no difference.
    """
    properties: dict[str, Property] = {"id": str(node)}
    disputed = set()
    for each in told:
        for name, value in each.values.items():
            old = properties.get(name)
            if old is not None and old != value and name != "name" and key(str(old)) != key(str(value)):
                disputed.add(name)
            properties[name] = value
    if disputed:
        properties["disputed"] = sorted(disputed)
    if node in identity.ids:
        properties["ids"] = [str(each) for each in identity.ids[node]]
    if node in identity.order:
        properties["order"] = str(identity.order[node])
    if label is not None:
        properties["label"] = label
    return Node(told[0].kind, properties)


def links_of(node: Id, told: Sequence[tuple[Id, Told]], identity: Identity) -> dict[LinkKey, dict[str, Property]]:
    """The links that start at a node, of what its sources (id, telling) tell."""
    sources: dict[LinkKey, set[str]] = {}
    for source, each in told:
        for kind, end in each.links:
            sources.setdefault((kind, node, identity.of(end)), set()).add(str(source))
    own = told[0][1].kind in CLAIMS
    return {link: {} if own else {"sources": sorted(names)} for link, names in sources.items()}

"""What one source says of each node, in the words of the property graph and before any merging."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from giaoviec.graph.mint import Id
from giaoviec.graph.ontology import property_name, relationship_type
from giaoviec.graph.triples import SourceGraph, Value

CLAIMS = frozenset(("Tenure", "Decision", "Assignment", "Report"))
OWN = CLAIMS | {"Quote", "Group", "Source"}
"""The classes whose nodes only one source can tell of; all others may meet."""


@dataclass
class Told:
    """A node as one source tells of it: its class, its properties, and its links as (type, end)."""

    kind: str
    values: dict[str, Value] = field(default_factory=dict)
    links: list[tuple[str, Id]] = field(default_factory=list)


Tellings = Mapping[Id, Told]


def tellings(graph: SourceGraph) -> dict[Id, Told]:
    """What a source's graph says, node by node. Every node of a graph that was checked has a class."""
    out = {subject: Told(str(thing)) for subject, word, thing in graph.triples if word == "type"}
    for subject, word, thing in graph.triples:
        if word == "type":
            continue
        if isinstance(thing, Id):
            out[subject].links.append((relationship_type(word), thing))
        else:
            out[subject].values[property_name(word)] = thing
    return out


def own(told: Iterable[tuple[Id, Told]]) -> dict[Id, Told]:
    """The nodes that only this source can tell of."""
    return {node: its for node, its in told if its.kind in OWN}

"""What a picture is made from: nodes with a kind and a caption, edges between them, and which part of a large graph is drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Node:
    """One box. `kind` gives its shape and colour (person, role, body, group, order, request, decision, report, ...).

    `tag` stands above the caption and says the kind in words; `note` stands below. `layer` is its column from the left;
    where any node of a graph has none, the columns follow from the edges. `weight`: how much it matters when not all is drawn.
    """

    id: str
    kind: str
    caption: str
    layer: int | None = None
    tag: str = ""
    note: str = ""
    href: str | None = None
    weight: int = 1


@dataclass(frozen=True)
class Edge:
    """An arrow from one node to another, by their ids; `dashed` for what is weaker than the rest (support, a request)."""

    start: str
    end: str
    caption: str = ""
    dashed: bool = False


@dataclass(frozen=True)
class Graph:
    """Nodes (ids differ), edges between them, and a head for each column, if they have heads."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    heads: tuple[str, ...] = ()


def part(graph: Graph, most: int) -> tuple[Graph, int]:
    """The part of a graph that is drawn: at most `most` nodes, and how many were left out.

    Those that weigh most stay, then those with most edges, then the first; what then hangs on nothing goes too.
    """
    if len(graph.nodes) <= most:
        return graph, 0
    ties = Counter(end for edge in graph.edges for end in (edge.start, edge.end))
    ranked = sorted(range(len(graph.nodes)), key=lambda i: (-graph.nodes[i].weight, -ties[graph.nodes[i].id], i))
    kept = {graph.nodes[i].id for i in ranked[:most]}
    edges = tuple(edge for edge in graph.edges if edge.start in kept and edge.end in kept)
    tied = {end for edge in edges for end in (edge.start, edge.end)} if graph.edges else kept
    nodes = tuple(node for node in graph.nodes if node.id in kept & tied)
    return replace(graph, nodes=nodes, edges=edges), len(graph.nodes) - len(nodes)

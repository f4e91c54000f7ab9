"""The picture of how two hang together: the one at the left, the other at the right, what joins them, and each tie's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from giaoviec.graph.shapes import Edge, Graph, Node
from giaoviec.graph.show import cell
from giaoviec.graph.stores.base import Row

_ONE, _TIE, _MIDDLE, _OTHER_TIE, _OTHER = range(5)


def path_graph(rows: Sequence[Row], kinds: Mapping[str, str], tags: Mapping[str, str], lang: str, linked: int) -> Graph:
    """The graph of the rows of a path: `from`, `how`, `to`; `through` is empty where the tie is direct.

    The second hop of a way starts at the other party, so its arrow points to the left.
    """
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []

    def party(name: str, layer: int) -> str:
        kind = kinds.get(name, "other")
        nodes.setdefault(f"party {name}", Node(f"party {name}", kind, name, layer, tags[kind], weight=len(rows)))
        return f"party {name}"

    for number, row in enumerate(rows, 1):
        second = row["hop"] == 2
        start = party(str(row["from"]), _OTHER if second else _ONE)
        end = party(str(row["to"]), _MIDDLE if row.get("through") else _OTHER)
        tag = " · ".join(filter(None, (f"[{number}] {cell(row['how'], lang)}", row.get("date"))))
        href = f"#r{number}" if number <= linked else None
        layer = _OTHER_TIE if second else _TIE
        nodes[f"tie {number}"] = Node(f"tie {number}", "tie", str(row.get("text") or ""), layer, tag, href=href)
        edges += [Edge(start, f"tie {number}"), Edge(f"tie {number}", end)]
    return Graph(tuple(nodes.values()), tuple(edges))

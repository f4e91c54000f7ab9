"""Brings a store to a property graph: reads what is there, writes only the difference, and counts it again afterwards.

While a store is being written its mark says so; a load that was killed is finished by the next one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from giaoviec.graph.errors import StoreError
from giaoviec.graph.mint import Id
from giaoviec.graph.ontology import Ontology
from giaoviec.graph.projection import LinkKey, Node, PropertyGraph
from giaoviec.graph.stores.base import Schema, Statement, Store

SCHEMA_VERSION = 1
BATCH = 2000
MARK = "StoreMark"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Mark:
    """What a store says of itself: whose it is, in which state ("loading", "ready"), and the digest of what it was made from."""

    schema: int
    case: str
    state: str
    digest: str


@dataclass(frozen=True)
class Difference:
    """What must be written to bring a store to a graph."""

    nodes: Mapping[Id, Node]
    links: Mapping[LinkKey, Mapping[str, Any]]
    gone_nodes: Mapping[Id, str]
    gone_links: frozenset[LinkKey]
    new: Counter[str]
    changed: Counter[str]
    gone: Counter[str]

    def empty(self) -> bool:
        return not (self.nodes or self.links or self.gone_nodes or self.gone_links)


def schema_of(ontology: Ontology) -> Schema:
    """Constraints on each class's id, an index on the id of each superclass, and on the properties that questions start from."""
    concrete = {kind: names[1:] for kind, names in ontology.labels.items() if kind in ontology.concrete}
    supers = sorted({name for names in concrete.values() for name in names})
    indexed = {name: ("id", "label") if name == "Agent" else ("id",) for name in supers}
    for kind in ("Person", "Role", "Body", "Project"):
        indexed[kind] = ("label",)
    indexed["Assignment"] = ("order",)
    indexed["Meeting"] = ("date",)
    relationships = (*ontology.relationships, *ontology.derived)
    return Schema({**concrete, MARK: ()}, indexed, relationships)


def read_mark(store: Store) -> Mark | None:
    """The store's mark; None where it has none. Raises StoreError where a newer giaoviec made it."""
    rows = store.read(
        f"MATCH (m:{MARK} {{id: 'mark'}}) RETURN m.schema AS schema, m.case AS case, m.state AS state, m.digest AS digest", {}
    )
    if not rows:
        return None
    mark = Mark(**rows[0])
    if mark.schema > SCHEMA_VERSION:
        raise StoreError(
            f"kho dữ liệu do một bản giaoviec mới hơn lập (lược đồ {mark.schema}); hãy nâng cấp giaoviec",
            f"a newer giaoviec made this store (schema {mark.schema}); upgrade giaoviec",
            store.where,
        )
    return mark


def write_mark(store: Store, mark: Mark) -> None:
    store.write(
        [
            Statement(
                f"MERGE (m:{MARK} {{id: 'mark'}}) SET m.schema = $schema, m.case = $case, m.state = $state, m.digest = $digest",
                {"schema": mark.schema, "case": mark.case, "state": mark.state, "digest": mark.digest},
            )
        ]
    )


def difference(store: Store, graph: PropertyGraph, ontology: Ontology) -> Difference:
    """What the store lacks, holds otherwise, or holds too much of."""
    new, changed, gone = Counter[str](), Counter[str](), Counter[str]()
    there = dict(_stored_nodes(store, ontology))
    nodes = {}
    for node, wanted in graph.nodes.items():
        stored = there.get(node)
        if stored is None:
            new[wanted.kind] += 1
        elif stored.properties != wanted.properties:
            changed[wanted.kind] += 1
        else:
            continue
        nodes[node] = wanted
    gone_nodes = {node: its.kind for node, its in there.items() if node not in graph.nodes}
    gone.update(gone_nodes.values())
    linked = dict(_stored_links(store, ontology))
    links = {link: its for link, its in graph.links.items() if linked.get(link) != its}
    for kind, _, _ in links:
        new[kind] += 1
    gone_links = frozenset(link for link in linked if link not in graph.links)
    gone.update(kind for kind, _, _ in gone_links)
    return Difference(nodes, links, gone_nodes, gone_links, new, changed, gone)


def _stored_nodes(store: Store, ontology: Ontology) -> Iterator[tuple[Id, Node]]:
    """The nodes of giaoviec in a store: those of its classes whose id is one of its own. Others' nodes are left alone."""
    for kind in ontology.concrete:
        rows = store.read(
            f"MATCH (n:{kind}) WHERE n.id STARTS WITH $prefix RETURN n.id AS id, properties(n) AS properties",
            {"prefix": f"{kind.lower()}/"},
        )
        for row in rows:
            yield Id(row["id"]), Node(kind, row["properties"])


def _stored_links(store: Store, ontology: Ontology) -> Iterator[tuple[LinkKey, dict[str, Any]]]:
    for kind in ontology.concrete:
        rows = store.read(
            f"MATCH (a:{kind})-[r]->(b) WHERE a.id STARTS WITH $prefix AND type(r) IN $types AND b.id IS NOT NULL "
            "RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties",
            {"prefix": f"{kind.lower()}/", "types": list(ontology.relationships)},
        )
        for row in rows:
            yield (row["type"], Id(row["start"]), Id(row["end"])), row["properties"]


def apply(store: Store, change: Difference, graph: PropertyGraph, ontology: Ontology, progress: Progress) -> None:
    """Writes a difference, in batches of one transaction each: links that go, nodes that go, nodes, links."""
    batches = [*_deletions(change), *_nodes(change, ontology), *_links(change, graph)]
    for done, batch in enumerate(batches, 1):
        store.write([batch])
        progress("write", done, len(batches))


def _deletions(change: Difference) -> Iterator[Statement]:
    links: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for kind, start, end in sorted(change.gone_links):
        links[kind, _kind(start), _kind(end)].append({"a": start, "b": end})
    for (kind, first, last), rows in links.items():
        text = f"UNWIND $rows AS row MATCH (a:{first} {{id: row.a}})-[r:{kind}]->(b:{last} {{id: row.b}}) DELETE r"
        yield from _batched(text, rows)
    nodes: dict[str, list[dict[str, str]]] = defaultdict(list)
    for node, kind in sorted(change.gone_nodes.items()):
        nodes[kind].append({"id": node})
    for kind, rows in nodes.items():
        yield from _batched(f"UNWIND $rows AS row MATCH (n:{kind} {{id: row.id}}) DETACH DELETE n", rows)


def _nodes(change: Difference, ontology: Ontology) -> Iterator[Statement]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node, its in sorted(change.nodes.items()):
        rows[its.kind].append({"id": node, "properties": its.properties})
    for kind, batch in rows.items():
        further = "".join(f" SET n:{name}" for name in ontology.labels[kind][1:])
        yield from _batched(f"UNWIND $rows AS row MERGE (n:{kind} {{id: row.id}}) SET n = row.properties{further}", batch)


def _links(change: Difference, graph: PropertyGraph) -> Iterator[Statement]:
    rows: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for (kind, start, end), properties in sorted(change.links.items(), key=lambda pair: pair[0]):
        ends = graph.nodes[start].kind, graph.nodes[end].kind
        rows[kind, *ends].append({"a": start, "b": end, "properties": properties})
    for (kind, first, last), batch in rows.items():
        text = (
            f"UNWIND $rows AS row MATCH (a:{first} {{id: row.a}}) MATCH (b:{last} {{id: row.b}}) "
            f"MERGE (a)-[r:{kind}]->(b) SET r = row.properties"
        )
        yield from _batched(text, batch)


def _kind(node: Id) -> str:
    return node.partition("/")[0].capitalize()


def _batched(text: str, rows: Sequence[Any]) -> Iterator[Statement]:
    for at in range(0, len(rows), BATCH):
        yield Statement(text, {"rows": list(rows[at : at + BATCH])})


def counted(store: Store, graph: PropertyGraph, ontology: Ontology) -> None:
    """Counts what is in the store, kind by kind. Raises StoreError where it is not what was to be there."""
    wanted = Counter(node.kind for node in graph.nodes.values())
    wanted.update(kind for kind, _, _ in graph.links)
    found = Counter[str]()
    for kind in ontology.concrete:
        rows = store.read(f"MATCH (n:{kind}) WHERE n.id STARTS WITH $prefix RETURN count(n) AS n", {"prefix": f"{kind.lower()}/"})
        found[kind] = rows[0]["n"]
        rows = store.read(
            f"MATCH (a:{kind})-[r]->(b) WHERE a.id STARTS WITH $prefix AND type(r) IN $types AND b.id IS NOT NULL "
            "RETURN type(r) AS type, count(r) AS n",
            {"prefix": f"{kind.lower()}/", "types": list(ontology.relationships)},
        )
        for row in rows:
            found[row["type"]] += row["n"]
    wrong = [f"{kind}: {found[kind]} / {wanted[kind]}" for kind in sorted(wanted | found) if found[kind] != wanted[kind]]
    if wrong:
        raise StoreError(
            f"kho dữ liệu không có đúng những gì vừa ghi ({'; '.join(wrong)}); hãy chạy lại giaoviec load",
            f"the store does not hold what was written ({'; '.join(wrong)}); run giaoviec load again",
            store.where,
        )

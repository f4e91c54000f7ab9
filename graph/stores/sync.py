"""What a store lacks of a part of the graph, or holds otherwise or too much of, and the statements that write it.

What other programs keep in the same database is left alone: a node is giaoviec's where its id begins with its kind
("person/..."), a link where both its ends are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from giaoviec.graph.mint import Id, kind_of
from giaoviec.graph.ontology import Ontology
from giaoviec.graph.projection import LinkKey, Node, PropertyGraph
from giaoviec.graph.stores.base import Graph, Row, Schema, Statement, refused
from giaoviec.graph.stores.columns import new_links, new_nodes
from giaoviec.graph.stores.lanes import write_apart
from giaoviec.graph.stores.mark import MARK

BATCH = 5000


@dataclass(frozen=True)
class Difference:
    """What must be written to bring a store to a part of the graph; `before` are the ids of the nodes that are there already.

    `gone_links` go first, so a link that stands there twice goes and is made again; `surplus` counts what stood there too often.
    `new`, `changed` and `gone` count by class and relationship type. With `fresh` nothing of what is written is there yet;
    then what two nodes of different `halves` (0 or 1) begin may be written at one time.
    """

    before: frozenset[Id]
    nodes: Mapping[Id, Node]
    links: Mapping[LinkKey, Mapping[str, Any]]
    gone_nodes: Mapping[Id, str]
    gone_links: frozenset[LinkKey]
    new: Counter[str]
    changed: Counter[str]
    gone: Counter[str]
    surplus: Counter[str]
    fresh: bool = False
    halves: Mapping[Id, int] = field(default_factory=dict)


def schema_of(ontology: Ontology) -> Schema:
    """Constraints on each class's id, an index on the id of each superclass, and on the properties that questions start from."""
    kinds = {kind: ontology.labels[kind][1:] for kind in ontology.concrete}
    indexed = {name: ("id", "label") if name == "Agent" else ("id",) for names in kinds.values() for name in names}
    indexed.update(dict.fromkeys(("Person", "Role", "Body", "Project"), ("label",)))
    indexed.update({"Assignment": ("order",), "Meeting": ("date",)})
    return Schema(
        {**kinds, MARK: ()}, indexed, tuple(sorted(ontology.relationship_types)), tuple(sorted(ontology.property_names))
    )


def nodes_apart(store: Graph, ids: Iterable[Id], wanted: Mapping[Id, Node]) -> Difference:
    """The difference of some nodes to what they are to be; those of `ids` that are not `wanted` are to go."""
    new, changed = Counter[str](), Counter[str]()
    there = dict(_stored_nodes(store, ids))
    nodes = {}
    for node, its in wanted.items():
        stored = there.get(node)
        if stored is None:
            new[its.kind] += 1
        elif stored != its.properties:
            changed[its.kind] += 1
        else:
            continue
        nodes[node] = its
    gone_nodes = {node: kind_of(node) for node in there if node not in wanted}
    gone = Counter(gone_nodes.values())
    return Difference(frozenset(there), nodes, {}, gone_nodes, frozenset(), new, changed, gone, Counter())


def links_apart(store: Graph, ids: Iterable[Id], wanted: Mapping[LinkKey, Mapping[str, Any]], ontology: Ontology) -> Difference:
    """The difference of the links that start at some nodes to what they are to be."""
    new, changed, surplus = Counter[str](), Counter[str](), Counter[str]()
    linked: dict[LinkKey, Mapping[str, Any]] = {}
    doubled = set()
    for link, its in _stored_links(store, ids, ontology):
        if link in linked:
            doubled.add(link)
            surplus[link[0]] += 1
        linked[link] = its
    links = {link: its for link, its in wanted.items() if link in doubled or linked.get(link) != its}
    for link in links:
        (changed if link in linked else new)[link[0]] += 1
    gone_links = frozenset(link for link in linked if link not in wanted)
    gone = Counter(kind for kind, _, _ in gone_links)
    return Difference(frozenset(), {}, links, {}, gone_links | doubled, new, changed, gone, surplus)


def from_nothing(graph: PropertyGraph, halves: Mapping[Id, int] = MappingProxyType({})) -> Difference:
    """The difference to a store that holds nothing of it yet."""
    counts = counts_of(graph)
    return Difference(
        frozenset(), graph.nodes, graph.links, {}, frozenset(), counts, Counter(), Counter(), Counter(), True, halves
    )


def counts_of(graph: PropertyGraph) -> Counter[str]:
    """How many nodes of each class and links of each type a graph has."""
    counts = Counter(node.kind for node in graph.nodes.values())
    counts.update(kind for kind, _, _ in graph.links)
    return counts


def together(some: Iterable[Difference]) -> Difference:
    """Several differences of parts as one."""
    whole = from_nothing(PropertyGraph())
    nodes, links, gone_nodes = dict(whole.nodes), dict(whole.links), dict(whole.gone_nodes)
    gone_links: set[LinkKey] = set()
    for one in some:
        nodes |= one.nodes
        links |= one.links
        gone_nodes |= one.gone_nodes
        gone_links |= one.gone_links
    return replace(whole, nodes=nodes, links=links, gone_nodes=gone_nodes, gone_links=frozenset(gone_links), fresh=False)


def prefix(kind: str) -> str:
    """What the ids of a class's nodes begin with."""
    return f"{kind.lower()}/"


def _ours(name: str) -> str:
    """The condition that a node is one of giaoviec's; needs $prefixes."""
    return f"any(p IN $prefixes WHERE {name}.id STARTS WITH p)"


def _stored(store: Graph, ontology: Ontology, pattern: str, returned: str) -> list[Row]:
    """Rows about the nodes of giaoviec, `(n)`, or its links, `(n)-[r]->(b)`. One text for all classes: a server plans it once."""
    text = f"MATCH (n:{'|'.join(ontology.concrete)}){pattern} RETURN {returned}"
    return store.read(text, {"prefixes": _prefixes(ontology), "types": list(ontology.relationships)})


def _prefixes(ontology: Ontology) -> list[str]:
    return [prefix(kind) for kind in ontology.concrete]


_NODES = f" WHERE {_ours('n')}"
_LINKS = f"-[r]->(b) WHERE {_ours('n')} AND type(r) IN $types AND {_ours('b')}"


def stored_ids(store: Graph, ontology: Ontology) -> set[Id]:
    """The nodes of giaoviec in a store."""
    return {Id(row["id"]) for row in _stored(store, ontology, _NODES, "n.id AS id")}


def _stored_nodes(store: Graph, ids: Iterable[Id]) -> Iterator[tuple[Id, dict[str, Any]]]:
    for kind, some in _by_kind(ids):
        text = f"UNWIND $ids AS id MATCH (n:{kind} {{id: id}}) RETURN n.id AS id, properties(n) AS properties"
        for row in store.read(text, {"ids": some}):
            yield Id(row["id"]), row["properties"]


def _stored_links(store: Graph, ids: Iterable[Id], ontology: Ontology) -> Iterator[tuple[LinkKey, dict[str, Any]]]:
    """The links of giaoviec that start at some nodes; one that stands there twice comes twice."""
    for kind, some in _by_kind(ids):
        text = (
            f"UNWIND $ids AS id MATCH (n:{kind} {{id: id}})-[r]->(b) WHERE type(r) IN $types AND {_ours('b')} "
            "RETURN n.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties"
        )
        given = {"ids": some, "prefixes": _prefixes(ontology), "types": list(ontology.relationships)}
        for row in store.read(text, given):
            yield (row["type"], Id(row["start"]), Id(row["end"])), row["properties"]


def _by_kind(ids: Iterable[Id]) -> Iterator[tuple[str, list[Id]]]:
    """Ids of one class, at most BATCH at once."""
    kinds: dict[str, list[Id]] = defaultdict(list)
    for node in ids:
        kinds[kind_of(node)].append(node)
    for kind, some in sorted(kinds.items()):
        for at in range(0, len(some), BATCH):
            yield kind, some[at : at + BATCH]


def apply(store: Graph, change: Difference, ontology: Ontology) -> None:
    """Writes a difference: links that go, nodes that go, nodes, links; a transaction for about BATCH rows."""
    for lanes in _fresh(change, ontology) if change.fresh else [[_merges(change, ontology)]]:
        write_apart(store, [list(_packed(lane)) for lane in lanes])


def _merges(change: Difference, ontology: Ontology) -> list[Statement]:
    return [*_deletions(change, ontology), *_nodes(change, ontology), *_links(change, ontology)]


def _fresh(change: Difference, ontology: Ontology) -> Iterator[list[list[Statement]]]:
    """What is new in a store that has nothing, in phases, each in lanes that touch no node in common.

    Each node has one of two halves. First the nodes; then links within a half; then those from half to half, on one lane: a new
    link also changes the link that a node had before, whose other end may be a node of the other lane.
    """
    halves: tuple[list[Node], list[Node]] = ([], [])
    for node, made in change.nodes.items():
        halves[_half(node, change)].append(made)
    yield [list(new_nodes(half, ontology, BATCH)) for half in halves]
    lanes: dict[tuple[int, int], dict[LinkKey, Mapping[str, Any]]] = {(0, 0): {}, (1, 1): {}, (0, 1): {}, (1, 0): {}}
    for link, its in change.links.items():
        lanes[_half(link[1], change), _half(link[2], change)][link] = its
    yield [list(new_links(lanes[each], ontology, BATCH)) for each in ((0, 0), (1, 1))]
    yield [list(new_links(lanes[0, 1] | lanes[1, 0], ontology, BATCH))]


def _half(node: Id, change: Difference) -> int:
    """The half that a difference says; else by the last digit."""
    return change.halves.get(node, ord(node[-1]) % 2)


def _packed(statements: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Statements put together, in their order, until they have BATCH rows."""
    pack: list[Statement] = []
    rows = 0
    for statement in statements:
        more = len(next(iter(statement.parameters.values())))
        if pack and rows + more > BATCH:
            yield pack
            pack, rows = [], 0
        pack.append(statement)
        rows += more
    if pack:
        yield pack


def _deletions(change: Difference, ontology: Ontology) -> Iterator[Statement]:
    links: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for kind, start, end in sorted(change.gone_links):
        links[kind, _widest(start, ontology), _widest(end, ontology)].append({"a": start, "b": end})
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


def _links(change: Difference, ontology: Ontology) -> Iterator[Statement]:
    rows: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for (kind, start, end), properties in sorted(change.links.items(), key=lambda pair: pair[0]):
        ends = _widest(start, ontology), _widest(end, ontology)
        rows[kind, *ends].append({"a": start, "b": end, "properties": properties})
    for (kind, first, last), batch in rows.items():
        text = (
            f"UNWIND $rows AS row MATCH (a:{first} {{id: row.a}}) MATCH (b:{last} {{id: row.b}}) "
            f"MERGE (a)-[r:{kind}]->(b) SET r = row.properties"
        )
        yield from _batched(text, batch)


def _widest(node: Id, ontology: Ontology) -> str:
    """The widest class of a node, whose ids are indexed too: one text for links to any Agent, not one for each kind of it."""
    return ontology.labels[kind_of(node)][-1]


def _batched(text: str, rows: Sequence[Any]) -> Iterator[Statement]:
    for at in range(0, len(rows), BATCH):
        yield Statement(text, {"rows": list(rows[at : at + BATCH])})


def counted(store: Graph, wanted: Counter[str], ontology: Ontology) -> Counter[str]:
    """Counts giaoviec's nodes and links in the store, kind by kind. Raises StoreError where they are not as many as wanted."""
    found = Counter[str]()
    for row in _stored(store, ontology, _NODES, "split(n.id, '/')[0] AS kind, count(n) AS n"):
        found[row["kind"].capitalize()] += row["n"]
    for row in _stored(store, ontology, _LINKS, "type(r) AS type, count(r) AS n"):
        found[row["type"]] += row["n"]
    wrong = [f"{kind}: {found[kind]} / {wanted[kind]}" for kind in sorted(wanted | found) if found[kind] != wanted[kind]]
    if wrong:
        raise refused(
            store.where,
            f"kho dữ liệu không có đúng những gì vừa ghi ({'; '.join(wrong)}); hãy chạy lại giaoviec load",
            f"the store does not hold what was written ({'; '.join(wrong)}); run giaoviec load again",
        )
    return +found

"""Brings a store to a property graph: reads what is there, writes only the difference, and counts it again afterwards.

While a store is being written its mark says so; a load that was killed is finished by the next one. What other programs keep
in the same database is left alone: a node is giaoviec's where its id begins with its kind ("person/..."), a link where both
its ends are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from giaoviec.graph.mint import Id
from giaoviec.graph.ontology import Ontology
from giaoviec.graph.projection import LinkKey, Node, PropertyGraph
from giaoviec.graph.stores.base import Graph, Row, Schema, Statement, Store, refused
from giaoviec.graph.stores.mark import LOADING, MARK, Loader, Mark, claimed, require_own, write_mark

BATCH = 2000
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Difference:
    """What must be written to bring a store to a graph; `before` are the ids of the nodes that are there already.

    `gone_links` go first, so a link that stands there twice goes and is made again. `new`, `changed` and `gone` count by class
    and relationship type.
    """

    before: frozenset[Id]
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
    kinds = {kind: ontology.labels[kind][1:] for kind in ontology.concrete}
    indexed = {name: ("id", "label") if name == "Agent" else ("id",) for names in kinds.values() for name in names}
    indexed.update(dict.fromkeys(("Person", "Role", "Body", "Project"), ("label",)))
    indexed.update({"Assignment": ("order",), "Meeting": ("date",)})
    return Schema({**kinds, MARK: ()}, indexed, (*ontology.relationships, *ontology.derived))


def difference(store: Graph, graph: PropertyGraph, ontology: Ontology) -> Difference:
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
    linked: dict[LinkKey, Mapping[str, Any]] = {}
    doubled = set()
    for link, its in _stored_links(store, ontology):
        if link in linked:
            doubled.add(link)
        linked[link] = its
    links = {link: its for link, its in graph.links.items() if link in doubled or linked.get(link) != its}
    for link in links:
        (changed if link in linked else new)[link[0]] += 1
    gone_links = frozenset(link for link in linked if link not in graph.links)
    gone.update(kind for kind, _, _ in gone_links)
    return Difference(frozenset(there), nodes, links, gone_nodes, gone_links | doubled, new, changed, gone)


def from_nothing(graph: PropertyGraph) -> Difference:
    """The difference to a store that is not there yet."""
    new = Counter(node.kind for node in graph.nodes.values())
    new.update(kind for kind, _, _ in graph.links)
    return Difference(frozenset(), graph.nodes, graph.links, {}, frozenset(), new, Counter(), Counter())


@dataclass(frozen=True)
class Brought:
    """What was written to a store, and what was counted in it afterwards, by class and relationship type."""

    change: Difference
    found: Counter[str]
    retries: int


def bring(
    store: Store,
    graph: PropertyGraph,
    ontology: Ontology,
    mark: Mark,
    loader: Loader,
    deriving: Callable[[Graph, Difference | None], Callable[[], None]],
    progress: Progress,
) -> Brought:
    """Brings a store to a graph and derives; `mark` is what the store says of itself when that is done.

    `deriving` is told the change before it is written, None where all links must be derived, and gives what derives afterwards.
    A store that is already there is left alone. Raises StoreError where it belongs to another case or a newer giaoviec, is being
    loaded by another, or does not hold in the end what was written.
    """
    old = require_own(store, mark.case)
    store.prepare(schema_of(ontology))
    if old == mark:
        change = difference(store, graph, ontology)
        if change.empty():
            return Brought(change, counted(store, graph, ontology), store.retries)
    with claimed(store, loader) as own:
        old = require_own(own, mark.case)  # another's load may have ended meanwhile
        change = difference(own, graph, ontology)
        whole = old is None or (old.state, old.rules) != (mark.state, mark.rules)
        derive = deriving(own, None if whole else change)
        write_mark(own, replace(mark, state=LOADING))
        apply(own, change, ontology, progress)
        if whole or not change.empty():
            derive()
        found = counted(own, graph, ontology)
        write_mark(own, mark)
    return Brought(change, found, store.retries)


def prefix(kind: str) -> str:
    """What the ids of a class's nodes begin with."""
    return f"{kind.lower()}/"


def _ours(name: str) -> str:
    """The condition that a node is one of giaoviec's; needs $prefixes."""
    return f"any(p IN $prefixes WHERE {name}.id STARTS WITH p)"


def _stored(store: Graph, ontology: Ontology, pattern: str, returned: str) -> list[Row]:
    """Rows about the nodes of giaoviec, `(n)`, or its links, `(n)-[r]->(b)`. One text for all classes: a server plans it once."""
    text = f"MATCH (n:{'|'.join(ontology.concrete)}){pattern} RETURN {returned}"
    prefixes = [prefix(kind) for kind in ontology.concrete]
    return store.read(text, {"prefixes": prefixes, "types": list(ontology.relationships)})


_NODES = f" WHERE {_ours('n')}"
_LINKS = f"-[r]->(b) WHERE {_ours('n')} AND type(r) IN $types AND {_ours('b')}"


def _stored_nodes(store: Graph, ontology: Ontology) -> Iterator[tuple[Id, Node]]:
    for row in _stored(store, ontology, _NODES, "n.id AS id, properties(n) AS properties"):
        yield Id(row["id"]), Node(_kind(row["id"]), row["properties"])


def _stored_links(store: Graph, ontology: Ontology) -> Iterator[tuple[LinkKey, dict[str, Any]]]:
    """The links of giaoviec in a store; one that stands there twice comes twice."""
    for row in _stored(store, ontology, _LINKS, "n.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties"):
        yield (row["type"], Id(row["start"]), Id(row["end"])), row["properties"]


def apply(store: Graph, change: Difference, ontology: Ontology, progress: Progress) -> None:
    """Writes a difference: links that go, nodes that go, nodes, links; a transaction for about BATCH rows."""
    transactions = list(_packed([*_deletions(change, ontology), *_nodes(change, ontology), *_links(change, ontology)]))
    for done, statements in enumerate(transactions, 1):
        store.write(statements)
        progress("write", done, len(transactions))


def _packed(statements: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Statements put together, in their order, until they have BATCH rows."""
    pack: list[Statement] = []
    rows = 0
    for statement in statements:
        more = len(statement.parameters["rows"])
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


def _kind(node: Id | str) -> str:
    return node.partition("/")[0].capitalize()


def _widest(node: Id, ontology: Ontology) -> str:
    """The widest class of a node, whose ids are indexed too: one text for links to any Agent, not one for each kind of it."""
    return ontology.labels[_kind(node)][-1]


def _batched(text: str, rows: Sequence[Any]) -> Iterator[Statement]:
    for at in range(0, len(rows), BATCH):
        yield Statement(text, {"rows": list(rows[at : at + BATCH])})


def counted(store: Graph, graph: PropertyGraph, ontology: Ontology) -> Counter[str]:
    """Counts what is in the store, kind by kind. Raises StoreError where it is not what was to be there."""
    wanted = Counter(node.kind for node in graph.nodes.values())
    wanted.update(kind for kind, _, _ in graph.links)
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

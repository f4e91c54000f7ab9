"""What a load touched, as far as derived links stand on it: read before it is written and again afterwards.

A claim is touched where it, or a link that starts at it, is new, changed or gone, and where an office or a document that it
names now counts otherwise. What else stands on it is found over the graph of before and that of after: the other accounts of its
order, the other tenures of its holder, the orders to its office.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from giaoviec.graph.stores.base import Graph
from giaoviec.graph.stores.sync import Difference

_CLAIMS = ("assignment", "report", "tenure")
_COUNTED = ("Role", "Document")
_NAMED = "OFFICE|GIVEN_TO|GIVEN_AS|GIVEN_BY|REPORTED_BY|REPORTED_AS|ABOUT"


@dataclass(frozen=True)
class Part:
    """What of a derived link is to be dropped (`ends`: ids at its start or at both ends, or its orders) and made again."""

    by: Literal["start", "both", "order"]
    ends: list[str]
    ids: list[str]


@dataclass(frozen=True)
class Touched:
    """What a load touched: claims; orders and all their accounts; people and all their tenures; orders to an office whose
    tenures are touched, with the touched ones."""

    KINDS: ClassVar = ("claims", "orders", "people", "holders")

    claims: frozenset[str] = frozenset()
    orders: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    tenures: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()

    def of(self, kind: str) -> Part:
        """What a derived link that is altered by `kind` must drop and make again."""
        if kind == "orders":
            return Part("order", sorted(self.orders), sorted(self.accounts))
        if kind == "people":
            return Part("start", sorted(self.people), sorted(self.tenures))
        if kind == "holders":
            return Part("start", sorted(self.given), sorted(self.given))
        return Part("both", sorted(self.claims), sorted(self.claims))


class Before:
    """What stood in a store on what a change is about to write over."""

    def __init__(self, store: Graph, change: Difference) -> None:
        starts = {start for links in (change.links, change.gone_links) for _, start, _ in links}
        touched = {str(node) for node in (*change.nodes, *change.gone_nodes, *starts)}
        self._claims = {node for node in touched if node.startswith(tuple(f"{kind}/" for kind in _CLAIMS))}
        self._named = sorted(node for node in touched if node.startswith(("role/", "document/")))
        self._counts = _counts(store, self._named)
        self._orders, self._people, self._offices = _reach(store, self._claims)

    def touched(self, store: Graph) -> Touched:
        """What the change touched, now that it is written."""
        now = _counts(store, self._named)
        otherwise = [node for node, counts in now.items() if self._counts.get(node, counts) != counts]
        claims = self._claims | _naming(store, otherwise)
        orders, people, offices = _reach(store, claims)
        orders, people, offices = orders | self._orders, people | self._people, offices | self._offices
        accounts = _ids(store, "UNWIND $ids AS id MATCH (a:Assignment {order: id}) RETURN a.id AS id", orders)
        tenures = _ids(store, "UNWIND $ids AS id MATCH (p:Person {id: id})<-[:HOLDER]-(t:Tenure) RETURN t.id AS id", people)
        given = _ids(store, "UNWIND $ids AS id MATCH (r:Role {id: id})<-[:GIVEN_TO]-(a:Assignment) RETURN a.id AS id", offices)
        given |= _ids(
            store,
            "UNWIND $ids AS id MATCH (r:Role {id: id})-[:IN_BODY]->(b:Body)<-[:GIVEN_TO]-(a:Assignment) RETURN a.id AS id",
            offices,
        )
        return Touched(
            claims=frozenset(claims),
            orders=frozenset(orders),
            accounts=frozenset(accounts),
            people=frozenset(people),
            tenures=frozenset(tenures),
            given=frozenset(given | {claim for claim in claims if claim.startswith("assignment/")}),
        )


def _reach(store: Graph, claims: Iterable[str]) -> tuple[set[str], set[str], set[str]]:
    """Of claims: the orders that they tell, the people and the offices of their tenures."""
    accounts = [claim for claim in claims if claim.startswith("assignment/")]
    tenures = [claim for claim in claims if claim.startswith("tenure/")]
    return (
        _ids(store, "UNWIND $ids AS id MATCH (a:Assignment {id: id}) RETURN a.order AS id", accounts),
        _ids(store, "UNWIND $ids AS id MATCH (t:Tenure {id: id})-[:HOLDER]->(p:Person) RETURN p.id AS id", tenures),
        _ids(store, "UNWIND $ids AS id MATCH (t:Tenure {id: id})-[:OFFICE]->(r:Role) RETURN r.id AS id", tenures),
    )


def _naming(store: Graph, nodes: Iterable[str]) -> set[str]:
    """The claims that name offices or documents."""
    texts = (f"UNWIND $ids AS id MATCH (n:{kind} {{id: id}})<-[:{_NAMED}]-(c:Claim) RETURN c.id AS id" for kind in _COUNTED)
    return set().union(*(_ids(store, text, nodes) for text in texts))


def _ids(store: Graph, text: str, ids: Iterable[str]) -> set[str]:
    wanted = sorted(ids)
    return {row["id"] for row in store.read(text, {"ids": wanted}) if row["id"]} if wanted else set()


def _counts(store: Graph, nodes: list[str]) -> dict[str, tuple[object, ...]]:
    """By what derived links tell offices and documents apart: seats, whether head, and body; whether it is the country's."""
    texts = (
        f"UNWIND $ids AS id MATCH (n:{kind} {{id: id}}) OPTIONAL MATCH (n)-[:IN_BODY]->(b:Body) "
        "RETURN n.id AS id, n.seats AS seats, n.head AS head, n.level AS level, b.id AS body"
        for kind in _COUNTED
    )
    rows = [row for text in texts for row in store.read(text, {"ids": nodes})] if nodes else []
    return {row["id"]: (row["seats"], row["head"], row["level"], row["body"]) for row in rows}

"""The agents and places of one source's graph: a name becomes a Person, Role, Body or Group, with what its name shows."""

from __future__ import annotations

from giaoviec.graph.bodies import body_facts
from giaoviec.graph.grammar import agent_kind, completed, level_of_group, split_role
from giaoviec.graph.mint import Id, body_id, mint, place_id
from giaoviec.graph.names import key, spelled, written_out
from giaoviec.graph.places import PlaceName, place_below, place_name, province_in
from giaoviec.graph.records import Agent, Record
from giaoviec.graph.triples import Graph


class Agents:
    """Makes the agents of a record, each once."""

    def __init__(self, graph: Graph, record: Record, source: Id, province: str) -> None:
        self._graph = graph
        self._source = source
        self._province = province
        people = [p.name for p in record.people] + [t.person for t in record.tenures]
        self._people = frozenset(map(key, people))
        self._offices: dict[Id, set[Id]] = {}

    def agent(self, agent: Agent, claim: Id) -> Id | None:
        """The node of an agent of a claim; None where its name is that of a meeting."""
        return self.named(agent.name, agent.is_ or agent_kind(agent.name, self._people), claim)

    def named(self, name: str, kind: str, claim: Id | None = None) -> Id | None:
        if kind == "person":
            return self.person(name)
        if kind == "role":
            return self.role(name)
        if kind == "body":
            return self.body(name)
        return self.group(name, claim) if kind == "group" and claim else None

    def person(self, name: str) -> Id:
        node = mint("person", self._source, key(name))
        if self._graph.typed(node, "Person"):
            self._graph.value(node, "name", spelled(name))
        return node

    def group(self, words: str, claim: Id) -> Id:
        """A collective: one node for each statement, in the source's words."""
        node = mint("group", claim, key(words))
        if self._graph.typed(node, "Group"):
            self._graph.value(node, "name", spelled(words))
            self._graph.value(node, "level", level_of_group(words))
            place = province_in(written_out(words), self._province)
            if place:
                self._graph.link(node, "inPlace", self.place(place_name(place)))
        return node

    def role(self, label: str) -> Id:
        label = completed(label, self._province)
        parts = split_role(label)
        body = self.body(parts.body) if parts.body else None
        node = mint("role", key(parts.title), body or self._source)
        if self._graph.typed(node, "Role"):
            self._graph.value(node, "name", label)
            self._graph.value(node, "title", parts.title)
            self._graph.value(node, "seats", parts.seats)
            if body:
                head = body_facts(parts.body, self._province).head
                self._graph.value(node, "head", bool(head) and key(head) == key(parts.title))
                self._graph.link(node, "inBody", body)
        return node

    def body(self, name: str) -> Id:
        name = completed(name, self._province)
        facts = body_facts(name, self._province)
        node = body_id(name, self._province, self._source)
        if self._graph.typed(node, "Body"):
            self._graph.value(node, "name", name)
            self._graph.value(node, "kind", facts.kind)
            self._graph.value(node, "level", facts.level)
            self._graph.value(node, "province", facts.province)
            below = place_below(name) if facts.level in ("huyện", "xã") else None
            if facts.province and below:
                self._graph.link(node, "inPlace", self.place(below, facts.province))
            elif facts.province:
                self._graph.link(node, "inPlace", self.place(place_name(facts.province)))
        return node

    def place(self, place: PlaceName, province: str | None = None) -> Id:
        """A place, and the province it lies in (the record's, where none is given)."""
        province = self._province if province is None else province
        parent = None
        if place.level not in ("tỉnh",) and province and place_name(province) != place:
            above = place_name(province)
            parent = place_id(above, "")
            self._describe_place(parent, above)
        node = place_id(place, parent or "")
        self._describe_place(node, place)
        if parent:
            self._graph.link(node, "within", parent)
        return node

    def _describe_place(self, node: Id, place: PlaceName) -> None:
        if self._graph.typed(node, "Place"):
            self._graph.value(node, "name", f"{place.level} {place.name}".strip())
            self._graph.value(node, "level", place.level)

    def holds(self, person: Id, role: Id, former: bool) -> None:
        """Notes that this source gives a person an office."""
        if not former:
            self._offices.setdefault(person, set()).add(role)

    def only_office(self, person: Id | None) -> Id | None:
        """The one present office that this source gives a person; None where it gives none or several."""
        offices = self._offices.get(person, set()) if person else set()
        return next(iter(offices)) if len(offices) == 1 else None

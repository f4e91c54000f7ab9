"""Labels: a readable name for each person, body, role and project, unique in a store.

The name alone where nobody shares it; else with what tells it apart: an office, a province, a place, a source's day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Protocol

from giaoviec.graph.mint import Id
from giaoviec.graph.names import key


class Facts(Protocol):
    """What a graph tells of a node, for labels."""

    def names(self, kind: str) -> Mapping[Id, str]: ...
    def text(self, node: Id, name: str) -> str: ...
    def out(self, node: Id, kind: str) -> list[Id]: ...
    def back(self, node: Id, kind: str) -> list[Id]: ...


def labels(facts: Facts) -> dict[Id, str]:
    """The label of each Body, Role, Person and Project."""
    found = _told_apart(facts.names("Body"), lambda node: _of_body(facts, node))
    bodies = dict(found)
    found.update(_told_apart(facts.names("Role"), lambda node: _of_role(facts, node, bodies)))
    found.update(_told_apart(facts.names("Person"), lambda node: _of_person(facts, node)))
    found.update(_told_apart(facts.names("Project"), lambda node: _of_project(facts, node)))
    return found


def _told_apart(names: Mapping[Id, str], details: Callable[[Id], list[str]]) -> dict[Id, str]:
    """Each node's name with as many of its details as make it the only one, and its id where none does."""
    shared: dict[str, list[Id]] = defaultdict(list)
    for node, name in names.items():
        shared[key(name)].append(node)
    out: dict[Id, str] = {}
    for group in shared.values():
        if len(group) == 1:
            out[group[0]] = names[group[0]]
            continue
        known = {node: [d for d in details(node) if d] for node in group}
        for node in group:
            rest = [other for other in group if other != node]
            out[node] = _shortest(names[node], known[node], [known[other] for other in rest], node)
    return out


def _shortest(name: str, own: list[str], others: list[list[str]], node: Id) -> str:
    for size in range(1, len(own) + 1):
        if all(own[:size] != other[:size] for other in others):
            return f"{name} ({', '.join(own[:size])})"
    return f"{name} ({', '.join([*own, node.partition('/')[2]])})"


def _of_body(facts: Facts, node: Id) -> list[str]:
    return [facts.text(node, "province"), *_days(facts, node)]


def _of_role(facts: Facts, node: Id, bodies: Mapping[Id, str]) -> list[str]:
    body = [bodies[b] for b in facts.out(node, "IN_BODY")]
    return [b for b in body if b != facts.text(node, "name")] + _days(facts, node)


def _of_person(facts: Facts, node: Id) -> list[str]:
    held = sorted((facts.text(t, "former"), facts.text(t, "seen"), t) for t in facts.back(node, "HOLDER"))
    offices = [facts.text(role, "name") for _, _, t in held for role in facts.out(Id(t), "OFFICE")]
    years = sorted({seen[:4] for _, seen, _ in held if seen})
    return offices[:1] + years[:1]


def _of_project(facts: Facts, node: Id) -> list[str]:
    return [facts.text(place, "name") for place in facts.out(node, "IN_PLACE")]


def _days(facts: Facts, node: Id) -> list[str]:
    """The first day on which something of a node is told, for bodies that only one source knows."""
    seen = [facts.text(m, "date") for m in facts.back(node, "HELD_BY")]
    seen += [facts.text(t, "seen") for t in facts.back(node, "OFFICE")]
    for link in ("GIVEN_TO", "SUPPORTED_BY", "GIVEN_BY", "REPORTED_BY", "DECIDED_BY"):
        seen += [facts.text(claim, "seen") for claim in facts.back(node, link)]
    return sorted(filter(None, seen))[:1]

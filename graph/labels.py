"""Labels: a readable name for each person, body, role and project, unique in a store.

The name alone where nobody shares it; else with what tells it apart: an office, a province, a place, a source's day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from giaoviec.graph.mint import Id

LABELLED = ("Body", "Role", "Person", "Project")


class Name(NamedTuple):
    """A name and its key (names.key)."""

    name: str
    key: str


class Facts(Protocol):
    """What labels ask of all that is told."""

    def names(self, kind: str) -> Mapping[Id, Name]:
        """The names of the nodes of a class."""

    def province(self, body: Id) -> str:
        """A body's province, empty where it has none."""

    def inside(self, node: Id) -> list[Id]:
        """The bodies that a role is in, the places that a project is in, by id."""

    def offices(self, person: Id) -> list[tuple[str, Id]]:
        """(day seen, role) of a person's tenures: present ones first, then by day."""

    def first_day(self, node: Id) -> str:
        """The first day on which something of a body or role is told; empty where no day is."""


def labels(facts: Facts) -> dict[Id, str]:
    """The label of each Body, Role, Person and Project."""
    found = _told_apart(facts.names("Body"), lambda node: [facts.province(node), facts.first_day(node)])
    bodies = dict(found)
    found.update(_told_apart(facts.names("Role"), lambda node: _of_role(facts, node, bodies)))
    found.update(_told_apart(facts.names("Person"), lambda node: _of_person(facts, node)))
    found.update(_told_apart(facts.names("Project"), lambda node: _of_project(facts, node)))
    return found


def _told_apart(names: Mapping[Id, Name], details: Callable[[Id], list[str]]) -> dict[Id, str]:
    """Each node's name with as many of its details as make it the only one, and its id where none does."""
    shared: dict[str, list[Id]] = defaultdict(list)
    for node, name in names.items():
        shared[name.key].append(node)
    out: dict[Id, str] = {}
    for group in shared.values():
        if len(group) == 1:
            out[group[0]] = names[group[0]].name
            continue
        known = {node: [d for d in details(node) if d] for node in group}
        for node in group:
            rest = [other for other in group if other != node]
            out[node] = _shortest(names[node].name, known[node], [known[other] for other in rest], node)
    return out


def _shortest(name: str, own: list[str], others: list[list[str]], node: Id) -> str:
    for size in range(1, len(own) + 1):
        if all(own[:size] != other[:size] for other in others):
            return f"{name} ({', '.join(own[:size])})"
    return f"{name} ({', '.join([*own, node.partition('/')[2]])})"


def _of_role(facts: Facts, node: Id, bodies: Mapping[Id, str]) -> list[str]:
    body = [bodies[b] for b in facts.inside(node)]
    return [*(b for b in body if b != facts.names("Role")[node].name), facts.first_day(node)]


def _of_person(facts: Facts, node: Id) -> list[str]:
    held = facts.offices(node)
    offices = [facts.names("Role")[role].name for _, role in held]
    years = sorted({seen[:4] for seen, _ in held if seen})
    return offices[:1] + years[:1]


def _of_project(facts: Facts, node: Id) -> list[str]:
    return [facts.names("Place")[place].name for place in facts.inside(node)]

"""What a load did, counted for its receipt: what became of each item that was read, and what was written of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from giaoviec.graph.build import Built
from giaoviec.graph.mint import Id
from giaoviec.graph.receipt import SECTION_ORDER, Kind, Line, Refused
from giaoviec.graph.stores import sync


def kinds(brought: sync.Brought) -> Iterator[Kind]:
    """What was written and counted of each class and relationship type."""
    change, found = brought.change, brought.found
    for name in sorted(found.keys() | change.new.keys() | change.changed.keys() | change.gone.keys()):
        yield Kind(name, change.new[name], change.changed[name], change.gone[name], found[name])


def lines(built: Built, read: set[Id], there: sync.Difference, refused: tuple[Refused, ...]) -> list[Line]:
    """For each section of the records that were read: how many items, and what became of them."""
    found: dict[str, Counter[str]] = {section: Counter() for section in SECTION_ORDER}
    seen: set[Id] = set()
    for graph in built.graphs:
        if graph.id not in read:
            continue
        for section, item in graph.items:
            node = built.identity.of(item)
            known = any(one in there.before for one in built.identity.ids.get(node, (node,)))
            found[section][_became(node, known, graph.id in there.before, node in seen, there)] += 1
            seen.add(node)
    for section, _ in _refused_items(refused):
        found[section]["refused"] += 1
    return [
        Line(section, its.total(), its["new"], its["met"], its["changed"], its["unchanged"], its["refused"])
        for section, its in found.items()
        if its.total()
    ]


def _refused_items(refused: tuple[Refused, ...]) -> set[tuple[str, tuple[Path, int]]]:
    """(section, (file, number)) of each refused item, once however many faults it has."""
    paths = [(each.file, each.fault.path) for each in refused]
    return {(str(path[0]), (file, path[1])) for file, path in paths if len(path) > 1 and isinstance(path[1], int)}


def _became(node: Id, known: bool, source_known: bool, seen: bool, there: sync.Difference) -> str:
    if not known:
        return "met" if seen else "new"
    if not source_known:
        return "met"
    return "changed" if node in there.nodes else "unchanged"

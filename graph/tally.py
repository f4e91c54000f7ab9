"""What a load did, counted for its receipt: what became of each item that was read, and what was written of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from giaoviec.graph.mint import Id
from giaoviec.graph.receipt import SECTION_ORDER, Kind, Line, Refused
from giaoviec.graph.stores.bring import Brought, Change


def kinds(change: Change, found: Mapping[str, int]) -> Iterator[Kind]:
    """What was written and counted of each class and relationship type."""
    for name in sorted(found.keys() | change.new.keys() | change.changed.keys() | change.gone.keys()):
        yield Kind(name, change.new[name], change.changed[name], change.gone[name], found.get(name, 0))


def lines(items: Iterable[tuple[int, list[tuple[str, Id]]]], brought: Brought, refused: tuple[Refused, ...]) -> list[Line]:
    """For each section of the records that were read (their items by kept source): how many items, and what became of them."""
    found: dict[str, Counter[str]] = {section: Counter() for section in SECTION_ORDER}
    became = _Became(brought)
    for n, its in items:
        for section, item in its:
            found[section][became(n, item)] += 1
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


class _Became:
    """Says what became of an item of a source; where the store held just that before, each is unchanged."""

    def __init__(self, brought: Brought) -> None:
        self._whole = brought.whole
        self._change = brought.change or Change()
        self._sources = {n: source for source, n in brought.whole.sources.items()} if brought.whole else {}
        self._there = brought.there
        self._seen: set[Id] = set()

    def __call__(self, n: int, item: Id) -> str:
        if self._whole is None:
            return "unchanged"
        node = self._whole.identity.of(item)
        known = n in self._there or any(one in self._change.before for one in self._whole.identity.ids.get(node, (node,)))
        seen = node in self._seen
        self._seen.add(node)
        if not known:
            return "met" if seen else "new"
        if n not in self._there and self._sources[n] not in self._change.before:
            return "met"
        return "changed" if node in self._change.written else "unchanged"

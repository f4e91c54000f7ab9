"""What a load did, counted for its receipt: what became of each source and item, and what was written of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from giaoviec.graph.kept import Head
from giaoviec.graph.mint import Id
from giaoviec.graph.receipt import SECTION_ORDER, Kind, Line, Refused
from giaoviec.graph.stores.bring import Brought, Change

Items = Iterable[tuple[int, list[tuple[str, Id]]]]
"""The items of records by kept source: (section, id of its node)."""


def kinds(change: Change, found: Mapping[str, int]) -> Iterator[Kind]:
    """What was written and counted of each class and relationship type."""
    for name in sorted(found.keys() | change.new.keys() | change.changed.keys() | change.gone.keys()):
        yield Kind(name, change.new[name], change.changed[name], change.gone[name], found.get(name, 0))


def lines(items: Items, brought: Brought, refused: tuple[Refused, ...]) -> list[Line]:
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


def standing(heads: Iterable[Head], items: Items, brought: Brought, before: Mapping[int, Head]) -> dict[int, str]:
    """What became in the store of sources that stand in the case: new, changed or unchanged, by kept number. Where a load from
    here wrote the store last, the files of a source tell (`before` are those that were kept by then); else what it tells of."""
    change, whole = brought.change or Change(), brought.whole
    altered = change.written | change.linked
    its = {n: {whole.identity.of(item) for _, item in some} if whole else set() for n, some in items}

    def became(head: Head) -> str:
        was = brought.there.get(head.id)
        if whole is None or was == head.n:
            return "unchanged"
        if was is None and (brought.there or head.id not in change.before):
            return "new"
        old = before.get(was) if was is not None else None
        if old is not None and (old.record, old.text) != (head.record, head.text):
            return "changed"
        told = {head.id, *its.get(head.n, ())}
        return "changed" if old is None and altered & told else "unchanged"

    return {head.n: became(head) for head in heads}


class _Became:
    """Says what became of an item of a source; where the store held just that before, each is unchanged."""

    def __init__(self, brought: Brought) -> None:
        self._whole = brought.whole
        self._change = brought.change or Change()
        self._sources = {n: source for source, n in brought.whole.sources.items()} if brought.whole else {}
        self._there = set(brought.there.values())
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
        linked = n not in self._there and node in self._change.linked  # who gave an order is a link of it
        return "changed" if linked or node in self._change.written else "unchanged"

"""The graph of a case in parts small enough to stand in memory: all of it, or only what a change of some sources can alter.

What one source alone tells of is altered only with that source, or where something in it met something else than before. All
other nodes are looked at again where a source that tells of them changed, or where something they link to met something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from giaoviec.graph.identity import Identity, identify
from giaoviec.graph.kept import Kept, State
from giaoviec.graph.keys import SourceKeys
from giaoviec.graph.label_facts import LabelFacts
from giaoviec.graph.labels import labels
from giaoviec.graph.mint import Id
from giaoviec.graph.projection import LinkKey, Property, PropertyGraph, links_of, merged, rank
from giaoviec.graph.telling import Told

T = TypeVar("T")
SOURCES, NODES = 250, 5_000  # of a part: about as many nodes either way
LARGE = 4
"""So many times larger are parts that are only written: two lanes wait for each other less often (bench/README.md)."""


@dataclass(frozen=True)
class Part:
    """A piece of the graph: what there is to be of some nodes and of the links that start at them. `ids` are all nodes that it
    is about; those that are not in `graph` are not to be there. What only one source tells of has that source's half (0 or 1)."""

    ids: Sequence[Id]
    graph: PropertyGraph
    halves: Mapping[Id, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Scope:
    """Which nodes to look at: those that only these sources tell of, those of sources that are `gone`, and `shared` ones."""

    sources: Sequence[int]
    gone: Sequence[int]
    shared: Sequence[Id]


class Whole:
    """The graph of all sources of a case; `sources` are their numbers among what is kept."""

    def __init__(self, kept: Kept, sources: Mapping[Id, int]) -> None:
        self._kept = kept
        keys: list[SourceKeys] = kept.keys(sources.values())
        keys.sort(key=lambda each: rank(each.since, each.id))
        self.sources = {each.id: sources[each.id] for each in keys}
        self._rank = {n: at for at, n in enumerate(self.sources.values())}
        self._id = {n: node for node, n in self.sources.items()}
        self.teller = {node: each.id for each in keys for node in each.told()}
        """The source of each person, meeting and account, as it told of it."""
        self.identity: Identity = identify(keys)
        del keys  # the largest thing in memory, and what follows is made of parts
        self.labels = labels(LabelFacts(kept.hints(self.sources.values()), self.identity))

    def everything(self) -> Scope:
        shared = {self.identity.of(node) for node in self._kept.mentioned(self.sources.values())}
        return Scope(list(self.sources.values()), (), sorted(shared))

    def changed(self, before: State) -> Scope:
        """What may be otherwise than in a state that a store was brought to."""
        old, new = set(before.sources.values()), set(self.sources.values())
        touched = (old ^ new) | {self.sources[node] for node in self._met_otherwise(before.identity)}
        of, was = self.identity.of, before.identity.of
        shared = {node for each in self._kept.mentioned(touched) for node in (of(each), was(each))}
        shared |= {node for node in before.labels.keys() | self.labels.keys() if before.labels.get(node) != self.labels.get(node)}
        return Scope(sorted(touched & new), sorted(old - new), sorted(shared))

    def _met_otherwise(self, before: Identity) -> set[Id]:
        """The sources in which a person, meeting or order met something else than before."""
        of, was = self.identity.of, before.of
        orders, were = self.identity.order, before.order
        return {
            source
            for node, source in self.teller.items()
            if of(node) != was(node) or orders.get(node, node) != were.get(node, node)
        }

    def ids(self, scope: Scope) -> Iterator[Id]:
        """All nodes of a scope that are to be there."""
        for _, told in self._kept.own(scope.sources):
            yield from told
        yield from scope.shared

    def size(self, scope: Scope, times: int = 1) -> int:
        """How many parts a scope has."""
        sizes = (scope.sources, SOURCES * times), (scope.gone, SOURCES), (scope.shared, NODES * times)
        return sum(-(-len(some) // size) for some, size in sizes)

    def parts(self, scope: Scope, *, links: bool, times: int = 1) -> Iterator[Part]:
        """A scope's nodes, or the links that start at them; each part's graph has the one or the other.

        Parts are `times` as large as where what the store holds of them is read too.
        """
        for some in _some(scope.sources, SOURCES * times):
            own = dict(self._kept.own(some))
            told = {node: [(self._id[n], its)] for n, nodes in own.items() for node, its in nodes.items()}
            halves = {node: n % 2 for n, nodes in own.items() for node in nodes}
            yield replace(self._part(list(told), told, links), halves=halves)
        for some in _some(scope.gone, SOURCES):
            yield Part(sorted(self._gone(some, scope)), PropertyGraph())
        for ids in _some(scope.shared, NODES * times):
            yield self._part(ids, self._told(ids), links)

    def _gone(self, sources: Sequence[int], scope: Scope) -> set[Id]:
        """What only these sources told of, less what another record of the same source tells now."""
        gone = {node for _, nodes in self._kept.own(sources) for node in nodes}
        for _, nodes in self._kept.own(scope.sources):
            gone -= nodes.keys()
        return gone

    def _part(self, ids: Sequence[Id], told: Mapping[Id, Sequence[tuple[Id, Told]]], links: bool) -> Part:
        if not links:
            nodes = {
                node: merged(node, [its for _, its in each], self.identity, self.labels.get(node)) for node, each in told.items()
            }
            return Part(ids, PropertyGraph(nodes))
        made: dict[LinkKey, dict[str, Property]] = {}
        for node, each in told.items():
            made.update(links_of(node, each, self.identity))
        return Part(ids, PropertyGraph({}, made))

    def _told(self, nodes: Iterable[Id]) -> dict[Id, list[tuple[Id, Told]]]:
        """What the sources of the case tell of these nodes and of what met in them, the newest source last."""
        standing = (node for node in nodes if self.identity.of(node) == node)
        members = {one: node for node in standing for one in self.identity.ids.get(node, (node,))}
        found: dict[Id, list[tuple[int, Id, Told]]] = defaultdict(list)
        for one, n, its in self._kept.told(members):
            if n in self._rank:
                found[members[one]].append((self._rank[n], self._id[n], its))
        return {
            node: [(source, its) for _, source, its in sorted(each, key=lambda told: told[0])]
            for node, each in sorted(found.items())
        }


def _some(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (things[at : at + size] for at in range(0, len(things), size))

"""Brings a store to the graph of a case, writes only the difference, and counts it again afterwards.

Where a load of this case on this machine wrote the store last, it is known what the store holds: then only what the change of
some sources can alter is looked at. Else the whole store is compared, part by part. While a store is being written its mark says
so; a load that was killed is finished by the next one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from giaoviec.graph.kept import Kept, State
from giaoviec.graph.mint import Id
from giaoviec.graph.ontology import Ontology
from giaoviec.graph.parts import LARGE, Part, Whole
from giaoviec.graph.projection import PropertyGraph
from giaoviec.graph.stores import sync
from giaoviec.graph.stores.base import Graph, Store
from giaoviec.graph.stores.lanes import behind
from giaoviec.graph.stores.mark import LOADING, READY, Loader, Mark, claimed, read_mark, require_own, write_mark

Progress = Callable[[str, int, int], None]
Deriving = Callable[[Graph, sync.Difference | None], Callable[[], None]]
"""Told a change before it is written, None where all links must be derived; gives what derives afterwards."""


@dataclass
class Change:
    """What was written, or would be. `before` are the nodes that were there, of those that were looked at; `written` those that
    are new or changed; `linked` those that links were written of or went from; `links` how many were written; `new`, `changed`,
    `gone` and `surplus` count by class and type, as in `sync.Difference`, and `wanted` all that there is to be of what was looked
    at."""

    before: set[Id] = field(default_factory=set)
    written: set[Id] = field(default_factory=set)
    linked: set[Id] = field(default_factory=set)
    links: int = 0
    wanted: Counter[str] = field(default_factory=Counter)
    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    surplus: Counter[str] = field(default_factory=Counter)

    def add(self, one: sync.Difference) -> None:
        self.before |= one.before
        self.written |= one.nodes.keys()
        self.linked |= {start for _, start, _ in (*one.links, *one.gone_links)}
        self.links += len(one.links)
        self.new += one.new
        self.changed += one.changed
        self.gone += one.gone
        self.surplus += one.surplus

    def empty(self) -> bool:
        return not (self.new or self.changed or self.gone or self.surplus)

    def after(self, counts: Mapping[str, int]) -> Counter[str]:
        """What there is to be of each class and type where there was so much before."""
        after = Counter(counts)
        after.update(self.new)
        after.subtract(self.gone)
        after.subtract(self.surplus)
        return +after


@dataclass(frozen=True)
class Goal:
    """What to bring a store to: the kept sources of a case (numbers by id), and what the store's mark says in the end. `place` is
    the store's URI."""

    kept: Kept
    sources: Mapping[Id, int]
    mark: Mark
    place: str


@dataclass(frozen=True)
class Brought:
    """What was written to a store (None where it held just that before, and nothing was looked at), what it holds by class and
    type, the graph that it was brought to, and the sources (their kept numbers by id) that the store was known to hold before."""

    change: Change | None
    found: Counter[str]
    unsure: int
    whole: Whole | None
    there: Mapping[Id, int]
    retries: int


def bring(store: Store, goal: Goal, ontology: Ontology, loader: Loader, deriving: Deriving, progress: Progress) -> Brought:
    """Brings a store to a goal and derives.

    A store that is already there is left alone. Raises StoreError where it belongs to another case or a newer giaoviec, is being
    loaded by another, or does not hold in the end what was written.
    """
    old = require_own(store, goal.mark.case)
    store.prepare(sync.schema_of(ontology))
    before = _before(goal, old, own_counts(store, ontology))
    if before and old and replace(goal.mark, load=old.load) == old and before.sources == goal.sources:
        return Brought(None, Counter(before.found), before.unsure, None, _sources(before), store.retries)
    whole = Whole(goal.kept, goal.sources)
    with claimed(store, loader) as own:
        old = require_own(own, goal.mark.case)  # another's load may have ended meanwhile
        counts = own_counts(store, ontology)
        before = _before(goal, old, counts)
        anew = old is None or (old.state, old.rules) != (READY, goal.mark.rules)
        work = Work(own, whole, before, ontology)
        # What is to be derived again is told by what stood there, so that is read first, where not all is derived anew.
        apart = work.differences() if anew or work.fresh else list(work.differences())
        derive = deriving(own, sync.together(apart) if isinstance(apart, list) else None)
        write_mark(own, replace(goal.mark, state=LOADING))
        change = work.write(apart, progress)
        if anew or not change.empty():
            derive()
        found = checked(store, before, change, counts, ontology)
        state = State(whole.sources, whole.identity, whole.labels, len(whole.identity.unsure), found, own_counts(store, ontology))
        goal.kept.bring(goal.place, goal.mark.load or "", state)
        goal.kept.flush()
        write_mark(own, goal.mark)
    return Brought(change, found, state.unsure, whole, _sources(before), store.retries)


def would_bring(store: Store | None, goal: Goal, ontology: Ontology) -> Brought:
    """What `bring` would write, and nothing written; None for a store that is not there yet."""
    whole = Whole(goal.kept, goal.sources)
    before = _before(goal, read_mark(store), own_counts(store, ontology)) if store else None
    work = Work(store, whole, before, ontology)
    change = work.write(work.differences(), None)
    retries = store.retries if store else 0
    return Brought(change, Counter(), len(whole.identity.unsure), whole, _sources(before), retries)


def _sources(before: State | None) -> Mapping[Id, int]:
    return before.sources if before else {}


def own_counts(store: Store, ontology: Ontology) -> Counter[str]:
    """The store's own counts of the classes and links that sources tell of."""
    counts = store.counts(sync.schema_of(ontology))
    return +Counter({name: counts.get(name, 0) for name in (*ontology.concrete, *ontology.relationships)})


def _before(goal: Goal, old: Mark | None, counts: Counter[str]) -> State | None:
    """What the store holds, where a load from this folder wrote it last and it still counts the same."""
    if old is None or old.state != READY or old.load is None:
        return None
    state = goal.kept.state(goal.place, old.load)
    return state if state and Counter(state.raw) == counts else None


class Work:
    """What is to be done to a store (None: one that is not there yet), which is as `before`, or not known.

    Nodes go last: until then the links to them tell what else is to be looked at.
    """

    def __init__(self, store: Graph | None, whole: Whole, before: State | None, ontology: Ontology) -> None:
        self._store = store
        self._whole = whole
        self._ontology = ontology
        self._scope = whole.changed(before) if before else whole.everything()
        there = sync.stored_ids(store, ontology) if store and before is None else set()
        self._left = sorted(there.difference(whole.ids(self._scope))) if there else []
        self.fresh = before is None and not there
        self._times = LARGE if self.fresh else 1
        self._change = Change()

    def differences(self) -> Iterator[sync.Difference]:
        """The difference of each part, first of nodes, then of links, to what the store holds when it is asked for."""
        for links in (False, True):
            for part in chain(
                self._whole.parts(self._scope, links=links, times=self._times), [Part(self._left, PropertyGraph())]
            ):
                self._change.wanted += sync.counts_of(part.graph)
                yield self._apart(part, links)

    def _apart(self, part: Part, links: bool) -> sync.Difference:
        if self._store is None or self.fresh:
            return sync.from_nothing(part.graph, part.halves)
        if links:
            return sync.links_apart(self._store, part.ids, part.graph.links, self._ontology)
        return sync.nodes_apart(self._store, part.ids, part.graph.nodes)

    def write(self, differences: Iterable[sync.Difference], progress: Progress | None) -> Change:
        """Writes the differences, or where there is no `progress` to tell of it only sums them up."""
        gone, steps = dict[Id, str](), Steps(progress, 2 * self._whole.size(self._scope, self._times) + 2)
        with behind(self._store if self.fresh else None) as put:
            for one in differences:
                gone |= one.gone_nodes
                self._change.add(one)
                if self._store and progress:
                    put(partial(sync.apply, self._store, replace(one, gone_nodes={}), self._ontology))
                steps.next()
        if self._store and progress:
            last = replace(sync.from_nothing(PropertyGraph()), gone_nodes=gone, fresh=False)
            sync.apply(self._store, last, self._ontology)
        return self._change


class Steps:
    """Progress of a work of many parts."""

    def __init__(self, progress: Progress | None, parts: int) -> None:
        self._progress = progress
        self._parts = parts
        self._done = 0

    def next(self) -> None:
        self._done += 1
        if self._progress:
            self._progress("write", self._done, self._parts)


def checked(store: Store, before: State | None, change: Change, counts: Counter[str], ontology: Ontology) -> Counter[str]:
    """What the store holds of giaoviec, by class and type. Raises StoreError where it is not what was to be there.

    The store's own counts tell it at once; where others' links went with a node of ours, giaoviec's own are counted one by one.
    """
    wanted = change.after(before.found) if before else change.wanted
    if own_counts(store, ontology) == change.after(counts):
        return wanted
    return sync.counted(store, wanted, ontology)

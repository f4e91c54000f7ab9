"""Joins what several sources tell of one person, meeting or order: rules P1, P2, M1, M2, M3 and O1 of the design page.

Everything that meets by its key alone (bodies, roles, places, documents, projects) has one id already. The order of loading
changes nothing: pairs are tried by strength, then by id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol, TypeVar

from giaoviec.graph.days import days_apart
from giaoviec.graph.keys import AccountKey, MeetingKey, PersonKey, SourceKeys
from giaoviec.graph.mint import Id

SAME_ORDER = 0.6  # share of the shorter task's words
SAME_WORDS = 0.8  # the same where the receivers differ
FEWEST_WORDS = 5
FEWEST_SAME_WORDS = 8
ORDINAL_DAYS = 10  # M2
PROVINCE_YEARS = 5  # P2


@dataclass(frozen=True)
class Unsure:
    """Two things that may be one, by a rule too weak to join them: shown for judgement."""

    one: Id
    other: Id
    rule: str


@dataclass(frozen=True)
class Identity:
    """`canonical` of each person and meeting that met another; `ids` of each canonical one; `order` of each account."""

    canonical: Mapping[Id, Id]
    ids: Mapping[Id, tuple[Id, ...]]
    order: Mapping[Id, Id]
    unsure: tuple[Unsure, ...]

    def of(self, node: Id) -> Id:
        return self.canonical.get(node, node)


class _Keyed(Protocol):
    @property
    def id(self) -> Id: ...
    @property
    def source(self) -> Id: ...


K = TypeVar("K", bound=_Keyed)


class Clusters:
    """Groups things; two groups join only where no pair across them is forbidden."""

    def __init__(self, things: Iterable[_Keyed], forbidden: Callable[[Id, Id], bool] = lambda one, other: False) -> None:
        self._source = {thing.id: thing.source for thing in things}
        self._of: dict[Id, list[Id]] = {node: [node] for node in self._source}
        self._forbidden = forbidden

    def join(self, one: Id, other: Id) -> bool:
        """Joins the groups of two things; never two things of one source, nor a forbidden pair. True where they are one now."""
        a, b = self._of[one], self._of[other]
        if a is b:
            return True
        if {self._source[x] for x in a} & {self._source[x] for x in b}:
            return False
        if any(self._forbidden(x, y) for x in a for y in b):
            return False
        a.extend(b)
        for node in b:
            self._of[node] = a
        return True

    def same(self, one: Id, other: Id) -> bool:
        return self._of[one] is self._of[other]

    def groups(self) -> list[list[Id]]:
        """Groups of two and more."""
        return [group for node, group in self._of.items() if len(group) > 1 and group[0] == node]


def identify(sources: Iterable[SourceKeys]) -> Identity:
    """What meets what among all sources."""
    sources = sorted(sources, key=lambda s: (s.since, s.id))
    rank = {s.id: at for at, s in enumerate(sources)}
    people = [p for s in sources for p in s.people]
    meetings = [m for s in sources for m in s.meetings]
    accounts = [a for s in sources for a in s.accounts]
    persons, doubtful = _persons(people)
    met, undated = _meetings(meetings)
    orders = _orders(accounts, meetings, met, undated)
    things: list[_Keyed] = [*people, *meetings, *accounts]
    of = {thing.id: rank[thing.source] for thing in things}

    def first(group: list[Id]) -> list[Id]:
        return sorted(group, key=lambda node: (of[node], node))

    canonical, ids = {}, {}
    for group in [*persons.groups(), *met.groups()]:
        members = first(group)
        ids[members[0]] = tuple(members)
        canonical.update(dict.fromkeys(members, members[0]))
    order = {a.id: a.id for a in accounts}
    for group in orders.groups():
        order.update(dict.fromkeys(group, first(group)[0]))
    return Identity(canonical, ids, order, tuple(doubtful + undated))


def _grouped(things: Iterable[K], by: Callable[[K], object]) -> list[list[K]]:
    """Things that share a key, in the order of ids; a key of None groups nothing."""
    found: dict[object, list[K]] = defaultdict(list)
    for thing in things:
        if by(thing) is not None:
            found[by(thing)].append(thing)
    return [sorted(group, key=lambda thing: thing.id) for group in found.values() if len(group) > 1]


def _persons(people: list[PersonKey]) -> tuple[Clusters, list[Unsure]]:
    """P1: one name of two words or more and one present office of one or few seats. P2 only asks."""
    clusters, asked = Clusters(people), []
    namesakes = _grouped(people, lambda p: p.name if " " in p.name else None)
    for group in namesakes:
        for one, other in combinations(group, 2):
            if one.close & other.close:
                clusters.join(one.id, other.id)
    for group in namesakes:
        for one, other in combinations(group, 2):
            if not clusters.same(one.id, other.id) and one.source != other.source and _may_be_one(one, other):
                asked.append(Unsure(one.id, other.id, "P2"))
    return clusters, asked


def _may_be_one(one: PersonKey, other: PersonKey) -> bool:
    if one.wide & other.wide:
        return True
    near = one.seen is None or other.seen is None or days_apart(one.seen, other.seen) <= PROVINCE_YEARS * 366
    return bool(one.provinces & other.provinces) and near


def _meetings(meetings: list[MeetingKey]) -> tuple[Clusters, list[Unsure]]:
    """M1 (body and day) and M2 (body and ordinal, near in days) join; M3 (one has no date) only asks."""
    of = {m.id: m for m in meetings}
    clusters = Clusters(meetings, lambda one, other: _differ(of[one], of[other]))
    for group in _grouped(meetings, lambda m: (m.body, m.date) if m.body and m.date else None):
        for one, other in combinations(group, 2):
            clusters.join(one.id, other.id)
    for group in _grouped(meetings, lambda m: (m.body, m.ordinal) if m.body and m.ordinal and m.date else None):
        for one, other in combinations(group, 2):
            if days_apart(one.date or "", other.date or "") <= ORDINAL_DAYS:
                clusters.join(one.id, other.id)
    undated = [
        Unsure(one.id, other.id, "M3")
        for group in _grouped(meetings, lambda m: (m.body, m.name) if m.body and m.name else None)
        for one, other in combinations(group, 2)
        if one.source != other.source
        and (one.date is None or other.date is None)
        and not clusters.same(one.id, other.id)
        and not _differ(one, other)
    ]
    return clusters, undated


def _differ(one: MeetingKey, other: MeetingKey) -> bool:
    """Whether what both tell of chairs, ordinal or part of day cannot be one meeting's."""
    if one.chairs and other.chairs and not one.chairs.meets(other.chairs):
        return True
    if one.ordinal and other.ordinal and one.ordinal != other.ordinal:
        return True
    return bool(one.part_of_day and other.part_of_day and one.part_of_day != other.part_of_day)


def _orders(accounts: list[AccountKey], meetings: list[MeetingKey], met: Clusters, undated: list[Unsure]) -> Clusters:
    """O1: accounts of one order, at one meeting (M3 is enough) or under one document; the best match first."""
    events = _Events(meetings, met, undated)
    of = {a.id: a for a in accounts}
    # An undated meeting may be either of two dated ones, which stay two: their orders must not meet through it.
    clusters = Clusters(accounts, lambda one, other: not events.may_share(of[one], of[other]))
    candidates = _grouped(accounts, lambda a: events.near(a.meeting))
    under: dict[Id, list[AccountKey]] = defaultdict(list)
    for account in accounts:
        for document in account.documents:
            under[document].append(account)
    candidates += under.values()
    matches = {
        (-_overlap(one, other), -_shared(one, other), one.id, other.id)
        for group in candidates
        for one, other in combinations(sorted(group, key=lambda a: a.id), 2)
        if one.source != other.source and events.may_share(one, other) and _one_order(one, other)
    }
    for _, _, one_id, other_id in sorted(matches):
        clusters.join(one_id, other_id)
    return clusters


class _Events:
    """Which accounts may tell one order because of where they stand: at one meeting, or under one document."""

    def __init__(self, meetings: list[MeetingKey], met: Clusters, undated: list[Unsure]) -> None:
        self._one = {m.id: m.id for m in meetings} | {node: group[0] for group in met.groups() for node in group}
        self._pairs = {frozenset((self._one[pair.one], self._one[pair.other])) for pair in undated}
        linked = Clusters([_Event(node, node) for node in set(self._one.values())])
        for one, other in map(sorted, self._pairs):
            linked.join(one, other)
        self._near = {node: node for node in self._one.values()} | {n: min(group) for group in linked.groups() for n in group}

    def near(self, meeting: Id | None) -> Id | None:
        """One name for all meetings that are, or by M3 may be, the same, through others too."""
        return self._near[self._one[meeting]] if meeting else None

    def may_share(self, one: AccountKey, other: AccountKey) -> bool:
        if one.documents & other.documents:
            return True
        if one.meeting is None or other.meeting is None:
            return False
        here, there = self._one[one.meeting], self._one[other.meeting]
        return here == there or frozenset((here, there)) in self._pairs


@dataclass(frozen=True)
class _Event:
    """A meeting as a place where orders meet: here every meeting may join every other, so each is its own source."""

    id: Id
    source: Id


def _one_order(one: AccountKey, other: AccountKey) -> bool:
    """Same giver, tasks that overlap, and a common lead; leads may differ where the words are nearly the same."""
    if not (one.givers.meets(other.givers) or (not one.givers and not other.givers)):
        return False
    shorter = min(one.size, other.size)
    overlap = _overlap(one, other)
    same_leads = one.leads.meets(other.leads) or (not one.leads and not other.leads)
    if same_leads and shorter >= FEWEST_WORDS and overlap >= SAME_ORDER:
        return True
    return shorter >= FEWEST_SAME_WORDS and overlap >= SAME_WORDS


def _shared(one: AccountKey, other: AccountKey) -> int:
    mine, its = one.words, other.words
    return sum([min(mine[word], its[word]) for word in mine.keys() & its.keys()])


def _overlap(one: AccountKey, other: AccountKey) -> float:
    shorter = min(one.size, other.size)
    return _shared(one, other) / shorter if shorter else 0.0

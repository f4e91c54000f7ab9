"""What identity compares: small keys of one source's people, meetings and accounts, read from its graph."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from giaoviec.graph.days import last_day
from giaoviec.graph.mint import Id
from giaoviec.graph.names import key
from giaoviec.graph.triples import SourceGraph, Value

_DAY_WORDS = re.compile(r"\b(?:\d+|ngày|tháng|năm|sáng|chiều|tối|trưa|hôm|nay|đầu|cuối|giữa)\b")


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person of a source. `close` are present offices of one or few seats, `wide` those of many; `provinces` of all."""

    id: Id
    source: Id
    name: str
    close: frozenset[Id]
    wide: frozenset[Id]
    provinces: frozenset[str]
    seen: str | None


@dataclass(frozen=True, slots=True)
class Faces:
    """Agents as they are compared: `named` holds a person's name, a role's, body's or group's face; `offices` the roles
    of one or few seats that the named persons hold. A person is met by name, or by somebody who names that office."""

    named: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.named)

    def meets(self, other: Faces) -> bool:
        return bool(self.named & other.named or self.named & other.offices or self.offices & other.named)


@dataclass(frozen=True, slots=True)
class MeetingKey:
    """A meeting of a source. `name` is its name's key less the words that tell a day."""

    id: Id
    source: Id
    body: Id | None
    date: str | None
    ordinal: int | None
    part_of_day: str | None
    chairs: Faces
    name: str


@dataclass(frozen=True, slots=True)
class AccountKey:
    """An account of an order. `words` are those of its task, counted, `size` all of them together."""

    id: Id
    source: Id
    meeting: Id | None
    documents: frozenset[Id]
    givers: Faces
    leads: Faces
    words: Mapping[str, int]
    size: int


@dataclass(frozen=True, slots=True)
class SourceKeys:
    """The keys of one source. `since` is its publication day, else its earliest meeting's, else late: undated comes last."""

    id: Id
    since: str
    people: tuple[PersonKey, ...]
    meetings: tuple[MeetingKey, ...]
    accounts: tuple[AccountKey, ...]

    def told(self) -> Iterator[Id]:
        """All that is compared."""
        for some in (self.people, self.meetings, self.accounts):
            yield from (each.id for each in some)


GROUP = "group"
"""The face of any collective that receives: any Group meets any Group."""


class _Index:
    """A source's triples by subject."""

    def __init__(self, graph: SourceGraph) -> None:
        self.kinds: dict[Id, str] = {}
        self.values: dict[Id, dict[str, Value]] = defaultdict(dict)
        self.links: dict[Id, dict[str, list[Id]]] = defaultdict(lambda: defaultdict(list))
        for subject, word, thing in graph.triples:
            if word == "type":
                self.kinds[subject] = str(thing)
            elif isinstance(thing, Id):
                self.links[subject][word].append(thing)
            else:
                self.values[subject][word] = thing

    def of(self, kind: str) -> list[Id]:
        return [node for node, its in self.kinds.items() if its == kind]

    def text(self, node: Id, word: str) -> str | None:
        value = self.values[node].get(word)
        return None if value is None else str(value)

    def one(self, node: Id, word: str) -> Id | None:
        found = self.links[node].get(word)
        return found[0] if found else None


def source_keys(graph: SourceGraph) -> SourceKeys:
    """The keys of one source's graph."""
    index = _Index(graph)
    people = _people(index, graph.id)
    offices = {p.id: p.close for p in people}
    meetings = tuple(_meeting(index, node, graph.id, offices) for node in index.of("Meeting"))
    accounts = tuple(_account(index, node, graph.id, offices) for node in index.of("Assignment"))
    published = last_day(index.text(graph.id, "published"))
    days = sorted(m.date for m in meetings if m.date)
    return SourceKeys(graph.id, published or (days[0] if days else "9999-99-99"), people, meetings, accounts)


def _people(index: _Index, source: Id) -> tuple[PersonKey, ...]:
    offices: dict[Id, list[tuple[Id, str | None]]] = defaultdict(list)
    for tenure in index.of("Tenure"):
        holder, office = index.one(tenure, "holder"), index.one(tenure, "office")
        if holder and office and not index.values[tenure].get("former"):
            offices[holder].append((office, index.text(tenure, "seen")))
    return tuple(_person(index, node, source, offices[node]) for node in index.of("Person"))


def _person(index: _Index, node: Id, source: Id, held: list[tuple[Id, str | None]]) -> PersonKey:
    roles = [role for role, _ in held]
    bodies = [body for role in roles if (body := index.one(role, "inBody"))]
    provinces = {key(p) for body in bodies if (p := index.text(body, "province"))}
    return PersonKey(
        id=node,
        source=source,
        name=key(index.text(node, "name") or ""),
        close=frozenset(role for role in roles if index.text(role, "seats") != "many"),
        wide=frozenset(role for role in roles if index.text(role, "seats") == "many"),
        provinces=frozenset(provinces),
        seen=next((day for _, day in held if day), None),
    )


def _meeting(index: _Index, node: Id, source: Id, offices: Mapping[Id, frozenset[Id]]) -> MeetingKey:
    ordinal = index.values[node].get("ordinal")
    return MeetingKey(
        id=node,
        source=source,
        body=index.one(node, "heldBy"),
        date=index.text(node, "date"),
        ordinal=ordinal if isinstance(ordinal, int) else None,
        part_of_day=index.text(node, "partOfDay"),
        chairs=_faces(index, node, "chairedBy", offices),
        name=" ".join(_DAY_WORDS.sub(" ", key(index.text(node, "name") or "")).split()),
    )


def _faces(index: _Index, node: Id, word: str, offices: Mapping[Id, frozenset[Id]], group: str = "") -> Faces:
    """The agents that a node is linked to by `word`; `group` is the face of a collective, its own words where it is empty."""
    agents = index.links[node].get(word, [])
    named: set[str] = set()
    for agent in agents:
        kind = index.kinds.get(agent)
        words = f"{kind} {key(index.text(agent, 'name') or '')}"
        # The id meets another wording of the same body; the words meet a nameless one ("UBND quận") at the same meeting.
        named.update((group or words,) if kind == "Group" else (words, str(agent)))
    return Faces(frozenset(named), frozenset(role for agent in agents for role in offices.get(agent, ())))


def _account(index: _Index, node: Id, source: Id, offices: Mapping[Id, frozenset[Id]]) -> AccountKey:
    words = Counter(key(index.text(node, "task") or "").split())
    under = [thing for thing in index.links[node].get("under", []) if index.kinds.get(thing) == "Document"]
    return AccountKey(
        id=node,
        source=source,
        meeting=index.one(node, "atMeeting"),
        documents=frozenset(under),
        givers=_faces(index, node, "givenBy", offices),
        leads=_faces(index, node, "givenTo", offices, GROUP),
        words=words,
        size=words.total(),
    )

"""What labels ask of all sources, kept small: of each source only the names, offices and days that can tell namesakes apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from giaoviec.graph.identity import Identity
from giaoviec.graph.labels import LABELLED, Name
from giaoviec.graph.mint import Id
from giaoviec.graph.names import key
from giaoviec.graph.telling import Tellings

_TOLD_ON = ("OFFICE", "GIVEN_TO", "SUPPORTED_BY", "GIVEN_BY", "REPORTED_BY", "DECIDED_BY")
"""Links of claims that say on which day a body or role is told of."""


def hints(told: Tellings) -> dict[str, Any]:
    """One source's part, as plain data for JSON.

    `names` are (class, id, name, key); `provinces` by body; `tenures` (id, former, seen, person, role); `days` the first day by
    body and role, but for meetings, whose days other sources may correct: `held` (meeting, date, body); `in` (type, role or
    project, body or place).
    """
    names = [[its.kind, node, name, key(str(name))] for node, its in told.items() if (name := _named(its.kind, its.values))]
    out: dict[str, Any] = {"names": names, "provinces": {}, "tenures": [], "days": {}, "held": [], "in": []}
    days: dict[str, str] = out["days"]
    for node, its in told.items():
        if its.kind == "Body" and "province" in its.values:
            out["provinces"][node] = its.values["province"]
        ends = dict(its.links)
        if its.kind == "Tenure":
            seen = its.values.get("seen", "")
            out["tenures"].append([node, str(its.values.get("former", "")), seen, ends.get("HOLDER"), ends.get("OFFICE")])
        if its.kind == "Meeting":
            out["held"].append([node, its.values.get("date", ""), ends.get("HELD_BY")])
        out["in"] += [[kind, node, end] for kind, end in its.links if (its.kind, kind) in _INSIDE]
        for kind, end in its.links:
            day = str(its.values.get("seen", ""))
            if day and kind in _TOLD_ON and told[end].kind in ("Body", "Role"):
                days[end] = min(day, days.get(end, day))
    return out


_INSIDE = {("Role", "IN_BODY"), ("Project", "IN_PLACE")}


def _named(kind: str, values: Mapping[str, Any]) -> Any:
    return values.get("name") if kind in (*LABELLED, "Place") else None


class LabelFacts:
    """The hints of all sources together, the newest name counting: an implementation of `labels.Facts`."""

    def __init__(self, ordered: Iterable[Mapping[str, Any]], identity: Identity) -> None:
        self._names: dict[str, dict[Id, Name]] = defaultdict(dict)
        self._provinces: dict[Id, str] = {}
        self._offices: dict[Id, list[tuple[str, str, Id, Id]]] = defaultdict(list)
        self._days: dict[Id, str] = {}
        self._dates: dict[Id, str] = {}
        self._held: dict[Id, set[Id]] = defaultdict(set)
        self._in: dict[Id, set[Id]] = defaultdict(set)
        self._identity = identity
        for each in ordered:
            self._add(each)

    def _add(self, told: Mapping[str, Any]) -> None:
        of = self._identity.of
        for kind, node, name, name_key in told["names"]:
            self._names[kind][of(node)] = Name(name, name_key)
        self._provinces.update(told["provinces"])
        for tenure, former, seen, person, role in told["tenures"]:
            self._offices[of(person)].append((former, seen, tenure, role))
        for node, day in told["days"].items():
            self._days[node] = min(day, self._days.get(node, day))
        for meeting, date, body in told["held"]:
            if date:
                self._dates[of(meeting)] = date
            if body:
                self._held[body].add(of(meeting))
        for _, node, end in told["in"]:
            self._in[node].add(end)

    def names(self, kind: str) -> Mapping[Id, Name]:
        return self._names[kind]

    def province(self, body: Id) -> str:
        return self._provinces.get(body, "")

    def inside(self, node: Id) -> list[Id]:
        return sorted(self._in[node])

    def offices(self, person: Id) -> list[tuple[str, Id]]:
        return [(seen, role) for _, seen, _, role in sorted(self._offices[person])]

    def first_day(self, node: Id) -> str:
        days = [self._days.get(node, ""), *(self._dates.get(meeting, "") for meeting in self._held[node])]
        return min(filter(None, days), default="")

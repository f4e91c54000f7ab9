"""The keys that identity compares, as plain lists for JSON and back: read so, they need no record and no graph."""

from __future__ import annotations

from sys import intern
from typing import Any

from giaoviec.graph.keys import AccountKey, Faces, MeetingKey, PersonKey, SourceKeys


def to_plain(keys: SourceKeys) -> list[Any]:
    """The keys of a source as lists; what `from_plain` makes of them is equal."""
    people = [[p.id, p.name, sorted(p.close), sorted(p.wide), sorted(p.provinces), p.seen] for p in keys.people]
    meetings = [[m.id, m.body, m.date, m.ordinal, m.part_of_day, *_faces(m.chairs), m.name] for m in keys.meetings]
    accounts = [[a.id, a.meeting, sorted(a.documents), *_faces(a.givers), *_faces(a.leads), dict(a.words)] for a in keys.accounts]
    return [keys.id, keys.since, people, meetings, accounts]


def from_plain(plain: list[Any]) -> SourceKeys:
    """The keys in such lists. Each text is there once, however many sources tell it."""
    source, since, people, meetings, accounts = plain
    return SourceKeys(
        source,
        since,
        tuple(
            PersonKey(node, source, intern(name), _set(close), _set(wide), _set(provinces), seen)
            for node, name, close, wide, provinces, seen in people
        ),
        tuple(
            MeetingKey(node, source, body, date, ordinal, part, Faces(_set(named), _set(offices)), name)
            for node, body, date, ordinal, part, named, offices, name in meetings
        ),
        tuple(_account(source, *each) for each in accounts),
    )


def _faces(faces: Faces) -> tuple[list[str], list[str]]:
    return sorted(faces.named), sorted(faces.offices)


def _account(source: Any, node: Any, meeting: Any, documents: Any, *rest: Any) -> AccountKey:
    givers, giving, leads, leading, words = rest
    faces = Faces(_set(givers), _set(giving)), Faces(_set(leads), _set(leading))
    counted = {intern(word): times for word, times in words.items()}
    return AccountKey(node, source, meeting, _set(documents), *faces, counted, sum(counted.values()))


def _set(texts: list[Any]) -> frozenset[Any]:
    return frozenset(map(intern, texts)) if texts else _NONE


_NONE: frozenset[Any] = frozenset()

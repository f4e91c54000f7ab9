"""The keys that identity compares, as plain lists for JSON and back: read so, they need no record and no graph."""

from __future__ import annotations

from typing import Any

from giaoviec.graph.keys import AccountKey, Faces, MeetingKey, PersonKey, SourceKeys


def to_plain(keys: SourceKeys) -> list[Any]:
    """The keys of a source as lists; what `from_plain` makes of them is equal."""
    people = [[p.id, p.name, sorted(p.close), sorted(p.wide), sorted(p.provinces), p.seen] for p in keys.people]
    meetings = [[m.id, m.body, m.date, m.ordinal, m.part_of_day, *_faces(m.chairs), m.name] for m in keys.meetings]
    accounts = [[a.id, a.meeting, sorted(a.documents), *_faces(a.givers), *_faces(a.leads), dict(a.words)] for a in keys.accounts]
    return [keys.id, keys.since, people, meetings, accounts]


def from_plain(plain: list[Any]) -> SourceKeys:
    """The keys in such lists."""
    source, since, people, meetings, accounts = plain
    return SourceKeys(
        source,
        since,
        tuple(
            PersonKey(node, source, name, frozenset(close), frozenset(wide), frozenset(provinces), seen)
            for node, name, close, wide, provinces, seen in people
        ),
        tuple(
            MeetingKey(node, source, body, date, ordinal, part, Faces(frozenset(named), frozenset(offices)), name)
            for node, body, date, ordinal, part, named, offices, name in meetings
        ),
        tuple(_account(source, *each) for each in accounts),
    )


def _faces(faces: Faces) -> tuple[list[str], list[str]]:
    return sorted(faces.named), sorted(faces.offices)


def _account(source: Any, node: Any, meeting: Any, documents: Any, *rest: Any) -> AccountKey:
    givers, giving, leads, leading, words = rest
    faces = Faces(frozenset(givers), frozenset(giving)), Faces(frozenset(leads), frozenset(leading))
    return AccountKey(node, source, meeting, frozenset(documents), *faces, words)

"""Typed words to the one thing they mean: accents and case optional. Several candidates are listed; for none, what is near."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from giaoviec.graph.errors import UsageError
from giaoviec.graph.names import key, plain
from giaoviec.graph.near import nearest
from giaoviec.graph.saved import Parameter
from giaoviec.graph.stores.base import Store

KINDS = {"person": "Person", "body": "Body", "role": "Role", "project": "Project"}
NAMED = frozenset({*KINDS, "agent", "order", "meeting", "source"})
"""Parameter types that mean one thing in the store; an agent is a person, body or office."""
GROUPINGS = ("receiver", "giver", "project", "month")
"""What a parameter of type `by` may be."""
MANY = 12
_DAY = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")


@dataclass(frozen=True)
class Candidate:
    """Something that typed words may mean: the `value` a query compares with, and how it is shown."""

    value: str
    shown: str


def value_of(store: Store, parameter: Parameter, words: str) -> str | int:
    """The value that a query compares with, from typed words. Raises UsageError where they mean nothing, or several things."""
    if parameter.type == "number":
        return _number(parameter, words)
    if parameter.type == "day":
        return day_of(words)
    if parameter.type == "by":
        return _grouping(words)
    if parameter.type not in NAMED and parameter.type != "province":
        return words
    exact = _exactly(store, parameter.type, words.strip())
    if exact is not None:
        return exact
    known = candidates(store, parameter.type)
    found = matching(words, known)
    if len(found) == 1:
        return found[0].value
    if found:
        shown = "\n".join(f"  {each.shown}" for each in found[:MANY])
        more = f"\n  (+{len(found) - MANY})" if len(found) > MANY else ""
        raise UsageError(
            f"{words!r} khớp với {len(found)} tên, hãy gõ rõ hơn:\n{shown}{more}",
            f"{words!r} matches {len(found)} names, type more of the one you mean:\n{shown}{more}",
        )
    near = nearest(words, (each.shown for each in known), MANY // 3)
    raise UsageError(
        f"không thấy {words!r} trong hồ sơ; {near.vi}; tìm tên bằng: giaoviec find",
        f"nothing in the case is called {words!r}; {near.en}; look names up with: giaoviec find",
    )


def _exactly(store: Store, kind: str, words: str) -> str | None:
    """The value of a thing whose label or id was typed as it is, found by an index; None where there is none."""
    if kind == "order":
        rows = store.read("MATCH (n:Assignment {id: $words}) RETURN n.order AS value", {"words": words})
    elif kind in ("meeting", "source"):
        rows = store.read(f"MATCH (n:{kind.capitalize()} {{id: $words}}) RETURN n.id AS value", {"words": words})
    elif kind in KINDS or kind == "agent":
        rows = store.read(f"MATCH (n:{KINDS.get(kind, 'Agent')} {{label: $words}}) RETURN n.label AS value", {"words": words})
    else:
        rows = []
    return rows[0]["value"] if rows else None


def candidates(store: Store, kind: str) -> list[Candidate]:
    """All things of a parameter type in a store, by the value that queries compare with, in a fixed order."""
    if kind == "province":
        names = _listed(store, "MATCH (b:Body) WHERE b.province IS NOT NULL RETURN collect(DISTINCT b.province) AS found")
        return [Candidate(name, name) for name in sorted(names)]
    if kind in KINDS or kind == "agent":
        label = KINDS.get(kind, "Agent")
        names = _listed(store, f"MATCH (n:{label}) WHERE n.label IS NOT NULL RETURN collect(n.label) AS found")
        return [Candidate(name, name) for name in sorted(names)]
    if kind == "order":
        orders = _listed(store, "MATCH (a:Assignment) RETURN collect([a.id, a.order, a.task]) AS found")
        return [Candidate(order, f"{ident}  {task}") for ident, order, task in sorted(orders)]
    if kind == "meeting":
        meetings = _listed(
            store, "MATCH (m:Meeting) RETURN collect([coalesce(m.date, '?'), m.id, coalesce(m.name, '')]) AS found"
        )
        return [Candidate(ident, f"{ident}  {day}  {name}") for day, ident, name in sorted(meetings)]  # "?" is after every digit
    text = "MATCH (s:Source) RETURN collect([s.id, coalesce(s.file, ''), coalesce(s.title, '')]) AS found"
    return [Candidate(ident, f"{ident}  {file}  {title}") for ident, file, title in sorted(_listed(store, text))]


def _listed(store: Store, text: str) -> list[Any]:
    """What a query collects into one row: many thousands of rows take a store several times as long."""
    found: list[Any] = store.read(text, {})[0]["found"]
    return found


def matching(words: str, known: Iterable[Candidate]) -> list[Candidate]:
    """What typed words mean: the same name, else the same without accents, else an id's beginning, else all words in the name."""
    bare = plain(words)
    if not bare:  # no letter, no digit: all names would hold it
        return [each for each in known if each.shown == words]
    wanted, own, ident = set(bare.split()), key(words), words.rpartition("/")[2].lower()
    rarest, at = max(wanted, key=len), f"/{ident}"
    steps: tuple[list[Candidate], ...] = ([], [], [], [], [])
    same, plainly, begins, whole, some = steps
    for each in known:  # once over all names, of which a case has many thousands: what is cheap to tell comes first
        name = _plainly(each.shown)
        if name == bare:
            (same if key(each.shown) == own else plainly).append(each)
        elif at in each.shown and "  " in each.shown and each.shown.partition("/")[2].startswith(ident):
            begins.append(each)
        elif rarest not in name:
            continue
        elif f" {bare} " in f" {name} ":
            whole.append(each)
        elif wanted <= set(name.split()):
            some.append(each)
    return _distinct(next(filter(None, steps), []))


def _plainly(shown: str) -> str:
    """`plain(shown)`, without looking for abbreviations in an id, of which each is another."""
    ident, gap, name = shown.partition("  ")
    return f"{ident.replace('/', ' ')} {plain(name)}".rstrip() if gap else plain(shown)


def _distinct(found: Iterable[Candidate]) -> list[Candidate]:
    """Each value once: two accounts of one order mean the one order."""
    return list({each.value: each for each in found}.values())


def day_of(words: str) -> str:
    """A typed day as ISO text: 2024-07-31 or 31/7/2024. Raises UsageError for what is no day."""
    match = _DAY.match(words.strip())
    text = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else words.strip()
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(
            f"{words!r} không phải một ngày; viết 2024-07-31 hoặc 31/7/2024",
            f"{words!r} is no day; write 2024-07-31 or 31/7/2024",
        ) from error


def _number(parameter: Parameter, words: str) -> int:
    if not words.strip().lstrip("-").isdigit():
        raise UsageError(
            f"--{parameter.name} cần một số nguyên, không phải {words!r}",
            f"--{parameter.name} takes a whole number, not {words!r}",
        )
    return int(words)


def _grouping(words: str) -> str:
    if words not in GROUPINGS:
        near, known = nearest(words, GROUPINGS), ", ".join(GROUPINGS)
        raise UsageError(
            f"không đếm theo {words!r} được; {near.vi}; có: {known}",
            f"there is no counting by {words!r}; {near.en}; known: {known}",
        )
    return words


def missing_anchor(parameters: Sequence[Parameter], given: Iterable[str]) -> list[Parameter]:
    """The parameters of which a question needs one, where none was given: none where all default to null."""
    anchors = [p for p in parameters if p.type in NAMED]
    starts = any(p.default is not None for p in anchors)
    return [] if not starts or {p.name for p in anchors} & set(given) else anchors

"""Typed words to the one thing they mean: accents and case optional. Several candidates are listed; for none, what is near."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from giaoviec.graph.errors import UsageError
from giaoviec.graph.names import key, plain
from giaoviec.graph.near import nearest
from giaoviec.graph.saved import Parameter
from giaoviec.graph.stores.base import Store

KINDS = {"person": "Person", "body": "Body", "role": "Role", "project": "Project"}
NAMED = frozenset({*KINDS, "agent", "order", "meeting", "source"})
"""Parameter types that mean one thing in the store; an agent is a person, body or office."""
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
    if parameter.type not in NAMED:
        return words
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
        f"không thấy {words!r} trong hồ sơ; gần nhất: {near}; tìm tên bằng: giaoviec find",
        f"nothing in the case is called {words!r}; nearest: {near}; look names up with: giaoviec find",
    )


def candidates(store: Store, kind: str) -> list[Candidate]:
    """All things of a parameter type in a store, by the value that queries compare with."""
    if kind in KINDS or kind == "agent":
        label = KINDS.get(kind, "Agent")
        rows = store.read(f"MATCH (n:{label}) WHERE n.label IS NOT NULL RETURN n.label AS label ORDER BY label", {})
        return [Candidate(row["label"], row["label"]) for row in rows]
    if kind == "order":
        rows = store.read("MATCH (a:Assignment) RETURN a.id AS id, a.order AS order, a.task AS task ORDER BY id", {})
        return [Candidate(row["order"], f"{row['id']}  {row['task']}") for row in rows]
    if kind == "meeting":
        rows = store.read("MATCH (m:Meeting) RETURN m.id AS id, m.name AS name, m.date AS date ORDER BY date, id", {})
        return [Candidate(row["id"], f"{row['id']}  {row['date'] or '?'}  {row['name'] or ''}") for row in rows]
    rows = store.read("MATCH (s:Source) RETURN s.id AS id, s.file AS file, s.title AS title ORDER BY id", {})
    return [Candidate(row["id"], f"{row['id']}  {row['file'] or ''}  {row['title'] or ''}") for row in rows]


def matching(words: str, known: Iterable[Candidate]) -> list[Candidate]:
    """What typed words mean: the same name, else the same without accents, else an id's beginning, else all words in the name."""
    known = list(known)
    bare = plain(words)
    if not bare:  # no letter, no digit: all names would hold it
        return [each for each in known if each.shown == words]
    steps: tuple[Callable[[Candidate], bool], ...] = (
        lambda each: key(each.shown) == key(words),
        lambda each: plain(each.shown) == bare,
        lambda each: "  " in each.shown and each.shown.partition("/")[2].startswith(words.rpartition("/")[2].lower()),
        lambda each: f" {bare} " in f" {plain(each.shown)} ",
        lambda each: set(bare.split()) <= set(plain(each.shown).split()),
    )
    for step in steps:
        found = _distinct(each for each in known if step(each))
        if found:
            return found
    return []


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


def missing_anchor(parameters: Sequence[Parameter], given: Iterable[str]) -> list[Parameter]:
    """The parameters of which a question needs one, where none was given: none where all default to null."""
    anchors = [p for p in parameters if p.type in NAMED]
    starts = any(p.default is not None for p in anchors)
    return [] if not starts or {p.name for p in anchors} & set(given) else anchors

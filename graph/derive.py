"""The derived links: one Cypher file each in queries/derive/, made after a load that wrote something.

All are dropped and made again where the store is new, its rules are others, or the last load did not finish; else only those
that the load can have altered (graph/touched.py).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from giaoviec.graph.errors import InputError, Said
from giaoviec.graph.home import QUERIES
from giaoviec.graph.stores.base import Graph, Statement
from giaoviec.graph.stores.sync import Difference, prefix
from giaoviec.graph.touched import Before, Part, Touched
from giaoviec.graph.vocabulary import ontology

_HEADER = re.compile(r"^//\+\s*([\w.]+):\s*(.*)$")
_NEEDED = ("link", "from", "to", "touched", "rule.vi", "rule.en")
MANY = 2000
"""Where a load touched more than so many, the links of a kind are all made again, which is then quicker."""


@dataclass(frozen=True)
class Derived:
    """A derived link: its relationship type, the classes it starts and ends at, what of a load alters it (a name of
    touched.Touched), its rule in words, and the text that makes it."""

    link: str
    start: str
    end: str
    touched: str
    rule: Said
    text: str


@cache
def derived_links() -> tuple[Derived, ...]:
    """All derived links, by file name. Raises InputError where a file lacks a header line."""
    return tuple(_read(path) for path in sorted((QUERIES / "derive").glob("*.cypher")))


def _read(path: Path) -> Derived:
    text = path.read_text(encoding="utf-8")
    header = {match[1]: match[2] for line in text.splitlines() if (match := _HEADER.match(line))}
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        names = ", ".join(missing)
        raise InputError(f"thiếu dòng đầu: {names}", f"header lines are missing: {names}", path.name)
    if header["touched"] not in Touched.KINDS:
        known = ", ".join(Touched.KINDS)
        raise InputError(f"touched là một trong: {known}", f"touched is one of: {known}", path.name)
    rule = Said(header["rule.vi"], header["rule.en"])
    return Derived(header["link"], header["from"], header["to"], header["touched"], rule, text)


def rules() -> str:
    """A hash over the texts of all derived links, by which a store knows whether it was derived by these."""
    return hashlib.sha256("".join(derived.text for derived in derived_links()).encode()).hexdigest()


def deriving(store: Graph, change: Difference | None) -> Callable[[], None]:
    """What makes the derived links once `change` is written: those that it can alter, or all where it is None.

    To be called before the writing: what is written over tells which links stood on it.
    """
    if change is None:
        return lambda: derive(store)
    before = Before(store, change)
    return lambda: derive(store, before.touched(store))


def derive(store: Graph, touched: Touched | None = None) -> None:
    """Drops derived links of giaoviec in a store and makes them again, one kind in a transaction: all, or those touched.

    Links that other programs made are left alone: those between other nodes, and those that name no rule.
    """
    for derived in derived_links():
        its = None if touched is None else touched.of(derived.touched)
        if its is None or len(its.ids) > MANY:
            store.write([_drop_all(derived), Statement(derived.text, {"ids": None})])
        elif its.ids or its.ends:
            store.write([*_drops(derived, its), Statement(derived.text, {"ids": its.ids})])


def _drop_all(derived: Derived) -> Statement:
    text = (
        f"MATCH (a:{derived.start})-[r:{derived.link}]->(b:{derived.end}) WHERE r.rule IS NOT NULL "
        "AND any(p IN $starts WHERE a.id STARTS WITH p) AND any(p IN $ends WHERE b.id STARTS WITH p) DELETE r"
    )
    return Statement(text, {"starts": _prefixes(derived.start), "ends": _prefixes(derived.end)})


def _drops(derived: Derived, its: Part) -> Iterator[Statement]:
    """Drops the links of a kind that were touched: by their order, or from each end that is known."""
    link = f"-[r:{derived.link}]-"
    if its.by == "order":
        text = f"MATCH (a:{derived.start}){link}>(b:{derived.end}) WHERE r.rule IS NOT NULL AND r.order IN $ends DELETE r"
        yield Statement(text, {"ends": its.ends})
        return
    start = f"MATCH (a:{derived.start} {{id: id}}){link}>(b:{derived.end})"
    end = f"MATCH (b:{derived.end} {{id: id}})<{link}(a:{derived.start})"
    for pattern in (start, end) if its.by == "both" else (start,):
        yield Statement(f"UNWIND $ends AS id {pattern} WHERE r.rule IS NOT NULL DELETE r", {"ends": its.ends})


def _prefixes(label: str) -> list[str]:
    """What the ids of the nodes of a class and its subclasses begin with."""
    words = ontology()
    return [prefix(kind) for kind in words.concrete if label in words.labels[kind]]

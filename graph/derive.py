"""The derived links: one Cypher file each in queries/derive/, dropped and made again after a load that wrote something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from giaoviec.graph.errors import InputError, Said
from giaoviec.graph.home import QUERIES
from giaoviec.graph.stores.base import Graph, Statement
from giaoviec.graph.stores.sync import prefix
from giaoviec.graph.vocabulary import ontology

_HEADER = re.compile(r"^//\+\s*([\w.]+):\s*(.*)$")
_NEEDED = ("link", "from", "to", "rule.vi", "rule.en")


@dataclass(frozen=True)
class Derived:
    """A derived link: its relationship type, the classes it starts and ends at, its rule in words, and the text that makes it."""

    link: str
    start: str
    end: str
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
    return Derived(header["link"], header["from"], header["to"], Said(header["rule.vi"], header["rule.en"]), text)


def derive(store: Graph) -> None:
    """Drops all derived links of giaoviec in a store and makes them again, one kind in a transaction.

    Links that other programs made are left alone: those between other nodes, and those that name no rule.
    """
    for derived in derived_links():
        drop = (
            f"MATCH (a:{derived.start})-[r:{derived.link}]->(b:{derived.end}) WHERE r.rule IS NOT NULL "
            "AND any(p IN $starts WHERE a.id STARTS WITH p) AND any(p IN $ends WHERE b.id STARTS WITH p) DELETE r"
        )
        ends = {"starts": _prefixes(derived.start), "ends": _prefixes(derived.end)}
        store.write([Statement(drop, ends), Statement(derived.text, {"ids": None})])


def _prefixes(label: str) -> list[str]:
    """What the ids of the nodes of a class and its subclasses begin with."""
    words = ontology()
    return [prefix(kind) for kind in words.concrete if label in words.labels[kind]]

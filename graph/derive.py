"""The derived links: one Cypher file each in queries/derive/, dropped and made again after a load that wrote something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from giaoviec.graph.errors import InputError, Said
from giaoviec.graph.home import QUERIES
from giaoviec.graph.stores.base import Statement, Store

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


def derive(store: Store) -> None:
    """Drops all derived links of giaoviec in a store and makes them again. Links of others are left alone."""
    for derived in derived_links():
        drop = (
            f"MATCH (a:{derived.start})-[r:{derived.link}]->(b:{derived.end}) "
            "WHERE split(a.id, '/')[0] IN $kinds AND split(b.id, '/')[0] IN $kinds DELETE r"
        )
        kinds = ["person", "role", "body", "group", "assignment", "report"]
        store.write([Statement(drop, {"kinds": kinds}), Statement(derived.text, {"ids": None})])

"""What a case keeps of each source between loads, so that only what changed is made again: cache.sqlite in the case's folder.

It may be thrown away: all of it is made again from the records. What it holds of a source is found by a digest over the record,
its text and the program, so nothing out of date is ever found; what it holds of a store, by the mark of the load that wrote it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from giaoviec.graph.errors import InputError
from giaoviec.graph.identity import Identity
from giaoviec.graph.keys import SourceKeys, source_keys
from giaoviec.graph.keys_text import from_plain, to_plain
from giaoviec.graph.label_facts import hints
from giaoviec.graph.mint import Id
from giaoviec.graph.telling import OWN, Told, tellings
from giaoviec.graph.triples import Notes, SourceGraph

_LAYOUT = 2
"""Which tables the file has; a file with others is made anew."""
_AT_ONCE = 500  # questions of so many ids: a statement takes no more than some thousands of parameters
_TABLES = f"""
CREATE TABLE source (n INTEGER PRIMARY KEY, digest TEXT UNIQUE, id TEXT, key TEXT, file TEXT, record TEXT, text TEXT,
  clean INTEGER, given TEXT, keys TEXT, hints TEXT, own TEXT, items TEXT, notes TEXT);
CREATE TABLE told (node TEXT, source INTEGER, its TEXT);
CREATE INDEX told_node ON told (node);
CREATE INDEX told_source ON told (source);
CREATE TABLE incoming (digest TEXT PRIMARY KEY, source INTEGER, file TEXT, own INTEGER);
CREATE TABLE loaded (place TEXT PRIMARY KEY, mark TEXT, sources TEXT, state TEXT);
PRAGMA user_version = {_LAYOUT};
"""


class Head(NamedTuple):
    """A source that is kept: its number here, its id, its record's key and text file, the hashes of the record's file and of the
    text (None without one), whether (1 or 0) nothing of the record was refused, and what was given of the source (JSON, see
    `given.given_of`)."""

    n: int
    id: Id
    key: str | None
    file: str | None
    record: str
    text: str | None
    clean: int
    given: str


class Rows(NamedTuple):
    """What is kept of a source as it stands in the file: what identity compares and labels ask, the nodes of its own, the
    record's items, the notes; and (node, telling) of each node that may meet others."""

    keys: str
    hints: str
    own: str
    items: str
    notes: str
    told: list[tuple[Id, str]]


def rows(graph: SourceGraph) -> Rows:
    """What is kept of a source."""
    told = tellings(graph)
    return Rows(
        keys=_json(to_plain(source_keys(graph))),
        hints=_json(hints(told)),
        own=_json({node: _plain(its) for node, its in told.items() if its.kind in OWN}),
        items=_json(graph.items),
        notes=_json(asdict(graph.notes)),
        told=[(node, _json(_plain(its))) for node, its in told.items() if its.kind not in OWN],
    )


class Incoming(NamedTuple):
    """What a file gave when it was read before: the kept source, the text file it named, whether it holds the text itself."""

    source: int
    file: str | None
    own: bool


@dataclass(frozen=True)
class State:
    """What a load brought a store to: its sources (numbers here by id), what met in them, the labels, the counts of its classes
    and types (`found`), and those that the store itself gives, others' included (`raw`)."""

    sources: Mapping[Id, int]
    identity: Identity
    labels: Mapping[Id, str]
    unsure: int
    found: Mapping[str, int]
    raw: Mapping[str, int]


@contextmanager
def opened(path: Path, *, dry_run: bool) -> Iterator[Kept]:
    """The file at `path`, made where it is not there or cannot be read. With `dry_run` nothing of it is changed.

    Raises InputError where it cannot be written.
    """
    connection = _connected(path, dry_run)
    try:
        yield Kept(connection, dry_run)
        if dry_run:
            connection.rollback()
        else:
            connection.commit()
    except sqlite3.OperationalError as error:
        raise InputError(
            f"không ghi được ({error}); hãy kiểm tra quyền ghi và chỗ trống, hoặc xóa tệp này, rồi chạy lại",
            f"cannot be written ({error}); check permissions and free space, or delete this file, then run this again",
            str(path),
        ) from error
    finally:
        connection.close()


def _connected(path: Path, dry_run: bool) -> sqlite3.Connection:
    if dry_run and not path.exists():
        return _made(sqlite3.connect(":memory:"))
    try:
        connection = sqlite3.connect(path)
        if connection.execute("PRAGMA user_version").fetchone()[0] == _LAYOUT:
            connection.execute("SELECT max(n) FROM source").fetchone()
            return connection
        connection.close()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and path.exists() and path.stat().st_size == 0:
            raise
    path.unlink(missing_ok=True)
    return _made(sqlite3.connect(path))


def _made(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.executescript(_TABLES)
    return connection


class Kept:
    """An open file of what is kept. Numbers of sources are its own."""

    def __init__(self, connection: sqlite3.Connection, dry_run: bool) -> None:
        self._db = connection
        self._dry_run = dry_run

    def heads(self) -> dict[str, Head]:
        """Every kept source by digest."""
        rows = self._db.execute("SELECT digest, n, id, key, file, record, text, clean, given FROM source")
        return {digest: Head(n, Id(node), *rest) for digest, n, node, *rest in rows}

    def next_number(self) -> int:
        """The first number that no source has, nor one after it."""
        return int(self._db.execute("SELECT coalesce(max(n), 0) + 1 FROM source").fetchone()[0])

    def add(self, digest: str, head: Head, rows: Rows) -> None:
        """Keeps a source."""
        names = "n, digest, id, key, file, record, text, clean, given, keys, hints, own, items, notes"
        values = (head.n, digest, *head[1:], *rows[:-1])
        self._db.execute(f"INSERT INTO source ({names}) VALUES ({', '.join('?' * len(values))})", values)
        self._db.executemany("INSERT INTO told VALUES (?, ?, ?)", ((node, head.n, its) for node, its in rows.told))

    def clean(self, n: int, clean: bool) -> None:
        """Says whether nothing of a source's record was refused."""
        self._db.execute("UPDATE source SET clean = ? WHERE n = ?", (clean, n))

    def flush(self) -> None:
        """Makes sure that what was kept so far stays, whatever becomes of the load."""
        if not self._dry_run:
            self._db.commit()

    def keys(self, sources: Iterable[int]) -> list[SourceKeys]:
        return [from_plain(plain) for _, plain in self._column("keys", sources)]

    def hints(self, sources: Iterable[int]) -> Iterator[Mapping[str, Any]]:
        """What labels ask of each source, in the order given."""
        return (plain for _, plain in self._column("hints", sources))

    def own(self, sources: Iterable[int]) -> Iterator[tuple[int, dict[Id, Told]]]:
        """The nodes that only one source tells of, source by source."""
        for n, plain in self._column("own", sources):
            yield n, {Id(node): _told(its) for node, its in plain.items()}

    def items(self, sources: Iterable[int]) -> Iterator[tuple[int, list[tuple[str, Id]]]]:
        """The record's items, source by source: (section, id of its node)."""
        return self._column("items", sources)

    def notes(self, sources: Iterable[int]) -> Iterator[Notes]:
        return (Notes(**plain) for _, plain in self._column("notes", sources))

    def mentioned(self, sources: Iterable[int]) -> set[Id]:
        """The nodes that may meet others and that these sources tell of."""
        rows = self._by("SELECT DISTINCT node FROM told WHERE source IN", sources)
        return {Id(node) for (node,) in rows}

    def told(self, nodes: Iterable[Id]) -> Iterator[tuple[Id, int, Told]]:
        """Who tells of these nodes, and what: (node, source, telling), in no order; of nodes that may meet others."""
        for node, n, its in self._by("SELECT node, source, its FROM told WHERE node IN", nodes):
            yield Id(node), n, _told(json.loads(its))

    def _column(self, name: str, sources: Iterable[int]) -> Iterator[tuple[int, Any]]:
        """A column of some sources, in the order given."""
        sources = list(sources)
        for at in range(0, len(sources), _AT_ONCE):
            some = sources[at : at + _AT_ONCE]
            found = dict(self._by(f"SELECT n, {name} FROM source WHERE n IN", some))
            yield from ((n, json.loads(found.pop(n))) for n in some)

    def _by(self, text: str, values: Iterable[Any]) -> Iterator[Any]:
        values = list(values)
        for at in range(0, len(values), _AT_ONCE):
            some = values[at : at + _AT_ONCE]
            yield from self._db.execute(f"{text} ({', '.join('?' * len(some))})", some)

    def incoming(self, digest: str) -> Incoming | None:
        """What a file gave when it was read before."""
        row = self._db.execute("SELECT source, file, own FROM incoming WHERE digest = ?", (digest,)).fetchone()
        return Incoming(row[0], row[1], bool(row[2])) if row else None

    def remember(self, digest: str, incoming: Incoming) -> None:
        self._db.execute("INSERT OR REPLACE INTO incoming VALUES (?, ?, ?, ?)", (digest, *incoming))

    def state(self, place: str, mark: str) -> State | None:
        """What the load with this mark brought the store at `place` to; None where it was not a load of this case here."""
        row = self._db.execute("SELECT sources, state FROM loaded WHERE place = ? AND mark = ?", (place, mark)).fetchone()
        if row is None:
            return None
        sources, plain = map(json.loads, row)
        identity = Identity(plain["canonical"], {}, plain["order"], ())
        return State(sources, identity, plain["labels"], plain["unsure"], plain["found"], plain["raw"])

    def bring(self, place: str, mark: str, state: State) -> None:
        """Says what a load brings a store to, and lets go of sources that no store has any more."""
        plain = {
            "canonical": state.identity.canonical,
            "order": {account: order for account, order in state.identity.order.items() if account != order},
            "labels": state.labels,
            "unsure": state.unsure,
            "found": state.found,
            "raw": state.raw,
        }
        row = (place, mark, _json(state.sources), _json(plain))
        self._db.execute("INSERT OR REPLACE INTO loaded VALUES (?, ?, ?, ?)", row)
        wanted = {n for (text,) in self._db.execute("SELECT sources FROM loaded") for n in json.loads(text).values()}
        for (n,) in self._db.execute("SELECT n FROM source").fetchall():
            if n not in wanted:
                self._db.execute("DELETE FROM told WHERE source = ?", (n,))
                self._db.execute("DELETE FROM incoming WHERE source = ?", (n,))
                self._db.execute("DELETE FROM source WHERE n = ?", (n,))


_json: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _plain(told: Told) -> list[Any]:
    return [told.kind, told.values, told.links]


def _told(plain: list[Any]) -> Told:
    return Told(plain[0], plain[1], [(kind, end) for kind, end in plain[2]])

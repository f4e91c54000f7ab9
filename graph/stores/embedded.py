"""The embedded store: ArcadeDB in this process, its files in a folder of the case. No server, no Java to install.

Its types are made so that two labels work (a class extends its superclass) before any node is merged; see CONTRIBUTING.
"""

from __future__ import annotations

import importlib
import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from giaoviec.graph.errors import StoreError
from giaoviec.graph.stores.base import Access, Graph, Limits, Parameters, Row, Schema, Statement, Taken, refused, whole
from giaoviec.graph.stores.embedded_errors import explained, no_room
from giaoviec.graph.stores.reading import beyond_in_text

SCHEMES = ("embedded",)
ENGINES = ("arcadedb", "arcadedb_embedded")  # the native build, then the one with a JVM inside
_LANGUAGE = "opencypher"
# The files the engine writes before it has a schema, and so before there is a bucket to hold a record: what a kill leaves.
_UNFINISHED = re.compile(r"database\.lck|dictionary\.\d+\.\d+\.v\d+\.dict|txlog_\d+\.wal|schema\.json\.\d+\.tmp")
_MARKER = "schema.json"  # the file that every database folder of the engine holds
# What the build with a JVM inside is told: 1 GB of heap in place of 4.
_JVM: dict[str, dict[str, Any]] = {"arcadedb_embedded": {"jvm_kwargs": {"heap_size": "1g"}}}
# A path comes from the native build as text, with the engine's own numbers in it.
_PATH = re.compile(r"\(#\d+:\d+\)(?:<?-\[#\d+:\d+\]->?\(#\d+:\d+\))*")
T = TypeVar("T")


def connect(uri: str, access: Access, *, read_only: bool) -> EmbeddedStore:
    """Opens the store in the folder that "embedded:FOLDER" names, making it where it is to be written.

    Files ask for no login, so `access`, which may be meant for a server, is not looked at.
    """
    return EmbeddedStore(Path(uri.partition(":")[2]), read_only=read_only)


def _engine() -> ModuleType:
    """The engine: the native build, else the one with a JVM inside. Its own log lines stay off the screen."""
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "off")
    logging.getLogger("arcadedb").setLevel(logging.ERROR)  # it warns where the home folder takes no log
    missing: list[ImportError] = []
    for name in ENGINES:
        try:
            return importlib.import_module(name)
        except ImportError as error:
            missing.append(error)
    raise StoreError(
        "máy này không có bản ArcadeDB nào; hãy dùng một máy chủ Neo4j: --store bolt://...",
        "no build of ArcadeDB is installed here; use a Neo4j server: --store bolt://...",
    ) from missing[0]


def _empty(folder: Path) -> bool:
    """Whether a store may be made here. Files of a making that was killed before it could hold a record are taken away."""
    if not folder.is_dir():
        return False
    left = list(folder.iterdir())
    if not all(path.is_file() and _UNFINISHED.fullmatch(path.name) for path in left):
        return False
    for path in left:
        path.unlink()
    return True


class EmbeddedStore:
    """One open database of the engine."""

    def __init__(self, folder: Path, *, read_only: bool) -> None:
        self.where = str(folder)
        self.bookmarks: tuple[str, ...] = ()  # there is one copy
        self.retries = 0  # one process has the files to itself: nothing to wait for, nothing to retry
        self._engine = _engine()
        self._read_only = read_only
        self._database = self._open(folder)

    def _open(self, folder: Path) -> Any:
        exists = (folder / _MARKER).exists()
        if not exists and self._read_only:
            raise refused(self.where, "chưa có kho dữ liệu; hãy chạy: giaoviec load", "there is no store yet; run: giaoviec load")
        if not exists and folder.exists() and not _empty(folder):
            raise refused(
                self.where,
                "thư mục này không phải kho dữ liệu của giaoviec; hãy chọn thư mục khác bằng --case",
                "this folder is no store of giaoviec; choose another with --case",
            )
        if not exists:
            try:
                folder.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise no_room(self.where, error.strerror or str(error)) from error
            return self._guarded(lambda: self._engine.create_database(str(folder), **_JVM.get(self._engine.__name__, {})))
        if self._engine.__name__ in _JVM:  # this build opens for reading and writing only; `write` refuses
            return self._guarded(lambda: self._engine.open_database(str(folder), **_JVM[self._engine.__name__]))
        if not self._read_only:
            return self._guarded(lambda: self._engine.open_database(str(folder)))
        try:
            return self._guarded(lambda: self._engine.open_database(str(folder), read_only=True))
        except StoreError as error:
            if "recovery" not in str(error.__cause__):
                raise
        # A killed load left a log to replay, which only a writer may do.
        self._guarded(lambda: self._engine.open_database(str(folder))).close()
        return self._guarded(lambda: self._engine.open_database(str(folder), read_only=True))

    def read(self, text: str, parameters: Parameters) -> list[Row]:
        self._require_reading(text)
        rows: list[Row] = self._guarded(lambda: self._database.query(_LANGUAGE, text, dict(parameters)).to_list())
        return [{name: _plain(value, self.where) for name, value in row.items()} for row in rows]

    def take(self, text: str, parameters: Parameters, limits: Limits) -> Taken:
        self._require_reading(text)

        def run() -> list[Row]:
            with self._database.query(_LANGUAGE, text, dict(parameters)) as result:
                return list(islice(result.iter_dicts(), limits.rows + 1))

        found = self._guarded(run)
        rows = [{name: _plain(value, self.where) for name, value in row.items()} for row in found[: limits.rows]]
        return Taken(tuple(rows[0]) if rows else (), rows, len(found) > limits.rows)

    def _require_reading(self, text: str) -> None:
        """The engine refuses by itself what writes, but reads files and asks other hosts."""
        said = beyond_in_text(text)
        if said:
            raise refused(self.where, said.vi, said.en)

    def write(self, statements: Sequence[Statement]) -> None:
        if self._read_only:
            raise refused(self.where, "kho này được mở chỉ để đọc", "this store was opened for reading only")

        def run() -> None:
            with self._database.transaction():
                for statement in statements:
                    result = self._database.command(_LANGUAGE, statement.text, dict(statement.parameters))
                    if not result.to_list() and statement.needed:
                        raise refused(self.where, statement.needed.vi, statement.needed.en)

        self._guarded(run)

    @property
    def threads(self) -> bool:
        return False

    @contextmanager
    def apart(self, count: int) -> Iterator[Sequence[Graph]]:
        """One: the engine writes one transaction after another."""
        yield [self]

    def prepare(self, schema: Schema) -> None:
        """Types first, a class extending its superclass; then the same constraints and indexes as on a server."""
        self._guarded(lambda: self._types(schema))
        for kind in schema.kinds:
            self._ddl(f"CREATE CONSTRAINT {kind.lower()}_id IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE")
        for kind, names in schema.indexed.items():
            for name in names:
                self._ddl(f"CREATE INDEX {kind.lower()}_{name} IF NOT EXISTS FOR (n:{kind}) ON (n.{name})")

    def _types(self, schema: Schema) -> None:
        types = self._database.query("sql", "SELECT name, records, parentTypes FROM schema:types").to_list()
        known = {row["name"]: list(row["parentTypes"]) for row in types}
        if "StoreMark" not in known and any(row["records"] for row in types):
            raise refused(
                self.where,
                "kho dữ liệu này do chương trình khác lập; hãy chọn nơi khác bằng --case hay --store",
                "another program made this store; choose another place with --case or --store",
            )
        for kind, supers in schema.kinds.items():
            for name in (*reversed(supers), kind):
                if name not in known:
                    self._database.command("sql", f"CREATE VERTEX TYPE {name}")
                    known[name] = []
            # Said apart from the making, and asked of every type: a load may have been killed between the two.
            if supers and supers[0] not in known[kind]:
                self._database.command("sql", f"ALTER TYPE {kind} SUPERTYPE +{supers[0]}")
                known[kind].append(supers[0])
        for name in schema.relationships:
            if name not in known:
                self._database.command("sql", f"CREATE EDGE TYPE {name}")

    def counts(self, schema: Schema) -> dict[str, int]:
        rows = self._guarded(lambda: self._database.query("sql", "SELECT name, records FROM schema:types").to_list())
        names = {*schema.kinds, *schema.relationships}
        return {row["name"]: row["records"] for row in rows if row["name"] in names}

    def _ddl(self, text: str) -> None:
        self._guarded(lambda: self._database.command(_LANGUAGE, text))

    def close(self) -> None:
        self._guarded(self._database.close)

    def _guarded(self, action: Callable[[], T]) -> T:
        """Runs an action of the engine; its failures become a StoreError in plain words."""
        try:
            return action()
        except self._engine.ArcadeDBError as error:
            raise explained(self.where, str(error)) from error


def _plain(value: Any, where: str) -> Any:
    """A value as Python knows it. Whole nodes come from the native build as dicts, from the other one as objects of Java."""
    if isinstance(value, str) and _PATH.fullmatch(value):
        raise whole(where)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple):
        return [_plain(each, where) for each in value]
    if isinstance(value, dict) and "@rid" not in value:
        return {name: _plain(each, where) for name, each in value.items()}
    if "temporal" in type(value).__module__ + type(value).__name__:
        return str(value)
    raise whole(where)

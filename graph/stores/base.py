"""What a store must do: answer reading queries, write statements in one transaction, prepare its schema, close.

A store module names its URI schemes in `SCHEMES` and opens one with `connect`; `open_store` finds it by the scheme.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from giaoviec.graph.errors import Said, StoreError, UsageError
from giaoviec.graph.near import nearest

Row = dict[str, Any]
Parameters = Mapping[str, Any]


@dataclass(frozen=True)
class Access:
    """How to log in to a server and which of its databases to use; what is empty was not given.

    `bookmarks` are those of a store that wrote before: on a cluster what is read then holds what was written.
    """

    username: str = ""
    password: str = field(default="", repr=False)
    database: str = ""
    bookmarks: tuple[str, ...] = ()


NO_ACCESS = Access()


@dataclass(frozen=True)
class Statement:
    """A Cypher text that writes, and its parameters. Running it again changes nothing more, so that it may be retried; where
    that is not so of the text, `again` is the one to run in its place.

    Where `needed` is given and the text yields no row, the whole transaction is undone and a StoreError says `needed`.
    """

    text: str
    parameters: Parameters
    needed: Said | None = None
    again: str | None = None


@dataclass(frozen=True)
class Schema:
    """Kinds (labels that nodes are merged by) with their further labels, and the properties indexed for each; relationship types
    and the properties of either that a saved query may name."""

    kinds: Mapping[str, tuple[str, ...]]
    indexed: Mapping[str, tuple[str, ...]]
    relationships: tuple[str, ...]
    properties: tuple[str, ...]


@dataclass(frozen=True)
class Limits:
    """How much of a query's answer is taken: so many rows at most, and the seconds that it may run."""

    rows: int
    seconds: float


@dataclass(frozen=True)
class Taken:
    """The first rows of an answer and its columns; `more`: there are further rows. Where there is no row the embedded store
    tells no columns."""

    columns: tuple[str, ...]
    rows: list[Row]
    more: bool


TIME_UP = Said(
    "câu hỏi chạy quá thời gian cho phép nên đã bị dừng; hãy hỏi hẹp hơn, hoặc cho thêm giờ bằng --seconds",
    "the query ran longer than it may and was stopped; ask for less, or give it more time with --seconds",
)


class Graph(Protocol):
    """What is read from and written to. `where` names it for people, `retries` counts transactions that were tried again."""

    @property
    def where(self) -> str: ...
    @property
    def retries(self) -> int: ...

    def read(self, text: str, parameters: Parameters) -> list[Row]:
        """The rows of a reading query: numbers, texts, yes or no, lists and maps of them; a day is its ISO text.

        A query that writes, and one that returns whole nodes or relationships, is refused by the store itself.
        Raises StoreError for these, and where the query or the connection fails.
        """

    def write(self, statements: Sequence[Statement]) -> None:
        """Runs statements in one transaction: all of them or, with a StoreError, none."""

    @property
    def threads(self) -> bool:
        """Whether another thread may write while this one goes on."""

    def apart(self, count: int) -> AbstractContextManager[Sequence[Graph]]:
        """At most `count` graphs of this store, at least one, to each of which another thread may write at the same time."""


class Store(Graph, Protocol):
    """A property graph that speaks Cypher."""

    @property
    def bookmarks(self) -> tuple[str, ...]:
        """What a later reader of a cluster has to wait for; empty where a store has one copy only."""

    def take(self, text: str, parameters: Parameters, limits: Limits) -> Taken:
        """The first rows of a reading query that anybody wrote, not tried again; refuses and raises as `read` does.

        A server stops the query when its time is up; the embedded engine cannot, its caller has to (graph/cypher.py).
        """

    def prepare(self, schema: Schema) -> None:
        """Makes constraints and indexes; those already there stay."""

    def counts(self, schema: Schema) -> dict[str, int]:
        """How many nodes of each kind and links of each type there are, whoever made them, as the store itself keeps count."""

    def close(self) -> None:
        """Ends the use of the store."""


def open_store(uri: str, *, read_only: bool, access: Access = NO_ACCESS) -> Store:
    """The store at a URI: "embedded:FOLDER", "bolt://HOST:PORT", "neo4j://HOST". A store of files asks for no `access`.

    Raises UsageError for a scheme that no store knows, StoreError where the store cannot be opened.
    """
    scheme = uri.partition(":")[0].lower()
    known: list[str] = []
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        found = importlib.import_module(f"giaoviec.graph.stores.{module.name}")
        schemes: Sequence[str] = getattr(found, "SCHEMES", ())
        if scheme in schemes:
            store: Store = found.connect(uri, access, read_only=read_only)
            return store
        known.extend(schemes)
    near = nearest(scheme, known)
    raise UsageError(
        f"không biết kho dữ liệu {uri!r}; {near.vi}; các kiểu đã biết: {', '.join(sorted(known))}",
        f"no store is known for {uri!r}; {near.en}; known schemes: {', '.join(sorted(known))}",
    )


def refused(where: str, vi: str, en: str) -> StoreError:
    """A StoreError that names the store."""
    return StoreError(vi, en, where)


def whole(where: str) -> StoreError:
    """The error for a query that returns whole nodes, relationships or paths, which look different on each store."""
    return refused(
        where,
        "câu hỏi này trả về cả nút hay liên kết; hãy trả về từng thuộc tính",
        "this query returns whole nodes or relationships; return their properties",
    )

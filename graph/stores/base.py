"""What a store must do: answer reading queries, write statements in one transaction, prepare its schema, close.

A store module names its URI schemes in `SCHEMES` and opens one with `connect`; `open_store` finds it by the scheme.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from giaoviec.graph.errors import StoreError, UsageError

Row = dict[str, Any]
Parameters = Mapping[str, Any]


@dataclass(frozen=True)
class Statement:
    """A Cypher text and its parameters."""

    text: str
    parameters: Parameters


@dataclass(frozen=True)
class Schema:
    """Kinds (labels that nodes are merged by) with their further labels, and the properties indexed for each."""

    kinds: Mapping[str, tuple[str, ...]]
    indexed: Mapping[str, tuple[str, ...]]
    relationships: tuple[str, ...]


class Store(Protocol):
    """A property graph that speaks Cypher. `where` names it for people."""

    where: str

    def read(self, text: str, parameters: Parameters) -> list[Row]:
        """The rows of a reading query. A query that writes is refused by the store itself.

        Raises StoreError where the query or the connection fails.
        """

    def write(self, statements: Sequence[Statement]) -> None:
        """Runs statements in one transaction: all of them or, with a StoreError, none."""

    def prepare(self, schema: Schema) -> None:
        """Makes constraints and indexes; those already there stay."""

    def close(self) -> None:
        """Ends the use of the store."""


def open_store(uri: str, *, read_only: bool) -> Store:
    """The store at a URI: "embedded:FOLDER", "bolt://HOST:PORT", "neo4j://HOST".

    Raises UsageError for a scheme that no store knows, StoreError where the store cannot be opened.
    """
    scheme = uri.partition(":")[0].lower()
    known: list[str] = []
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        found = importlib.import_module(f"giaoviec.graph.stores.{module.name}")
        schemes: Sequence[str] = getattr(found, "SCHEMES", ())
        if scheme in schemes:
            store: Store = found.connect(uri, read_only=read_only)
            return store
        known.extend(schemes)
    raise UsageError(
        f"không biết kho dữ liệu {uri!r}; các kiểu đã biết: {', '.join(sorted(known))}",
        f"no store is known for {uri!r}; known schemes: {', '.join(sorted(known))}",
    )


def refused(where: str, vi: str, en: str) -> StoreError:
    """A StoreError that names the store."""
    return StoreError(vi, en, where)

"""The store on a Neo4j server, over the official driver: 5.26 and the calendar versions, Community or not.

The driver is imported late: a case that keeps to the embedded store never loads it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from giaoviec.graph.errors import StoreError, UsageError
from giaoviec.graph.stores.base import Access, Graph, Limits, Parameters, Row, Schema, Statement, Taken, refused, whole
from giaoviec.graph.stores.neo4j_errors import explained, version_fault
from giaoviec.graph.stores.reading import WRITES, beyond_in_plan, unknown_function

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session, Transaction

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
DEFAULT_DATABASE = "neo4j"
EXPLAIN = "EXPLAIN "
CONNECT_SECONDS = 10
ANSWER_SECONDS = 20  # to a working connection, so that a server that says nothing does not hold the program for a minute
RETRY_SECONDS = 30
INDEX_SECONDS = 120
T = TypeVar("T")

# The driver tells its own failures on stderr where no handler is set; they are told here as errors.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def connect(uri: str, access: Access, *, read_only: bool) -> Neo4jStore:
    """Connects to the server at a URI; the database is always named.

    Raises UsageError for a URI that cannot be one, StoreError where the server cannot be used.
    """
    _check(uri)
    _check_login(access)
    return Neo4jStore(uri, access, read_only=read_only)


def _check(uri: str) -> None:
    try:
        parts = urlsplit(uri)
    except ValueError as error:  # a bracket of IPv6 that is not closed
        raise _no_uri(uri) from error
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "tên và mật khẩu không viết trong địa chỉ kho; hãy đặt NEO4J_USERNAME và NEO4J_PASSWORD",
            "user and password do not go into a store's URI; set NEO4J_USERNAME and NEO4J_PASSWORD",
        )
    try:
        fits = bool(parts.hostname) and (parts.port is None or parts.port > 0)
        (parts.hostname or "").encode("idna")  # as the driver will: a label that is empty or too long
    except ValueError:  # a port that is no number, or none that can be
        fits = False
    routed = parts.scheme.startswith("neo4j")  # only there words for the routing may stand behind "?"
    if not fits or parts.path not in ("", "/") or parts.fragment or (parts.query and not routed):
        raise _no_uri(uri)


def _no_uri(uri: str) -> UsageError:
    return UsageError(
        f"địa chỉ kho {uri!r} không đúng; hãy viết như bolt://localhost:7687",
        f"the store URI {uri!r} is not one; write it like bolt://localhost:7687",
    )


def _check_login(access: Access) -> None:
    """Bytes of the environment that are no text come as halves of letters, which the driver cannot send."""
    try:
        "".join((access.username, access.password, access.database)).encode()
    except UnicodeEncodeError:
        raise UsageError(
            "NEO4J_USERNAME, NEO4J_PASSWORD hay NEO4J_DATABASE không phải UTF-8; hãy đặt lại",
            "NEO4J_USERNAME, NEO4J_PASSWORD or NEO4J_DATABASE is not UTF-8; set it again",
        ) from None


class Neo4jStore:
    """One database of a server."""

    def __init__(self, uri: str, access: Access, *, read_only: bool) -> None:
        from neo4j import Bookmarks, GraphDatabase

        self._database = access.database or DEFAULT_DATABASE
        self.where = f"{uri.rstrip('/')} ({self._database})"
        self.retries = 0
        self._counting = threading.Lock()
        self._uri = uri
        self._read_only = read_only
        self._read_texts: set[str] = set()
        self._bookmarks = GraphDatabase.bookmark_manager(Bookmarks.from_raw_values(access.bookmarks))
        given = access.username or access.password
        self._driver: Driver = GraphDatabase.driver(
            uri,
            auth=(access.username or "neo4j", access.password) if given else None,
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=ANSWER_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            telemetry_disabled=True,
            notifications_min_severity="WARNING",
            # Every word of a query is one of the ontology; that a small store has no node of a kind yet is no news.
            notifications_disabled_classifications=["UNRECOGNIZED"],
        )
        try:
            self._guarded(self._greet)
        except BaseException:
            self._driver.close()
            raise

    def _greet(self) -> None:
        """One round trip, not retried: is there a server, a Neo4j, of a version that is known, with this database?"""
        self._driver.verify_connectivity()
        fault = version_fault(self._driver.get_server_info().agent)
        if fault:
            raise refused(self.where, fault.vi, fault.en)
        with self._session("READ") as session:
            session.run("RETURN 1").consume()

    def _session(self, mode: str) -> Session:
        """A session that sees what the sessions before it wrote, whichever copy of a cluster answers."""
        return self._driver.session(database=self._database, default_access_mode=mode, bookmark_manager=self._bookmarks)

    @property
    def bookmarks(self) -> tuple[str, ...]:
        return tuple(sorted(self._bookmarks.get_bookmarks()))

    def read(self, text: str, parameters: Parameters) -> list[Row]:
        def run(transaction: ManagedTransaction) -> list[Row]:
            self._require_reading(transaction, text, parameters)
            return [dict(record) for record in transaction.run(text, dict(parameters))]

        rows = self._managed("READ", run)
        return [{name: _plain(value, self.where) for name, value in row.items()} for row in rows]

    def take(self, text: str, parameters: Parameters, limits: Limits) -> Taken:
        def run() -> Taken:
            with self._session("READ") as session, session.begin_transaction(timeout=limits.seconds) as transaction:
                self._require_reading(transaction, text, parameters)
                result = transaction.run(text, dict(parameters))
                found = [dict(record) for record in islice(result, limits.rows + 1)]
                rows = [{name: _plain(value, self.where) for name, value in row.items()} for row in found[: limits.rows]]
                return Taken(tuple(result.keys()), rows, len(found) > limits.rows)

        return self._guarded(run)

    def _require_reading(self, transaction: ManagedTransaction | Transaction, text: str, parameters: Parameters) -> None:
        """Community lets a transaction that was opened for reading write, so the plan is asked first."""
        if text in self._read_texts:
            return
        from neo4j.exceptions import ClientError

        try:
            summary = transaction.run(f"{EXPLAIN}{text}", dict(parameters)).consume()
        except ClientError as error:
            raise explained(error, self._uri, self.where, ahead=len(EXPLAIN)) from error
        said = WRITES if summary.query_type != "r" else beyond_in_plan(summary.plan or {}) or unknown_function(text)
        if said:
            raise refused(self.where, said.vi, said.en)
        self._read_texts.add(text)

    def write(self, statements: Sequence[Statement]) -> None:
        from neo4j.exceptions import IncompleteCommit

        if self._read_only:
            raise refused(self.where, "kho này được mở chỉ để đọc", "this store was opened for reading only")

        tried = False

        def run(transaction: ManagedTransaction) -> None:
            nonlocal tried
            again, tried = tried, True  # what was tried may have been done, its answer lost
            for statement in statements:
                text = statement.again if again and statement.again else statement.text
                rows = list(transaction.run(text, dict(statement.parameters)))
                if not rows and statement.needed:
                    raise refused(self.where, statement.needed.vi, statement.needed.en)

        def run_and_commit() -> None:
            try:
                self._managed("WRITE", run)
            except IncompleteCommit:  # it may have been done or not; doing it again makes no difference
                self._tried_again(1)
                self._managed("WRITE", run)

        self._guarded(run_and_commit)

    @property
    def threads(self) -> bool:
        return True

    @contextmanager
    def apart(self, count: int) -> Iterator[Sequence[Graph]]:
        """As many as asked for: each transaction has a session of its own."""
        yield [self] * max(1, count)

    def _managed(self, mode: str, work: Callable[[ManagedTransaction], T]) -> T:
        """Runs `work` in a transaction, which the driver tries again after deadlocks, lost connections, changed leaders."""
        tries = 0

        def counted(transaction: ManagedTransaction) -> T:
            nonlocal tries
            tries += 1
            return work(transaction)

        def run() -> T:
            with self._session(mode) as session:
                return session.execute_read(counted) if mode == "READ" else session.execute_write(counted)

        try:
            return self._guarded(run) if mode == "READ" else run()
        finally:
            self._tried_again(max(0, tries - 1))

    def _tried_again(self, times: int) -> None:
        with self._counting:
            self.retries += times

    def prepare(self, schema: Schema) -> None:
        """Makes the constraints and indexes that are not there yet, and waits until they serve."""
        text = "SHOW INDEXES YIELD labelsOrTypes, properties, owningConstraint WHERE size(properties) = 1 "
        rows = self.read(
            text + "RETURN labelsOrTypes[0] AS kind, properties[0] AS name, owningConstraint IS NOT NULL AS only", {}
        )
        there = {(row["kind"], row["name"], row["only"]) for row in rows}
        wanted = [
            f"CREATE CONSTRAINT giaoviec_{kind.lower()}_id IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE"
            for kind in schema.kinds
            if (kind, "id", True) not in there
        ]
        wanted += [
            f"CREATE INDEX giaoviec_{kind.lower()}_{name} IF NOT EXISTS FOR (n:{kind}) ON (n.{name})"
            for kind, names in schema.indexed.items()
            for name in names
            if not {(kind, name, True), (kind, name, False)} & there
        ]
        if wanted:
            self.write([Statement(text, {}) for text in wanted])
            self.write([Statement(f"CALL db.awaitIndexes({INDEX_SECONDS})", {})])
        self._make_known(schema)

    def _make_known(self, schema: Schema) -> None:
        """Makes each name known to the server, which else warns of every one in a query that no source has told of yet."""
        # Which types of relationship it knows is not told (db.relationshipTypes lists those in use); they come with properties.
        names = self.read("CALL db.propertyKeys() YIELD propertyKey RETURN collect(propertyKey) AS names", {})[0]["names"]
        if set(schema.properties).issubset(names):
            return
        values = ", ".join(f"{name}: ''" for name in schema.properties)
        links = ", ".join(f"(n)-[:{name}]->(n)" for name in schema.relationships)
        self.write([Statement(f"CREATE (n {{{values}}}), {links} DETACH DELETE n", {})])

    def counts(self, schema: Schema) -> dict[str, int]:
        texts = [f"MATCH (n:{kind}) RETURN '{kind}' AS name, count(n) AS n" for kind in schema.kinds]
        texts += [f"MATCH ()-[r:{name}]->() RETURN '{name}' AS name, count(r) AS n" for name in schema.relationships]
        return {row["name"]: row["n"] for row in self.read(" UNION ALL ".join(texts), {})}

    def close(self) -> None:
        self._driver.close()

    def _guarded(self, action: Callable[[], T]) -> T:
        """Runs an action of the driver; its failures become a StoreError in plain words."""
        from neo4j.exceptions import DriverError, Neo4jError

        try:
            return action()
        except (DriverError, Neo4jError) as error:
            raise explained(error, self._uri, self.where) from error


def _plain(value: Any, where: str) -> Any:
    """A value as JSON knows it: days and times as ISO text. Raises StoreError for whole nodes, relationships and paths."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list):
        return [_plain(each, where) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each, where) for name, each in value.items()}
    if hasattr(value, "iso_format"):
        return value.iso_format()
    raise whole(where) if hasattr(value, "graph") or hasattr(value, "nodes") else _other(type(value).__name__, where)


def _other(kind: str, where: str) -> StoreError:
    return refused(
        where,
        f"câu hỏi này trả về giá trị kiểu {kind}, không phải số, chữ, ngày hay danh sách; hãy trả về từng phần của nó",
        f"this query returns a value of the kind {kind}, no number, text, day or list; return its parts",
    )

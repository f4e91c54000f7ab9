"""A real Neo4j for a measuring run alone, in a folder that is thrown away: nothing of others is in it, so it may be emptied."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from neo4j import Driver, GraphDatabase

from giaoviec.graph.stores.base import Access
from giaoviec.graph.stores.local_server.server import Settings, down, up
from giaoviec.graph.stores.local_server.state import USER

EMPTIED = 20_000  # links or nodes a transaction


@dataclass(frozen=True)
class OwnServer:
    """A running server: its version, where it is, and how to log in."""

    version: str
    uri: str
    password: str

    @property
    def access(self) -> Access:
        return Access(USER, self.password, "neo4j")

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which a command logs in."""
        return {"NEO4J_USERNAME": USER, "NEO4J_PASSWORD": self.password, "NEO4J_DATABASE": "neo4j"}

    def driver(self) -> Driver:
        """A driver to it; the caller closes it."""
        return GraphDatabase.driver(self.uri, auth=(USER, self.password))

    def emptied(self) -> None:
        """Takes out all nodes, links, constraints and indexes, whoever made them."""
        with self.driver() as driver, driver.session(database="neo4j") as session:
            for name in session.run("SHOW CONSTRAINTS YIELD name").value():
                session.run(f"DROP CONSTRAINT `{name}`").consume()
            for name in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").value():
                session.run(f"DROP INDEX `{name}`").consume()
            for text in ("MATCH ()-[r]->() WITH r LIMIT $most DELETE r", "MATCH (n) WITH n LIMIT $most DETACH DELETE n"):
                while session.run(text, most=EMPTIED).consume().counters.contains_updates:
                    pass  # one short transaction after another: a long one keeps a busy server silent beyond its time


@contextmanager
def own_server(folder: Path, heap_mb: int) -> Iterator[OwnServer]:
    """A server in `folder` for the time of the block, as `giaoviec neo4j up` starts it."""
    started = up(folder, Settings(heap_mb=heap_mb))
    try:
        yield OwnServer(started.server.version, started.server.uri, started.password_file.read_text(encoding="ascii").strip())
    finally:
        down(folder)

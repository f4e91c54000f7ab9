"""Real Neo4j servers for tests, started through the very code of `neo4j up` in folders of their own, stopped at the end.

A conftest takes `neo4j_526` and `neo4j_2026` from here. GIAOVIEC_TEST_NEO4J_URI (with GIAOVIEC_TEST_NEO4J_PASSWORD)
stands in for the first, and is refused where that database is not empty; NEO4J_URI is never looked at.
Without Java or network a test is skipped and says why; where CI is "true" it fails instead.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from neo4j import Driver, GraphDatabase

from giaoviec.graph.stores.local_server.fetch import MissingExtraError, UnreachableError
from giaoviec.graph.stores.local_server.lock import NEO4J_LTS
from giaoviec.graph.stores.local_server.server import Settings, down, up

LOCK_2026 = Path(__file__).with_name("neo4j-2026.08.1.lock.tsv")
JAVA_OF_2026 = 25
JVM_FOLDERS = (Path("/usr/lib/jvm"), Path("/Library/Java/JavaVirtualMachines"), Path("C:/Program Files/Eclipse Adoptium"))


@dataclass(frozen=True)
class Neo4j:
    """A running server and how to log in."""

    uri: str
    password: str
    user: str = "neo4j"
    database: str = "neo4j"

    def driver(self) -> Driver:
        """A driver to it; the caller closes it."""
        return GraphDatabase.driver(self.uri, auth=(self.user, self.password))


def settings_for(lock: Path = NEO4J_LTS, java: Path | None = None) -> Settings:
    """The settings of a test's server: a small heap, and the cache and mirror that the environment may name."""
    cache, mirror = os.environ.get("GIAOVIEC_CACHE_DIR"), os.environ.get("GIAOVIEC_MAVEN_MIRROR")
    return Settings(lock=lock, java=java, cache=Path(cache) if cache else None, mirror=mirror or None, heap_mb=512)


def cannot(reason: str) -> NoReturn:
    """Skip this test for want of `reason`; fail it in CI, where nothing may be left out."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def running(home: Path, settings: Settings) -> Iterator[Neo4j]:
    """A server in `home` for the time of the block."""
    try:
        started = up(home, settings)
    except (UnreachableError, MissingExtraError) as error:
        cannot(f"no Neo4j: {error}")
    try:
        yield Neo4j(started.server.uri, started.password_file.read_text(encoding="ascii").strip())
    finally:
        down(home)


def java_version(java: Path) -> int:
    """The major version of a Java program, 0 where it does not run."""
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=True).stderr
        return int(told.split('"')[1].split(".")[0])
    except (OSError, subprocess.SubprocessError, IndexError, ValueError):
        return 0


def java_25() -> Path | None:
    """A Java 25 of this machine: GIAOVIEC_TEST_JAVA25, JAVA_HOME, the path, else where systems keep their Javas."""
    homes = [Path(os.environ[name]) for name in ("GIAOVIEC_TEST_JAVA25", "JAVA_HOME") if os.environ.get(name)]
    on_path = shutil.which("java")
    kept = [home for folder in JVM_FOLDERS if folder.is_dir() for home in sorted(folder.iterdir())]
    inside = [home / part for home in homes + kept for part in ("bin/java", "bin/java.exe", "Contents/Home/bin/java")]
    found = [path for path in inside if path.is_file()] + ([Path(on_path)] if on_path else [])
    return next((java for java in found if java_version(java) == JAVA_OF_2026), None)


def wipe(driver: Driver, database: str = "neo4j") -> None:
    """Empty the database of a test's server: constraints, indexes, all nodes and relationships."""
    with driver.session(database=database) as session:
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run(f"DROP CONSTRAINT `{name}`").consume()
        for name in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").value():
            session.run(f"DROP INDEX `{name}`").consume()
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()


def given_server(uri: str) -> Neo4j:
    """The server that the environment names for tests, if its database is empty."""
    server = Neo4j(uri, os.environ.get("GIAOVIEC_TEST_NEO4J_PASSWORD", ""))
    with server.driver() as driver, driver.session(database=server.database) as session:
        if session.run("MATCH (n) RETURN count(n)").single(strict=True).value():
            pytest.fail("GIAOVIEC_TEST_NEO4J_URI names a database that is not empty; tests would destroy what is in it")
    return server


@pytest.fixture(scope="session")
def neo4j_526(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4j]:
    """Neo4j Community 5.26.31, as the product installs it."""
    uri = os.environ.get("GIAOVIEC_TEST_NEO4J_URI")
    if uri:
        server = given_server(uri)
        yield server
        with server.driver() as driver:
            wipe(driver)
        return
    with running(tmp_path_factory.mktemp("neo4j526") / "neo4j", settings_for()) as server:
        yield server


@pytest.fixture(scope="session")
def neo4j_2026(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4j]:
    """Neo4j Community 2026.08.1, on a Java 25 of this machine."""
    java = java_25()
    if java is None:
        cannot("no Java 25 for Neo4j 2026.08.1: set GIAOVIEC_TEST_JAVA25 to its folder")
    with running(tmp_path_factory.mktemp("neo4j2026") / "neo4j", settings_for(LOCK_2026, java)) as server:
        yield server

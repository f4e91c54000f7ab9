"""Kills first loads on a server, each at a moment of its own, loads again, and compares with what an undisturbed load leaves.

    python bench/generate.py --orders 22000 --seed 1 -o DIR
    python bench/kills.py DIR [--kills N] [--only N ...] [--seed N]

Starts a Neo4j of its own. The time of an undisturbed load is cut into as many parts as there are kills, and each has its moment
drawn in one of them. What the kill left must be sound: each node and link in it is one of the undisturbed load's, with all that
it says, and it is not marked as finished unless it is. After loading again the counts by class and type must be equal, and so
must a digest over all nodes and links with their properties, the derived ones too. Ends with 1 where anything is not so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from own_server import OwnServer, own_server
from run import Table

from giaoviec.graph.stores.mark import MARK, READY

TRIES = 8  # a load that ends before its kill comes is done again, with an earlier moment
EARLIER = 0.8
WARM = 10  # a load of every tenth record goes first: a server that was just started takes several times as long
HEAD = (
    "kill",
    "after, s",
    "of the undisturbed time",
    "records in the case then",
    "nodes and links in the store then",
    "its mark then",
    "sound",
    "load again, s",
    "counts",
    "digest",
)


@dataclass(frozen=True)
class Held:
    """What a store holds: counts by class and type, a hash of each thing with all that it says, and what its mark says."""

    counts: Counter[str]
    things: Counter[bytes]
    mark: str

    def digest(self) -> str:
        """Over all of it; does not depend on any order."""
        return hashlib.sha256(b"".join(sorted(self.things.elements()))).hexdigest()

    def same(self, whole: Held) -> bool:
        return (self.counts, self.digest(), self.mark) == (whole.counts, whole.digest(), READY)

    def sound(self, whole: Held) -> bool:
        """Whether this is a part of the whole, and says so."""
        return self.things <= whole.things and (self.mark != READY or self.things == whole.things)


@dataclass(frozen=True)
class Load:
    """The command that loads a case, and how it logs in to the server."""

    folder: Path
    server: OwnServer

    def start(self, case: Path, every: int = 1) -> subprocess.Popen[bytes]:
        records = sorted((self.folder / "records").iterdir())[::every] if every > 1 else [self.folder / "records"]
        options = ["--texts", str(self.folder / "sources"), "--case", str(case), "--store", self.server.uri]
        command = [sys.executable, "-m", "giaoviec.cli", "load", *map(str, records), *options]
        environment = {**os.environ, **self.server.environment}
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir())

    def whole(self, case: Path, every: int = 1) -> float:
        """Loads to the end; the seconds that it took. Raises CalledProcessError where it fails."""
        start = time.perf_counter()
        process = self.start(case, every)
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, process.args)
        return time.perf_counter() - start

    def killed(self, case: Path, seconds: float) -> bool:
        """Loads, and kills the load after so many seconds. False where it had ended by then."""
        process = self.start(case)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True
        return False


def held(server: OwnServer) -> Held:
    counts, things = Counter[str](), Counter[bytes]()
    for name, thing in _everything(server):
        counts[name] += 1
        line = json.dumps(thing, ensure_ascii=False, sort_keys=True)
        things[hashlib.sha256(line.encode()).digest()] += 1
    with server.driver() as driver:
        marks = driver.execute_query(f"MATCH (m:{MARK} {{id: 'mark'}}) RETURN m.state", database_="neo4j").records
    return Held(counts, things, marks[0].value() if marks else "none yet")


def _everything(server: OwnServer) -> Iterator[tuple[str, list[Any]]]:
    """Each node by its class and each link by its type, with all that they say; without the store's own mark."""
    with server.driver() as driver, driver.session(database="neo4j", fetch_size=10_000) as session:
        for row in session.run(f"MATCH (n) WHERE NOT n:{MARK} RETURN labels(n) AS labels, properties(n) AS its"):
            yield row["its"]["id"].partition("/")[0], [sorted(row["labels"]), row["its"]]
        text = "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS a, b.id AS b, properties(r) AS its"
        for row in session.run(text):
            yield row["type"], [row["type"], row["a"], row["b"], row["its"]]


def kill_once(load: Load, work: Path, part: tuple[float, float], chance: random.Random) -> tuple[float, Path]:
    """Kills a first load at a moment of a part of its time, in seconds; the moment, and the case that is left."""
    for number in range(TRIES):
        load.server.emptied()
        case, moment = work / f"case-{number}", chance.uniform(*part) * EARLIER**number
        if load.killed(case, moment):
            return moment, case
        shutil.rmtree(case)
    raise RuntimeError(f"{TRIES} loads ended before they could be killed")


def measure(load: Load, work: Path, kills: int, only: list[int], seed: int) -> tuple[Table, str, bool]:
    """The table, what the undisturbed load left, and whether each kill left a sound store that then became the same."""
    table, good = Table(HEAD), True
    load.whole(work / "warm", WARM)
    load.server.emptied()
    undisturbed = load.whole(work / "undisturbed")
    expected = held(load.server)
    for number in only:
        part = (undisturbed * (number - 1) / kills, undisturbed * number / kills)
        moment, case = kill_once(load, work, part, random.Random(f"{seed} {number}"))
        then, records = held(load.server), len(list((case / "records").glob("*.yaml")))
        again = load.whole(case)
        found = held(load.server)
        good = good and then.sound(expected) and found.same(expected)
        table.add(
            *(str(number), f"{moment:.1f}", f"{moment / undisturbed:.0%}", f"{records:,}", f"{then.counts.total():,}"),
            *(then.mark, "yes" if then.sound(expected) else "NO", f"{again:.1f}"),
            *("equal" if one else "DIFFER" for one in (found.counts == expected.counts, found.same(expected))),
        )
        shutil.rmtree(case)
    told = f"Undisturbed: {undisturbed:.1f} s, {expected.counts.total():,} nodes and links, digest {expected.digest()[:16]}."
    return table, told, good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="what bench/generate.py wrote")
    parser.add_argument("--kills", type=int, default=5, help="how many (default: 5)")
    parser.add_argument("--only", type=int, nargs="+", metavar="N", help="the numbers of those to be done now (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments (default: 1)")
    parser.add_argument("--heap", type=int, default=1024, metavar="MB", help="of the Neo4j (default: 1024)")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="giaoviec-bench-"))
    try:
        with own_server(work / "neo4j", given.heap) as server:
            load, only = Load(given.folder.resolve(), server), given.only or list(range(1, given.kills + 1))
            table, undisturbed, good = measure(load, work, given.kills, only, given.seed)
            machine = f"{date.today()}, {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
            print(f"{machine}, Neo4j {server.version}, heap {given.heap} MB\n\n{undisturbed}\n\n{table}")
    finally:
        shutil.rmtree(work)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()

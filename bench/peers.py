"""Measures how fast rdflib-neo4j, kgx and this program put the same facts into one Neo4j, in turns, and what each leaves out.

    python bench/generate.py --orders 22000 --seed 1 -o DIR
    python bench/peers.py DIR [--rounds N] [--environments DIR]

Starts a Neo4j of its own, and makes each peer a virtual environment (kept in --environments). Each is given the nodes and links
of the case in its own form, ready before the clock starts; a round with a tenth of the sources goes first and is not measured.
After each turn the store is read and compared with what was given, then emptied. The ways go in one order, then in the other.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from idiom import driver as client
from idiom import ways
from own_server import OwnServer, own_server
from peer_facts import COLUMNS, facts_of, found_counts, given_counts
from run import Clock, Table, taken_in

from giaoviec.graph.kept import opened
from giaoviec.graph.parts import Whole
from giaoviec.graph.stores import sync
from giaoviec.graph.stores.base import open_store
from giaoviec.graph.stores.local_server.state import USER
from giaoviec.graph.vocabulary import ontology

HERE = Path(__file__).resolve().parent
OURS = ("ours, rows in memory", "ours, with reading and merging what is kept")
SMALL = 10  # the round that warms up has so many times fewer sources


@dataclass(frozen=True)
class Peer:
    """Another program: the package that pip installs, the one that installs it (uv where pip finds no solution), its script."""

    package: str
    by_uv: bool
    script: str


PEERS = {
    "rdflib-neo4j 1.1": Peer("rdflib-neo4j==1.1", False, "peer_rdflib_neo4j.py"),
    "kgx 2.7.0": Peer("kgx==2.7.0", True, "peer_kgx.py"),
}


@dataclass(frozen=True)
class Took:
    """How long the storing took, and the processor time of the client, in seconds."""

    seconds: float
    processor: float


def ours(whole: Whole, name: str) -> Callable[[OwnServer], Took]:
    way = ways(whole)[name]

    def turn(server: OwnServer) -> Took:
        store = open_store(server.uri, read_only=False, access=server.access)
        try:
            store.prepare(sync.schema_of(ontology()))
            start, before = time.perf_counter(), time.process_time()
            way(store)
            return Took(time.perf_counter() - start, time.process_time() - before)
        finally:
            store.close()

    return turn


def theirs(peer: Peer, python: Path, facts: Path) -> Callable[[OwnServer], Took]:
    def turn(server: OwnServer) -> Took:
        login = json.dumps({"uri": server.uri, "user": USER, "password": server.password})
        command = [python, HERE / peer.script, facts]
        ran = subprocess.run(command, input=login, stdout=subprocess.PIPE, text=True, check=True, encoding="utf-8")
        told = json.loads(ran.stdout)
        return Took(told["seconds"], told["processor"])

    return turn


def environment(peer: Peer, folder: Path) -> Path:
    """The Python of a virtual environment that has the peer, made where it is not there yet."""
    bin_ = folder / ("Scripts" if os.name == "nt" else "bin")
    python, done = bin_ / "python", folder / "done"
    if not done.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "uv" if peer.by_uv else peer.package], check=True)
        if peer.by_uv:
            subprocess.run([bin_ / "uv", "pip", "install", "--quiet", "--python", python, peer.package], check=True)
        done.touch()
    return python


def turns(whole: Whole, facts: Path, environments: Path) -> dict[str, Callable[[OwnServer], Took]]:
    """All ways by name, with what they write."""
    found = {name: ours(whole, name) for name in OURS}
    for name, peer in PEERS.items():
        found[name] = theirs(peer, environment(peer, environments / name.replace(" ", "-")), facts)
    return found


def in_turns(names: list[str], rounds: int) -> Iterator[tuple[int, str]]:
    for number in range(1, rounds + 1):
        yield from ((number, name) for name in (names if number % 2 else names[::-1]))


def measure(folder: Path, environments: Path, work: Path, server: OwnServer, rounds: int) -> tuple[Table, Table]:
    """The rates, and what each way put into the store of what it was given."""
    left, took = Table(("way", "round", *COLUMNS)), dict[tuple[int, str], Took]()
    with opened(work / "cache.sqlite", dry_run=False) as kept:
        sources = taken_in(folder, kept, work, Clock())
        some = Whole(kept, dict(list(sources.items())[::SMALL]))
        facts_of(some).write(work / "small.jsonl")
        for way in turns(some, work / "small.jsonl", environments).values():
            way(server)
            server.emptied()
        whole = Whole(kept, sources)
        facts = facts_of(whole)
        facts.write(work / "facts.jsonl")
        left.add("given", "", *_cells(given_counts(facts)))
        every = turns(whole, work / "facts.jsonl", environments)
        for number, name in in_turns(list(every), rounds):
            took[number, name] = every[name](server)
            left.add(name, str(number), *_cells(found_counts(facts, server)))
            server.emptied()
    return rates(took, facts.count()), left


def rates(took: dict[tuple[int, str], Took], count: int) -> Table:
    """What each turn took; last, how many times as fast the first of ours was in that round."""
    table = Table(
        ("way", "round", "seconds", "processor seconds of the client", "nodes and links given", "a second", "ours to it")
    )
    for (number, name), its in took.items():
        ours_to_it = its.seconds / took[number, OURS[0]].seconds
        rate = f"{count / its.seconds:,.0f}"
        table.add(name, str(number), f"{its.seconds:.1f}", f"{its.processor:.1f}", f"{count:,}", rate, f"{ours_to_it:.2f}")
    return table


def _cells(counts: Counter[str]) -> list[str]:
    return [f"{counts[name]:,}" for name in COLUMNS]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="what bench/generate.py wrote")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (default: 3)")
    parser.add_argument("--heap", type=int, default=1024, metavar="MB", help="of the Neo4j (default: 1024)")
    parser.add_argument("--environments", type=Path, help="where the peers are kept (default: thrown away)")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="giaoviec-bench-"))
    try:
        with own_server(work / "neo4j", given.heap) as server:
            speed, left = measure(given.folder, given.environments or work, work, server, given.rounds)
            machine = f"{date.today()}, {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
            print(f"{machine}, Neo4j {server.version}, heap {given.heap} MB, {client()}\n\n{speed}\n\n{left}")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()

"""Measures a load of generated records stage by stage, the commands as a user types them, and every saved question.

    python bench/generate.py --orders 22000 --seed 1 -o DIR
    python bench/run.py DIR [--store bolt://HOST:PORT] [-o TABLE.md]

writes markdown tables. A store of others is not touched: one that already holds a case is refused, and what was written is
taken out again.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import psutil

from giaoviec.graph import staging
from giaoviec.graph.build import Keeper
from giaoviec.graph.derive import derive
from giaoviec.graph.files import write
from giaoviec.graph.kept import Kept
from giaoviec.graph.kept import opened as opened_kept
from giaoviec.graph.mint import Id
from giaoviec.graph.parts import Whole
from giaoviec.graph.resolve import NAMED, candidates
from giaoviec.graph.saved import LIMIT, Question, questions
from giaoviec.graph.show import MOST as SCREEN
from giaoviec.graph.stores import sync
from giaoviec.graph.stores.base import Statement, Store, open_store
from giaoviec.graph.stores.bring import Work, checked, own_counts
from giaoviec.graph.stores.mark import MARK, read_mark
from giaoviec.graph.stores.place import place
from giaoviec.graph.vocabulary import ontology
from giaoviec.loaders.paths import expand, read_all

ANCHORS = 50
EMPTIED = 10_000  # nodes at once
EVERY = 0.02  # seconds between two looks at the memory
MIB = 1024 * 1024
HOST = "\n  body: "
OTHER = "other_"
KIND = "kind: assigned"  # what the changed record has otherwise


@dataclass
class Peak:
    """The highest resident memory of a process, in MiB, and the processor time it took, looked at every few milliseconds."""

    process: psutil.Process
    mib: float = 0.0
    cpu: float = 0.0
    _ended: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Peak:
        self._before = sum(self.process.cpu_times()[:2])
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def _watch(self) -> None:
        while not self._ended.is_set():
            self._look()
            self._ended.wait(EVERY)

    def _look(self) -> None:
        with contextlib.suppress(psutil.NoSuchProcess):
            self.mib = max(self.mib, self.process.memory_info().rss / MIB)
            self.cpu = max(self.cpu, sum(self.process.cpu_times()[:2]) - self._before)

    def __exit__(self, *_: object) -> None:
        self._look()
        self._ended.set()
        self._thread.join()


@dataclass
class Table:
    """The rows of a markdown table; each is printed on stderr as it comes."""

    head: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, *cells: str) -> None:
        self.rows.append(cells)
        print("  ".join(cells), file=sys.stderr, flush=True)

    def __str__(self) -> str:
        lines = [self.head, tuple("---" for _ in self.head), *self.rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)


class Clock:
    """Times the stages into a table: `with clock("name") as done: ...; done("orders", 22000)`."""

    def __init__(self) -> None:
        self.table = Table(("stage", "seconds", "processor seconds", "elements", "elements a second", "peak memory, MiB"))

    @contextlib.contextmanager
    def __call__(self, stage: str) -> Iterator[dict[str, int]]:
        counted: dict[str, int] = {}
        with Peak(psutil.Process()) as peak:
            start = time.perf_counter()
            yield counted
            took = time.perf_counter() - start
        elements = ", ".join(f"{number:,} {name}" for name, number in counted.items())
        rate = f"{next(iter(counted.values())) / took:,.0f}" if counted else ""
        self.table.add(stage, f"{took:.2f}", f"{peak.cpu:.2f}", elements, rate, f"{peak.mib:,.0f}")


def stages(folder: Path, store: Store, work: Path, clock: Clock) -> None:
    """The stages of a first load in their order, as graph/case.py and graph/stores/bring.py take them."""
    with opened_kept(work / "cache.sqlite", dry_run=False) as kept:
        sources = taken_in(folder, kept, work, clock)
        with clock("identity and labels") as done:
            whole = Whole(kept, sources)
            done["people, meetings and orders"] = len(whole.teller)
            done["orders"] = len(whole.identity.order)
        _stored(store, whole, clock)


def taken_in(folder: Path, kept: Kept, work: Path, clock: Clock) -> dict[Id, int]:
    """Records taken into a case in `work`; their sources' numbers among what is kept."""
    with clock("records read and checked, graphs made and kept") as done, Keeper(kept) as keeper:
        staged = staging.staged(work / "staged" / "records", work / "staged" / "sources", [], keeper)
        for loaded in read_all(expand([folder / "records"])):
            staging.settle(staged, loaded, [folder / "sources"], False)
        done["records"] = len(staged.written)
    with clock("records and texts written into the case") as done:
        staging.write(staged)
        done["records"] = len(staged.written)
    return {held.head.id: held.head.n for held in staged.held.values()}


def _stored(store: Store, whole: Whole, clock: Clock) -> None:
    words = ontology()
    store.prepare(sync.schema_of(words))
    before = own_counts(store, words)
    with clock("merged and written") as done:
        work = Work(store, whole, None, words)
        change = work.write(work.differences(), lambda *_: None)
        done["nodes and links"] = change.wanted.total()
    with clock("derived links made"):
        derive(store)
    with clock("counted again"):
        checked(store, None, change, before, words)
    with clock("the whole store compared") as done:
        work = Work(store, whole, None, words)
        assert work.write(work.differences(), None).empty()
        done["nodes and links"] = change.wanted.total()


def asked(store: Store) -> Table:
    """Each saved question over random anchors: the middle and the slow end; processor time is that of this process. One that can
    be bounded is asked as the command asks it, for as many rows as a screen shows."""
    table = Table(("question", "anchored at", "asked", "rows, mean", "p50, ms", "p95, ms", "p95, processor ms"))
    for question in questions().values():
        anchors: list[str | None] = [p.name for p in question.parameters if p.type in NAMED and not p.name.startswith(OTHER)]
        free = all(p.default is None for p in question.parameters if p.name in anchors)  # one that may start from nothing, too
        for anchor in [*anchors, None] if free else anchors:
            table.add(question.name, anchor or "nothing", *_times(store, question, anchor))
    return table


def _times(store: Store, question: Question, anchor: str | None) -> tuple[str, ...]:
    values: list[str] = []
    if anchor:
        kind = next(p.type for p in question.parameters if p.name == anchor)
        values = sorted({each.value for each in candidates(store, kind)})
        values = random.Random(f"{question.name} {anchor}").sample(values, min(ANCHORS, len(values)))
    took, spent, rows = [], [], 0
    for value, other in zip(values or [""] * 3, [*values[1:], *values[:1]] or [""] * 3, strict=True):
        ends = {anchor: value, f"{OTHER}{anchor}": other}  # a question from one to another asks for each neighbour
        given = {p.name: ends.get(p.name, p.default if p.type == "by" else None) for p in question.parameters}
        if question.bounded:
            given[LIMIT] = SCREEN
        start, before = time.perf_counter(), time.process_time()
        rows += len(store.read(question.text, given))
        took.append((time.perf_counter() - start) * 1000)
        spent.append((time.process_time() - before) * 1000)
    p95s = [f"{statistics.quantiles(each, n=20, method='inclusive')[-1]:.1f}" for each in (took, spent)]
    return str(len(took)), f"{rows / len(took):.1f}", f"{statistics.median(took):.1f}", *p95s


def commands(folder: Path, work: Path, store: str | None) -> Table:
    """The commands of a user, each in its own process."""
    table = Table(("command", "seconds", "processor seconds", "peak memory, MiB"))
    case = ["--case", str(work / "case"), *(["--store", store] if store else [])]
    everything = ["load", str(folder / "records"), "--texts", str(folder / "sources"), *case]
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((folder / "records").iterdir())}
    first = next(path for path, text in texts.items() if KIND in text and HOST in text)
    table.add("load, the first time", *_run(everything))
    table.add("load, the same again", *_run(everything))
    changed = work / first.name
    write(changed, texts[first].replace(KIND, "kind: required"))
    table.add("load, one changed record", *_run(["load", str(changed), "--texts", str(folder / "sources"), *case]))
    body = texts[first].partition(HOST)[2].partition("\n")[0]
    table.add("ask given-to", *_run(["ask", "given-to", "--body", body, *case]))
    table.add("find", *_run(["find", body, *case]))
    table.add("export trig", *_run(["export", "trig", "-o", str(work / "all.trig"), *case]))
    return table


def _run(arguments: list[str]) -> tuple[str, str, str]:
    """Seconds, processor seconds and peak memory of one command. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "giaoviec.cli", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir())
    with Peak(psutil.Process(process.pid)) as peak:
        code = process.wait()
    took = time.perf_counter() - start
    if code:
        raise subprocess.CalledProcessError(code, command)
    return f"{took:.2f}", f"{peak.cpu:.2f}", f"{peak.mib:,.0f}"


def emptied(store: Store) -> None:
    """Takes out of a store what was written, and its mark."""
    words = ontology()
    ids = sorted(sync.stored_ids(store, words))
    for at in range(0, len(ids), EMPTIED):
        sync.apply(store, sync.nodes_apart(store, ids[at : at + EMPTIED], {}), words)
    store.write([Statement(f"MATCH (m:{MARK}) DELETE m", {})])


@contextlib.contextmanager
def opened(uri: str) -> Iterator[Store]:
    """A store to write to; closed at the end."""
    at = place(uri, os.environ)
    store = open_store(at.uri, read_only=False, access=at.access)
    try:
        yield store
    finally:
        store.close()


def measure(folder: Path, uri: str | None, work: Path) -> str:
    """The tables as markdown."""
    clock = Clock()
    with opened(uri or f"embedded:{work / 'store'}") as store:
        if uri and (read_mark(store) or sync.stored_ids(store, ontology())):
            sys.exit(f"{uri} already holds a case: give a store that is empty")
        try:
            stages(folder, store, work, clock)
            answers = asked(store)
        finally:
            if uri:
                emptied(store)
    try:
        typed = commands(folder, work, uri)
    finally:
        if uri:
            with opened(uri) as store:
                emptied(store)
    machine = f"{date.today()}, {psutil.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    title = f"{machine}, store: {uri.partition(':')[0] if uri else 'embedded'}"
    return "\n\n".join([title, str(clock.table), str(typed), str(answers)]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="what bench/generate.py wrote")
    parser.add_argument("--store", metavar="URI", help="an empty store (default: an embedded one, thrown away)")
    parser.add_argument("-o", "--output", type=Path, help="a file for the tables (default: the screen)")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="giaoviec-bench-"))
    try:
        tables = measure(given.folder, given.store, work)
    finally:
        shutil.rmtree(work)
    if given.output:
        write(given.output, tables)
    else:
        print(tables)


if __name__ == "__main__":
    main()

"""From records to what is kept of each source: evidence checked, its graph made and checked, told node by node.

A source that was kept before is not made again: what it tells rests on its record, its text and the program alone.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from giaoviec.graph import check, recordfile
from giaoviec.graph.apart import InOrder
from giaoviec.graph.errors import InputError
from giaoviec.graph.given import given_of
from giaoviec.graph.hashes import hashed
from giaoviec.graph.kept import Head, Kept, Rows, rows
from giaoviec.graph.ontology import Ontology
from giaoviec.graph.program import fingerprint
from giaoviec.graph.quotes import SourceText
from giaoviec.graph.rdf import source_graph, source_id
from giaoviec.graph.receipt import NOT_IN_TEXT, Refused
from giaoviec.graph.records import SECTIONS, Item, Record
from giaoviec.graph.triples import Notes, SourceGraph
from giaoviec.graph.utf8 import read_utf8
from giaoviec.graph.validation import Fault
from giaoviec.graph.vocabulary import ontology

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Held:
    """A record of the case and the text of its source (None where it is not at hand).

    `file` is the record's file in the case; `origin` the file it was read from, in which `locate` finds an item: its number as
    given and its line. `faults` is what is wrong with items that `file` itself holds: a person may have edited it. `hashes` are
    those of the record's file and of the text's, where the record was read from the case.
    """

    record: Record
    text: str | None
    file: Path
    origin: Path
    locate: Callable[[str, Item], tuple[int, int | None]]
    faults: tuple[Fault, ...] = ()
    hashes: tuple[str, str | None] | None = None

    @property
    def key(self) -> str | None:
        return self.record.source.key

    @property
    def name(self) -> str | None:
        """The file name of the text."""
        return self.record.source.file

    @property
    def has_text(self) -> bool:
        return self.text is not None

    @cached_property
    def written(self) -> str:
        """The record as its file in the case holds it."""
        return recordfile.dumps(self.record)

    @cached_property
    def own_hashes(self) -> tuple[str, str | None]:
        """The hashes of its files in the case."""
        return self.hashes or (hashed(self.written.encode()), None if self.text is None else hashed(self.text.encode()))

    @cached_property
    def digest(self) -> str:
        return digest(*self.own_hashes)


@dataclass(frozen=True)
class Recalled:
    """A source whose part is kept: its record and text are read again only if they are asked for.

    `written` and `said` are its files where they are still to be written; `refused` are items whose evidence is not in the text,
    `faults` what was wrong with items of `file`, as in Held.
    """

    head: Head
    digest: str
    file: Path
    origin: Path
    texts: Path
    written: str | None = None
    said: str | None = None
    refused: tuple[Refused, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def key(self) -> str | None:
        return self.head.key

    @property
    def name(self) -> str | None:
        return self.head.file

    @property
    def has_text(self) -> bool:
        return self.head.text is not None

    @property
    def record(self) -> Record:
        text = read_utf8(self.file) if self.written is None else self.written
        found = [record for record in recordfile.loads(text, self.file) if (record.source.key or self.file.stem) == self.key]
        if len(found) != 1:
            vi, en = "tệp bị đổi trong khi nạp; hãy chạy lại", "the file changed in mid-load; run this again"
            raise InputError(vi, en, str(self.file))
        return found[0]

    @property
    def text(self) -> str | None:
        if self.said is not None or not (self.has_text and self.name):
            return self.said
        return read_utf8(self.texts / self.name)


def digest(record: str, text: str | None) -> str:
    """By what a source is kept: the hashes of its record's file and of its text, and the program."""
    return hashed(f"{fingerprint()} {record} {text}".encode())


class Keeper:
    """Makes and keeps what each source tells; one that is kept already is not made again.

    What many sources tell is made on all cores and kept in the order they came in, all of it when the context ends.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._known = kept.heads()
        self._next = kept.next_number()
        self._work = InOrder(_rows)
        self._awaited: deque[tuple[str, Head]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        with self._work:
            if kind is None:
                self._add(self._work.rest())

    @property
    def heads(self) -> Mapping[str, Head]:
        """Every source that is kept, by digest."""
        return self._known

    def keep(self, held: Held, texts: Path) -> Recalled:
        """Keeps a source. Raises InputError where its graph, or that of one before it, breaks the shapes of the ontology."""
        text = SourceText(held.text) if held.text is not None else None
        record, refused = with_evidence(held, text)
        clean = not refused and not held.faults
        head = self._known.get(held.digest)
        if head is None:
            given = json.dumps(given_of(held.record), ensure_ascii=False)
            head = Head(self._next, source_id(record), held.key, held.name, *held.own_hashes, clean, given)
            self._next += 1
            self._known[held.digest] = head
            self._awaited.append((held.digest, head))
            self._add(self._work.put(_Job(record, held.text, held.origin)))
        else:
            if any(awaited == held.digest for awaited, _ in self._awaited):
                self._add(self._work.rest())
            self._kept.clean(head.n, clean)
        written, said = (None, None) if held.hashes else (held.written, held.text)
        return Recalled(head, held.digest, held.file, held.origin, texts, written, said, tuple(refused), held.faults)

    def _add(self, made: Iterable[Rows]) -> None:
        """Keeps what was made, which comes in the order that it was asked for."""
        for each in made:
            self._kept.add(*self._awaited.popleft(), each)


@dataclass(frozen=True)
class _Job:
    """What a source's graph is made of: its record without what was refused, its text, and where it was read."""

    record: Record
    text: str | None
    origin: Path


def _rows(job: _Job) -> Rows:
    graph = source_graph(job.record, SourceText(job.text) if job.text is not None else None)
    _require_shape(graph, ontology(), job.origin)
    return rows(graph)


def with_evidence(held: Held, text: SourceText | None) -> tuple[Record, list[Refused]]:
    """The record without the items whose evidence is not in the text; without a text, the record as it is."""
    if text is None:
        return held.record, []
    kept, refused = {}, []
    for section in SECTIONS:
        good = []
        for item in getattr(held.record, section):
            if item.evidence is None or text.find(item.evidence, item.start):
                good.append(item)
                continue
            number, line = held.locate(section, item)
            data = item.model_dump(mode="json", by_alias=True, exclude_unset=True)
            fault = Fault((section, number, "evidence"), item.evidence[:80], NOT_IN_TEXT, data, line)
            refused.append(Refused(held.origin, fault))
        kept[section] = tuple(good)
    return held.record.model_copy(update=kept), refused


def _require_shape(graph: SourceGraph, ontology: Ontology, file: Path) -> None:
    """A graph made from a valid record always fits; one that does not is a fault of the program, and is told as such."""
    wrong = check.violations(graph.triples, ontology)
    if wrong:
        first = wrong[0]
        raise InputError(
            f"{first.said.vi} ({first.node}, {first.property})", f"{first.said.en} ({first.node}, {first.property})", str(file)
        )


def summed(notes: Iterable[Notes]) -> Notes:
    each = list(notes)
    return Notes(
        sum(n.unchecked for n in each),
        sum(n.repeated for n in each),
        sum(n.meeting_agents for n in each),
        sum(n.lost_links for n in each),
    )

"""From records to what is kept of each source: evidence checked, its graph made and checked, told node by node.

A source that was kept before is not made again: what it tells rests on its record, its text and the program alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from giaoviec.graph import check, recordfile
from giaoviec.graph.errors import InputError
from giaoviec.graph.kept import Head, Kept
from giaoviec.graph.keys import source_keys
from giaoviec.graph.mint import Id
from giaoviec.graph.ontology import Ontology
from giaoviec.graph.program import fingerprint
from giaoviec.graph.quotes import SourceText
from giaoviec.graph.rdf import source_graph
from giaoviec.graph.receipt import NOT_IN_TEXT, Refused
from giaoviec.graph.records import SECTIONS, Item, Record
from giaoviec.graph.telling import tellings
from giaoviec.graph.triples import Notes, SourceGraph
from giaoviec.graph.utf8 import read_utf8
from giaoviec.graph.validation import Fault

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
    """A source of the case that is as it was when it was kept, with nothing refused; its files are read only if asked for."""

    head: Head
    digest: str
    file: Path
    texts: Path

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
    def origin(self) -> Path:
        return self.file

    @property
    def faults(self) -> tuple[Fault, ...]:
        return ()

    @property
    def own_hashes(self) -> tuple[str, str | None]:
        """The hashes of its files in the case."""
        return self.head.record, self.head.text

    @cached_property
    def record(self) -> Record:
        (loaded,) = recordfile.read(self.file)
        if loaded.record is None:
            raise InputError(
                "tệp bị đổi trong khi nạp; hãy chạy lại", "the file changed in mid-load; run this again", str(self.file)
            )
        return loaded.record

    @cached_property
    def text(self) -> str | None:
        return read_utf8(self.texts / self.head.file) if self.head.text and self.head.file else None


Source = Held | Recalled


def hashed(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest(record: str, text: str | None) -> str:
    """By what a source is kept: the hashes of its record's file and of its text, and the program."""
    return hashed(f"{fingerprint()} {record} {text}".encode())


@dataclass(frozen=True)
class Taken:
    """All sources of a case: their numbers among what is kept, by id, and what was refused of those not recalled."""

    sources: dict[Id, int]
    refused: tuple[Refused, ...]


def take(held: Sequence[Source], kept: Kept, ontology: Ontology, progress: Progress) -> Taken:
    """Keeps what each source tells. Raises InputError where a source's graph breaks the shapes of the ontology."""
    known = kept.heads()
    sources: dict[Id, int] = {}
    refused: list[Refused] = []
    for done, each in enumerate(held, 1):
        if isinstance(each, Recalled):
            sources[each.head.id] = each.head.n
        else:
            text = SourceText(each.text) if each.text is not None else None
            record, faults = with_evidence(each, text)
            refused.extend(faults)
            clean = not faults and not each.faults
            head = known.get(each.digest)
            if head is None:
                node, n = _keep(each, record, text, clean, kept, ontology)
                sources[node] = n
            else:
                sources[head.id] = head.n
                kept.clean(head.n, clean)
        progress("records", done, len(held))
    return Taken(sources, tuple(refused))


def _keep(held: Held, record: Record, text: SourceText | None, clean: bool, kept: Kept, ontology: Ontology) -> tuple[Id, int]:
    graph = source_graph(record, text)
    _require_shape(graph, ontology, held.origin)
    keys = source_keys(graph)
    head = Head(0, graph.id, held.key, held.name, *held.own_hashes, clean)
    return graph.id, kept.add(held.digest, head, keys, tellings(graph), graph.items, graph.notes)


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

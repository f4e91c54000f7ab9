"""From records to the property graph: evidence checked, each source's graph made and checked, identity, projection."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from giaoviec.graph import check
from giaoviec.graph.errors import InputError
from giaoviec.graph.identity import Identity, identify
from giaoviec.graph.keys import source_keys
from giaoviec.graph.ontology import Ontology
from giaoviec.graph.projection import PropertyGraph, project
from giaoviec.graph.quotes import SourceText
from giaoviec.graph.rdf import source_graph
from giaoviec.graph.receipt import NOT_IN_TEXT, Refused
from giaoviec.graph.records import SECTIONS, Item, Record
from giaoviec.graph.triples import Notes, SourceGraph
from giaoviec.graph.validation import Fault

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Held:
    """A record of the case and the text of its source (None where it is not at hand).

    `file` is the record's file in the case; `origin` the file it was read from, in which `locate` finds an item: its number as
    given and its line. `faults` are what the case's own file has wrong by now.
    """

    record: Record
    text: str | None
    file: Path
    origin: Path
    locate: Callable[[str, Item], tuple[int, int | None]]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Built:
    """The graphs of all sources and what they make together. `refused` are items whose evidence is not in their text."""

    graphs: tuple[SourceGraph, ...]
    identity: Identity
    graph: PropertyGraph
    refused: tuple[Refused, ...]
    notes: Notes


def build(held: Iterable[Held], ontology: Ontology, progress: Progress) -> Built:
    """The property graph of some records. Raises InputError where a source's graph breaks the shapes of the ontology."""
    everything = list(held)
    graphs: list[SourceGraph] = []
    refused: list[Refused] = []
    for done, each in enumerate(everything, 1):
        text = SourceText(each.text) if each.text is not None else None
        record, faults = with_evidence(each, text)
        refused.extend(Refused(each.origin, fault) for fault in each.faults)
        refused.extend(faults)
        graph = source_graph(record, text)
        _require_shape(graph, ontology, each.origin)
        graphs.append(graph)
        progress("records", done, len(everything))
    keys = [source_keys(graph) for graph in graphs]
    identity = identify(keys)
    since = {k.id: k.since for k in keys}
    made = project([(since[graph.id], graph) for graph in graphs], identity, ontology)
    return Built(tuple(graphs), identity, made, tuple(refused), _sum(graph.notes for graph in graphs))


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


def _sum(notes: Iterable[Notes]) -> Notes:
    each = list(notes)
    return Notes(
        sum(n.unchecked for n in each),
        sum(n.repeated for n in each),
        sum(n.meeting_agents for n in each),
        sum(n.lost_links for n in each),
    )

"""Writes a case out in other forms."""

from __future__ import annotations

from collections.abc import Iterator

from giaoviec.graph import staging
from giaoviec.graph.build import with_evidence
from giaoviec.graph.errors import InputError
from giaoviec.graph.folder import Case
from giaoviec.graph.quotes import SourceText
from giaoviec.graph.rdf import source_graph
from giaoviec.graph.trig import Told, trig
from giaoviec.graph.vocabulary import ontology


def trig_of(case: Case) -> Iterator[str]:
    """The case as TriG, a piece a source, with what was refused left out. Raises InputError where the case has no records."""
    held = sorted(staging.held(case.records, case.sources).items())
    if not held:
        raise InputError("hồ sơ chưa có bản ghi nào", "the case has no records yet", str(case.folder))
    words = ontology()

    def told() -> Iterator[Told]:
        for _, each in held:
            text = SourceText(each.text) if each.text is not None else None
            record, _ = with_evidence(each, text)
            graph = source_graph(record, text)
            yield Told(graph.id, record, graph.triples)

    return trig(told(), words)

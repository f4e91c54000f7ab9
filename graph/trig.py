"""Sources as TriG, one named graph a source, and back without loss.

Beside a source's graph stands a second one, named with "/record" behind, that holds the whole record as JSON: order,
spelling and local ids are no facts of the graph. Text is written straight, source by source (rdflib's writer holds all and
takes ten times as long); rdflib reads it.
"""

from __future__ import annotations

import json
import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from rdflib import RDF, XSD, Dataset, Literal, URIRef
from rdflib.exceptions import ParserError
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import PROV
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from giaoviec.graph.errors import InputError
from giaoviec.graph.mint import Id
from giaoviec.graph.ontology import BASE, WORDS, Ontology
from giaoviec.graph.records import Record, dump
from giaoviec.graph.triples import Triple, Value

RECORD = "/record"
HEAD = f"@prefix : <{WORDS}> .\n@prefix prov: <{PROV}> .\n@prefix rdf: <{RDF}> .\n@prefix xsd: <{XSD}> .\n"
_ESCAPED = re.compile(r'[\x00-\x1f\x7f-\x9f"\\\u2028\u2029\ufeff\ufffe\uffff]')
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


@dataclass(frozen=True)
class Told:
    """One source: its id, its record, and the triples of its graph in the order of their words."""

    id: Id
    record: Record
    triples: tuple[Triple, ...]


def trig(sources: Iterable[Told], ontology: Ontology) -> Iterator[str]:
    """TriG text, a piece a source. The same sources give the same text, whatever the order of their triples.

    Raises InputError for a word or class that the ontology does not have.
    """
    yield HEAD
    for told in sources:
        blocks = "\n".join(_blocks(told.triples, ontology))
        graph = BASE + told.id
        whole = _quoted(json.dumps(dump(told.record), ensure_ascii=False))
        yield f"\n<{graph}> {{\n{blocks}}}\n\n<{graph}{RECORD}> {{\n<{graph}{RECORD}> prov:value {whole}^^rdf:JSON .\n}}\n"


def _blocks(triples: Iterable[Triple], ontology: Ontology) -> Iterator[str]:
    """One block a subject: its class, then its words, each with its values."""
    told: dict[Id, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, word, thing in triples:
        if word != "type" and word not in ontology.links and word not in ontology.values:
            raise InputError(f"ontology.ttl không có từ {word}", f"ontology.ttl has no word {word}")
        if word == "type" and thing not in ontology.labels:
            raise InputError(f"ontology.ttl không có lớp {thing}", f"ontology.ttl has no class {thing}")
        if word == "type":
            told[subject]["a"].add(f":{thing}")
        else:
            told[subject][f":{word}"].add(_object(word, thing, ontology))
    for subject in sorted(told):
        words = sorted(told[subject].items(), key=lambda pair: (pair[0] != "a", pair[0]))
        lines = " ;\n    ".join(f"{word} {', '.join(sorted(values))}" for word, values in words)
        yield f"<{BASE}{subject}> {lines} .\n"


def _object(word: str, thing: Id | Value, ontology: Ontology) -> str:
    if isinstance(thing, Id):
        return f"<{BASE}{thing}>"
    if isinstance(thing, bool):
        return "true" if thing else "false"
    if isinstance(thing, int):
        return str(thing)
    return _quoted(thing) + ("^^xsd:date" if ontology.values.get(word) == "date" else "")


def _quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda m: _SHORT.get(m.group()) or f"\\u{ord(m.group()):04X}", text) + '"'


def read(path: Path, ontology: Ontology) -> list[Told]:
    """The sources in a TriG file that giaoviec wrote, by their ids.

    Raises InputError where the file is no TriG, holds words or nodes of others, or a source without its record.
    """
    data = Dataset()
    with _quiet():
        try:
            data.parse(data=path.read_text(encoding="utf-8"), format="trig")
        except OSError as error:
            raise InputError(f"không đọc được tệp ({error.strerror})", f"cannot be read ({error.strerror})", str(path)) from None
        # Bytes that are not UTF-8 are a ValueError.
        except (BadSyntax, ParserError, ValueError, RecursionError) as error:
            what = " ".join(str(error).split())[:200]
            raise InputError(f"không phải TriG đọc được: {what}", f"is no TriG that can be read: {what}", str(path)) from None
        return _Reader(data, path, ontology).run()


@contextmanager
def _quiet() -> Iterator[None]:
    """rdflib logs a traceback for each literal that is not of its datatype; the checker says that in a sentence."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


class _Reader:
    """Reads one parsed file."""

    def __init__(self, data: Dataset, path: Path, ontology: Ontology) -> None:
        self.data = data
        self.path = path
        self.words = {*ontology.links, *ontology.values, *ontology.labels}

    def wrong(self, vi: str, en: str) -> InputError:
        return InputError(vi, en, str(self.path))

    def run(self) -> list[Told]:
        triples: dict[str, list[Triple]] = defaultdict(list)
        records: dict[str, Record] = {}
        for subject, predicate, thing, graph in self.data.quads():
            name = self.graph_name(graph)
            if name.endswith(RECORD):
                records[name.removesuffix(RECORD)] = self.record(name, predicate, thing)
            else:
                triples[name].append((self.id(subject), self.word(predicate), self.object(predicate, thing)))
        for name in sorted(triples.keys() ^ records.keys()):
            raise self.wrong(f"{name} thiếu đồ thị hoặc bản ghi", f"{name} lacks its graph or its record")
        return [Told(Id(name), records[name], tuple(sorted(triples[name], key=_order))) for name in sorted(records)]

    def graph_name(self, graph: Node | None) -> str:
        if graph is None or graph == DATASET_DEFAULT_GRAPH_ID:
            raise self.wrong("có câu không thuộc nguồn nào", "has statements that belong to no source")
        return self.id(graph)

    def id(self, node: Node) -> Id:
        if not isinstance(node, URIRef) or not node.startswith(BASE):
            raise self.wrong(f"{node} không phải mã của giaoviec", f"{node} is no id of giaoviec")
        return Id(node.removeprefix(BASE))

    def word(self, predicate: Node) -> str:
        if predicate == RDF.type:
            return "type"
        if not str(predicate).startswith(WORDS) or str(predicate).removeprefix(WORDS) not in self.words:
            raise self.wrong(f"{predicate} không phải từ của giaoviec", f"{predicate} is no word of giaoviec")
        return str(predicate).removeprefix(WORDS)

    def object(self, predicate: Node, thing: Node) -> Id | Value:
        if predicate == RDF.type:
            return Id(self.word(thing))
        if not isinstance(thing, Literal):
            return self.id(thing)
        # By the written form: rdflib's value of an ill-typed literal is None.
        if thing.datatype == XSD.boolean and str(thing) in _BOOLEANS:
            return _BOOLEANS[str(thing)]
        if thing.datatype == XSD.integer and _WHOLE.fullmatch(str(thing)):
            return int(str(thing))
        if thing.datatype in (None, XSD.string, XSD.date) and not thing.language:
            return str(thing)
        raise self.wrong(f"{predicate} có giá trị lạ {thing!r}", f"{predicate} has a value of another kind, {thing!r}")

    def record(self, name: str, predicate: Node, thing: Node) -> Record:
        if predicate != PROV.value or not isinstance(thing, Literal):
            raise self.wrong(f"{name} không chứa bản ghi", f"{name} does not hold a record")
        try:
            return Record.model_validate(json.loads(str(thing)))
        except (ValidationError, ValueError):
            raise self.wrong(f"{name} chứa bản ghi hỏng", f"{name} holds a broken record") from None


_BOOLEANS: Mapping[str, bool] = {"true": True, "false": False, "1": True, "0": False}


def _order(triple: Triple) -> tuple[str, str, str, str]:
    """Triples in the order of their words; values of different kinds never compare."""
    subject, word, thing = triple
    return subject, word, type(thing).__name__, str(thing)

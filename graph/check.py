"""Checks a source's graph against the SHACL shapes of ontology.ttl, on plain triples.

The same verdicts as a SHACL engine's (tests compare them with pyshacl's), without building an RDF graph for each source.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from giaoviec.graph.errors import Said
from giaoviec.graph.mint import Id
from giaoviec.graph.ontology import Datatype, Ontology, PropertyShape
from giaoviec.graph.triples import Triple, Value

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ASKED: dict[Datatype, Said] = {
    "string": Said("chữ", "text"),
    "integer": Said("một số nguyên", "a whole number"),
    "boolean": Said("true hoặc false", "true or false"),
    "date": Said("một ngày có thật", "a real day"),
}


@dataclass(frozen=True)
class Violation:
    """A node of a source's graph that is not as its class asks: which property, and one sentence."""

    node: Id
    property: str
    said: Said


def violations(triples: Iterable[Triple], ontology: Ontology) -> list[Violation]:
    """What a source's graph has wrong, in the order of its nodes. Only nodes with a class of the ontology are asked anything."""
    kinds: dict[Id, list[str]] = defaultdict(list)
    told: dict[Id, dict[str, list[Id | Value]]] = defaultdict(lambda: defaultdict(list))
    for subject, word, thing in triples:
        if word == "type":
            kinds[subject].append(str(thing))
        else:
            told[subject][word].append(thing)
    check = _Check(ontology, kinds)
    return [
        Violation(node, shape.path, said)
        for node, classes in kinds.items()
        for shape in check.shapes(classes)
        if (values := told[node].get(shape.path, ())) or shape.min_count
        for said in check.property(node, shape, values)
    ]


class _Check:
    """Checks one graph; `kinds` are the classes of its nodes."""

    def __init__(self, ontology: Ontology, kinds: dict[Id, list[str]]) -> None:
        self._ontology = ontology
        self._kinds = kinds

    def shapes(self, classes: list[str]) -> Iterable[PropertyShape]:
        """The shapes of a node's classes, each once."""
        if len(classes) == 1:
            return self._ontology.shapes.get(classes[0], ())
        return dict.fromkeys(shape for kind in classes for shape in self._ontology.shapes.get(kind, ()))

    def property(self, node: Id, shape: PropertyShape, values: Sequence[Id | Value]) -> Iterator[Said]:
        distinct = values if len(values) < 2 else _distinct(values)
        if len(distinct) < shape.min_count:
            yield self._sentence(node, shape, str(len(distinct)), _values("ít nhất", "at least", shape.min_count))
        if shape.max_count is not None and len(distinct) > shape.max_count:
            yield self._sentence(node, shape, str(len(distinct)), _values("nhiều nhất", "at most", shape.max_count))
        for value in distinct:
            for asked in self._faults(shape, value):
                yield self._sentence(node, shape, _short(value), asked)

    def _faults(self, shape: PropertyShape, value: Id | Value) -> Iterator[Said]:
        """What a value should have been, for each construct that it breaks."""
        if shape.datatype is not None and not _is(value, shape.datatype):
            yield _ASKED[shape.datatype]
        if shape.one_of and (isinstance(value, Id) or value not in shape.one_of):
            listed = ", ".join(shape.one_of)
            yield Said(f"một trong: {listed}", f"one of: {listed}")
        if shape.iri and not isinstance(value, Id):
            yield Said("một nút", "a node")
        if shape.of_class is not None and not (isinstance(value, Id) and self._is_a(value, shape.of_class)):
            name = self._ontology.said[shape.of_class]
            yield Said(f"{name.vi} ({shape.of_class}) có trong đồ thị này", f"a {shape.of_class} that this graph describes")

    def _is_a(self, node: Id, kind: str) -> bool:
        return any(kind in self._ontology.labels.get(own, ()) for own in self._kinds.get(node, ()))

    def _sentence(self, node: Id, shape: PropertyShape, found: str, asked: Said) -> Said:
        name = self._ontology.said[shape.path]
        return Said(
            f"{node}: {name.vi} ({shape.path}) phải có {asked.vi}, đang là {found}",
            f"{node}: {shape.path} must be {asked.en}, is {found}",
        )


def _distinct(values: Iterable[Id | Value]) -> list[Id | Value]:
    """RDF is a set: a value told twice counts once, and true is not 1."""
    return list({(type(value), value): value for value in values}.values())


def _values(vi: str, en: str, count: int) -> Said:
    return Said(f"{vi} {count} giá trị", f"{en} {count} in number")


def _is(value: Id | Value, datatype: Datatype) -> bool:
    if datatype == "boolean":
        return isinstance(value, bool)
    if datatype == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(value, Id) or not isinstance(value, str):
        return False
    return datatype == "string" or _is_day(value)


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _short(value: Id | Value) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."

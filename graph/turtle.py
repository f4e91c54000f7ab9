"""Reads ontology.ttl with rdflib, and refuses what the program would otherwise pass over: unknown SHACL, a word without
labels, a word that is two things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rdflib import OWL, RDF, RDFS, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from giaoviec.graph.errors import InputError, Said
from giaoviec.graph.ontology import WORDS, Datatype, Ontology, PropertyShape

_SHACL = str(SH)
_DATATYPES: Mapping[Node, Datatype] = {
    XSD.string: "string",
    XSD.integer: "integer",
    XSD.boolean: "boolean",
    XSD.date: "date",
}


def read_ontology(text: str, where: str) -> Ontology:
    """An ontology from Turtle. Raises InputError for a shape with a construct that the checker does not know, for a word
    without a label in both languages, and for a word that is two things at once; `where` names the file in it."""
    try:
        graph = Graph().parse(data=text, format="turtle")
    except (BadSyntax, ParserError) as error:
        raise InputError(f"sai cú pháp Turtle: {error}", f"is no Turtle: {error}", where) from None
    return _Reader(graph, where).run()


class _Reader:
    """Reads one ontology graph."""

    def __init__(self, graph: Graph, where: str) -> None:
        self.graph = graph
        self.where = where

    def wrong(self, vi: str, en: str) -> InputError:
        return InputError(vi, en, self.where)

    def run(self) -> Ontology:
        kinds = {kind: self.of_type(kind) for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)}
        derived, of_links = self.of_type(URIRef(WORDS + "DerivedLink")), self.of_type(URIRef(WORDS + "LinkProperty"))
        links, values = kinds[OWL.ObjectProperty], kinds[OWL.DatatypeProperty]
        # DerivedLink and LinkProperty are kinds of property, not labels.
        classes = {name for name in kinds[OWL.Class] if not self.is_property_kind(name)}
        self.check_distinct(kinds[OWL.Class], links, values, derived, of_links)
        labels = {name: self.with_superclasses(name, classes) for name in sorted(classes)}
        self.check_constructs(classes)
        own = {name: tuple(self.shape(node) for node in self.shape_nodes(name)) for name in classes}
        self.check_shapes(own, links, values, classes)
        return Ontology(
            labels=labels,
            concrete=tuple(name for name in labels if not any(name in labels[other][1:] for other in labels)),
            links=frozenset(links),
            values=self.datatypes(values, own),
            derived_links=frozenset(derived),
            of_links=frozenset(of_links),
            shapes={name: tuple(shape for label in labels[name] for shape in own[label]) for name in labels},
            said={name: self.said(name) for name in classes | links | values | derived | of_links},
        )

    def of_type(self, kind: URIRef) -> set[str]:
        return {self.word(node) for node in self.graph.subjects(RDF.type, kind)}

    def word(self, node: Node) -> str:
        """A word's own name; raises for an IRI of another vocabulary, which enters only as a superclass or superproperty."""
        if not str(node).startswith(WORDS):
            raise self.wrong(f"{node} không thuộc {WORDS}", f"{node} is not a word of {WORDS}")
        return str(node).removeprefix(WORDS)

    def parents(self, name: str) -> list[Node]:
        return sorted(self.graph.objects(URIRef(WORDS + name), RDFS.subClassOf), key=str)

    def is_property_kind(self, name: str) -> bool:
        return bool({OWL.ObjectProperty, OWL.DatatypeProperty} & set(self.parents(name)))

    def with_superclasses(self, name: str, classes: set[str]) -> tuple[str, ...]:
        found = [name]
        for at in found:
            for parent in (self.word(node) for node in self.parents(at) if str(node).startswith(WORDS)):
                if parent not in classes:
                    raise self.wrong(f"{at} có lớp trên {parent} chưa khai báo", f"{at} has the unknown superclass {parent}")
                if parent not in found:
                    found.append(parent)
        return tuple(found)

    def check_distinct(self, *kinds: set[str]) -> None:
        seen: set[str] = set()
        for kind in kinds:
            for name in sorted(kind & seen):
                raise self.wrong(f"{name} được khai báo hai loại khác nhau", f"{name} is declared as two different things")
            seen |= kind

    def said(self, name: str) -> Said:
        labels = {
            label.language: str(label)
            for label in self.graph.objects(URIRef(WORDS + name), RDFS.label)
            if isinstance(label, Literal)
        }
        if not labels.get("vi") or not labels.get("en"):
            raise self.wrong(f"{name} thiếu rdfs:label @vi hoặc @en", f"{name} lacks an rdfs:label @vi or @en")
        return Said(labels["vi"], labels["en"])

    def shape_nodes(self, name: str) -> list[Node]:
        nodes = self.graph.objects(URIRef(WORDS + name), SH.property)
        return sorted(nodes, key=lambda node: str(self.graph.value(node, SH.path)))

    def check_constructs(self, classes: set[str]) -> None:
        """Every statement with a word of SHACL must be one that is read below: else the checker would pass it over."""
        shapes = {URIRef(WORDS + name) for name in classes}
        properties = {node for shape in shapes for node in self.graph.objects(shape, SH.property)}
        # Classes first: what is wrong there makes what it points at look unknown.
        for subject, predicate, thing in sorted(self.graph, key=lambda triple: (triple[0] not in shapes, str(triple[1]))):
            if predicate == RDF.type and _is_shacl(thing) and not (thing == SH.NodeShape and subject in shapes):
                raise self.unknown(thing)
            known = (predicate == SH.property and subject in shapes) or (predicate in _CONSTRUCTS and subject in properties)
            if (_is_shacl(predicate) or subject in properties) and not known:
                raise self.unknown(predicate)
        for shape in shapes:
            if (shape, SH.property, None) in self.graph and (shape, RDF.type, SH.NodeShape) not in self.graph:
                raise self.wrong(
                    f"{shape} có sh:property nhưng không là sh:NodeShape", f"{shape} has sh:property, is no sh:NodeShape"
                )

    def unknown(self, construct: Node) -> InputError:
        name = str(construct)
        return self.wrong(
            f"bộ kiểm tra không biết {name}; hãy thêm vào check.py", f"the checker does not know {name}; add it to check.py"
        )

    def shape(self, node: Node) -> PropertyShape:
        given: dict[str, object] = {}
        for predicate, thing in self.graph.predicate_objects(node):
            name, taken = _CONSTRUCTS[predicate]
            if name in given:
                raise self.wrong(f"{predicate} nêu hai lần trong một khuôn", f"{predicate} stands twice in one shape")
            try:
                given[name] = taken(self.graph, thing)
            except (ValueError, KeyError):
                raise self.wrong(
                    f"không đọc được {thing} của {predicate}", f"{predicate} has the unreadable value {thing}"
                ) from None
        if "path" not in given:
            raise self.wrong("một khuôn không có sh:path", "a shape has no sh:path")
        return PropertyShape(**given)  # type: ignore[arg-type]

    def check_shapes(
        self, own: Mapping[str, Iterable[PropertyShape]], links: set[str], values: set[str], classes: set[str]
    ) -> None:
        for shape in (shape for shapes in own.values() for shape in shapes):
            to_thing = shape.iri or shape.of_class is not None
            to_value = shape.datatype is not None or bool(shape.one_of)
            fits = (shape.path in links and not to_value) or (shape.path in values and not to_thing)
            if not fits or (shape.of_class is not None and shape.of_class not in classes):
                raise self.wrong(
                    f"khuôn của {shape.path} trái với khai báo", f"the shape of {shape.path} contradicts its declaration"
                )

    def datatypes(self, values: set[str], own: Mapping[str, Iterable[PropertyShape]]) -> dict[str, Datatype | None]:
        found: dict[str, Datatype | None] = dict.fromkeys(sorted(values))
        for shape in (shape for shapes in own.values() for shape in shapes if shape.path in values):
            datatype = shape.datatype or ("string" if shape.one_of else None)
            if None not in (datatype, found[shape.path]) and datatype != found[shape.path]:
                raise self.wrong(f"{shape.path} có hai kiểu dữ liệu", f"{shape.path} has two datatypes")
            found[shape.path] = datatype or found[shape.path]
        return found


def _is_shacl(node: Node) -> bool:
    return str(node).startswith(_SHACL)


def _own(_: Graph, node: Node) -> str:
    if not isinstance(node, URIRef) or not node.startswith(WORDS):
        raise ValueError(node)
    return node.removeprefix(WORDS)


def _count(_: Graph, node: Node) -> int:
    if not isinstance(node, Literal) or node.datatype != XSD.integer:
        raise ValueError(node)
    return int(node)


def _texts(graph: Graph, node: Node) -> tuple[str, ...]:
    members = tuple(Collection(graph, node))
    if not members or not all(isinstance(m, Literal) and m.datatype in (None, XSD.string) and not m.language for m in members):
        raise ValueError(node)
    return tuple(map(str, members))


def _iri(_: Graph, node: Node) -> bool:
    if node != SH.IRI:
        raise ValueError(node)
    return True


_CONSTRUCTS: Mapping[Node, tuple[str, Callable[[Graph, Node], object]]] = {
    SH.path: ("path", _own),
    SH.minCount: ("min_count", _count),
    SH.maxCount: ("max_count", _count),
    SH.datatype: ("datatype", lambda _, node: _DATATYPES[node]),
    SH["in"]: ("one_of", _texts),
    SH["class"]: ("of_class", _own),
    SH.nodeKind: ("iri", _iri),
}
